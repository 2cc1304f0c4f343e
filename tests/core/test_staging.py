from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from sphinx_kwindex.disk.writing import read_own
from sphinx_kwindex.records.catalogue import Catalogue, Mentions
from sphinx_kwindex.records.diagnostics import Diagnostic, DiagnosticCode
from sphinx_kwindex.records.page_targets import PageTargets
from sphinx_kwindex.store.page_keys import KEYS_FILE, KeyedPages, LastRun, encode_targets
from sphinx_kwindex.store.staging import CATALOGUE_FILE, MANIFEST_FILE, Manifest, StagingArea


def _manifest(*docnames: str) -> Manifest:
    diagnostics = (Diagnostic(DiagnosticCode.EMPTY_ROOT, "nothing"),)
    return Manifest("fingerprint", "k/index", tuple(sorted(docnames)), diagnostics, 1, 2)


@pytest.fixture
def area(tmp_path: Path) -> StagingArea:
    return StagingArea(tmp_path)


def _finish(area: StagingArea, manifest: Manifest) -> None:
    """End a run that staged exactly the pages of a manifest, each from a view of its own."""
    pages = {}
    for docname in manifest.docnames:
        data = read_own(area.page_path(docname))
        if data is not None:
            text = area.stage(docname, data.decode())
            pages[docname] = KeyedPages("key", (text,), (), encode_targets(PageTargets()))
    area.finish(manifest, Catalogue(), LastRun(pages=pages))


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
    _finish(area, _manifest("k/index"))
    kept = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*"))
    assert kept == [
        "catalogue.msgpack",
        "entries.msgpack",
        "manifest.json",
        "page-keys.msgpack",
        "pages",
        "pages/k",
        "pages/k/index.kwmd",
    ]


def test_manifest_comes_back_as_it_was(area: StagingArea) -> None:
    _finish(area, _manifest("a", "b"))
    assert area.manifest() == _manifest("a", "b")


def test_manifest_is_complete_only_if_exactly_its_pages_are_there(area: StagingArea) -> None:
    manifest = _manifest("a", "b/c")
    area.stage("a", "x")
    assert not area.is_complete(manifest, area.last_run())
    area.stage("b/c", "x")
    assert not area.is_complete(manifest, area.last_run())
    _finish(area, manifest)
    assert area.is_complete(manifest, area.last_run())
    area.stage("d", "x")
    assert not area.is_complete(manifest, area.last_run())


def test_there_is_no_manifest_before_the_first_run(area: StagingArea) -> None:
    assert area.manifest() is None


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"\xff", b'{"fingerprint": 3}'])
def test_damaged_manifest_is_none(area: StagingArea, tmp_path: Path, content: bytes) -> None:
    (tmp_path / MANIFEST_FILE).write_bytes(content)
    assert area.manifest() is None


def test_manifest_does_not_outlive_a_page_that_changed(area: StagingArea) -> None:
    area.stage("k/index", "one")
    _finish(area, _manifest("k/index"))
    area.stage("k/index", "one")
    assert area.manifest() is not None
    area.stage("k/index", "two")
    assert area.manifest() is None


def _replace_by_folder(path: Path) -> None:
    path.unlink()
    (path / "within").mkdir(parents=True)
    (path / "within" / "file").write_text("x")


def _replace_by_link(path: Path) -> None:
    path.rename(path.with_name("moved"))
    path.symlink_to("moved")


def _replace_by_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _replace_folder_by_file(path: Path) -> None:
    path.unlink()
    path.parent.rmdir()
    path.parent.write_text("x")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
@pytest.mark.parametrize(
    "damage", [_replace_by_folder, _replace_by_link, _replace_by_pipe, _replace_folder_by_file]
)
def test_staged_page_that_something_else_took_the_place_of_is_missing_and_repaired(
    area: StagingArea, damage: Callable[[Path], None]
) -> None:
    area.stage("k/index", "x")
    manifest = _manifest("k/index")
    _finish(area, manifest)
    assert area.is_complete(manifest, area.last_run())
    damage(area.page_path("k/index"))
    assert not area.is_complete(manifest, area.last_run())
    assert area.page_digest("k/index") == ""
    area.stage("k/index", "x")
    _finish(area, manifest)
    assert area.is_complete(manifest, area.last_run())
    assert area.page_path("k/index").read_text() == "x"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
@pytest.mark.parametrize("damage", [_replace_by_folder, _replace_by_link, _replace_by_pipe])
@pytest.mark.parametrize("name", [MANIFEST_FILE, CATALOGUE_FILE, KEYS_FILE])
def test_record_that_something_else_took_the_place_of_is_none_and_is_written_again(
    area: StagingArea, tmp_path: Path, damage: Callable[[Path], None], name: str
) -> None:
    manifest = _manifest("k/index")
    area.stage("k/index", "x")
    _finish(area, manifest)
    damage(tmp_path / name)
    assert not (area.manifest() and area.is_complete(manifest, area.last_run()))
    assert area.catalogue() == Catalogue()
    assert name != KEYS_FILE or area.last_run().pages == {}
    area.stage("k/index", "y")
    _finish(area, manifest)
    assert area.manifest() == manifest
    assert area.is_complete(manifest, area.last_run())


def test_mentions_are_read_without_the_targets(area: StagingArea, tmp_path: Path) -> None:
    mentions = (Mentions("k/a", ("a.name",), ("README.md",)),)
    area.finish(_manifest(), Catalogue(mentions=mentions), LastRun())
    assert area.mentions() == area.catalogue().mentions == mentions
    unreadable = {"targets": [1], "mentions": mentions}
    (tmp_path / CATALOGUE_FILE).write_bytes(msgspec.msgpack.encode(unreadable))
    assert area.mentions() == mentions
    assert area.catalogue() == Catalogue()
    (tmp_path / CATALOGUE_FILE).write_bytes(b"\xff")
    assert area.mentions() == ()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_pipe_in_the_place_of_a_page_that_is_gone_is_removed(area: StagingArea) -> None:
    area.stage("k/old", "x")
    _replace_by_pipe(area.page_path("k/old"))
    _finish(area, _manifest())
    assert not area.page_path("k/old").exists()


@pytest.mark.parametrize("data", [b"", b"[" * 200_000, b'{"a":' * 100_000, b"\xff", b"null"])
def test_manifest_that_makes_no_sense_is_none(
    area: StagingArea, tmp_path: Path, data: bytes
) -> None:
    (tmp_path / MANIFEST_FILE).write_bytes(data)
    assert area.manifest() is None


def test_staged_page_with_another_text_is_missed(area: StagingArea) -> None:
    area.stage("k/index", "one")
    _finish(area, _manifest("k/index"))
    area.page_path("k/index").write_text("two")
    assert not area.is_complete(_manifest("k/index"), area.last_run())


def test_staged_page_that_was_only_copied_is_the_same(area: StagingArea) -> None:
    area.stage("k/index", "one")
    _finish(area, _manifest("k/index"))
    os.utime(area.page_path("k/index"), ns=(10**9, 10**9))
    assert area.is_complete(_manifest("k/index"), area.last_run())
