"""The cells of a row of the table on the screen, each written once."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string

register = template.Library()


@register.simple_tag
def cells_of(row, may_edit):
    """The cells of a `Row`. Those of an open row are kept: they say nothing but what the row and
    the right to edit say, and are found again by the whole of both, so they are never stale.
    Nothing closed is kept."""
    return written(row, may_edit) if row.is_closed else kept(row, may_edit)


def written(row, may_edit):
    return render_to_string("actions/_screen_cells.html", {"row": row, "may_edit": may_edit})


kept = lru_cache(maxsize=500)(written)
