"""What changed since an earlier build: on the page of it, of files, and after edits."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_kwindex.blocks.reading import read_page
from sphinx_kwindex.export.__main__ import main as export
from sphinx_kwindex.export.pages.markdown import markdown_of
from sphinx_kwindex.records.data_lines import MANIFEST
from sphinx_kwindex.records.diagnostics import DiagnosticCode
from tests.core.fixtures import Build, Staged, WriteTree

BEFORE = {
    "pyproject.toml": '[project]\nname = "tide"\n',
    "tide/__init__.py": "",
    "tide/base.py": (
        "import requests\n\n\ndef goes(a): ...\n\n\ndef moves(x, y=1): ...\n\n\n"
        "class Old:\n    def one(self): ...\n    def two(self): ...\n\n\n"
        'def stays(a): "Stay."\n\n\ndef _hidden(): ...\n'
    ),
    "tide/app.py": (
        "from tide.base import goes\n\n\ndef main():\n    goes(1)\n\n\ndef other():\n    goes(2)\n"
    ),
    "tide/alone.py": "def nothing(): ...\n",
    "tide/gone.py": "SIZE = 1\n",
    "tests/test_tide.py": "from tide.base import goes\n\n\ndef test_it():\n    goes(1)\n",
}
AFTER = {
    **{path: text for path, text in BEFORE.items() if path != "tide/gone.py"},
    "tide/base.py": (
        "import numpy\n\n\nclass New:\n    def one(self): ...\n\n\n"
        'def stays(a, b=None): "Stay."\n\n\ndef _other(): ...\n'
    ),
    "tide/new.py": "def moves(x, y=1): ...\n",
    "tide/app.py": (
        "from tide.base import goes\n\n\ndef main():\n    goes(1)\n\n\ndef other():\n    pass\n"
    ),
}
FORMATS = ("files", "messages", "symbols", "uses")


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """The data of the earlier state."""
    for path, text in BEFORE.items():
        file = tmp_path / "before" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    data = tmp_path / "earlier"
    root = str(tmp_path / "before")
    assert export([*FORMATS, "--root", root, "-o", str(data), "--release", "1.0"]) == 0
    return data


@pytest.fixture
def page(tmp_path: Path, staged: Staged) -> Callable[[str], str]:
    """Return a staged page as Markdown."""
    return lambda name: markdown_of(read_page(f"kwindex/{name}", staged()[f"kwindex/{name}"]))


def test_a_page_tells_what_changed_in_the_repository(
    write_tree: WriteTree, build: Build, page: Callable[[str], str], earlier: Path
) -> None:
    outcome = build(write_tree(AFTER), changes_since=str(earlier))
    assert not outcome.manifest.diagnostics
    text = page("changes")
    assert "# Changes in tide since 1.0\n" in text
    assert "5 are gone, 1 has another head, 1 moved to another file and 2 are new." in text
    assert "class `Old`, with 2 more in it" in text
    assert "constant `SIZE` | `tide/gone.py`" in text
    assert "parameter `b=None` is new" in text
    assert "[`moves`](tide/new.py_docs.md#moves)" in text
    assert "class [`New`](tide/base.py_docs.md#New), with 1 more in it" in text
    assert "`numpy` | new, imported by [`tide/base.py`](tide/base.py_docs.md)" in text
    assert "`requests` | no file imports it any more" in text
    assert "New: [`tide/new.py`](tide/new.py_docs.md)." in text
    assert "Gone: `tide/gone.py`." in text
    assert "_other" not in text
    assert "_hidden" not in text
    assert "[5 gone, 1 changed, 1 moved, 2 new](changes.md)" in page("index")


def test_what_still_writes_the_name_of_what_is_gone_is_named(
    write_tree: WriteTree, build: Build, page: Callable[[str], str], earlier: Path
) -> None:
    build(write_tree(AFTER), changes_since=str(earlier))
    row = next(line for line in page("changes").splitlines() if "function `goes`" in line)
    assert "[`main`](tide/app.py_docs.md#main) in `tide/app.py`" in row
    assert "[`tide/app.py`](tide/app.py_docs.md)" in row
    assert "[`tests/test_tide.py`](tests/test_tide.py_docs.md)" in row
    assert row in page("changes")
    assert "gone; may still be used by" in page("tide/base.py_docs")


def test_pages_of_files_tell_what_became_of_their_definitions(
    write_tree: WriteTree, build: Build, page: Callable[[str], str], earlier: Path
) -> None:
    build(write_tree(AFTER), changes_since=str(earlier))
    text = page("tide/base.py_docs")
    assert "## Changes\n\nSince 1.0:" in text
    assert (
        "function [`moves`](new.py_docs.md#moves) | moved to [`tide/new.py`](new.py_docs.md)"
        in text
    )
    assert "New: [`New`](#New)." in text
    assert "Imports from elsewhere that are new: `numpy`. " in text
    assert "that are gone: `requests`." in text
    assert "The file is new since 1.0." in page("tide/new.py_docs")
    assert "came from [`tide/base.py`](base.py_docs.md)" in page("tide/new.py_docs")
    assert "## Changes" not in page("tide/alone.py_docs")


def test_an_edit_elsewhere_makes_the_page_again_that_tells_of_it(
    write_tree: WriteTree, build: Build, staged: Staged, made: list[str], earlier: Path
) -> None:
    root = write_tree(AFTER)
    build(root, changes_since=str(earlier))
    made.clear()
    # Of the body of a function no other file sees anything, but for this.
    (root / "tide/app.py").write_text(AFTER["tide/app.py"].replace("    goes(1)", "    int(1)"))
    build(root, changes_since=str(earlier))
    assert "kwindex/tide/alone.py_docs" not in made
    (root / "tide/app.py").write_text("def main():\n    int(1)\n\n\ndef other():\n    pass\n")
    build(root, changes_since=str(earlier))
    assert "kwindex/tide/base.py_docs" in made
    assert "app.py" not in staged()["kwindex/changes"]
    build(root, state="clean", changes_since=str(earlier))
    assert staged() == staged("clean")


def test_other_data_make_the_pages_again_that_tell_something_else(
    write_tree: WriteTree, build: Build, staged: Staged, made: list[str], earlier: Path
) -> None:
    root = write_tree(AFTER)
    build(root, changes_since=str(earlier))
    made.clear()
    (earlier.parent / "before/tide/alone.py").write_text("def nothing(a): ...\n")
    before = str(earlier.parent / "before")
    assert export([*FORMATS, "--root", before, "-o", str(earlier), "--release", "1.0"]) == 0
    build(root, changes_since=str(earlier))
    assert "kwindex/tide/alone.py_docs" in made
    assert "kwindex/tide/base.py_docs" not in made
    build(root, state="clean", changes_since=str(earlier))
    assert staged() == staged("clean")


def _rewrite(data: Path, name: str, content: bytes) -> None:
    """Change a file, and what the manifest says of it."""
    (data / name).write_bytes(content)
    manifest = json.loads((data / MANIFEST).read_text())
    manifest["files"][name] = hashlib.sha256(content).hexdigest()
    (data / MANIFEST).write_text(json.dumps(manifest))


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: (data / MANIFEST).unlink(),
        lambda data: (data / MANIFEST).write_text("[" * 100_000),
        lambda data: (data / "uses.jsonl").unlink(),
        lambda data: (data / "symbols.jsonl").write_text("{}"),
    ],
)
def test_data_that_are_not_there_or_damaged_are_one_warning_and_no_page(
    write_tree: WriteTree,
    build: Build,
    staged: Staged,
    earlier: Path,
    damage: Callable[[Path], None],
) -> None:
    damage(earlier)
    outcome = build(write_tree(AFTER), changes_since=str(earlier))
    (found,) = outcome.manifest.diagnostics
    assert found.code is DiagnosticCode.UNUSABLE_DATA
    assert found.message.endswith("(kwindex_changes_since)")
    assert not any("section-changes" in text for text in staged().values())
    assert "kwindex/changes" not in staged()


@pytest.mark.parametrize(
    ("name", "content"),
    [("symbols.jsonl", b'{"name": 1}\n'), ("uses.jsonl", b"\xff\n" * 9)],
)
def test_lines_that_make_no_sense_are_one_warning_and_the_page_says_so(
    write_tree: WriteTree,
    build: Build,
    page: Callable[[str], str],
    earlier: Path,
    *,
    name: str,
    content: bytes,
) -> None:
    _rewrite(earlier, name, content)
    outcome = build(write_tree(AFTER), changes_since=str(earlier))
    assert [it.code for it in outcome.manifest.diagnostics] == [DiagnosticCode.UNUSABLE_DATA]
    assert "The data of the earlier build cannot be read." in page("changes")
    assert "## Changes" not in page("tide/base.py_docs")


def test_whatever_data_say_is_text_and_leads_nowhere(
    write_tree: WriteTree, build: Build, page: Callable[[str], str], earlier: Path
) -> None:
    nasty = "<script>`|[x](y)\n\u202e" * 300
    line = {"name": nasty, "qualname": nasty, "id": f"../../x{nasty}#{nasty}", "path": nasty,
            "line": -1, "end_line": 0, "kind": nasty, "signature": nasty}  # fmt: skip
    _rewrite(earlier, "symbols.jsonl", json.dumps(line).encode() + b"\n")
    outcome = build(write_tree(AFTER), changes_since=str(earlier))
    assert not outcome.manifest.diagnostics
    text = page("changes")
    assert "\u202e" not in text
    assert "../../x" not in text
    assert all(len(part) < 3000 for part in text.splitlines())


def test_earlier_data_within_the_repository_are_no_part_of_it(
    write_tree: WriteTree, build: Build, page: Callable[[str], str], staged: Staged, earlier: Path
) -> None:
    root = write_tree(BEFORE)
    shutil.copytree(earlier, root / "earlier")
    build(root, changes_since=str(root / "earlier"))
    assert "No public definition came, went or changed its head." in page("changes")
    assert not any("earlier/" in name for name in staged())


def test_a_file_that_only_one_state_understands_is_not_compared(
    write_tree: WriteTree, build: Build, page: Callable[[str], str], earlier: Path
) -> None:
    root = write_tree({**AFTER, "tide/alone.py": "def nothing(): ...\n\ndef broken(:\n"})
    build(root, changes_since=str(earlier))
    assert "## Not compared" in page("changes")
    assert "nothing" not in page("changes")


def test_the_same_state_has_no_changes(
    write_tree: WriteTree, build: Build, page: Callable[[str], str], staged: Staged, earlier: Path
) -> None:
    build(write_tree(BEFORE), changes_since=str(earlier))
    assert "No public definition came, went or changed its head." in page("changes")
    assert not any("section-changes" in text for text in staged().values())
