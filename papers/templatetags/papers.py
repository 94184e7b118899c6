"""`{% load papers %}`: text that people typed, printed alike on pages and papers."""

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html_join

from papers import text as board

register = template.Library()


@register.filter
def board_text(text):
    """Paragraphs and lists, in a `<div class="board-text">`; nothing when there is no text."""
    blocks = board.parse(text)
    return render_to_string("papers/_text.html", {"blocks": blocks}) if blocks else ""


@register.filter
def board_inline(text):
    """The same without a block around it, for a heading, a cell or a numbered paragraph."""
    blocks = board.parse(text)
    return render_to_string("papers/_inline.html", {"blocks": blocks}) if blocks else ""


@register.filter
def board_lines(text):
    """A cell of a table: each line its own paragraph, every character literal."""
    lines = [line for line in board.clean(text).split("\n") if line]
    # Without a template of its own: a table has hundreds of cells.
    return format_html_join("", '<p class="board-line">{}</p>', ((line,) for line in lines))


@register.inclusion_tag("papers/_numbered.html")
def numbered_paragraph(number, text):
    """Text with its number hanging in the margin: 4 prints "4.", "6.3" prints as it stands."""
    mark = f"{number}." if isinstance(number, int) else number
    return {"number": mark, "blocks": board.parse(text)}
