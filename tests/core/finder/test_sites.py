"""Sites below one folder: one finder that finds what all have, and one A–Z."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_kwindex.build.finder_shards import FinderShards
from sphinx_kwindex.finder import root
from sphinx_kwindex.finder.root import digests_in, root_in
from sphinx_kwindex.finder.shards import lines_in_script
from sphinx_kwindex.finder.trie import lines_of
from sphinx_kwindex.sites import a_to_z
from sphinx_kwindex.sites.__main__ import main
from sphinx_kwindex.store.staging import StagingArea
from tests.core.fixtures import Build

CORE = {
    "src/core_lib/__init__.py": '"""The core."""\n',
    "src/core_lib/engine.py": (
        '"""An engine."""\n\n\nclass Engine:\n    """Runs."""\n\n    def start(self):\n'
        '        raise ValueError("no fuel for the engine")\n\n\ndef _hidden(): ...\n'
    ),
    "tests/test_engine.py": "def test_start(): ...\n",
}
WEB = {"web/app.py": '"""The web."""\n\n\ndef serve(): ...\n', "web/Engine.py": "X = 1\n"}

Publish = Callable[[str, dict[str, str]], None]


@pytest.fixture
def top(tmp_path: Path) -> Path:
    """The folder of all sites."""
    return tmp_path / "top"


@pytest.fixture
def publish(tmp_path: Path, top: Path, build: Build) -> Publish:
    """Put what the finder of a site loads where a build puts it."""

    def published(name: str, files: dict[str, str]) -> None:
        sources = tmp_path / "sources" / name
        for path, text in files.items():
            (sources / path).parent.mkdir(parents=True, exist_ok=True)
            (sources / path).write_text(text)
        build(sources, state=name)
        shards = FinderShards(tmp_path / name)
        shards.update("key", StagingArea(tmp_path / name / "staged").entries(), "kwindex")
        target = top / name / "_kwindex/finder"
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(shards.folder, target)

    return published


def _found(top: Path) -> dict[str, str]:
    """Return the pages by the names of what is found on them."""
    folder = top / "_kwindex/finder"
    begin = root_in((folder / "root.js").read_text())
    found = {}
    for digest in digests_in(begin.names):
        for header, line in lines_of(lines_in_script((folder / f"{digest}.js").read_text())):
            found[line.split("\t")[1]] = header.partition("\t")[2]
    return found


def test_one_finder_leads_to_the_pages_of_all_sites(top: Path, publish: Publish) -> None:
    publish("libs/core", CORE)
    publish("web", WEB)
    assert main([str(top), "libs/core", "web"]) == 0
    found = _found(top)
    assert found["Engine.start"] == "libs/core/kwindex/src/core_lib/engine.py_docs"
    assert found["serve"] == "web/kwindex/web/app.py_docs"
    assert found["no fuel for the engine"] == found["Engine.start"]
    ways = {
        name: (top / name / "_kwindex/finder/root.js").read_text() for name in ("libs/core", "web")
    }
    assert {name: root_in(text).top for name, text in ways.items()} == {
        "libs/core": "../../", "web": "../",
    }  # fmt: skip


def test_a_site_with_directories_by_letter_is_joined_like_any(
    top: Path, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish("web", WEB)
    with monkeypatch.context() as patch:
        patch.setattr(root, "MOST_KEYED", 10)
        publish("core", CORE)
    assert root_in((top / "core/_kwindex/finder/root.js").read_text()).letters
    assert main([str(top), "core", "web"]) == 0
    assert {"serve", "Engine.start"} <= _found(top).keys()


def test_sites_can_be_joined_again_and_after_a_build_of_one(top: Path, publish: Publish) -> None:
    publish("core", CORE)
    publish("web", WEB)
    assert main([str(top), "core", "web"]) == 0
    before = {path: path.read_bytes() for path in top.rglob("*") if path.is_file()}
    assert main([str(top), "core", "web"]) == 0
    assert before == {path: path.read_bytes() for path in top.rglob("*") if path.is_file()}
    publish("web", {"web/app.py": "def answer(): ...\n", "web/Engine.py": "X = 1\n"})
    (top.parent / "sources/web/web/app.py").write_text("def answer(): ...\n")
    assert main([str(top), "core", "web"]) == 0
    assert {"answer", "Engine.start"} <= _found(top).keys()
    assert "serve" not in _found(top)


def test_an_a_to_z_lists_the_public_names_of_all(top: Path, publish: Publish) -> None:
    publish("core", CORE)
    publish("web", WEB)
    (top / "index.html").write_text("mine")
    assert main([str(top), "core", "web", "--title", "All & sundry"]) == 0
    text = (top / "a-z.html").read_text()
    assert '<h1 id="a-z">All &amp; sundry</h1>' in text
    links = re.findall(r'<a href="([^"]*)"><code>(?:<span>.*?</span>)?(\w+)', text)
    assert ("core/kwindex/src/core_lib/engine.py_docs.html#Engine", "Engine") in links
    assert ("web/kwindex/web/app.py_docs.html#serve", "serve") in links
    names = [name for _, name in links]
    assert names.index("Engine") < names.index("serve") < names.index("start")
    assert "_hidden" not in text
    assert "test_start" not in text
    assert (top / "index.html").read_text() == "mine"


def test_a_long_a_to_z_has_a_page_for_each_letter(
    top: Path, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(a_to_z, "MOST_ON_A_PAGE", 2)
    publish("core", CORE)
    assert main([str(top), "core"]) == 0
    assert 'href="a-z-e.html">E</a>' in (top / "a-z.html").read_text()
    assert "#Engine" in (top / "a-z-e.html").read_text()


@pytest.mark.parametrize("damage", ["nothing", "root", "shard", "name"])
def test_a_folder_that_is_no_site_stops_it_and_nothing_changes(
    top: Path, publish: Publish, damage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    publish("core", CORE)
    publish("web", WEB)
    folder = top / "web/_kwindex/finder"
    if damage == "nothing":
        shutil.rmtree(folder)
    elif damage == "root":
        (folder / "root.js").write_text("kwindexFinder.root({})\n")
    elif damage == "shard":
        for path in folder.glob("????????.js"):
            path.write_text("`/z")
    before = (top / "core/_kwindex/finder/root.js").read_bytes()
    names = ["core", "../core" if damage == "name" else "web"]
    assert main([str(top), *names]) == 2
    assert capsys.readouterr().err.startswith("kwindex: error: ")
    assert (top / "core/_kwindex/finder/root.js").read_bytes() == before
