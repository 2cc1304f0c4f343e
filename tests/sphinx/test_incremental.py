"""Building again: what is read, what is rewritten, what is gone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sphinx.building import Repository


def test_a_second_build_reads_no_document(repository: Repository) -> None:
    first = repository.build()
    second = repository.build()

    assert len(first.read) > 15
    assert second.read == frozenset()
    assert "from the cache" in second.status


LOADED = """
import sys
from sphinx.cmd.build import main

code = main(["-q", "-b", "html", *sys.argv[1:]])
print("\\n".join(sorted(sys.modules)))
sys.exit(code)
"""

WORKING = ("analysis", "export", "insights", "keywords", "pages", "project", "relations")
"""Packages of ours that hold the stages which a build with nothing to do leaves out."""

RECORDS = {
    "export", "export.formats", "export.manifest",
    "insights", "insights.ruff_version",
    "keywords", "keywords.keyword", "keywords.kinds", "keywords.sources",
    "pages", "pages.files", "pages.files.section",
    "pages.site", "pages.site.additions", "pages.site.anchors",
    "pages.words", "pages.words.counting", "pages.words.unsaid",
}  # fmt: skip
"""What these hold of records, names and words, which load nothing."""

LIBRARIES = {"astroid", "markdown_it", "myst_parser", "networkx", "ruff", "tree_sitter", "yaml"}
"""What the stages need; Sphinx itself loads none of them."""


def test_a_build_with_nothing_to_do_loads_none_of_what_it_leaves_out(
    repository: Repository, tmp_path: Path
) -> None:
    def build() -> tuple[set[str], set[str]]:
        docs = str(repository.root / "docs")
        arguments = [sys.executable, "-c", LOADED, docs, str(tmp_path / "out")]
        ran = subprocess.run(arguments, capture_output=True, text=True, check=True)
        loaded = set(ran.stdout.split())
        ours = {name.removeprefix("sphinx_kwindex.") for name in loaded if "kwindex." in name}
        return {name for name in ours if name.partition(".")[0] in WORKING}, loaded & LIBRARIES

    stages, libraries = build()
    assert {"analysis", "pages.site.plan"} < stages
    # Nobody asked for files for other programs.
    assert not {name for name in stages if name.startswith(("export.data", "export.pages"))}
    assert {"astroid", "myst_parser", "networkx"} < libraries
    assert build() == (RECORDS, set())


def test_an_edit_reads_only_the_pages_whose_text_changed(built_repository: Repository) -> None:
    edited = "from . import core\n\n\ndef helper():\n    return 2, core.Engine()\n"
    built_repository.write({"src/demo/extra.py": edited})

    result = built_repository.build()

    assert "kwindex/src/demo/extra.py_docs" in result.read
    assert "kwindex/src/demo/core.py_docs" not in result.read
    assert "kwindex/src/demo/sub" not in result.read
    assert "index" not in result.read


def test_lines_that_move_change_only_the_pages_of_their_file(
    built_repository: Repository,
) -> None:
    source = (built_repository.root / "src/demo/core.py").read_text()
    moved = source.replace("LIMIT = 3\n\n", "LIMIT = 3\n").replace("LIMIT", "# ok\nLIMIT", 1)
    built_repository.write({"src/demo/core.py": moved.replace("# ok\n", "#\n", 1)})

    read = built_repository.build().read

    pages = {name for name in read if name.endswith(("_docs", "_kw"))}
    assert pages == {"kwindex/src/demo/core.py_docs", "kwindex/src/demo/core.py_kw"}
    assert not {name for name in read if name.endswith(("/sub", "/keywords"))}


def test_an_edit_of_a_test_changes_the_page_of_what_it_tests_and_no_other(
    repository: Repository,
) -> None:
    repository.write({"src/demo/rest.py": "def rest(): ...\n"})
    repository.build()
    repository.write(
        {
            "tests/test_core.py": (
                "from demo.core import Engine\n\n\ndef test_engine_runs():\n"
                "    engine = Engine()\n    assert engine.run() == 3\n"
            )
        }
    )

    result = repository.build()

    pages = {name for name in result.read if name.endswith("_docs")}
    assert pages == {"kwindex/src/demo/core.py_docs", "kwindex/tests/test_core.py_docs"}
    assert "test_engine_runs" in result.output("kwindex/src/demo/core.py_docs.html")
    assert result.snapshot() == repository.clean_build().snapshot()


def test_a_touched_file_reads_nothing(built_repository: Repository) -> None:
    (built_repository.root / "src/demo/core.py").touch()

    assert built_repository.build().read == frozenset()


def test_a_deleted_file_leaves_no_page(built_repository: Repository) -> None:
    (built_repository.root / "src/demo/extra.py").unlink()

    result = built_repository.build()

    assert not list(result.outdir.rglob("extra.py*"))
    assert result.warnings == ""
    assert result.snapshot() == built_repository.clean_build().snapshot()


def test_a_renamed_folder_leaves_no_page(built_repository: Repository) -> None:
    shutil.move(built_repository.root / "tests", built_repository.root / "checks")

    result = built_repository.build()

    assert not (result.outdir / "kwindex" / "tests").exists()
    assert result.warnings == ""
    assert result.snapshot() == built_repository.clean_build().snapshot()


def test_files_of_the_user_in_the_output_folder_stay(repository: Repository) -> None:
    result = repository.build()
    foreign = result.outdir / "kwindex" / "src" / "mine.html"
    foreign.write_text("mine")
    (repository.root / "src/demo/extra.py").unlink()

    repository.build()

    assert foreign.read_text() == "mine"


def test_a_changed_option_gives_the_pages_of_a_clean_build(built_repository: Repository) -> None:
    built_repository.configure("kwindex_private = False\nkwindex_show_source = False\n")

    result = built_repository.build()

    assert "guide" not in result.read
    assert result.snapshot() == built_repository.clean_build().snapshot()


def test_parallel_and_serial_builds_write_the_same(repository: Repository) -> None:
    serial = repository.build(place="serial").snapshot()
    parallel = repository.build(place="parallel", jobs=2).snapshot()

    assert serial == parallel


def test_a_build_that_stopped_in_between_is_made_good(
    built_repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    built_repository.write({"src/demo/core.py": "class Other: ...\n"})
    with monkeypatch.context() as patch:
        patch.setattr("sphinx.builders.Builder.read", _stop)
        with pytest.raises(KeyboardInterrupt):
            built_repository.build()

    result = built_repository.build()

    assert result.snapshot() == built_repository.clean_build().snapshot()


def _stop(*_: object) -> None:
    raise KeyboardInterrupt


def test_another_builder_on_the_same_doctrees_reads_nothing(repository: Repository) -> None:
    repository.build("html")

    result = repository.build("text")

    assert result.read == frozenset()


def test_a_build_with_nothing_to_do_writes_nothing_of_ours(built_repository: Repository) -> None:
    before = _times(built_repository.work / "build/doctrees")

    built_repository.build()

    assert _times(built_repository.work / "build/doctrees") == before


def _times(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_a_name_passes_from_us_to_the_user_and_back(built_repository: Repository) -> None:
    built_repository.write({"docs/kwindex/doc.rst": ":orphan:\n\nMine\n====\n"})
    # A file that was moved keeps its time.
    os.utime(built_repository.root / "docs/kwindex/doc.rst", ns=(10**18, 10**18))
    theirs = built_repository.build().output("kwindex/doc.html")
    (built_repository.root / "docs/kwindex/doc.rst").unlink()

    result = built_repository.build()

    # Sphinx leaves the copy of a source that is gone.
    (result.outdir / "_sources/kwindex/doc.rst.txt").unlink()
    assert "Mine" in theirs
    assert result.warnings == ""
    assert result.snapshot() == built_repository.clean_build().snapshot()


def test_a_document_of_the_user_outlives_the_page_of_its_name(repository: Repository) -> None:
    repository.write({"docs/kwindex/doc.rst": ":orphan:\n\nMine\n====\n"})
    repository.build()
    repository.configure("kwindex_docname_prefix = 'code'\n")

    result = repository.build()

    assert "Mine" in result.output("kwindex/doc.html")
    assert not (result.outdir / "kwindex" / "index.html").exists()


def test_a_deleted_file_leaves_no_page_as_text(repository: Repository) -> None:
    repository.build("text")
    (repository.root / "src/demo/extra.py").unlink()

    assert not list(repository.build("text").outdir.rglob("extra.py*"))


def test_a_page_half_written_is_written_again(
    built_repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    built_repository.write({"docs/guide.rst": "Guide\n=====\n\nOther words.\n"})
    with monkeypatch.context() as patch:
        patch.setattr("sphinx.builders.html.StandaloneHTMLBuilder.finish", _stop)
        with pytest.raises(KeyboardInterrupt):
            built_repository.build()
    half = built_repository.work / "build/html/guide.html"
    half.write_text(half.read_text(encoding="utf-8")[:100], encoding="utf-8")

    result = built_repository.build()

    assert result.snapshot() == built_repository.clean_build().snapshot()


def test_after_an_upgrade_every_builder_writes_all_pages(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = repository.build().outdir / "kwindex/notes.txt_docs.html"
    page.write_text("by the code before", encoding="utf-8")
    for module in ("store.facts", "sphinx_ext", "sphinx_ext.outputs"):
        monkeypatch.setattr(f"sphinx_kwindex.{module}.code_digest", lambda: "0" * 32)
    # It has the new doctrees, which are none of the HTML builder's business.
    repository.build("text")

    repository.build()

    assert page.read_text(encoding="utf-8") != "by the code before"


def test_a_toctree_that_lists_a_page_of_ours_is_read_again_when_that_is_gone(
    repository: Repository,
) -> None:
    repository.write({"docs/guide.rst": "Guide\n=====\n\n.. toctree::\n\n   /kwindex/index\n"})
    repository.build()
    repository.configure("kwindex_docname_prefix = 'code'\n")

    result = repository.build()
    clean = repository.clean_build()

    assert "nonexisting" in result.warnings.replace("-", "")
    assert result.warnings == clean.warnings
    assert result.snapshot() == clean.snapshot()
