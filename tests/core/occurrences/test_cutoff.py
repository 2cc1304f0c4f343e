"""Which files are linked again after an edit: those that see something else than before."""

from __future__ import annotations

import random
from pathlib import Path

import msgspec
import pytest

from sphinx_kwindex.analysis import analyse
from sphinx_kwindex.project.python.indexing import index_modules
from sphinx_kwindex.project.python.occurrences.repository import link_files, references_in
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.records.references import NOTHING_LINKED, FileReferences, LinkedFiles
from sphinx_kwindex.records.source_files import SourceFile
from sphinx_kwindex.store.facts import content_key
from sphinx_kwindex.store.references import (
    REFERENCES_FILE,
    load_references,
    store_references,
)
from tests.core.fixtures import Build, Staged, WriteTree

FILES = {
    "shop/__init__.py": "from .basket import Basket\n",
    "shop/basket.py": (
        "from .prices import total\n\n"
        "class Basket:\n    def pay(self) -> int:\n        return total(self)\n"
    ),
    "shop/prices.py": "def total(basket):\n    return 1\n",
    "shop/labels.py": "SHORT = 1\n",
    "main.py": "import shop\n\nshop.Basket().pay()\n",
}


def _facts(files: dict[str, str]) -> list[FileFacts]:
    return [
        FileFacts(
            SourceFile(path, f"/nowhere/{path}"),
            len(text),
            content_key(path, text.encode()),
            analyse(path, text.encode()),
        )
        for path, text in files.items()
    ]


def _link(files: dict[str, str], before: LinkedFiles = NOTHING_LINKED) -> tuple[LinkedFiles, int]:
    return link_files(_facts(files), index_modules(files), before)


def test_nothing_is_linked_again_where_nothing_changed() -> None:
    first, anew = _link(FILES)
    assert anew == len(FILES)
    assert _link(FILES, first) == (first, 0)


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        pytest.param("shop/prices.py", "return 1", "return 2", 1, id="the body of a function"),
        pytest.param("shop/prices.py", "def total", "\n# Words.\ndef total", 1, id="lines"),
        pytest.param("main.py", "pay()", "pay", 1, id="a file that nobody looks at"),
        pytest.param("shop/labels.py", "SHORT", "LONG", 1, id="an interface nobody looks at"),
        pytest.param("shop/prices.py", "total", "sum_up", 2, id="a name that one file takes"),
        pytest.param("shop/basket.py", "pay", "settle", 3, id="a method, seen through a package"),
        pytest.param("shop/basket.py", "-> int", "-> str", 3, id="what a method returns"),
    ],
)
def test_an_edit_reaches_the_files_that_looked_at_what_it_changes(
    path: str, old: str, new: str, expected: int
) -> None:
    first, _ = _link(FILES)
    edited = {**FILES, path: FILES[path].replace(old, new)}
    assert edited != FILES
    again, anew = _link(edited, first)
    assert anew == expected
    assert again == _link(edited)[0]


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        pytest.param("shop/unheard.py", "", 1, id="a name that is written nowhere"),
        pytest.param("shop/deep/unheard.py", "", 6, id="a folder that becomes a package"),
        pytest.param("shop/prices.pyi", "def total(basket) -> int: ...\n", 4, id="a stub"),
        pytest.param("conftest.py", "", 6, id="a file that is found without a name"),
        pytest.param("shop/prices/__init__.py", "def total(basket): ...\n", 6, id="a package"),
    ],
)
def test_a_new_module_is_looked_for_by_those_that_may_name_it(
    path: str, text: str, expected: int
) -> None:
    first, _ = _link(FILES)
    more = {**FILES, path: text}
    again, anew = _link(more, first)
    assert anew == expected
    assert again == _link(more)[0]
    # And it is missed by those.
    less, anew = _link(FILES, again)
    assert anew == expected - 1
    assert less == first


POOL = {
    "pk/__init__.py": "from pk import eddy\nfrom pk.flow import *\n",
    "pk/flow.py": (
        "import eddy, stream\nfrom pk import eddy as e\n\ndef flow():\n    return e.eddy()\n"
    ),
    "pk/eddy.py": (
        "__all__ = ['stream']\nfrom pk import stream\n\ndef eddy():\n    return stream.run\n"
    ),
    "pk/stream.py": "def run(): ...\n",
    "pk/stream.pyi": "def run() -> int: ...\n",
    "pk/eddy/__init__.py": "def eddy(): ...\n",
    "pk/deep/stream.py": "def run(): ...\n",
    "eddy.py": "import pk\n\npk.deep.stream.run(pk.stream.run)\n",
    "stream.py": "from pk.flow import e\n\ne.eddy()\n",
    "tests/conftest.py": "import pytest\n\n@pytest.fixture\ndef eddy():\n    return 1\n",
    "tests/test_eddy.py": "def test_eddy(eddy):\n    eddy.real\n",
}


@pytest.mark.parametrize("seed", range(4))
def test_modules_that_come_and_go_leave_what_a_clean_link_finds(seed: int) -> None:
    chance = random.Random(seed)
    present = set(POOL)
    linked, _ = _link(POOL)
    for _ in range(12):
        present ^= set(chance.sample(sorted(POOL), chance.choice([1, 1, 2, 3])))
        files = {path: POOL[path] for path in POOL if path in present}
        linked, _ = _link(files, linked)
        assert linked == _link(files)[0], sorted(present)


def test_a_file_of_another_language_names_nothing() -> None:
    linked, _ = link_files(
        _facts({"a.py": "", "README.md": "# Title\n"}), index_modules(["a.py"]), NOTHING_LINKED
    )
    assert list(linked.files) == ["a.py"]
    assert references_in(linked, "README.md") == FileReferences()


def test_what_is_stored_comes_back_and_damage_is_forgotten(tmp_path: Path) -> None:
    linked, _ = _link(FILES)
    assert load_references(tmp_path) == NOTHING_LINKED
    store_references(tmp_path, linked)
    assert load_references(tmp_path) == linked
    whole = (tmp_path / REFERENCES_FILE).read_bytes()
    for damaged in (whole[:-5], b"", b"\xc1", msgspec.msgpack.encode({"schema": "other"})):
        (tmp_path / REFERENCES_FILE).write_bytes(damaged)
        assert load_references(tmp_path) == NOTHING_LINKED


def test_builds_keep_what_they_linked(write_tree: WriteTree, build: Build, tmp_path: Path) -> None:
    root = write_tree(FILES)
    build(root)
    first = load_references(tmp_path / "state" / "cache")
    (root / "shop/prices.py").write_text("def total(basket):\n    return 3\n")
    build(root)
    again = load_references(tmp_path / "state" / "cache")

    assert sorted(first.files) == sorted(FILES)
    changed = {path for path in FILES if first.files[path] != again.files[path]}
    assert changed == {"shop/prices.py"}
    assert [target.qualname for target in references_in(again, "main.py").targets] == [
        "",
        "Basket",
        "Basket.pay",
    ]


@pytest.mark.parametrize(
    "edited",
    [
        pytest.param("def run():\n    return shop.Basket().pay()\n", id="one use more"),
        pytest.param("def run():\n    return shop\n", id="one use less"),
        pytest.param("def run():\n    # Words.\n    return shop.Basket\n", id="lines alone"),
        pytest.param("def ran():\n    return shop.Basket\n", id="another function"),
    ],
)
def test_pages_after_an_edit_are_those_of_a_clean_build(
    edited: str, write_tree: WriteTree, build: Build, staged: Staged
) -> None:
    lead = "import shop\n\n\n"
    root = write_tree({**FILES, "main.py": f"{lead}def run():\n    return shop.Basket\n"})
    build(root)
    (root / "main.py").write_text(lead + edited)
    build(root)
    build(root, state="clean")
    assert staged() == staged("clean")
