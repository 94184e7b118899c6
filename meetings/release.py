"""What everybody would read, looked through for words that are still to be filled in."""

import re

PLACEHOLDER = re.compile(
    r"\b(?:DATE|NAME|XX+|TBC|TBA)\b|\?\?+|_{3,}|\[(?:insert|name|date|to be)\b[^\]]*\]"
)
_NOT_TYPED = {"closed_reason", "closed_sentence", "purpose", "due", "kind", "number", "serial"}
_NOT_TYPED |= {"counted", "fullness_label"}


def placeholders(document):
    """The words still to be filled in that would appear, each once."""
    return sorted({found for text in texts(document) for found in PLACEHOLDER.findall(text)})


def texts(part):
    """Every text that somebody typed, however deep."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for key, value in part.items():
            if key not in _NOT_TYPED:
                yield from texts(value)
    elif isinstance(part, list):
        for value in part:
            yield from texts(value)
