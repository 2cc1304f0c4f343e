"""Indexes that are wrong, gone or out of date: one warning each, and nothing else is lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sphinx_kwindex.build.contents import Outcome
from sphinx_kwindex.records.diagnostics import Diagnostic, DiagnosticCode
from sphinx_kwindex.scip.descriptors import descriptors_of
from sphinx_kwindex.scip.messages import Document, Occurrence
from sphinx_kwindex.scip.wire import bytes_field
from tests.core.fixtures import Build, Staged, WriteTree
from tests.core.indexes.indexes import document, index, plain

A = "scip-python python demo . a/"
DEFINED = f"def go():\n    == {A}go().\n    pass\n"
USING = f"x.go()\n  ^^ {A}go().\ny.go()\n  ^^ {A}go().\n"
WHOLE = index(document("b.py", USING), document("a.py", DEFINED))
TREE = {"a.py": plain(DEFINED), "b.py": plain(USING), "pyproject.toml": ""}


def about_indexes(outcome: Outcome) -> list[Diagnostic]:
    codes = {DiagnosticCode.UNUSABLE_INDEX, DiagnosticCode.STALE_INDEX}
    return [item for item in outcome.manifest.diagnostics if item.code in codes]


def built(build: Build, root: Path, data: bytes) -> list[Diagnostic]:
    """Build with an index; return what is said of it."""
    (root / "index.scip").write_bytes(data)
    outcome = build(root, scip=[str(root / "index.scip")], exclude=["*.scip"])
    return about_indexes(outcome)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "it speaks of no file"),
        (b"\0" * 100, "it speaks of no file"),
        (b'{"metadata": {}}\n', "it is no index of SCIP"),
        (b"\xff" * 1000, "it is no index of SCIP"),
        (b"\x12\xff\xff\xff\xff\x7f", "too large"),
        (b"\x12\x05abc", "it is cut off"),
        (b"\x12\x03\x0a\x7fa", "a field of protobuf is cut off"),
        (WHOLE[:-20], "it is cut off; the rest of it counts"),
        (WHOLE[:-1], "it is cut off"),
    ],
)
def test_what_is_no_index_or_not_a_whole_one_is_one_warning(
    build: Build, write_tree: WriteTree, data: bytes, message: str
) -> None:
    root = write_tree(TREE)

    said = built(build, root, data)

    assert [item.code for item in said] == [DiagnosticCode.UNUSABLE_INDEX]
    assert message in said[0].message
    assert "index.scip" in said[0].message


def test_an_index_that_is_no_file_is_one_warning_for_each(
    build: Build, write_tree: WriteTree
) -> None:
    root = write_tree({**TREE, "folder.scip/": ""})
    os.mkfifo(root / "pipe.scip")
    names = [str(root / name) for name in ("gone.scip", "folder.scip", "pipe.scip")]

    outcome = build(root, scip=names, exclude=["*.scip"])

    said = about_indexes(outcome)
    assert [item.code for item in said] == [DiagnosticCode.UNUSABLE_INDEX] * 3
    assert all(name in item.message for name, item in zip(names, said, strict=True))


def test_a_broken_part_costs_what_it_says_of_its_file_alone(
    build: Build, write_tree: WriteTree
) -> None:
    broken = bytes_field(2, bytes_field(1, b"a.py") + b"\x07")
    root = write_tree(TREE)

    said = built(build, root, WHOLE + broken)

    assert len(said) == 1
    assert "what it says of 1 file cannot be read" in said[0].message


@pytest.mark.parametrize(
    "path",
    ["../a.py", "/etc/passwd", "sub/../../a.py", "..\\a.py", "", "a\0.py", "C:/../../a.py/../.."],
)
def test_a_path_out_of_the_repository_leads_nowhere(
    build: Build, write_tree: WriteTree, path: str
) -> None:
    root = write_tree(TREE)

    said = built(build, root, WHOLE + index(document(path, USING)))

    assert len(said) == 1
    assert "1 of its 3 files are outside of the repository" in said[0].message


def test_files_that_are_not_documented_are_counted(build: Build, write_tree: WriteTree) -> None:
    root = write_tree(TREE)

    said = built(build, root, WHOLE + index(document("gone.py", USING), document("z.rs", USING)))

    assert [item.code for item in said] == [DiagnosticCode.STALE_INDEX]
    assert "2 of its 4 files are not documented here" in said[0].message


@pytest.mark.parametrize(
    ("b", "number"),
    [
        ("x.go()\ny.no()\n", "1 place left out"),
        ("x.xo()\n", "2 places left out"),
        ("", "2 places left out"),
        ("\n" + TREE["b.py"], "1 place left out"),  # the other one has moved onto a place
        ("x.gone()\ny.go()\n", "1 place left out"),
    ],
)
def test_places_where_a_file_has_something_else_are_left_out_and_counted(
    build: Build, write_tree: WriteTree, b: str, number: str
) -> None:
    root = write_tree({**TREE, "b.py": b})

    said = built(build, root, WHOLE)

    assert [item.code for item in said] == [DiagnosticCode.STALE_INDEX]
    assert number in said[0].message


@pytest.mark.parametrize(
    "where",
    [
        (0, 2, 4_000_000_000),
        (2**63, 1, 2),
        (1, 2**64 - 1, 2**64 - 1),
        (0,),
        (0, 1, 2, 3, 4),
        (0, 4, 2),
        (0, 2, 1, 3),
        (0, 0, 0),
    ],
)
def test_places_that_are_none_do_no_harm(
    build: Build, write_tree: WriteTree, where: tuple[int, ...]
) -> None:
    part = Document("b.py", "", (Occurrence(where, f"{A}go()."),), (), 77)
    root = write_tree(TREE)

    said = built(build, root, WHOLE + index(part))

    assert all(item.code is DiagnosticCode.STALE_INDEX for item in said)


def test_after_an_edit_the_outcome_is_that_of_a_build_from_nothing(
    build: Build, write_tree: WriteTree, staged: Staged
) -> None:
    root = write_tree(TREE)
    assert built(build, root, WHOLE) == []
    with_index = staged()

    def again(state: str = "state") -> Outcome:
        return build(root, state=state, scip=[str(root / "index.scip")], exclude=["*.scip"])

    edits: list[tuple[str, str | bytes]] = [
        ("a.py", "import os\n" + TREE["a.py"]),
        ("b.py", TREE["b.py"] + "z = 1\n"),
        ("index.scip", index(document("a.py", DEFINED))),
        ("index.scip", WHOLE),
        ("a.py", "def other():\n    pass\n"),
        ("a.py", TREE["a.py"]),
        ("b.py", TREE["b.py"]),
    ]
    for path, content in edits:
        data = content.encode() if isinstance(content, str) else content
        (root / path).write_bytes(data)
        after = again()
        assert again().cached == len(TREE), "nothing to do"
        clean = again("clean")
        assert about_indexes(after) == about_indexes(clean), path
        assert staged() == staged("clean"), path
    assert staged() == with_index


@pytest.mark.parametrize(
    ("symbol", "names", "suffixes"),
    [
        ("s m n v `a.b`/C#m().", ("a.b", "C", "m"), ("/", "#", "().")),
        ("s m n  x v `a``b`.", ("a`b",), (".",)),
        ("r c d 1 net/impl#[Client][Sender]send().", ("net", "Client", "send"), ("/", "#", "().")),
        ("cxx . . $ a/b(1f2e).", ("a", "b"), ("/", "().")),
    ],
)
def test_a_symbol_says_its_scopes(
    symbol: str, names: tuple[str, ...], suffixes: tuple[str, ...]
) -> None:
    assert descriptors_of(symbol) == (names, suffixes)


@pytest.mark.parametrize(
    "symbol",
    ["", "local 1", "s m n", "s m n v ", "s m n v a/b().(c)", "s m n v a#[T]", "s m n v a"],
)
def test_a_symbol_without_scopes_for_others_says_nothing(symbol: str) -> None:
    assert descriptors_of(symbol) is None
