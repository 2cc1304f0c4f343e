from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from sphinx_kwindex.analysis import analyse
from sphinx_kwindex.disk.writing import write_atomically
from sphinx_kwindex.limits import DEFAULT_LIMITS, Limits
from sphinx_kwindex.records.analysis import Analysis
from sphinx_kwindex.store import facts as cache
from sphinx_kwindex.store.facts import (
    CACHE_FILE,
    content_key,
    decode_facts,
    load_facts,
    store_facts,
)

SOURCE = b'"""Docs."""\nimport os\nclass A:\n    def f(self): ...\n__all__ = ["A"]\n'


@pytest.fixture
def facts() -> dict[str, Analysis]:
    return {content_key("m.py", SOURCE): analyse("m.py", SOURCE)}


def _loaded(folder: Path) -> dict[str, Analysis | None]:
    return {key: decode_facts(raw) for key, raw in load_facts(folder, DEFAULT_LIMITS).items()}


def test_facts_come_back_as_they_were(tmp_path: Path, facts: dict[str, Analysis]) -> None:
    store_facts(tmp_path / "new" / "folder", facts, {}, DEFAULT_LIMITS)
    assert _loaded(tmp_path / "new" / "folder") == facts


def test_missing_cache_is_empty(tmp_path: Path) -> None:
    assert load_facts(tmp_path, DEFAULT_LIMITS) == {}


@pytest.mark.parametrize("content", [b"", b"\xc1", b"{}", b"\x80", SOURCE, b"\x00" * 100])
def test_damaged_cache_is_empty(tmp_path: Path, content: bytes) -> None:
    (tmp_path / CACHE_FILE).write_bytes(content)
    assert load_facts(tmp_path, DEFAULT_LIMITS) == {}


def test_cut_cache_is_empty(tmp_path: Path, facts: dict[str, Analysis]) -> None:
    store_facts(tmp_path, facts, {}, DEFAULT_LIMITS)
    data = (tmp_path / CACHE_FILE).read_bytes()
    for cut in range(0, len(data), 7):
        (tmp_path / CACHE_FILE).write_bytes(data[:cut])
        assert load_facts(tmp_path, DEFAULT_LIMITS) == {}


def test_damaged_entry_is_a_miss() -> None:
    assert decode_facts(msgspec.Raw(msgspec.msgpack.encode({"language": 3}))) is None


def test_cache_of_other_versions_is_empty(
    tmp_path: Path, facts: dict[str, Analysis], monkeypatch: pytest.MonkeyPatch
) -> None:
    store_facts(tmp_path, facts, {}, DEFAULT_LIMITS)
    monkeypatch.setattr(cache, "schema_key", lambda: "another")
    assert load_facts(tmp_path, DEFAULT_LIMITS) == {}


def test_a_grammar_that_is_installed_or_upgraded_makes_another_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = cache.schema_key()
    monkeypatch.syspath_prepend(tmp_path)
    assert cache.schema_key() == before
    folder = tmp_path / "tree_sitter_tide-1.0.dist-info"
    folder.mkdir()
    installed = cache.schema_key()
    (tmp_path / "tree_sitter_tide-1.0.dist-info").rename(
        tmp_path / "tree_sitter_tide-1.1.dist-info"
    )
    assert len({before, installed, cache.schema_key()}) == 3


def test_cache_does_not_depend_on_the_order_in_which_files_are_read(
    tmp_path: Path, facts: dict[str, Analysis]
) -> None:
    more = {**facts, "0": analyse("a.md", b"# A\n"), "z": analyse("b.md", b"# B\n")}
    store_facts(tmp_path / "one", more, {}, DEFAULT_LIMITS)
    store_facts(tmp_path / "two", dict(reversed(more.items())), {}, DEFAULT_LIMITS)
    assert (tmp_path / "one" / CACHE_FILE).read_bytes() == (
        tmp_path / "two" / CACHE_FILE
    ).read_bytes()


def test_key_tells_contents_and_types_apart_but_not_folders() -> None:
    keys = {
        content_key("a.py", b"x"),
        content_key("a.py", b"y"),
        content_key("a.md", b"x"),
        content_key("a.p", b"xy"),
        content_key("caf\udce9.py", b"x"),
    }
    assert len(keys) == 5
    assert content_key("a.py", b"x") == content_key("a.py", b"x")


def test_writing_replaces_a_file_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.txt"
    write_atomically(path, b"one")
    write_atomically(path, b"two")
    assert [item.name for item in path.parent.iterdir()] == ["b.txt"]
    assert path.read_bytes() == b"two"


def test_facts_of_other_limits_are_not_used(tmp_path: Path, facts: dict[str, Analysis]) -> None:
    store_facts(tmp_path, facts, {}, Limits(max_definitions=5))
    assert load_facts(tmp_path, Limits(max_definitions=5, max_file_size=7))
    assert load_facts(tmp_path, DEFAULT_LIMITS) == {}
    assert load_facts(tmp_path, Limits(max_definitions=5, max_statements=7)) == {}
