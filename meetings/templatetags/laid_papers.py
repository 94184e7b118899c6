"""How a page names the file of a paper."""

from django import template
from django.template.defaultfilters import filesizeformat

from papers.uploads import NAMES

register = template.Library()


@register.filter
def file_facts(version):
    """“PDF, 16 pages, 1.2 MB”."""
    pages = version.pages and f"{version.pages} page{'' if version.pages == 1 else 's'}"
    return ", ".join(filter(None, [NAMES[version.kind], pages, filesizeformat(version.size)]))
