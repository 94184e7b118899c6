"""What changed between two texts, word by word."""

import difflib
import re


def word_changes(before, after):
    """What was taken out and put in: a list of ("same" | "del" | "ins", text)."""
    old, new = re.findall(r"\s+|\S+", before), re.findall(r"\s+|\S+", after)
    parts = []
    for kind, i, j, k, m in difflib.SequenceMatcher(None, old, new).get_opcodes():
        if kind == "equal":
            parts.append(("same", "".join(old[i:j])))
            continue
        parts += [("del", "".join(old[i:j]))] * (i < j) + [("ins", "".join(new[k:m]))] * (k < m)
    return parts
