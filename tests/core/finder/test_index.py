"""The shards of the finder: what is in them, and what an edit makes of them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_kwindex.finder import family, root, trie
from sphinx_kwindex.finder.coding import read_after
from sphinx_kwindex.finder.directories import by_letter
from sphinx_kwindex.finder.entries import (
    Entry,
    Posting,
    Weight,
    lines_of_places,
    postings_of_entry,
)
from sphinx_kwindex.finder.index import Index, Subject, updated_index
from sphinx_kwindex.finder.making import made_index
from sphinx_kwindex.finder.runs import Runs
from sphinx_kwindex.finder.shards import digest_of, lines_in_script, script_of
from sphinx_kwindex.finder.tops import MOST_SHARDS
from sphinx_kwindex.finder.trie import (
    LARGEST_SHARD,
    LARGEST_WEIGHT,
    Node,
    cut,
    lines_of,
    span,
    weight,
)
from sphinx_kwindex.finder.words import ALPHABET, TERMINATOR, last_part, words_of

WORDS = ["load", "state", "dict", "tensor", "module", "forward", "client"]
WORDS += ["session", "get", "set", "open", "read", "http", "url"]


def subject(path: str, seed: int, number: int = 40) -> Subject:
    """Return a file with some names."""
    draw = random.Random(f"{path} {seed}")
    lines = []
    places = []
    for position in range(number):
        name = "_".join(draw.choices(WORDS, k=draw.randint(1, 4)))
        entry = Entry("function", f"{name}{draw.choice(('', '2'))}", name, "Do it. " * 4)
        lines.append(entry.line)
        places.append((name, position + 1))
    return Subject(((path, tuple(sorted(set(lines)))),), lines_of_places(places), path)


def repository(number: int, seed: int = 0) -> dict[str, Subject]:
    """Return files by path."""
    paths = [f"src/part{position % 7}/file{position}.py" for position in range(number)]
    return {path: subject(path, seed) for path in paths}


def updated(
    index: Index, bodies: Mapping[str, str], before: Iterable[Subject], now: Iterable[Subject]
) -> tuple[Index, dict[str, str]]:
    """Return an index brought up to date, with the lines of all its shards."""
    found, made = updated_index(index, before, now, bodies.__getitem__)
    everything = {**bodies, **made}
    return found, {digest: everything[digest] for digest in found.digests}


@pytest.fixture(scope="module")
def large() -> tuple[dict[str, Subject], Index, dict[str, str]]:
    files = repository(260)
    return files, *updated(Index(), {}, (), files.values())


def test_no_shard_is_larger_than_64_kb(
    large: tuple[dict[str, Subject], Index, dict[str, str]],
) -> None:
    _, index, bodies = large
    assert len(index.names) > 10
    sizes = [len(script_of(digest, body).encode()) for digest, body in bodies.items()]
    assert max(sizes) <= LARGEST_SHARD


def test_every_entry_is_in_the_shard_of_each_of_its_keys(
    large: tuple[dict[str, Subject], Index, dict[str, str]],
) -> None:
    files, index, bodies = large
    starts = [shard.node.start for shard in index.names]
    held = {shard.digest: set(lines_of(bodies[shard.digest])) for shard in index.names}
    for item in list(files.values())[::20]:
        for header, line in item.all_entries():
            for posting in postings_of_entry(header, line):
                first, end = span(starts, posting.key)
                found = [held[shard.digest] for shard in index.names[first:end]]
                assert any((header, line) in lines for lines in found)


def test_a_beginning_spans_few_shards_or_has_a_top(
    large: tuple[dict[str, Subject], Index, dict[str, str]],
) -> None:
    _, index, _ = large
    starts = [shard.node.start for shard in index.names]
    for word in WORDS:
        for length in range(1, len(word) + 1):
            first, end = span(starts, word[:length])
            assert end - first <= MOST_SHARDS or word[:length] in index.tops


def test_shards_are_sorted_and_named_after_what_they_hold(
    large: tuple[dict[str, Subject], Index, dict[str, str]],
) -> None:
    _, index, bodies = large
    assert all(one.node.end <= other.node.start for one, other in pairwise(index.names))
    assert all(digest_of(body) == digest for digest, body in bodies.items())


def test_random_edits_end_where_a_clean_run_does(tmp_path: Path) -> None:
    draw = random.Random(7)
    files = repository(90)
    index, bodies = updated(Index(), {}, (), files.values())
    for step in range(6):
        before, after = {}, {}
        for path in draw.sample(sorted(files), draw.choice((1, 2, 40))):
            before[path] = files.pop(path)
            if draw.random() < 0.7:
                after[path] = subject(path, step, draw.choice((0, 5, 60, 200)))
        new = f"src/new{step}.py"
        after[new] = subject(new, step)
        files |= after
        index, bodies = updated(index, bodies, before.values(), after.values())
    clean: dict[str, str] = {}
    found = made_index((files[path] for path in sorted(files)), clean.__setitem__, tmp_path)
    assert (index, bodies) == (found, clean)


def test_shards_made_from_nothing_are_those_that_come_to_an_empty_index(
    large: tuple[dict[str, Subject], Index, dict[str, str]], tmp_path: Path
) -> None:
    files, index, bodies = large
    made: dict[str, str] = {}
    assert made_index(files.values(), made.__setitem__, tmp_path) == index
    assert made == bodies


@pytest.mark.parametrize("most", [1, 7, 1000])
def test_postings_come_in_order_and_once_however_few_fit_into_memory(
    tmp_path: Path, most: int
) -> None:
    lines = [line for _, line in subject("a.py", 0).all_entries()]
    header = "src/größe\udc80.py"
    postings = [item for line in lines for item in postings_of_entry(header, line)]
    with Runs(tmp_path, most) as runs:
        for posting in postings:
            runs.add([posting, posting])
        assert list(runs.merged()) == sorted(postings)


def test_cutting_holds_the_postings_of_one_shard_at_a_time() -> None:
    lines = [line for file in repository(100).values() for line in file.all_entries()]
    postings = sorted(item for line in lines for item in postings_of_entry(*line))
    taken = 0

    def counted() -> Iterator[Posting]:
        nonlocal taken
        for posting in postings:
            taken += 1
            yield posting

    cut_off = 0
    for leaf in cut(counted(), Node()):
        assert taken - cut_off <= 2 + LARGEST_WEIGHT / min(map(weight, leaf.postings))
        cut_off += len(leaf.postings)
    assert cut_off == len(postings)


def test_a_new_definition_rewrites_the_shards_of_its_words_alone(
    large: tuple[dict[str, Subject], Index, dict[str, str]],
) -> None:
    files, index, bodies = large
    path = sorted(files)[100]
    header, lines = files[path].entries[0]
    entry = Entry("function", "open_url", "open_url", weight=Weight(is_public=False))
    after = Subject(((header, (*lines, entry.line)),), files[path].lines, path)
    found, changed = updated(index, bodies, [files[path]], [after])
    # `openurl`, `url` and the initials.
    assert len(found.digests - index.digests) <= 3
    assert len(changed) == len(bodies)


def test_lines_that_move_rewrite_one_shard(
    large: tuple[dict[str, Subject], Index, dict[str, str]],
) -> None:
    files, index, bodies = large
    before = files[sorted(files)[100]]
    places = [("load", 12), ("open", 400)]
    after = Subject(before.entries, lines_of_places(places), before.path)
    found, _ = updated(index, bodies, [before], [after])
    assert len(found.digests - index.digests) == 1
    assert found.names == index.names


@pytest.mark.parametrize("kind", ["function", "error-message", "file"])
def test_a_long_name_has_few_keys(kind: str) -> None:
    line = Entry(kind, "_".join(WORDS * 20)).line
    assert len(list(postings_of_entry("a.py", line))) <= 16


def test_a_page_with_more_under_one_key_than_a_shard_holds_keeps_the_limit() -> None:
    lines = tuple(Entry("key", "name", f"name.{n}", "A value. " * 6).line for n in range(2000))
    _, bodies = updated(Index(), {}, (), [Subject((("data.json", lines),))])
    assert bodies
    assert max(len(body.encode()) for body in bodies.values()) < LARGEST_SHARD


@pytest.mark.parametrize(
    "body",
    ["plain", "`tick` ${code} \\ end", "\r\n$ {", "a\tb\n/0src/x.py", "ünï → ${`\\`}"],
)
def test_a_script_gives_back_its_lines(body: str) -> None:
    assert lines_in_script(script_of("x", body)) == body


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("load_state_dict", ["load", "state", "dict"]),
        ("HTTPSConnection", ["https", "connection"]),
        ("AsyncClient", ["async", "client"]),
        ("conv2d", ["conv2", "d"]),
        ("--no-color", ["no", "color"]),
        ("MAX_SIZE", ["max", "size"]),
        ("größe", ["gr", "~~", "e"]),
    ],
)
def test_names_have_words(name: str, words: list[str]) -> None:
    assert words_of(name) == words


def test_a_name_is_found_by_its_words_its_class_and_its_initials() -> None:
    line = Entry("method", "Module.load_state_dict", "Module.load_state_dict").line
    keys = {item.key.partition(TERMINATOR)[0] for item in postings_of_entry("a.py", line)}
    assert keys == {"loadstatedict", "statedict", "dict", "moduleloadstatedict", "lsd"}


def test_the_last_part_of_a_name_has_what_encloses_it() -> None:
    assert last_part("torch.nn.Linear") == ("nn", "Linear")
    assert last_part("std::vector") == ("std", "vector")
    assert last_part("...") == ("", "...")


def test_two_anchors_with_one_code_have_no_line() -> None:
    assert lines_of_places([("a", 3), ("a", 9), ("b", 40)]).count(" ") == 2


SMALL_NAMES = st.sampled_from(["get_url", "set_url", "urlopen", "open", "url"])
SMALL_LINES = st.builds(
    lambda kind, name: Entry(kind, name, name).line,
    st.sampled_from(["function", "test"]),
    SMALL_NAMES,
)
"""Few, so that several subjects have the same."""
SMALL_PAGES = st.dictionaries(
    st.sampled_from(["a/__init__.py", "b.py"]),
    st.lists(SMALL_LINES, max_size=4, unique=True).map(lambda lines: tuple(sorted(lines))),
    min_size=1,
)
SMALL_REPOSITORIES = st.dictionaries(
    st.sampled_from(["a", "b", "c", "d"]),
    SMALL_PAGES.map(lambda pages: Subject(tuple(sorted(pages.items())))),
)


@pytest.mark.parametrize("largest", [64_000, 1_080])
@given(states=st.lists(SMALL_REPOSITORIES, min_size=2, max_size=4))
def test_an_update_ends_where_a_clean_run_does(
    largest: int, states: list[dict[str, Subject]]
) -> None:
    """Also where several subjects have one line, and where a page has more than a shard holds."""
    with ExitStack() as stack:
        for module, name, value in (
            (trie, "LARGEST_WEIGHT", 150),
            (family, "LARGEST_WEIGHT", 150),
            (trie, "LARGEST_SHARD", largest),
        ):
            stack.enter_context(patch.object(module, name, value))
        folder = Path(stack.enter_context(TemporaryDirectory()))
        index = Index()
        bodies: dict[str, str] = {}
        before: dict[str, Subject] = {}
        for state in states:
            changed = {key for key in before | state if before.get(key) != state.get(key)}
            old = [before[key] for key in sorted(changed & before.keys())]
            new = [state[key] for key in sorted(changed & state.keys())]
            clean: dict[str, str] = {}
            made = made_index(state.values(), clean.__setitem__, folder)
            try:
                index, bodies = updated(index, bodies, old, new)
            except family.LostShardError:
                assert largest < 64_000
                index, bodies = made, clean
            assert (index, bodies) == (made, clean)
            before = state


def test_a_directory_of_a_letter_says_what_the_whole_root_would(
    large: tuple[dict[str, Subject], Index, dict[str, str]],
) -> None:
    _, index, _ = large
    shards = [(shard.node.start, shard.digest) for shard in index.names]
    tops = sorted(index.tops.items())
    told = dict(by_letter([shards], tops))
    assert [*told] == [*ALPHABET]
    starts = [start for start, _ in shards]
    for word in [*WORDS, "a", "zz", "~", "0", *(start for start in starts if start)]:
        names, above = told[word[0]].split("\n")
        first, end = span(starts, word)
        known = _unkeyed(names)
        low, high = span([start for start, _ in known], word)
        assert known[low:high] == shards[first:end]
        assert dict(_unkeyed(above)).get(word) == index.tops.get(word)


def _unkeyed(text: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for part in text.split("|") if text else ():
        before = found[-1][0] if found else ""
        found.append((read_after(before, part[:-8]), part[-8:]))
    return found


def test_a_root_that_would_be_large_leads_to_directories(
    large: tuple[dict[str, Subject], Index, dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, index, _ = large
    flat, none = index.root("kwindex")
    assert not none
    monkeypatch.setattr(root, "MOST_KEYED", 100)
    deep, directories = index.root("kwindex")
    assert all(f"{digest}" in deep for digest in directories)
    assert not any(digest in deep for digest in index.digests)
    assert len(deep) < len(flat)
