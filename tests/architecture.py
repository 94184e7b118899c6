"""The rules of docs/architecture.md, as functions from sources to the sentences they break.

`tests/test_architecture.py` feeds them the whole house, and planted faults.
"""

import ast
import re

LINE = [
    "socboard",
    "reporting",
    "library",
    "actions",
    "meetings",
    "priorities",
    "board",
    "accounts",
]
LEAVES = ["papers", "audit", "background"]
HOUSE = LINE + LEAVES


def may_use(one, other):
    """Whether app `one` may import from, and point to, `other`."""
    if one == other or other not in HOUSE or other in LEAVES:
        return True
    return one in LINE and LINE.index(one) < LINE.index(other)


def wrong_imports(module, source):
    """`module` is the dotted name of the file; imports inside functions count as well."""
    app = module.split(".")[0]
    return [
        f"{module} uses {name}"
        for name in imported_by(module, ast.parse(source))
        if not may_use(app, name.split(".")[0])
    ]


def imported_by(module, tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module
        elif isinstance(node, ast.ImportFrom):
            above = module.split(".")[: -node.level]
            names = [node.module] if node.module else [alias.name for alias in node.names]
            yield from (".".join([*above, name]) for name in names)
        elif isinstance(node, ast.Call) and node.args:
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            named = node.args[0]
            if (
                called in {"get_model", "import_module"}
                and isinstance(named, ast.Constant)
                and isinstance(named.value, str)
            ):
                yield named.value


TEMPLATE_FAULTS = {
    "prints unescaped text": r"\|\s*safe(seq)?\b|mark_safe|\{%\s*autoescape\s+off",
    "has inline style": r"<[^>]*\sstyle\s*=|<style\b",
    "has inline script": r"<script\b(?![^>]*\ssrc=)[^>]*>",
    "has an inline event handler": r"<[^>]*\son[a-z]+\s*=|javascript:",
}


def template_faults(text):
    return [
        fault
        for fault, pattern in TEMPLATE_FAULTS.items()
        if re.search(pattern, text, re.IGNORECASE)
    ]


EMAIL = re.compile(r"[\w.+%-]+@((?:[\w-]+\.)+[A-Za-z]{2,})\b")
TELEPHONE = re.compile(
    r"(?<![\w.:/#-])(?:\+44[\d ()-]{9,}|0\d{2,4}[ -]\d{3,4}[ -]?\d{3,4}|0\d{9,10})(?![\w-])"
)
# Kept by Ofcom for drama and examples: nobody answers.
MADE_UP_NUMBERS = ("01632", "0207946", "07700900", "+441632", "+44207946", "+447700900")


INCLUDE = re.compile(r'{%\s*include "([^"]+)"([^%]*)%}')


def pieces_without_a_token(templates):
    """`templates` maps names to sources. A piece with a form needs `csrf_token` handed on by every
    include that says `only`, or its form is refused when it is sent."""
    needing = {name for name, text in templates.items() if "{% csrf_token %}" in text}
    while True:
        above = {
            name
            for name, text in templates.items()
            for piece, words in INCLUDE.findall(text)
            if piece in needing
        }
        if above <= needing:
            break
        needing |= above
    return [
        f"{name} includes {piece} without its csrf_token"
        for name, text in sorted(templates.items())
        for piece, words in INCLUDE.findall(text)
        if piece in needing and words.split()[-1:] == ["only"] and "csrf_token=" not in words
    ]


def contact_details(text):
    """E-mail addresses other than of example.org, and telephone numbers that may be somebody's."""
    found = [match[0] for match in EMAIL.finditer(text) if not at_example_org(match[1])]
    for match in TELEPHONE.finditer(text):
        if not re.sub(r"[^\d+]", "", match[0]).startswith(MADE_UP_NUMBERS):
            found.append(match[0])
    return found


def at_example_org(host):
    return host.lower() == "example.org" or host.lower().endswith(".example.org")


def download_addresses(name, text):
    """Where packages are fetched from is for each machine to know, not for the repository."""
    if name.startswith("requirements") or name == ".npmrc":
        return re.findall(r"\S*://\S+|--(?:extra-)?index-url.*|--find-links.*", text)
    if name == "package-lock.json":
        return re.findall(r'"resolved"\s*:\s*"[^"]*"', text)
    return []
