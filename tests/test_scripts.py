"""The scripts of `script/`, run as a person runs them."""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings

ROOT = settings.BASE_DIR
SCRIPTS = [
    "script/serve",
    "script/test",
    "script/setup",
    "script/postgres",
    "script/drill",
    ".ci/run",
]


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_is_plain_shell_and_may_be_run(name):
    assert (ROOT / name).read_text().startswith("#!/bin/sh\n")
    assert os.access(ROOT / name, os.X_OK)
    assert subprocess.run(["sh", "-n", ROOT / name], capture_output=True).stderr == b""


@pytest.mark.parametrize(
    "name",
    [
        "package-lock.json",
        "requirements.txt",
        "requirements-test.txt",
        "script/requirements-uv.txt",
        "script/requirements-node.txt",
    ],
)
def test_no_list_of_packages_holds_an_address_to_download_from(name):
    text = (ROOT / name).read_text()
    assert re.findall(r'"resolved"|--index-url|--find-links|@ \w+://', text) == []


def free_port():
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


@pytest.fixture
def serve(tmp_path):
    """`serve(PORT="…")` starts `script/serve` with a data folder of its own."""
    started = []

    def start(**environment):
        clean = {name: value for name, value in os.environ.items() if "SOCBOARD" not in name}
        clean.pop("DATABASE_URL", None)
        process = subprocess.Popen(
            [ROOT / "script/serve"],
            env=clean | {"SOCBOARD_DATA": str(tmp_path / "data")} | environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            # As at a terminal: whoever runs the tests in the background ignores Ctrl-C.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        started.append(process)
        return process

    yield start
    for process in started:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def read_until(process, words):
    said = ""
    for line in process.stdout:
        said += line
        if words in line:
            return said
    raise AssertionError(f"It ended without saying {words!r}:\n{said}")


def get(port, path):
    with urllib.request.urlopen(f"http://localhost:{port}{path}", timeout=20) as answer:
        return answer.status, answer.read().decode()


def test_serve_shows_the_demonstration_and_stops_when_told(serve, tmp_path):
    port = free_port()
    process = serve(PORT=str(port))
    said = read_until(process, "Ctrl-C")
    assert f"http://localhost:{port}" in said.split()
    assert "secretary@example.org" in said.split()
    assert (tmp_path / "data" / "demo-password").read_text().strip() in said.split()
    assert get(port, "/")[0] == 200
    assert get(port, "/healthz") == (200, "Well.\n")
    assert "govuk-button" in get(port, "/static/build/board.css")[1]
    for secret in ["secret-key", "demo-password"]:
        assert (tmp_path / "data" / secret).stat().st_mode & 0o777 == 0o600

    second = serve(PORT=str(port))
    assert f"Port {port} is in use." in second.communicate(timeout=60)[0]
    assert second.returncode == 1

    os.killpg(process.pid, signal.SIGINT)
    said_last = process.communicate(timeout=60)[0]
    assert process.returncode == 0, said_last
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


def test_serve_does_nothing_twice_unless_asked_for_something_else(serve):
    first = serve(PORT=str(free_port()))
    assert "- Demonstration Board" in read_until(first, "Ctrl-C").splitlines()
    first.terminate()
    assert first.wait(timeout=20) == 0
    again = serve(PORT=str(free_port()))
    steps = [s for s in read_until(again, "Ctrl-C").splitlines() if s.startswith("- ")]
    assert steps == ["- Site and worker"]
    again.terminate()
    assert again.wait(timeout=20) == 0
    renewed = serve(PORT=str(free_port()), SOCBOARD_DEMO_PASSWORD="another-one-this-time")
    said = read_until(renewed, "Ctrl-C")
    assert "- Demonstration Board" in said.splitlines()
    assert "another-one-this-time" in said.split()


def test_serve_outside_the_demonstration_refuses_to_start_without_its_settings(serve):
    process = serve(SOCBOARD_DEMO="0", PORT=str(free_port()))
    assert "SOCBOARD_SECRET_KEY is missing" in process.communicate(timeout=60)[0]
    assert process.returncode == 1


def test_the_throw_away_postgresql_gives_the_commands_own_status_and_leaves_nothing():
    done = subprocess.run(
        [ROOT / "script/postgres", "sh", "-c", 'echo "$DATABASE_URL"; exit 3'],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 3, done.stderr
    folder = re.fullmatch(r"postgres://postgres@(\S+)/postgres\n", done.stdout)[1]
    assert not Path(folder.replace("%2F", "/")).exists()


@pytest.fixture
def workshop(tmp_path):
    """A folder with just what the style sheet is made of."""
    for part in ["script", "static/scss"]:
        shutil.copytree(ROOT / part, tmp_path / part)
    shutil.copy(ROOT / "package-lock.json", tmp_path)
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    return tmp_path


def make_styles(workshop):
    return subprocess.run(
        ["sh", "-euc", ". script/_setup.sh; stamp npm package-lock.json; styles"],
        cwd=workshop,
        capture_output=True,
        text=True,
    )


def test_the_style_sheet_is_made_once(workshop):
    assert make_styles(workshop).stdout == "- Style sheet\n"
    assert (workshop / "static/build/board.css").stat().st_size > 10_000
    assert make_styles(workshop).stdout == ""


@pytest.mark.parametrize(
    "rule",
    ['a { font-family: "GDS Transport"; }', "a { background: url(/images/govuk-crest.svg); }"],
)
def test_a_style_sheet_with_what_is_not_ours_is_refused(workshop, rule):
    with (workshop / "static/scss/board.scss").open("a") as sheet:
        sheet.write(rule)
    made = make_styles(workshop)
    assert made.returncode == 1
    assert "take it out of static/scss" in made.stderr
    assert not (workshop / "static/build/board.css").exists()
