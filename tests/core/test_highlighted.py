"""Highlighted sources are found by what went into them, and damaged ones are as good as none."""

from __future__ import annotations

import shutil
import zlib
from pathlib import Path

import pytest

from sphinx_kwindex.store.highlighted import HIGHLIGHTED_FOLDER, HighlightedSources, key_of

KEY = key_of("text", ["address"])


@pytest.fixture
def kept(tmp_path: Path) -> HighlightedSources:
    found = HighlightedSources(tmp_path)
    found.keep("a/b", "html", KEY, "<pre>é</pre>\n")
    return found


def _file(folder: Path) -> Path:
    (path,) = (folder / HIGHLIGHTED_FOLDER / "html").iterdir()
    return path


def test_a_source_is_found_with_its_key_alone(kept: HighlightedSources) -> None:
    assert kept.find("a/b", "html", KEY) == "<pre>é</pre>\n"
    assert kept.find("a/b", "html", key_of("text", ["other"])) is None
    assert kept.find("a/b", "dirhtml", KEY) is None
    assert kept.find("a", "html", KEY) is None


def test_a_folder_may_be_restored_elsewhere(kept: HighlightedSources, tmp_path: Path) -> None:
    moved = tmp_path / "another" / "machine"
    shutil.copytree(tmp_path / HIGHLIGHTED_FOLDER, moved / HIGHLIGHTED_FOLDER)
    assert HighlightedSources(moved).find("a/b", "html", KEY) == "<pre>é</pre>\n"


def test_each_damaged_file_is_a_miss(kept: HighlightedSources, tmp_path: Path) -> None:
    path = _file(tmp_path)
    whole = path.read_bytes()
    damaged = [whole[:at] for at in range(len(whole))]
    damaged += [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(len(whole))]
    for data in (*damaged, b"foreign", KEY + zlib.compress(b"x")):
        path.write_bytes(data)
        assert kept.find("a/b", "html", KEY) is None
    path.unlink()
    path.mkdir()
    assert kept.find("a/b", "html", KEY) is None
    kept.keep("a/b", "html", KEY, "new")
    assert kept.find("a/b", "html", KEY) == "new"


def test_pages_that_are_gone_are_forgotten(kept: HighlightedSources, tmp_path: Path) -> None:
    kept.keep("gone", "html", KEY, "x")
    kept.forget_all_but(["a/b", "c"])
    assert kept.find("gone", "html", KEY) is None
    assert kept.find("a/b", "html", KEY)
    assert _file(tmp_path).is_file()


def test_parts_of_a_key_do_not_run_together() -> None:
    assert key_of("ab", "c") != key_of("a", "bc")
    assert key_of("1 a") != key_of("a")
