"""The parts of a data file: its tables and keys, and what they declare."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from sphinx_kwindex.analysis.data.declared import declared_by
from sphinx_kwindex.analysis.data.entries import Entry, Form, Path
from sphinx_kwindex.analysis.data.requirement import split_requirement
from sphinx_kwindex.analysis.data.shapes import SHAPES, Rule
from sphinx_kwindex.analysis.notes import Notes
from sphinx_kwindex.analysis.outline import Outline
from sphinx_kwindex.records.analysis import Prose
from sphinx_kwindex.records.documents import LinkKind
from sphinx_kwindex.records.symbol_kinds import SymbolKind

_COMMIT = re.compile(r"@[0-9a-f]{40}\b")
"""Of ``actions/checkout@3d3c…``: which version, but nothing that a reader knows it by."""
_MOST_SHOWN = 8
_MOST_STEPS = 15


def describe(entries: Sequence[Entry], outline: Outline, notes: Notes) -> Prose | None:
    """Add the parts of a data file, and return what it says of its purpose.

    Tables of TOML and INI files, their keys, and the top-level keys of all formats are parts in any
    case; what a shape declares stands below them.

    Parameters
    ----------
    entries:
        What is in the file, in source order.
    outline:
        Takes the parts.
    notes:
        Takes what they refer to.
    """
    by_path = _by_path(entries)
    shape = next(shape for shape in SHAPES if shape.matches(by_path))
    _Describer(by_path, outline, notes).describe(declared_by(shape.rules, by_path))
    return shape.purpose(by_path)


class _Describer:
    """Adds the parts of one file."""

    def __init__(self, entries: Mapping[Path, Entry], outline: Outline, notes: Notes) -> None:
        self._entries = entries
        self._outline = outline
        self._notes = notes
        self._parts: dict[Path, int] = {}
        self._inner: dict[Path, list[Entry]] = {}
        for path, entry in entries.items():
            self._inner.setdefault(path[:-1], []).append(entry)

    def describe(self, rules: Mapping[Path, Rule]) -> None:
        """Add all parts; those that a rule is for as what it says."""
        above = {path[:-1] for path in rules}
        for path, entry in self._entries.items():
            if path in rules:
                self._declare(rules[path], entry)
                self._outline.summarise(self._parts.get(path, -1), self._steps(path))
            elif entry.form is Form.SECTION:
                self._parts[path] = self._outline.add(
                    SymbolKind.TABLE, _dotted(path), entry.line, signature=entry.value
                )
            elif self._is_key(entry) and not any(
                path[:end] in rules for end in range(1, len(path))
            ):
                self._key(entry, "" if path in above else self._content(entry))

    def _key(self, entry: Entry, content: str) -> None:
        above = entry.path[: -entry.written]
        self._parts[entry.path] = self._outline.add(
            SymbolKind.KEY,
            _dotted(entry.path[-entry.written :]),
            entry.line,
            parent=self._parts.get(above, -1),
            owner=_dotted(above),
            value=content,
        )

    def _is_key(self, entry: Entry) -> bool:
        """Return whether a key stands at the top, or in a table that has a line of its own."""
        if entry.form is Form.IMPLICIT or isinstance(entry.path[-1], int):
            return False
        above = entry.path[: -entry.written]
        return not above or (above in self._entries and self._entries[above].form is Form.SECTION)

    def _declare(self, rule: Rule, entry: Entry) -> None:
        name, rest = entry.value, ""
        if not rule.by_value:
            name, rest = _dotted(entry.path[len(rule.pattern) - 1 :]), entry.value
            key = "version" if rule.kind is SymbolKind.DEPENDENCY else "reference"
            detail = self._entries.get((*entry.path, key))
            rest = detail.value if detail is not None else rest
        elif rule.kind is SymbolKind.DEPENDENCY:
            if name.startswith(("./", "../")):
                # A workflow or action of the repository itself.
                self._notes.link(name, entry.line, "", LinkKind.INCLUDE)
                return
            name, rest = split_requirement(name)
        elif rule.kind is SymbolKind.SCRIPT:
            name, _, rest = (part.strip() for part in name.partition("="))
        self._parts[entry.path] = self._outline.add(
            rule.kind,
            name,
            entry.line,
            parent=self._owner(entry.path),
            signature=f" {rest}" if rest else "",
        )

    def _owner(self, path: Path) -> int:
        """Return the part that stands nearest above a path."""
        for end in range(len(path) - 1, 0, -1):
            if path[:end] in self._parts:
                return self._parts[path[:end]]
        return -1

    def _steps(self, path: Path) -> str:
        """Return the names of the steps of a job."""
        names: list[str] = []
        while (step := (*path, "steps", len(names))) in self._entries:
            named = self._entries.get((*step, "name")) or self._entries.get((*step, "uses"))
            run = self._entries.get((*step, "run"))
            shown = named.value if named else run.value.partition("\n")[0] if run else "…"
            names.append(_COMMIT.sub("", shown))
        return f"Steps: {'; '.join(names[:_MOST_STEPS])}." if names else ""

    def _content(self, entry: Entry) -> str:
        """Return what follows a key: its value, the keys of its table, or what is in its list."""
        if entry.form is Form.VALUE:
            return entry.value
        inner = self._inner.get(entry.path, ())
        is_plain = all(item.form is Form.VALUE for item in inner)
        if entry.form is Form.LIST and not is_plain:
            return f"{len(inner):,} {'entry' if len(inner) == 1 else 'entries'}"
        is_list = entry.form is Form.LIST
        shown = [item.value if is_list else item.name for item in inner[:_MOST_SHOWN]]
        more = f", … ({len(inner):,})" if len(inner) > _MOST_SHOWN else ""
        return f"{', '.join(shown)}{more}"


def _by_path(entries: Iterable[Entry]) -> dict[Path, Entry]:
    """Return the first entry of each path, but a table's own line before what implies it."""
    found: dict[Path, Entry] = {}
    for entry in entries:
        if found.setdefault(entry.path, entry).form is Form.IMPLICIT:
            found[entry.path] = entry
    return found


def _dotted(path: Path) -> str:
    return ".".join(map(str, path))
