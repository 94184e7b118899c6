"""Text that people typed, as HTML: what `papers.text.parse` read, and nothing else.

Written here rather than by templates, each with its own pieces: a page of minutes has hundreds of
paragraphs, and this takes a quarter of the time. Every word passes `format_html`, which escapes it.
"""

from django.utils.html import conditional_escape, format_html, format_html_join

LINKED = '<a href="{}" rel="nofollow noopener">{}</a>'


def text_html(blocks, number=""):
    """In a `<div class="board-text">`; `number` stands before its first words."""
    mark, first = "", blocks[0].kind if blocks else ""
    if number:
        space = " " if first == "paragraph" else ""
        mark = format_html('<span class="numbered-paragraph__number">{}{}</span>', number, space)
    alone = format_html("<p>{}</p>\n", mark) if number and first != "paragraph" else ""
    each = ((block_html(block, "" if place else mark),) for place, block in enumerate(blocks))
    return format_html(
        '<div class="board-text">\n{}{}</div>\n', alone, format_html_join("", "{}", each)
    )


def block_html(block, mark=""):
    if block.kind == "paragraph":
        return format_html("<p>{}{}</p>\n", mark, runs_html(block.runs))
    items = format_html_join("", "<li>{}</li>\n", ((runs_html(runs),) for runs in block.items))
    if block.kind == "bullet":
        return format_html("<ul>\n{}</ul>\n", items)
    return format_html('<ol type="{}">\n{}</ol>\n', "a" if block.kind == "letter" else "1", items)


def inline_html(blocks):
    """Without a block around it: what stands in blocks and lists becomes lines."""
    lines = []
    for block in blocks:
        lines += [block.runs] if block.kind == "paragraph" else block.items
    return broken([runs_html(runs) for runs in lines])


def runs_html(runs):
    """Words in a row: most often there is one run."""
    if len(runs) == 1:
        return run_html(runs[0])
    return format_html_join("", "{}", ((run_html(run),) for run in runs))


def run_html(run):
    if run.link:
        words = format_html(LINKED, run.link, run.text)
    elif "\n" not in run.text:
        words = conditional_escape(run.text)
    else:
        words = broken(run.text.split("\n"))
    return format_html("<strong>{}</strong>", words) if run.bold else words


def broken(lines):
    """Each on a line of its own."""
    later = format_html_join("", "<br>{}", ((line,) for line in lines[1:]))
    return format_html("{}{}", *lines[:1], later) if lines else ""
