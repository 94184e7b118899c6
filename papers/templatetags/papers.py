"""`{% load papers %}`: text that people typed, printed alike on pages and papers."""

from django import template
from django.utils.html import format_html, format_html_join

from papers import text as board
from papers.html import inline_html, text_html

register = template.Library()


@register.filter
def board_text(text):
    """Paragraphs and lists, in a `<div class="board-text">`; nothing when there is no text."""
    blocks = board.parse(text)
    return text_html(blocks) if blocks else ""


@register.filter
def board_inline(text):
    """The same without a block around it, for a heading, a cell or a numbered paragraph."""
    return inline_html(board.parse(text))


@register.filter
def board_lines(text):
    """A cell of a table: each line its own paragraph, every character literal."""
    lines = [line for line in board.clean(text).split("\n") if line]
    # Without a template of its own: a table has hundreds of cells.
    return format_html_join("", '<p class="board-line">{}</p>', ((line,) for line in lines))


@register.simple_tag
def numbered_paragraph(number, text):
    """Text with its number hanging in the margin: 4 prints "4.", "6.3" prints as it stands."""
    mark = f"{number}." if isinstance(number, int) else number
    return format_html(
        '<div class="numbered-paragraph">\n{}\n</div>\n', text_html(board.parse(text), mark)
    )
