"""The stages in a row, on small trees on disk."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest

from sphinx_kwindex.analysis import batch, grammars
from sphinx_kwindex.analysis.grammars.parsing import Unfit
from sphinx_kwindex.build.contents import Outcome
from sphinx_kwindex.records.diagnostics import DiagnosticCode
from tests.core.fixtures import Build, Staged, WriteTree

TREE: dict[str, str | bytes] = {
    "pyproject.toml": '[project]\nname = "tide"\ndescription = "Counts tides."\n',
    "README.md": "# Tide\n\nCounts the tides.\n",
    "src/tide/__init__.py": '"""Tides."""\nfrom .curve import Curve\n',
    "src/tide/curve.py": '"""Curves."""\n\n\nclass Curve:\n    """A curve."""\n',
    "src/tide/other.py": "from tide.curve import Curve\n",
    "tests/test_curve.py": "from tide import Curve\n\n\ndef test_it(): ...\n",
    "native/a.c": "/* Sums. */\nint a;\n",
    "logo.png": b"\x89PNG\0\xff",
}


def _times(tmp_path: Path) -> dict[str, int]:
    pages = tmp_path / "state" / "staged" / "pages"
    return {
        path.relative_to(pages).as_posix().removesuffix(".kwmd"): path.stat().st_mtime_ns
        for path in pages.rglob("*.kwmd")
    }


def _age(tmp_path: Path) -> None:
    """Give every staged page an old time, so that a later write shows."""
    import os

    for path in (tmp_path / "state" / "staged").rglob("*"):
        os.utime(path, ns=(10**9, 10**9))


def _rewritten(tmp_path: Path) -> set[str]:
    return {docname for docname, time in _times(tmp_path).items() if time != 10**9}


def test_every_planned_page_is_staged(write_tree: WriteTree, build: Build, staged: Staged) -> None:
    outcome = build(write_tree(TREE))
    assert outcome.manifest.docnames == tuple(sorted(staged()))
    assert outcome.manifest.index_docname == "kwindex/index"
    assert (outcome.manifest.files, outcome.manifest.diagnostics) == (8, ())
    assert outcome.analysed == 8


def test_second_run_analyses_nothing_and_writes_nothing(
    write_tree: WriteTree, build: Build, tmp_path: Path
) -> None:
    root = write_tree(TREE)
    first = build(root)
    _age(tmp_path)
    second = build(root)
    assert second.analysed == 0
    assert second.manifest == first.manifest
    assert _rewritten(tmp_path) == set()
    assert (tmp_path / "state/staged/manifest.json").stat().st_mtime_ns == 10**9


def test_edit_rewrites_only_the_pages_whose_text_changes(
    write_tree: WriteTree, build: Build, staged: Staged, tmp_path: Path
) -> None:
    root = write_tree(TREE)
    build(root)
    before = staged()
    _age(tmp_path)
    # Where other sources name the class, they show its first sentence, which stays.
    said = '"""A curve.\n\n    It goes up and down.\n    """'
    (root / "src/tide/curve.py").write_text(f'"""Curves."""\n\n\nclass Curve:\n    {said}\n')
    outcome = build(root)
    after = staged()
    changed = {docname for docname in after if after[docname] != before[docname]}
    assert outcome.analysed == 1
    assert _rewritten(tmp_path) == changed
    assert "kwindex/src/tide/curve.py_docs" in changed
    others = {"src/tide/other.py_docs", "README.md_docs", "native/a.c_docs"}
    assert {f"kwindex/{name}" for name in others}.isdisjoint(changed)


def test_new_definition_changes_the_pages_that_count_or_list_it(
    write_tree: WriteTree, build: Build, tmp_path: Path
) -> None:
    root = write_tree(TREE)
    build(root)
    _age(tmp_path)
    (root / "src/tide/other.py").write_text("from tide.curve import Curve\nNEW = 1\n")
    build(root)
    assert {
        "kwindex/index",
        "kwindex/keywords",
        "kwindex/src/tide/sub",
        "kwindex/src/tide/index",
        "kwindex/src/tide/other.py_docs",
        "kwindex/src/tide/other.py_kw",
    } <= _rewritten(tmp_path)


def test_deleted_and_renamed_files_leave_no_page_behind(
    write_tree: WriteTree, build: Build, staged: Staged, tmp_path: Path
) -> None:
    root = write_tree(TREE)
    build(root)
    shutil.rmtree(root / "native")
    (root / "src/tide/other.py").rename(root / "src/tide/fresh.py")
    outcome = build(root)
    incremental = staged()
    assert outcome.manifest.docnames == tuple(sorted(incremental))
    assert not any("native" in docname or "other" in docname for docname in incremental)
    build(root, state="clean")
    assert incremental == staged("clean")
    assert not (tmp_path / "state/staged/pages/kwindex/native").exists()


def test_moved_file_is_not_analysed_again(write_tree: WriteTree, build: Build) -> None:
    root = write_tree(TREE)
    build(root)
    (root / "src/tide/curve.py").rename(root / "curve.py")
    assert build(root).analysed == 0


def test_equal_files_are_analysed_once(write_tree: WriteTree, build: Build) -> None:
    root = write_tree({f"p{number}/__init__.py": "" for number in range(5)})
    assert build(root).analysed == 1


@pytest.mark.parametrize("damage", ["page", "extra", "manifest", "cache"])
def test_damage_to_what_the_last_run_left_is_repaired(
    write_tree: WriteTree, build: Build, staged: Staged, tmp_path: Path, damage: str
) -> None:
    root = write_tree(TREE)
    build(root)
    before = staged()
    area = tmp_path / "state" / "staged"
    match damage:
        case "page":
            (area / "pages/kwindex/index.kwmd").unlink()
        case "extra":
            (area / "pages/kwindex/extra.kwmd").write_text("x")
        case "manifest":
            (area / "manifest.json").write_text("{")
        case "cache":
            (area / "manifest.json").unlink()
            (tmp_path / "state/cache/facts.msgpack").write_bytes(b"damaged")
    build(root)
    assert staged() == before


def test_change_of_an_option_needs_no_new_analysis(
    write_tree: WriteTree, build: Build, staged: Staged
) -> None:
    root = write_tree(TREE)
    build(root)
    outcome = build(root, show_source=False)
    assert outcome.analysed == 0
    assert not any("{kwindex-source}" in text for text in staged().values())


def test_any_number_of_processes_stages_the_same_pages(
    write_tree: WriteTree, build: Build, staged: Staged, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = {f"pkg/m{number}.py": f"class C{number}:\n    x = {number}\n" for number in range(40)}
    root = write_tree({**TREE, **many})
    build(root, state="one")
    monkeypatch.setattr(batch, "_FEWEST_BYTES_FOR_WORKERS", 1)
    build(root, state="two", jobs=2)
    assert staged("two") == staged("one")


def test_copies_of_a_tree_in_different_places_give_the_same_pages_and_cache(
    write_tree: WriteTree, build: Build, staged: Staged, tmp_path: Path
) -> None:
    root = write_tree({**TREE, "bad.py": "def f(:\n"})
    copy = tmp_path / "elsewhere" / "copy"
    shutil.copytree(root, copy)
    build(root, state="one")
    build(copy, state="two")
    assert staged("two") == staged("one")
    caches = [(tmp_path / state / "cache/facts.msgpack").read_bytes() for state in ("one", "two")]
    assert caches[0] == caches[1]


def test_nothing_that_is_kept_of_a_tree_names_its_place(
    write_tree: WriteTree, build: Build, staged: Staged, tmp_path: Path
) -> None:
    root = write_tree({**TREE, "bad.py": "def f(:\n", "latin.txt": b"caf\xe9"})
    build(root)
    for docname, text in staged().items():
        assert str(tmp_path) not in text, docname
        assert "/tmp" not in text, docname
    stored = (tmp_path / "state/cache/facts.msgpack").read_bytes()
    assert str(tmp_path).encode() not in stored
    assert b"curve.py" not in stored


def test_nothing_of_a_file_that_holds_a_secret_is_kept_or_shown(
    write_tree: WriteTree, build: Build, tmp_path: Path
) -> None:
    key = "-----BEGIN PRIVATE " + "KEY-----\n" + "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSj\n"
    tree = {
        **TREE,
        "src/tide/signing.py": f'"""Signs the tides."""\nSEA = """{key}"""\n',
        "secrets.json": '{"ebb": "hunter2hunter2"}',
    }
    outcome = build(write_tree(tree))
    assert [item.code for item in outcome.manifest.diagnostics] == [
        DiagnosticCode.SENSITIVE_FILE,
        DiagnosticCode.SENSITIVE_FILE,
    ]
    assert "kwindex/src/tide/signing.py_docs" in outcome.manifest.docnames
    written = b"".join(
        path.read_bytes() for path in (tmp_path / "state").rglob("*") if path.is_file()
    )
    for said in (b"Signs the tides", b"MIIEvQIBADAN", b"hunter2hunter2"):
        assert said not in written
    assert b"Counts the tides" in written


def test_what_goes_wrong_is_reported_with_code_place_and_line(
    write_tree: WriteTree, build: Build
) -> None:
    root = write_tree({"bad.py": "x = 1\ndef f(:\n", "latin.txt": b"ok\ncaf\xe9", "good.py": ""})
    (root / "broken.txt").symlink_to("nowhere")
    found = [
        (item.code, Path(item.location).name, item.line)
        for item in build(root).manifest.diagnostics
    ]
    assert found == [
        (DiagnosticCode.SYNTAX_ERROR, "bad.py", 2),
        (DiagnosticCode.UNREADABLE, "broken.txt", 0),
        (DiagnosticCode.UNDECODABLE, "latin.txt", 2),
    ]
    assert build(root).manifest.diagnostics == build(root, state="new").manifest.diagnostics


def test_empty_repository_has_its_pages_and_a_warning(
    write_tree: WriteTree, build: Build, staged: Staged
) -> None:
    outcome = build(write_tree({}))
    assert [item.code for item in outcome.manifest.diagnostics] == [DiagnosticCode.EMPTY_ROOT]
    pages = {"kwindex/index", "kwindex/doc", "kwindex/keywords", "kwindex/how-to-read"}
    assert set(staged()) == pages


def test_file_that_is_too_large_is_listed_and_not_read(
    write_tree: WriteTree, build: Build, staged: Staged
) -> None:
    outcome = build(write_tree({"big.txt": "x" * 2000, "small.txt": "y"}), max_file_size=1000)
    assert outcome.analysed == 1
    assert _said(outcome) == [
        "big.txt is not read: it has 2,000 bytes, more than kwindex_max_file_size, which is 1,000"
    ]
    text = staged()["kwindex/big.txt_docs"]
    assert "xxx" not in text
    assert "2.0 kB" in text


def _said(outcome: Outcome) -> list[str]:
    """Return what is said of files that are over a limit."""
    found = outcome.manifest.diagnostics
    assert {item.code for item in found} <= {DiagnosticCode.OVER_LIMIT}
    return [f"{Path(item.location).name} {item.message}" for item in found]


def test_file_over_a_limit_costs_one_warning_and_keeps_its_page(
    write_tree: WriteTree, build: Build, staged: Staged
) -> None:
    files = {
        "definitions.py": "def f(): ...\ndef g(): ...\ndef h(): ...\n",
        "imports.py": "import a, b\nfrom c import d\n",
        "statements.py": "f()\n" * 9,
        "lines.md": "word\n" * 9,
        "lines.rst": "word\n" * 9,
        "few.py": "def f(): ...\n" * 2,
        "data.json": "[\n1,\n2,\n3,\n4,\n5,\n6,\n7\n]\n",
    }
    root = write_tree(files)
    more = "is not read whole: it has more"
    many = f"{more} definitions, imports or values than kwindex_max_definitions, which is 2"
    long = f"{more} statements or lines than kwindex_max_statements, which is 6"
    assert _said(build(root, max_definitions=2, max_statements=6)) == [
        *(f"{name} {many}" for name in ("definitions.py", "imports.py")),
        *(f"{name} {long}" for name in ("lines.md", "lines.rst", "statements.py")),
    ]
    assert {f"kwindex/{name}_docs" for name in files} <= set(staged())
    assert _said(build(root)) == []


def test_several_roots_are_top_folders(write_tree: WriteTree, build: Build, staged: Staged) -> None:
    root = write_tree({"a/m.py": "", "b/m.py": "", "c/m.py": ""})
    build(root, roots=(str(root / "a"), str(root / "b")))
    assert {name for name in staged() if name.endswith("_docs")} == {
        "kwindex/a/m.py_docs",
        "kwindex/b/m.py_docs",
    }


def test_names_and_contents_that_are_not_unicode_do_not_stop_a_run(
    write_tree: WriteTree, build: Build, staged: Staged
) -> None:
    import os

    root = write_tree(
        {
            "a.py": "__all__ = ['\\ud800']\nX = '\\ud800'\n",
            "b.py": b"# coding: utf-7\nclass A(+2AA-): ...\n",
        }
    )
    try:
        Path(os.fsdecode(os.fsencode(root) + b"/caf\xe9.py")).write_text("def f(:\n")
    except OSError:
        pytest.skip("the file system takes UTF-8 names only")
    outcome = build(root)
    assert len(outcome.manifest.diagnostics) == 2
    assert msgspec.json.encode(outcome.manifest)
    assert len([name for name in staged() if name.endswith("_docs")]) == 3


def test_a_grammar_that_does_not_fit_is_one_warning_of_each_build(
    write_tree: WriteTree, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reader(module: str, _function: str, _query: str) -> Unfit:
        return Unfit(f"{module} is too old" if module == "tree_sitter_go" else "too new")

    monkeypatch.setattr(grammars, "reader", reader)
    sources = ("a.go", "b.go", "c.java", "d.java", "e.rs")
    root = write_tree(dict.fromkeys(sources, "words\n"))
    reasons = ("tree_sitter_go is too old", "too new")
    for _ in range(2):
        found = build(root).manifest.diagnostics
        assert [item.code for item in found] == [DiagnosticCode.UNFIT_GRAMMAR] * len(reasons)
        messages = " ".join(item.message for item in found)
        assert [messages.count(reason) for reason in reasons] == [1, 1]
