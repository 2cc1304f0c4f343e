"""Indexes as other tools write them, said in a few lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sphinx_kwindex.scip.messages import Document, Occurrence, Roles, encode_index

_MARK = re.compile(r"(?P<sign>[\^=])+\s*(?P<symbol>\S.*)")
"""What a place names: signs below it, and a symbol; ``=`` for the definition."""


def document(path: str, marked: str, encoding: int = 3) -> Document:
    """Return what an index says of a file.

    Parameters
    ----------
    path:
        The file.
    marked:
        Its text, with a line for each place below the line of it: ``^^^^ symbol`` for one that
        names a symbol, ``==== symbol`` for the one that defines it.
    encoding:
        The number of the unit in which columns are counted: 1 for bytes, 2 for halves of UTF-16,
        3 for characters, 0 to say nothing (and count characters).
    """
    return Document(path, "", tuple(_occurrences(marked, encoding)), (), encoding)


def plain(marked: str) -> str:
    """Return a text without its marks."""
    return "".join(f"{line}\n" for line in marked.splitlines() if not _is_mark(line))


def index(*documents: Document, root: str = "file:///elsewhere") -> bytes:
    """Return an index.

    Parameters
    ----------
    documents:
        What it says of files.
    root:
        Where their paths start.
    """
    return b"".join(encode_index(documents, tool="other", version="1", address=root))


def _is_mark(line: str) -> bool:
    return _MARK.fullmatch(line.strip()) is not None


def _occurrences(marked: str, encoding: int) -> Iterator[Occurrence]:
    number = -1
    text = ""
    for line in marked.splitlines():
        found = _MARK.fullmatch(line.strip())
        if found is None:
            number, text = number + 1, line
            continue
        start = len(line) - len(line.lstrip())
        end = start + len(re.match(r"[\^=]+", line.strip())[0])  # type: ignore[index]
        where = (number, *_counted(text, (start, end), encoding))
        role = Roles.DEFINITION if found["sign"] == "=" else Roles(0)
        yield Occurrence(where, found["symbol"], int(role))


def _counted(text: str, columns: Iterable[int], encoding: int) -> Iterator[int]:
    for column in columns:
        before = text[:column]
        yield {1: len(before.encode()), 2: len(before.encode("utf-16-le")) // 2}.get(
            encoding, column
        )
