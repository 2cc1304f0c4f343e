"""Indexes after an edit, made from what is kept of those before it."""

from __future__ import annotations

import random
from collections.abc import Mapping

import pytest

from sphinx_kwindex.keywords import Keyword, KeywordKind
from sphinx_kwindex.keywords.keyword import Holder
from sphinx_kwindex.paths import folder_of
from sphinx_kwindex.relations.folders.kept_index import (
    KeptIndex,
    decode_index,
    encode_index,
    index_keywords,
)
from sphinx_kwindex.relations.folders.repository_indexes import (
    KnownIndexes,
    RepositoryIndexes,
    repository_indexes,
)

LIMIT = 6
PATHS = ("a.py", "p/b.py", "p/c.py", "p/q/d.py", "p/q/e.py", "r/f.py", "r/s/g.py")
KINDS = (
    KeywordKind.FUNCTION,
    KeywordKind.CLASS,
    KeywordKind.IMPORT,
    KeywordKind.ERROR_MESSAGE,
    KeywordKind.ENVIRONMENT_VARIABLE,
)
Contents = Mapping[str, tuple[Keyword, ...]]


def _keywords(chance: random.Random, path: str) -> tuple[Keyword, ...]:
    def keyword() -> Keyword:
        name = chance.choice("abcdefgh") * chance.choice([1, 2])
        qualname = chance.choice([name, f"K.{name}"])
        kind = chance.choice(KINDS)
        holders = (Holder(path, "h", "h", chance.choice(["", "Words."])),)
        return Keyword(name, qualname, kind, path, chance.choice(["one", "two"]), holders=holders)

    return tuple(keyword() for _ in range(chance.randrange(5)))


def _folders(contents: Contents) -> list[str]:
    found = {""}
    for path in contents:
        while path := folder_of(path):
            found.add(path)
    return sorted(found)


def _indexed(
    contents: Contents, before: KeptIndex | None, known: KnownIndexes | None
) -> tuple[KeptIndex, RepositoryIndexes, list[str]]:
    asked: list[str] = []

    def find(path: str) -> tuple[Keyword, ...]:
        asked.append(path)
        return contents[path]

    reads = {path: repr(contents[path]).encode() for path in sorted(contents)}
    indexed = index_keywords(reads, find, before)
    return indexed.kept, repository_indexes(indexed, _folders(contents), LIMIT, known), asked


@pytest.mark.parametrize("seed", range(6))
def test_indexes_after_edits_are_those_of_a_clean_run(seed: int) -> None:
    chance = random.Random(seed)
    contents = {path: _keywords(chance, path) for path in PATHS}
    kept: KeptIndex | None = None
    known: KnownIndexes | None = None
    before: Contents = {}
    for _ in range(25):
        kept, found, asked = _indexed(contents, kept, known)
        clean_kept, clean, _ = _indexed(contents, None, None)

        assert kept == clean_kept
        assert decode_index(encode_index(kept)) == kept
        assert set(asked) == {path for path in contents if before.get(path) != contents[path]}
        assert found.figures == clean.figures
        assert list(found.list_figures.items()) == list(clean.list_figures.items())
        assert {path: found.folders[path] for path in clean.folders} == dict(clean.folders)
        assert {slug: found.lists[slug] for slug in clean.lists} == dict(clean.lists)

        known = KnownIndexes(found.figures, {}, found.list_figures)
        before, contents = contents, dict(contents)
        for path in chance.sample(PATHS, chance.choice([0, 1, 1, 2])):
            contents[path] = _keywords(chance, path)
            if chance.random() < 0.2:
                del contents[path]


def test_edit_makes_the_indexes_that_have_something_to_do_with_it_alone() -> None:
    def keyword(path: str, name: str, kind: KeywordKind = KeywordKind.FUNCTION) -> Keyword:
        return Keyword(name, name, kind, path, name)

    contents: dict[str, tuple[Keyword, ...]] = {path: (keyword(path, path[0]),) for path in PATHS}
    message = keyword("a.py", "no", KeywordKind.ERROR_MESSAGE)
    contents["a.py"] = (*contents["a.py"], message)
    kept, found, _ = _indexed(contents, None, None)
    known = KnownIndexes(found.figures, {}, found.list_figures)
    edited = {**contents, "p/b.py": (*contents["p/b.py"], keyword("p/b.py", "more"))}
    _, found, _ = _indexed(edited, kept, known)
    assert found.same_folders == {"p/q", "r", "r/s"}
    assert found.same_lists == {"error-message"}
    # A name that other folders have, too, is listed with all of its places there.
    edited = {**contents, "p/b.py": (*contents["p/b.py"], keyword("p/b.py", "r"))}
    _, found, _ = _indexed(edited, kept, known)
    assert found.same_folders == {"p/q"}


def test_what_cannot_be_read_is_nothing() -> None:
    assert decode_index(b"") is None
    assert decode_index(b"\x91\x01") is None
