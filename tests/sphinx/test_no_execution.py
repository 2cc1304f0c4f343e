"""A build runs nothing of what it documents, asks no network, and leaves the sources alone."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import msgspec
import pytest

from tests.sphinx.building import CHECKOUT, Repository

WATCHES = """
import json, os, sys
log = os.open(sys.argv[1], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
root = sys.argv[2]
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
BY_PATH = ("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.chmod", "os.truncate", "os.link")

def watch(event, args):
    if event == "exec":
        said = getattr(args[0], "co_filename", "")
        if not said.startswith(root):
            return
    elif event in ("subprocess.Popen", "os.posix_spawn", "os.exec", "os.system"):
        said = os.fsdecode(args[0])
    elif event in ("socket.connect", "socket.getaddrinfo", "socket.sendto", "socket.sendmsg"):
        said = repr(args[1:])
    elif event == "open" and isinstance(args[0], (str, bytes)) and args[2] & WRITES:
        said = os.path.abspath(os.fsdecode(args[0]))
        if not said.startswith(root):
            return
    elif event in BY_PATH:
        said = os.path.abspath(os.fsdecode(args[0]))
        if not said.startswith(root):
            return
    else:
        return
    os.write(log, json.dumps([event, said]).encode() + b"\\n")

sys.addaudithook(watch)
from sphinx.cmd.build import main
sys.exit(main(sys.argv[3:]))
"""

HOSTILE: Mapping[str, str] = {
    "pyproject.toml": (
        '[project]\nname = "demo"\n[tool.ruff]\nextend = "no/such/file"\nselect = ["NONE"]\n'
        '[tool.pyrefly]\nproject-includes = ["no/such/file"]\n[build-system]\nrequires = 3\n'
    ),
    "ruff.toml": 'extend = "no/such/file"\nno-such-option = 1\n',
    "pyrefly.toml": "no-such-option = 1\n",
    "setup.py": 'open("ran-setup", "w")\nraise SystemExit("setup.py was run")\n',
    "conftest.py": 'raise SystemExit("conftest.py was run")\n',
    "sitecustomize.py": 'raise SystemExit("sitecustomize.py was run")\n',
    "src/demo/__init__.py": 'raise SystemExit("the package was imported")\n',
    "src/demo/core.py": (
        '"""The core."""\nimport subprocess\n\nsubprocess.run(["touch", "ran"])\n\n\n'
        "class Engine:\n    pass\n"
    ),
    "src/demo/extra.py": "from . import core\nfrom demo.core import Engine\n\nprint(core)\n",
    "src/msgspec.py": 'raise SystemExit("a module of the name of a library was imported")\n',
    ".env": "SPHINX_SECRET=tide\n",
}


class _Event(msgspec.Struct, frozen=True, array_like=True):
    """What the hook saw."""

    name: str
    about: str


@pytest.fixture(scope="module")
def events(shared_repository: Repository, tmp_path_factory: pytest.TempPathFactory) -> list[_Event]:
    """Return what a build did that could run code, reach out, or write into the sources."""
    repository = shared_repository
    repository.write(HOSTILE)
    repository.write(
        {
            "docs/conf.py": 'extensions = ["sphinx_kwindex"]\nhtml_theme = "alabaster"\n',
            "docs/index.rst": "Demo\n====\n",
        }
    )
    folder = tmp_path_factory.mktemp("watched")
    log = folder / "log"
    arguments = ["-j", "2", "-W", "-b", "html", str(repository.root / "docs"), str(folder / "out")]
    done = subprocess.run(
        [sys.executable, "-c", WATCHES, str(log), str(repository.root), *arguments],
        capture_output=True,
        text=True,
        cwd=CHECKOUT,
        check=False,
    )
    assert (done.stderr, done.returncode) == ("", 0)
    assert (folder / "out/kwindex/src/demo/core.py_docs.html").is_file()
    return [msgspec.json.decode(line, type=_Event) for line in log.read_bytes().splitlines()]


def test_of_the_tree_only_the_configuration_of_sphinx_is_run(
    events: list[_Event], shared_repository: Repository
) -> None:
    run = {event.about for event in events if event.name == "exec"}
    assert run == {str(shared_repository.root / "docs" / "conf.py")}


def test_only_the_declared_programs_are_started(events: list[_Event]) -> None:
    started = {
        Path(event.about).name
        for event in events
        if event.name in {"subprocess.Popen", "os.posix_spawn", "os.exec", "os.system"}
    }
    assert "ruff" in started
    assert started <= {"ruff", "dot"}


def test_no_connection_is_made(events: list[_Event]) -> None:
    assert [event for event in events if event.name.startswith("socket.")] == []


def test_nothing_is_written_into_the_sources(events: list[_Event]) -> None:
    assert [event for event in events if event.name == "open" or event.name.startswith("os.")] == []


def test_the_watch_bites(tmp_path: Path) -> None:
    said = tmp_path / "said.py"
    said.write_text("x = 1\n", "utf-8")
    code = (
        f"import socket, subprocess, runpy; runpy.run_path({str(said)!r}); "
        f"open({str(tmp_path / 'made')!r}, 'w').close(); subprocess.run(['true']); "
        "socket.socket().connect_ex(('127.0.0.1', 9))"
    )
    watched = WATCHES.replace("from sphinx.cmd.build import main", code).replace(
        "sys.exit(main(sys.argv[3:]))", ""
    )
    subprocess.run(
        [sys.executable, "-c", watched, str(tmp_path / "log"), str(tmp_path)], check=True
    )
    names = {json.loads(line)[0] for line in (tmp_path / "log").read_text().splitlines()}
    assert {"exec", "open", "subprocess.Popen", "socket.connect"} <= names
