"""Metadata at the head of a Markdown file in TOML or JSON; of YAML the parser of Markdown knows."""

from __future__ import annotations

import json

from sphinx_kwindex.analysis.data.entries import Reading
from sphinx_kwindex.analysis.data.json import read_json
from sphinx_kwindex.analysis.data.toml import read_toml

_READERS = {"+++": read_toml, ";;;": read_json}


def split_front_matter(text: str) -> tuple[tuple[tuple[str, str], ...], str]:
    """Return the top-level entries of the metadata, and the text with empty lines instead of it.

    Returns
    -------
    entries and text
        An entry is a key with its value; the text has as many lines as before.
    """
    first, _, rest = text.partition("\n")
    mark = first.rstrip()
    if mark in _READERS:
        lines = rest.split("\n")
        end = next((place for place, line in enumerate(lines) if line.rstrip() == mark), -1)
        if end >= 0:
            found = _READERS[mark]("\n".join(lines[:end]))
            return _top_level(found), "\n" * (end + 2) + "\n".join(lines[end + 1 :])
    elif mark == "{":
        try:
            _, size = json.JSONDecoder(parse_int=str).raw_decode(text)
        except (ValueError, RecursionError):
            return (), text
        return _top_level(read_json(text[:size])), "\n" * text.count("\n", 0, size) + text[size:]
    return (), text


def _top_level(found: Reading) -> tuple[tuple[str, str], ...]:
    return tuple((entry.name, entry.value) for entry in found.entries if len(entry.path) == 1)
