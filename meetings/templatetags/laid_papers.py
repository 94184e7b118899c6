"""How a page names the file of a paper."""

from django import template
from django.template.defaultfilters import filesizeformat

from papers.uploads import NAMES, PDF

register = template.Library()


@register.filter
def file_facts(version):
    """“PDF, 16 pages, 1.2 MB”; a picture has no pages to tell of."""
    pages = ""
    if version.kind == PDF and version.pages:
        pages = f"{version.pages} page{'' if version.pages == 1 else 's'}"
    return ", ".join(filter(None, [NAMES[version.kind], pages, filesizeformat(version.size)]))
