"""Which entries of a data file declare something, by the rules of its shape."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

from sphinx_kwindex.analysis.data.entries import Entry, Form, Path
from sphinx_kwindex.analysis.data.shapes import ANY, EACH, Rule
from sphinx_kwindex.records.symbol_kinds import SymbolKind

_DETAILS = frozenset(
    {
        "version",
        "path",
        "git",
        "url",
        "file",
        "extras",
        "optional",
        "markers",
        "source",
        "workspace",
    }
)
"""Keys that say which version of a dependency is meant, or where it comes from."""


def declared_by(rules: Iterable[Rule], entries: Mapping[Path, Entry]) -> dict[Path, Rule]:
    """Return the paths that declare something, each with the rule that says what.

    Parameters
    ----------
    rules:
        Those of the kind of file.
    entries:
        The entries of the file, by path.

    Returns
    -------
    mapping from paths of keys to rules
    """
    by_length: dict[int, list[Rule]] = {}
    for rule in rules:
        by_length.setdefault(len(rule.pattern), []).append(rule)
    detailed = {path[:-1] for path in entries if path[-1] in _DETAILS}
    found: dict[Path, Rule] = {}
    split: dict[Path, Rule] = {}
    for path, entry in entries.items():
        candidates = by_length.get(len(path), ())
        fitting = next((rule for rule in candidates if _fits(rule.pattern, path)), None)
        if fitting is not None and fitting.by_value and entry.form is not Form.VALUE:
            continue  # a list, whose values count
        if fitting is not None and _is_half_a_name(fitting, entry, detailed):
            split[path] = fitting
        elif fitting is not None:
            found[path] = fitting
        elif entry.form is Form.VALUE and entry.written > 1:
            ends = range(len(path) - entry.written + 1, len(path))
            half = next((path[:end] for end in ends if path[:end] in split), None)
            if half is not None:
                found[path] = split[half]
    return found


def _fits(pattern: Sequence[str], path: Path) -> bool:
    """Return whether a path of the same length as a pattern follows it."""
    for wanted, key in zip(pattern, path, strict=True):
        if isinstance(key, int):
            if wanted != EACH:
                return False
        elif wanted not in (key, ANY):
            return False
    return True


def _is_half_a_name(rule: Rule, entry: Entry, detailed: Container[Path]) -> bool:
    """Return whether a table is no dependency with details, but half of a name with a dot.

    ``zope.interface = "^5"`` is one, ``httpx.version = "^1"`` is not.
    """
    return (
        rule.kind is SymbolKind.DEPENDENCY
        and not rule.by_value
        and entry.form is Form.IMPLICIT
        and entry.path not in detailed
    )
