from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_kwindex.catalogue import Catalogue
from sphinx_kwindex.diagnostics import Diagnostic, DiagnosticCode
from sphinx_kwindex.staging import MANIFEST_FILE, Manifest, StagingArea


def _manifest(*docnames: str) -> Manifest:
    diagnostics = (Diagnostic(DiagnosticCode.EMPTY_ROOT, "nothing"),)
    return Manifest("fingerprint", "k/index", tuple(sorted(docnames)), diagnostics, 1, 2)


@pytest.fixture
def area(tmp_path: Path) -> StagingArea:
    return StagingArea(tmp_path)


def test_page_lies_where_its_docname_says(area: StagingArea, tmp_path: Path) -> None:
    area.stage("k/a/doc", "text ☃\n")
    path = area.page_path("k/a/doc")
    assert path.read_bytes() == "text ☃\n".encode()
    assert area.docname_of(path) == "k/a/doc"
    assert path.is_relative_to(tmp_path)


@pytest.mark.parametrize("path", ["pages/a.txt", "a.kwmd", "other/pages/a.kwmd"])
def test_other_files_have_no_docname(area: StagingArea, tmp_path: Path, path: str) -> None:
    assert area.docname_of(tmp_path / path) is None


def test_page_whose_text_did_not_change_keeps_its_time(area: StagingArea) -> None:
    import os

    area.stage("a", "one")
    path = area.page_path("a")
    os.utime(path, ns=(10**9, 10**9))
    area.stage("a", "one")
    assert path.stat().st_mtime_ns == 10**9
    area.stage("a", "two")
    assert path.stat().st_mtime_ns != 10**9
    assert path.read_text() == "two"


def test_pages_that_are_no_longer_planned_go_with_their_empty_folders(
    area: StagingArea, tmp_path: Path
) -> None:
    for docname in ("k/index", "k/old", "k/gone/deep/index"):
        area.stage(docname, "x")
    area.finish(_manifest("k/index"), Catalogue())
    kept = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*"))
    assert kept == ["catalogue.msgpack", "manifest.json", "pages", "pages/k", "pages/k/index.kwmd"]


def test_manifest_comes_back_as_it_was(area: StagingArea) -> None:
    area.finish(_manifest("a", "b"), Catalogue())
    assert area.manifest() == _manifest("a", "b")


def test_manifest_is_complete_only_if_exactly_its_pages_are_there(area: StagingArea) -> None:
    manifest = _manifest("a", "b/c")
    area.stage("a", "x")
    assert not area.is_complete(manifest)
    area.stage("b/c", "x")
    assert not area.is_complete(manifest)
    area.finish(manifest, Catalogue())
    assert area.is_complete(manifest)
    area.stage("d", "x")
    assert not area.is_complete(manifest)


def test_there_is_no_manifest_before_the_first_run(area: StagingArea) -> None:
    assert area.manifest() is None


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"\xff", b'{"fingerprint": 3}'])
def test_damaged_manifest_is_none(area: StagingArea, tmp_path: Path, content: bytes) -> None:
    (tmp_path / MANIFEST_FILE).write_bytes(content)
    assert area.manifest() is None


def test_manifest_does_not_outlive_a_page_that_changed(area: StagingArea) -> None:
    area.stage("k/index", "one")
    area.finish(_manifest("k/index"), Catalogue())
    area.stage("k/index", "one")
    assert area.manifest() is not None
    area.stage("k/index", "two")
    assert area.manifest() is None
