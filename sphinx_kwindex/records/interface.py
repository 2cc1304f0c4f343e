"""What other files can see of a file: its interface, as far as that is known to matter.

The pages of a file that did not change show nothing of the lines of another, nor of what only the
pages of that one show.  So an edit that leaves the interface as it is changes no relation between
other files.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from sphinx_kwindex.records.analysis import Analysis, Prose, Symbol
from sphinx_kwindex.records.bindings import Binding, Load
from sphinx_kwindex.records.documents import CodeBlock, Link, Mention
from sphinx_kwindex.records.examples import Example
from sphinx_kwindex.records.holding import held_literals
from sphinx_kwindex.records.imports import Import, Reference
from sphinx_kwindex.records.names import EncodedNames
from sphinx_kwindex.records.occurrences import Occurrence
from sphinx_kwindex.records.testing import ConfiguredCommand
from sphinx_kwindex.records.traits import Trait, TraitKind

OWN_FIELDS: Mapping[type[msgspec.Struct], frozenset[str]] = {
    Analysis: frozenset({"lines", "docstring", "examples", "main_line", "written_names"}),
    EncodedNames: frozenset({"body"}),
    Symbol: frozenset({"line", "lines_above", "end_line", "docstring"}),
    Import: frozenset({"line"}),
    Reference: frozenset({"line"}),
    Example: frozenset({"line"}),
    Prose: frozenset({"line"}),
    Trait: frozenset({"lines"}),
    Load: frozenset({"line"}),
    Binding: frozenset({"line"}),
    Occurrence: frozenset({"line"}),
    Link: frozenset({"line"}),
    CodeBlock: frozenset({"line"}),
    Mention: frozenset({"line"}),
    ConfiguredCommand: frozenset({"line"}),
}
"""Fields that only the pages of the file itself show, by record.  What is not listed counts, so
that a field that is forgotten costs time and nothing else.  What the body of the names uses of
other files is compared once it is linked."""

_OWN_TRAITS = frozenset({TraitKind.CALL, TraitKind.CONSTRUCT})
"""They tell patterns, which are told of a file by its summary."""


def has_same_interface(before: Analysis, after: Analysis) -> bool:
    """Return whether other files see the same of a file after an edit.

    Parameters
    ----------
    before:
        What the content said.
    after:
        What it says now.
    """
    if bool(before.main_line) != bool(after.main_line):
        return False
    # A list of the repository shows in which definition a message stands.
    return _interface(before) == _interface(after) and (
        held_literals(before) == held_literals(after)
    )


class SeenChange(msgspec.Struct, frozen=True):
    """What other files can see of an edit that concerns nothing but definitions."""

    names: frozenset[str]
    """The names of definitions that come or go: not of those that are in one of these."""
    changes_words: bool
    """Whether something else is said of a definition that stays."""


_OF_DEFINITIONS = frozenset({"symbols", "names", "occurrences", "references"})
"""Fields that an edit of definitions changes.  Indexes show the literals, and natives aside, what
the code names of its imports is for its own file; what the names mean is compared once they are
linked."""


def seen_change(before: Analysis, after: Analysis) -> SeenChange | None:
    """Return what other files see of an edit, None if it concerns more than definitions.

    Classes with bases count as more, since what is above and below them is elsewhere.

    Parameters
    ----------
    before:
        What the content said.
    after:
        What it says now.
    """
    old, new = (
        {name: getattr(it, name) for name in it.__struct_fields__} for it in (before, after)
    )
    others = [name for name in old if name not in OWN_FIELDS[Analysis] | _OF_DEFINITIONS]
    if bool(before.main_line) != bool(after.main_line):
        return None
    if any(_interface(old[name]) != _interface(new[name]) for name in others):
        return None
    had, has = _definitions(before.symbols), _definitions(after.symbols)
    changed = had.keys() ^ has.keys()
    if any(bases for _, _, _, bases in changed):
        return None
    qualnames = {qualname for qualname, *_ in changed}
    names = (
        qualname.rpartition(".")[2]
        for qualname in qualnames
        if qualname.rpartition(".")[0] not in qualnames
    )
    return SeenChange(
        frozenset(names), any(had[key] != has[key] for key in had.keys() & has.keys())
    )


_Identity = tuple[str, str, str, object]


def _definitions(symbols: Iterable[Symbol]) -> dict[_Identity, list[object]]:
    """Return what is said of definitions, by what others know them by.

    Nobody else can name what is in a function.
    """
    found: defaultdict[_Identity, list[object]] = defaultdict(list)
    for symbol in symbols:
        if not symbol.is_local:
            key = (symbol.qualname, symbol.anchor, symbol.kind.value, _interface(symbol.bases))
            # The place of what is around it is no part of what is said of it.
            found[key].append(_interface(msgspec.structs.replace(symbol, parent=-1)))
    return found


def _interface(value: object) -> object:
    """Return a value without what only the pages of its own file show.

    Records of facts are no deeper than their types, but for passages of docstrings, which the
    analysers bound.
    """
    if isinstance(value, msgspec.Struct):
        own = OWN_FIELDS.get(type(value), frozenset())
        return (
            type(value),
            *(
                _interface(getattr(value, name))
                for name in value.__struct_fields__
                if name not in own
            ),
        )
    if isinstance(value, tuple):
        return tuple(
            _interface(item)
            for item in value
            if not (isinstance(item, Trait) and item.kind in _OWN_TRAITS)
        )
    return value
