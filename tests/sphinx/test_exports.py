"""Files for other tools in the output of a build."""

from __future__ import annotations

import shutil

import pytest

from sphinx_kwindex.scip.messages import decode_documents
from tests.sphinx.building import Repository, Result

OPTION = 'kwindex_exports = ["ctags", "scip"]\n'
TAGS = "_kwindex/data/tags"
INDEX = "_kwindex/data/index.scip"


def names_in(result: Result) -> list[str]:
    lines = result.output(TAGS).splitlines()
    return [line.split("\t")[0] for line in lines if not line.startswith("!_TAG_")]


def test_a_site_has_no_exports_unless_asked(repository: Repository) -> None:
    assert not (repository.build().outdir / "_kwindex/data").exists()


def test_exports_lie_beside_the_pages_and_follow_the_sources(repository: Repository) -> None:
    repository.configure(OPTION)
    first = repository.build(jobs=2)
    assert first.warnings == ""
    assert {"Engine", "LIMIT", "helper", "run"} <= set(names_in(first))
    assert str(repository.root) not in first.output(TAGS)
    index = (first.outdir / INDEX).read_bytes()
    assert str(repository.root).encode() not in index
    assert "src/demo/core.py" in [document.path for document in decode_documents(index)]
    written = (first.outdir / TAGS).stat()

    repository.write({"notes.txt": "Other notes.\n"})
    second = repository.build()
    assert (second.outdir / TAGS).stat().st_mtime_ns == written.st_mtime_ns

    repository.write({"src/demo/extra.py": "def other():\n    pass\n"})
    third = repository.build()
    assert "other" in names_in(third)
    assert "helper" not in names_in(third)

    clean = repository.clean_build()
    assert clean.output(TAGS) == third.output(TAGS)
    assert (clean.outdir / INDEX).read_bytes() == (third.outdir / INDEX).read_bytes() != index


@pytest.mark.parametrize("lost", ["output", "cache"])
def test_an_export_that_is_lost_is_made_again(repository: Repository, lost: str) -> None:
    repository.configure(OPTION)
    first = repository.build()
    before = first.output(TAGS)
    (first.outdir / TAGS).unlink()
    if lost == "cache":
        shutil.rmtree(repository.work / "build" / "doctrees" / "kwindex" / "exports")
    assert repository.build().output(TAGS) == before


def test_an_export_that_is_wanted_no_longer_is_removed(repository: Repository) -> None:
    repository.configure(OPTION)
    assert (repository.build().outdir / TAGS).exists()
    repository.configure('kwindex_exports = ["scip"]\n')
    result = repository.build()
    assert not (result.outdir / TAGS).exists()
    assert (result.outdir / INDEX).exists()


def test_a_book_has_no_exports(repository: Repository) -> None:
    repository.configure(OPTION)
    assert not (repository.build("text").outdir / "_kwindex").exists()
