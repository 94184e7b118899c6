"""Holds docs/architecture.md: the line of the apps, and what no file of the house may contain."""

import re
import subprocess
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import models
from django.db.migrations.loader import MigrationLoader
from django.template import engines
from django.template.base import Node
from django.template.defaulttags import URLNode
from django.template.loader_tags import ExtendsNode, IncludeNode
from django.urls import get_resolver

from tests.architecture import (
    HOUSE,
    contact_details,
    download_addresses,
    may_use,
    pieces_without_a_token,
    template_faults,
    wrong_imports,
)

ROOT = settings.BASE_DIR
SOURCES = [path for app in HOUSE for path in sorted((ROOT / app).rglob("*.py"))]
TEMPLATES = sorted(
    path
    for folder in [ROOT / "templates", *(ROOT / app / "templates" for app in HOUSE)]
    for path in folder.rglob("*")
    if path.is_file()
)
OUR_MODELS = [model for model in apps.get_models() if model._meta.app_label in HOUSE]
OUR_FIELDS = [
    field
    for model in OUR_MODELS
    for field in model._meta.get_fields()
    if isinstance(field, models.ForeignKey | models.ManyToManyField)
]


def dotted(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts)


def short(path):
    return str(path.relative_to(ROOT))


# The line of the apps


def test_every_app_of_the_house_is_in_the_line():
    ours = {config.name for config in apps.get_app_configs() if Path(config.path).parent == ROOT}
    assert ours == set(HOUSE)


def test_apps_import_to_the_right_only():
    assert [
        fault for path in SOURCES for fault in wrong_imports(dotted(path), path.read_text())
    ] == []


def test_foreign_keys_point_to_the_right_only():
    assert [
        str(field)
        for field in OUR_FIELDS
        if not may_use(field.model._meta.app_label, field.related_model._meta.app_label)
    ] == []


def test_migrations_depend_on_the_right_only():
    loader = MigrationLoader(None, ignore_no_migrations=True)
    assert [
        f"{app}.{name} on {other}"
        for (app, name), migration in loader.disk_migrations.items()
        if app in HOUSE
        for other, _ in migration.dependencies
        if other != "__setting__" and not may_use(app, other)
    ] == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("board.people", "import meetings"),
        ("board.people", "from meetings.models import Minutes"),
        ("board.people", "def late():\n    from actions import models"),
        ("board.people", "from ..reporting import figures"),
        ("board.models.people", "from ...reporting import figures"),
        ("board.people", "from .. import reporting"),
        ("board.people", "apps.get_model('actions', 'Action')"),
        ("board.people", "import_module('actions.models')"),
        ("audit.events", "from accounts.models import User"),
        ("accounts.models", "import socboard.settings"),
    ],
)
def test_a_planted_import_to_the_left_is_found(module, source):
    assert len(wrong_imports(module, source)) == 1


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("meetings.models.minutes", "from board.models import Person\nfrom . import items"),
        ("meetings.models.minutes", "from audit.events import record_event\nimport datetime"),
        ("meetings.models.minutes", "from ..forms import MinutesForm"),
        ("socboard.home", "from reporting.models import ActivityReport"),
        ("background.models", "import papers.text"),
    ],
)
def test_an_import_to_the_right_is_allowed(module, source):
    assert wrong_imports(module, source) == []


# The record is kept


def test_no_migration_is_missing(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_foreign_keys_protect_what_they_point_to():
    assert [
        str(field)
        for field in OUR_FIELDS
        if field.many_to_one or field.one_to_one
        if field.remote_field.on_delete is not models.PROTECT
    ] == []


def test_a_many_to_many_is_a_model_of_its_own():
    assert [
        str(field)
        for field in OUR_FIELDS
        if field.many_to_many and field.remote_field.through._meta.auto_created
    ] == []


def test_every_model_says_what_it_is_in_the_world_of_the_board():
    made_by_django = {model: f"{model.__name__}(" for model in OUR_MODELS}
    assert [
        model._meta.label
        for model in OUR_MODELS
        if (model.__doc__ or made_by_django[model]).startswith(made_by_django[model])
    ] == []


# Templates


def nodes(nodelist, kind):
    return [node for node in nodelist if isinstance(node, Node)] and nodelist.get_nodes_by_type(
        kind
    )


def constant(expression):
    """What a quoted word in a tag says; None for a variable."""
    word = getattr(expression, "var", expression)
    return str(word) if isinstance(word, str) else None


def compiled(path):
    return engines["django"].engine.from_string(path.read_text()).nodelist


@pytest.mark.parametrize("path", TEMPLATES, ids=short)
def test_every_template_parses_and_finds_its_pieces(path):
    for node in nodes(compiled(path), (IncludeNode, ExtendsNode)):
        name = constant(getattr(node, "template", None) or getattr(node, "parent_name", None))
        if name:
            engines["django"].engine.find_template(name)


def test_every_route_that_a_template_names_exists():
    routes = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    named = {
        (short(path), name)
        for path in TEMPLATES
        for node in nodes(compiled(path), URLNode)
        if (name := constant(node.view_name)) and not node.asvar
    }
    assert {(path, name) for path, name in named if name not in routes} == set()


def template_name(path):
    return str(path).rpartition("templates/")[2]


def test_every_form_in_a_piece_gets_its_token():
    sources = {template_name(path): path.read_text() for path in TEMPLATES}
    assert pieces_without_a_token(sources) == []


def test_a_planted_form_without_its_token_is_found():
    pieces = {
        "_form.html": "<form method='post'>{% csrf_token %}</form>",
        "_around.html": '{% include "_form.html" with a=b only %}',
        "page.html": '{% include "_around.html" with csrf_token=csrf_token only %}',
    }
    assert pieces_without_a_token(pieces) == [
        "_around.html includes _form.html without its csrf_token"
    ]


# A plain e-mail is text, where nothing is escaped.
@pytest.mark.parametrize("path", [path for path in TEMPLATES if path.suffix != ".txt"], ids=short)
def test_no_template_has_inline_code_or_unescaped_text(path):
    assert template_faults(path.read_text()) == []


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("{{ text|safe }}", ["prints unescaped text"]),
        ("{{ list | safeseq }}", ["prints unescaped text"]),
        ("{% autoescape off %}", ["prints unescaped text"]),
        ('<p class="a"\n style="color: red">', ["has inline style"]),
        ("<style>p {}</style>", ["has inline style"]),
        ('<script type="module">alert(1)</script>', ["has inline script"]),
        ('<button onclick="go()">', ["has an inline event handler"]),
        ('<script type="module" src="{% static "js/a.js" %}"></script>', []),
        ("<p>A safe place, a style of work – on time = early</p>", []),
    ],
)
def test_a_planted_fault_in_a_template_is_found(text, faults):
    assert template_faults(text) == faults


# Names and words


def test_no_source_marks_text_as_safe():
    assert [
        short(path)
        for path in SOURCES
        if re.search(r"mark_safe|SafeString|SafeText", path.read_text())
    ] == []


def test_no_module_is_a_junk_drawer():
    junk = {"utils", "helpers", "common", "misc", "services"}
    assert [short(path) for path in SOURCES if junk & {path.stem, path.parent.name}] == []


def committed_texts():
    """Every file that is, or is about to be, committed, and reads as text."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        try:
            text = path.read_text()
        except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
            continue
        if "\0" not in text:
            yield name, text


# These plant addresses to show that they are found, or kept out.
PLANTED = {"tests/test_architecture.py"}


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="only a checkout knows its files")
def test_no_file_holds_real_contact_details_or_download_addresses():
    assert {
        name: faults
        for name, text in committed_texts()
        if name not in PLANTED
        if (faults := contact_details(text) + download_addresses(Path(name).name, text))
    } == {}


@pytest.mark.parametrize(
    "text",
    [
        "write to somebody@city.gov.uk",
        "mailto:a.b%40c@police.uk",
        "Mobile: 07810 123456",
        "ask 020 7215 1234 for",
        "+44 (0)20 7215 1234",
        "02072151234",
    ],
)
def test_planted_contact_details_are_found(text):
    assert len(contact_details(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "secretary@example.org",
        "{{ user }}@example.org, 01632 960123, 020 7946 0123",
        "2017-01-31 10:00, SOCB/2018/07, sha256:0123456789abcdef",
        "@pytest.fixture, govuk-frontend@6.6.0",
    ],
)
def test_made_up_contact_details_are_allowed(text):
    assert contact_details(text) == []


def test_planted_download_addresses_are_found():
    address = "https://packages.example.org/a.tgz"
    assert len(download_addresses("requirements.txt", f"a @ {address}")) == 1
    assert len(download_addresses("requirements.txt", "--index-url x")) == 1
    assert len(download_addresses("package-lock.json", f'"resolved": "{address}"')) == 1
    assert download_addresses("requirements.txt", "django==5.2 --hash=sha256:00") == []
