"""A page read into what the tests ask of it."""

from html.parser import HTMLParser

CONTROLS = {"input", "select", "textarea"}


class Page(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.elements = []
        self.feed(str(html))

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def all(self, *tags, **attrs):
        return [
            found
            for tag, found in self.elements
            if tag in tags and all(found.get(name) == value for name, value in attrs.items())
        ]

    @property
    def ids(self):
        return [attrs["id"] for _, attrs in self.elements if "id" in attrs]

    @property
    def controls(self):
        return [found for found in self.all(*CONTROLS) if found.get("type") != "hidden"]

    @property
    def error_links(self):
        return [
            found["href"].removeprefix("#")
            for found in self.all("a")
            if found.get("href", "").startswith("#")
        ]
