"""Asks the finder what a rule drew, not what a person thought of, and counts where the answer is.

``python -m benchmarks.finder_blind TREE...`` takes repositories.  From the entries of each it draws
definitions, messages and files with a fixed seed, and spells each as people do.  Only entries count
that the spelling leaves no doubt about: no other entry may be spelt so by the same rule.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from benchmarks.finder import opened
from sphinx_kwindex.build import pipeline
from sphinx_kwindex.build.finder_shards import FinderShards
from sphinx_kwindex.build.progress import shown_nowhere
from sphinx_kwindex.config import Settings
from sphinx_kwindex.finder.entries import KINDS
from sphinx_kwindex.finder.index import Subject
from sphinx_kwindex.finder.words import last_part, words_of
from sphinx_kwindex.store.staging import StagingArea

_SEED = 15
_DRAWN = 40
"""Entries for each spelling of each repository."""

_DEFINITIONS = frozenset(
    KINDS[kind]
    for kind in ("class", "exception", "function", "method", "property", "constant", "attribute")
)
_HOLE = re.compile(r"\{[^{}]*\}|%(?:\([^)]*\))?[-#0+]*\d*(?:\.\d+)?[a-z]|…")
_FILLED = "'value-7'"

_RANKS = """async (queries) => {
    const found = [];
    for (const { text, letter, name, path } of queries) {
        const { hits } = await kwindexFinder.find(text);
        found.push(hits.findIndex(({ entry }) =>
            entry.letter === letter && entry.name === name
                && (letter === "e" || entry.path === path)));
    }
    return found;
}"""


class Drawn(NamedTuple):
    """An entry that may be looked for."""

    letter: str
    name: str
    path: str

    @property
    def last(self) -> str:
        """Its name without what encloses it."""
        return last_part(self.name)[1]

    @property
    def key(self) -> str:
        """Its last name in small letters, without marks."""
        return "".join(words_of(self.last))


Spelling = Callable[[Drawn, random.Random], str]
"""Returns what is typed for an entry; nothing where the rule does not fit it."""


def _exact(entry: Drawn, _draw: random.Random) -> str:
    return entry.name


def _other_case(entry: Drawn, _draw: random.Random) -> str:
    text = entry.last
    return text.lower() if text != text.lower() else text.capitalize()


def _last_part(entry: Drawn, _draw: random.Random) -> str:
    return entry.last if entry.last != entry.name else ""


def _initials(entry: Drawn, _draw: random.Random) -> str:
    words = words_of(entry.last)
    return "".join(word[0] for word in words).upper() if 3 <= len(words) <= 6 else ""


def _prefix(entry: Drawn, _draw: random.Random) -> str:
    length = max(5, len(entry.last) * 6 // 10)
    return entry.last[:length] if len(entry.last) > length else ""


def _typing_error(entry: Drawn, draw: random.Random) -> str:
    text = entry.last
    if len(text) < 6:
        return ""
    place = draw.randrange(1, len(text) - 1)
    left, right = text[:place], text[place:]
    return draw.choice(
        (
            left + right[1:],
            left + right[1] + right[0] + right[2:],
            left + draw.choice("etaoinsr") + right[1:],
            left + right[0] + right,
        )
    )


def _swapped_words(entry: Drawn, _draw: random.Random) -> str:
    words = words_of(entry.last)
    return f"{words[1]} {words[0]}" if len(words) == 2 and min(map(len, words)) > 2 else ""


def _log_line(entry: Drawn, _draw: random.Random) -> str:
    text = _HOLE.sub(_FILLED, entry.name)
    told = sum(len(word) for word in words_of(_HOLE.sub(" ", entry.name)))
    return f"2026-02-03 04:05:06,789 ERROR app.worker: {text}" if told >= 12 else ""


def _path_tail(entry: Drawn, _draw: random.Random) -> str:
    return "/".join(entry.path.split("/")[-2:])


SPELLINGS: Mapping[str, tuple[Spelling, frozenset[str]]] = {
    "exact": (_exact, _DEFINITIONS),
    "other case": (_other_case, _DEFINITIONS),
    "last part": (_last_part, _DEFINITIONS),
    "initials": (_initials, _DEFINITIONS),
    "prefix": (_prefix, _DEFINITIONS),
    "typing error": (_typing_error, _DEFINITIONS),
    "two words swapped": (_swapped_words, _DEFINITIONS),
    "line of a log": (_log_line, frozenset({KINDS["error-message"]})),
    "end of a path": (_path_tail, frozenset({KINDS["file"]})),
}
"""What is typed, and the kinds of entry that are drawn for it."""


def entries_of(subjects: Iterable[msgspec.Raw]) -> list[Drawn]:
    """Return all entries of a repository, sorted; a message once."""
    found: set[Drawn] = set()
    for raw in subjects:
        for header, line in msgspec.msgpack.decode(raw, type=Subject).all_entries():
            letter, name = line[0], line.split("\t")[1]
            path = "" if letter == KINDS["error-message"] else header.partition("\t")[0]
            found.add(Drawn(letter, name, path))
    return sorted(found)


def queries_of(entries: list[Drawn], rule: str) -> Iterator[tuple[str, Drawn]]:
    """Yield what is typed by a rule, with the entry that is meant.

    Parameters
    ----------
    entries:
        All that can be found.
    rule:
        A key of :data:`SPELLINGS`.
    """
    spell, letters = SPELLINGS[rule]
    draw = random.Random(f"{_SEED} {rule}")  # noqa: S311 - the same queries each time
    names = Counter(entry.key for entry in entries)
    spelt: defaultdict[str, set[Drawn]] = defaultdict(set)
    if rule in ("initials", "end of a path"):
        for entry in entries:
            spelt[spell(entry, draw).lower()].add(entry)
    beginnings = Counter(
        entry.key[:length] for entry in entries for length in range(1, len(entry.key) + 1)
    )
    candidates = [entry for entry in entries if entry.letter in letters]
    draw.shuffle(candidates)
    number = 0
    for entry in candidates:
        text = spell(entry, draw)
        key = "".join(words_of(text))
        if not key or (entry.letter in _DEFINITIONS and names[entry.key] > 1):
            continue
        is_other = key != entry.key and names[key]
        is_doubtful = {
            "initials": len(spelt[text.lower()]) > 1 or is_other,
            "end of a path": len({other.path for other in spelt[text.lower()]}) > 1,
            "prefix": beginnings[key] > 1,
            "typing error": is_other or beginnings[key] > 0,
        }.get(rule, False)
        if is_doubtful:
            continue
        yield text, entry
        number += 1
        if number == _DRAWN:
            return


def shards_of(tree: Path, work: Path) -> tuple[Path, list[Drawn]]:
    """Make the shards of a repository, without Sphinx.

    Parameters
    ----------
    tree:
        The repository.
    work:
        A folder for the caches.

    Returns
    -------
    tuple
        The folder of the shards, and all entries.
    """
    area = StagingArea(work)
    settings = Settings(roots=(str(tree.resolve()),))
    outcome = pipeline.run(settings, tree, area, work, progress=shown_nowhere)
    shards, subjects = FinderShards(work), area.entries()
    shards.update(outcome.manifest.fingerprint, subjects, settings.docname_prefix)
    return shards.folder, entries_of(subjects.values())


def asked(tree: Path, work: Path) -> Iterator[tuple[str, str, Drawn, int]]:
    """Yield the rule, the text, the entry that is meant and its rank for each query.

    Parameters
    ----------
    tree:
        The repository.
    work:
        A folder for the caches.
    """
    folder, entries = shards_of(tree, work)
    drawn = [(rule, *query) for rule in SPELLINGS for query in queries_of(entries, rule)]
    wanted = [{"text": text, **entry._asdict()} for _, text, entry in drawn]
    with opened(folder) as page:
        ranks = page.evaluate(_RANKS, wanted)
    for (rule, text, entry), rank in zip(drawn, ranks, strict=True):
        yield rule, text, entry, rank


def main() -> None:
    """Print a table as JSON, and what was not first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trees", type=Path, nargs="+")
    parser.add_argument("--work", type=Path, help="keeps the caches")
    parser.add_argument("--missed", action="store_true", help="print what was not first")
    given = parser.parse_args()
    table: dict[str, dict[str, Any]] = {}
    for tree in given.trees:
        with tempfile.TemporaryDirectory() as folder:
            work = (given.work or Path(folder)) / tree.name
            for rule, text, entry, rank in asked(tree, work):
                row = table.setdefault(rule, {"queries": 0, "first": 0, "first five": 0})
                row["queries"] += 1
                row["first"] += rank == 0
                row["first five"] += 0 <= rank < 5
                if given.missed and rank:
                    print(f"{rank + 1}\t{rule}\t{text}\t{entry.name}\t{entry.path}")
    table["all"] = {
        column: sum(row[column] for row in table.values())
        for column in ("queries", "first", "first five")
    }
    print(json.dumps(table, indent=2))


if __name__ == "__main__":
    main()
