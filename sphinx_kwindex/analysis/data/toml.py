"""TOML files: what is in them by the standard library, where it is by :mod:`.toml_places`.

What is said of a line counts only for keys that the standard library has found, so that a file can
have a key without a line, but never a key that is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from sphinx_kwindex.analysis.data.entries import (
    MOST_ENTRIES,
    Entry,
    Form,
    Path,
    Reading,
)
from sphinx_kwindex.analysis.data.facts import analyse_entries
from sphinx_kwindex.analysis.data.toml_places import Place, places
from sphinx_kwindex.analysis.data.toml_tables import TomlError, toml_tables
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.records.analysis import Analysis

_LONGEST_NUMBER = 64


def analyse_toml(text: str, language: Language) -> Analysis:
    """Return the facts of a TOML file."""
    return analyse_entries(read_toml(text), text, language)


def read_toml(text: str) -> Reading:
    """Return the entries of a TOML file."""
    try:
        data = toml_tables(text)
    except TomlError as error:
        return Reading((), error.message, error.line)
    return Reading(tuple(islice(_entries(data, tuple(places(text))), MOST_ENTRIES)))


def _entries(data: Mapping[str, object], found: Sequence[Place]) -> Iterator[Entry]:
    """Yield an entry for each place that has a value, and for the tables that it leads through."""
    headers = Counter(place.path for place in found if place.is_header)
    repeated = frozenset(path for path, number in headers.items() if number > 1)
    known: set[Path] = set()
    for place in found:
        value = _at(data, place.exact)
        if value is None:
            continue
        for end in range(1, len(place.path)):
            if place.path[:end] not in known:
                known.add(place.path[:end])
                yield Entry(place.path[:end], place.line, Form.IMPLICIT)
        known.add(place.path)
        if place.is_header:
            number = headers[place.path]
            more = f" ({number:,} of them)" if number > 1 else ""
            yield Entry(place.path, place.line, Form.SECTION, more, place.written)
        else:
            # What differs from table to table of one name is the value of none of them.
            differs = any(place.path[:end] in repeated for end in range(1, len(place.path)))
            shown = "" if differs else _shown(value)
            yield Entry(place.path, place.line, _form(value), shown, place.written)


def _at(data: object, path: Path) -> object:
    for key in path:
        if isinstance(data, dict) and isinstance(key, str):
            data = data.get(key)
        elif isinstance(data, list) and isinstance(key, int) and key < len(data):
            data = data[key]
        else:
            return None
    return data


def _form(value: object) -> Form:
    if isinstance(value, dict):
        return Form.TABLE
    return Form.LIST if isinstance(value, list) else Form.VALUE


def _shown(value: object) -> str:
    if isinstance(value, dict | list):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and value.bit_length() > _LONGEST_NUMBER:
        return f"{value:#x}"  # Python writes no longer ones with decimal digits
    return str(value)
