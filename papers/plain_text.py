"""A paper as plain text, for those who read, keep or send nothing else."""

from papers.text import clean, to_plain

RULES = {1: "=", 2: "-"}


class TextPaper:
    """The same calls as `papers.word.WordPaper`; `save()` gives the text as UTF-8 bytes.

    Paragraphs are not broken into lines: whoever shows them does that. `marking` and `state`
    stand at the top and at the end, as they do on every page of other papers.
    """

    def __init__(self, title, *, marking="", state=""):
        self._parts = []
        self._line = " – ".join(word for word in (clean(marking), clean(state)) if word).upper()
        self._add(self._line)

    def _add(self, text):
        if text:
            self._parts.append(text)

    def heading(self, text, level=1):
        words = " ".join(clean(text).split())
        self._add(f"{words}\n{RULES[level] * len(words)}")

    def text(self, text, *, bold=False):
        self._add(to_plain(text))

    def bullets(self, texts):
        self._add("\n".join(f"- {' '.join(clean(text).split())}" for text in texts))

    def facts(self, rows):
        """Each name, and its words on the lines below it."""
        for name, words in rows:
            lines = [f"    {line}".rstrip() for line in clean(words).split("\n")]
            self._add("\n".join([clean(name), *lines]))

    def save(self):
        return ("\n\n".join([*self._parts, *[self._line] * bool(self._line)]) + "\n").encode()
