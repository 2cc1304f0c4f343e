"""The rules of ``scip lint``, and those of the comments in ``scip.proto``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from sphinx_kwindex.scip.messages import CHARACTERS, Document, Occurrence, Roles

_NAME = r"(?:[A-Za-z0-9_+$-]+|`(?![A-Za-z0-9_+$-]+`(?!`))(?:[^`]|``)+`)"
"""A name: in backticks if, and only if, it has other signs than these."""
_PART = r"(?:[^ ]|  )+"
_GLOBAL = re.compile(
    rf"(?!local)(?:[^ ]|  )+ {_PART} {_PART} {_PART} (?:{_NAME}(?:\(\)\.|[/#.:!]))+", re.DOTALL
)
_LOCAL = re.compile(r"local [A-Za-z0-9_+$-]+")


def is_symbol(text: str) -> bool:
    """Return whether a text is a symbol by the grammar, in its one canonical form."""
    return bool(_GLOBAL.fullmatch(text) or _LOCAL.fullmatch(text))


def breaches(documents: Iterable[Document], texts: Mapping[str, str]) -> list[str]:
    """Return what breaks a rule.

    Parameters
    ----------
    documents:
        The index.
    texts:
        The contents of its files.
    """
    found = list(documents)
    paths = [document.path for document in found]
    said = [f"two documents {path}" for path in paths if paths.count(path) > 1]
    known: dict[str, set[str]] = {}
    for document in found:
        said += _document(document, texts[document.path].split("\n"))
        for item in document.symbols:
            if document.path in known.setdefault(item.symbol, set()):
                said.append(f"{document.path}: {item.symbol} is described twice")
            known[item.symbol].add(document.path)
    pairs: set[tuple[str, str]] = set()
    for document in found:
        for occurrence in document.occurrences:
            where = known.get(occurrence.symbol, set())
            if not where or (_LOCAL.fullmatch(occurrence.symbol) and document.path not in where):
                said.append(f"{document.path}: nothing is said of {occurrence.symbol}")
        for item in document.symbols:
            for related in item.relationships:
                pair = (item.symbol, related.symbol)
                if related.symbol not in known or pair in pairs or item.symbol == related.symbol:
                    said.append(f"{document.path}: {item.symbol} is related to {related.symbol}")
                pairs.add(pair)
    return said


def _document(document: Document, lines: list[str]) -> Iterator[str]:
    path = document.path
    if any(part in ("", ".", "..") for part in path.split("/")):
        yield f"the path {path!r}"
    if document.position_encoding != CHARACTERS:
        yield f"{path}: the unit of positions is not said"
    if list(document.occurrences) != sorted(document.occurrences):
        yield f"{path}: places are not sorted"
    places = Counter((item.range, item.symbol) for item in document.occurrences)
    yield from (f"{path}: {place} is there twice" for place, count in places.items() if count > 1)
    for item in document.occurrences:
        yield from (f"{path}: {fault}" for fault in _occurrence(item, lines))
    for information in document.symbols:
        if not is_symbol(information.symbol):
            yield f"{path}: {information.symbol} is no symbol"


def _occurrence(item: Occurrence, lines: list[str]) -> Iterator[str]:
    if not is_symbol(item.symbol):
        yield f"{item.symbol} is no symbol"
    if item.roles & Roles.DEFINITION and item.roles & Roles.FORWARD_DEFINITION:
        yield f"{item.range} is and is not a definition"
    line, start, end = item.range
    if not (line < len(lines) and 0 <= start <= end <= len(lines[line])):
        yield f"{item.range} is not in the text"
    if item.around:
        first, column, last, after = item.around
        inside = (first, column) <= (line, start) and (line, end) <= (last, after)
        if not (inside and last < len(lines) and after <= len(lines[last])):
            yield f"{item.around} is not around {item.range}"
