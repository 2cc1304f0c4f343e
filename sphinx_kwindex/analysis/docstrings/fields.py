"""Field lists of reST: ``:param name: words`` and its like."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from sphinx_kwindex.analysis.docstrings.entries import Declared, result, with_declared
from sphinx_kwindex.analysis.docstrings.lines import dedented, indent_of, trimmed, unescaped
from sphinx_kwindex.analysis.docstrings.markup import read_blocks
from sphinx_kwindex.analysis.docstrings.written import WrittenEntry, entries
from sphinx_kwindex.records.docstrings import Passage

_TITLES = {
    **dict.fromkeys(
        ("param", "parameter", "arg", "argument", "key", "keyword", "kwarg"), "Parameters"
    ),
    **dict.fromkeys(("var", "ivar", "cvar"), "Attributes"),
    **dict.fromkeys(("return", "returns"), "Returns"),
    **dict.fromkeys(("yield", "yields"), "Yields"),
    **dict.fromkeys(("raise", "raises", "except", "exception"), "Raises"),
}
_TYPES = {"type": "Parameters", "vartype": "Attributes", "rtype": "Returns", "ytype": "Yields"}
_RESULTS = frozenset({"Returns", "Yields"})

FIELD = re.compile(
    rf"[:@](?P<kind>{'|'.join((*_TITLES, *_TYPES))})(?:\s+(?P<about>[^:]+(?::\S[^:]*)*))?:"
    r"(?:\s+(?P<value>.*))?$"
)
"""The first line of a field, also of epytext: ``@param name: words``."""


class _Group:
    """The entries of one title, while they are read."""

    def __init__(self) -> None:
        self.rows: dict[str, WrittenEntry] = {}
        self._times: Counter[str] = Counter()

    def add(self, name: str, entry: WrittenEntry) -> None:
        known = self.rows.get(name)
        if known is not None and (known.body or not entry.body):
            self._times[name] += 1  # said twice: both are shown
            self.rows[f"{name}\0{self._times[name]}"] = entry
        else:
            self.rows[name] = (
                entry if known is None else msgspec.structs.replace(known, body=entry.body)
            )

    def set_type(self, name: str, type_: str) -> None:
        known = self.rows.get(name, WrittenEntry(name))
        if known.type and known.type != type_:
            type_ = f"{known.type}; {type_}"
        self.rows[name] = msgspec.structs.replace(known, type=type_)


def read_fields(
    lines: Sequence[str], at: int, declared: Declared
) -> tuple[int, tuple[Passage, ...]]:
    """Return the line after a field list, and its blocks: one for each title, in order.

    Parameters
    ----------
    lines:
        The docstring.
    at:
        The first line of the list.
    declared:
        Finds a parameter of the definition, by its name without stars.

    Returns
    -------
    line and blocks
        The line is an index into ``lines``.
    """
    groups: dict[str, _Group] = {}
    end = at
    while at < len(lines):
        match = FIELD.match(lines[at])
        if match is None:
            if lines[at].strip():
                break
            at += 1
            continue
        start, at = at, _field_end(lines, at + 1)
        end = at
        body = [match["value"] or "", *dedented(trimmed(lines[start + 1 : end]))]
        _add(groups, match, body)
    return end, tuple(_blocks(groups, declared))


def _field_end(lines: Sequence[str], at: int) -> int:
    """Return where a field ends: its lines are indented, or follow without a blank line."""
    end = at
    while at < len(lines):
        line = lines[at]
        if not line.strip():
            at += 1
            continue
        is_lazy = at == end and not FIELD.match(line) and line[:1].isalnum()
        if not indent_of(line) and not is_lazy:
            break
        at = end = at + 1
    return end


def _add(groups: dict[str, _Group], match: re.Match[str], body: Sequence[str]) -> None:
    kind, about = match["kind"], " ".join((match["about"] or "").split())
    if kind in _TYPES:
        title = _TYPES[kind]
        groups.setdefault(title, _Group()).set_type(
            unescaped(about), " ".join(" ".join(body).split())
        )
        return
    title = _TITLES[kind]
    about = unescaped(about)
    name, type_ = about, ""
    if title in ("Parameters", "Attributes"):
        type_, _, name = about.rpartition(" ")
    elif title in _RESULTS:
        name, type_ = "", about
    entry = WrittenEntry(name, type_, read_blocks(body, 1))
    groups.setdefault(title, _Group()).add(name, entry)


def _blocks(groups: Mapping[str, _Group], declared: Declared) -> list[Passage]:
    found: list[Passage] = []
    for title, group in groups.items():
        rows = tuple(group.rows.values())
        if title in _RESULTS and not any(row.type for row in rows):
            body = tuple(passage for row in rows for passage in row.body)
            found.append(result(title, body, declared))
        else:
            if title == "Parameters":
                rows = with_declared(rows, declared)
            found.append(entries(title, rows))
    return found
