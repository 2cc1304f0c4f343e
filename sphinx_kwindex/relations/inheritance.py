"""Which classes derive from those of a file, and which definitions take the place of others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec

from sphinx_kwindex.project import Project
from sphinx_kwindex.project.python.classes import Class, ClassGraph
from sphinx_kwindex.project.python.imports import Definition, DefinitionReference
from sphinx_kwindex.records.analysis import FileFacts, Symbol
from sphinx_kwindex.relations.context import Context
from sphinx_kwindex.relations.shortened import Shortened, shortened

_MOST_NAMED = 25
_MOST_STEPS = 20_000
"""From a class to those below it, for all classes of a file: what lies further is not counted."""

_EVERYWHERE = frozenset(
    {
        "__init__",
        "__new__",
        "__slots__",
        "__doc__",
        "__module__",
        "__qualname__",
        "__test__",
        "constructor",
    }
)
"""Names of which nobody asks what they override; the last one is of scripts."""


class Inheritance(msgspec.Struct, frozen=True, array_like=True):
    """What a definition of a file has to do with those above and below."""

    symbol: int
    """Its position among the symbols of its file."""
    subclasses: Shortened[DefinitionReference] = Shortened()
    """The classes that have it among their bases; first those that are no tests."""
    further: int = 0
    """Classes that derive from these, however far below."""
    overrides: DefinitionReference | None = None
    """The member of a class above that it takes the place of."""
    overridden: Shortened[DefinitionReference] = Shortened()
    """The members of classes below that take its place."""


def inheritance_of_files(context: Context) -> Callable[[FileFacts], tuple[Inheritance, ...]]:
    """Relate the classes of each file, and their members, to those above and below.

    Returns
    -------
    function from the facts of a file to its definitions
        In source order; without those of which there is nothing to say.
    """
    members = Members(context.project)
    overridden = _overridden(members)

    def of(facts: FileFacts) -> Iterator[Inheritance]:
        below = _Below(context.project.classes)
        symbols = facts.analysis.symbols
        for position, symbol in enumerate(symbols):
            said = Inheritance(position)
            if symbol.is_class:
                owner = facts.path, symbol.anchor
                derived = below.of(owner)
                if derived:
                    found = [members.references[it] for it in derived if it in members.references]
                    said = Inheritance(
                        position, _named(context, found), below.further(owner, derived)
                    )
            elif symbol.parent >= 0 and symbols[symbol.parent].is_class:
                own = Definition(facts.path, symbol).reference
                said = Inheritance(
                    position,
                    overrides=members.overrides.get(own),
                    overridden=_named(context, overridden.get(own, ())),
                )
            if said != Inheritance(position):
                yield said

    return lambda facts: tuple(of(facts)) if _has_bases(facts) else ()


def _has_bases(facts: FileFacts) -> bool:
    """Return whether the project knows what the classes of a file derive from."""
    return facts.is_python or bool(facts.analysis.written_names)


def _named(
    context: Context, found: Sequence[DefinitionReference]
) -> Shortened[DefinitionReference]:
    ranked = sorted(found, key=lambda item: (context.project.tests.is_code(item.path), item))
    return shortened(ranked, _MOST_NAMED)


class _Below:
    """Finds what derives from the classes of a file, in a number of steps that has an end."""

    def __init__(self, classes: ClassGraph) -> None:
        self._classes = classes
        self._steps = _MOST_STEPS

    def of(self, owner: Class) -> tuple[Class, ...]:
        return self._classes.derived_from(owner)

    def further(self, owner: Class, derived: Sequence[Class]) -> int:
        """Return how many derive from those that derive from a class; 0 if nobody can say."""
        reached = {owner, *derived}
        pending = list(derived)
        while pending:
            found = self._classes.derived_from(pending.pop())
            self._steps -= 1 + len(found)
            if self._steps < 0:
                return 0
            new = [item for item in found if item not in reached]
            reached.update(new)
            pending += new
        return len(reached) - 1 - len(derived)


class Members:
    """The classes of a repository with their members, and what each of these overrides.

    Parameters
    ----------
    project:
        The linked repository.
    """

    def __init__(self, project: Project) -> None:
        self.references: dict[Class, DefinitionReference] = {}
        self.overrides: dict[DefinitionReference, DefinitionReference] = {}
        """The nearest member above, by the one below."""
        own: dict[Class, dict[str, DefinitionReference]] = {}
        for path, facts in project.files.items():
            if _has_bases(facts):
                self._gather(path, facts.analysis.symbols, own)
        classes = project.classes
        for owner, members in own.items():
            above = classes.order_of(owner)[1:]
            for name, member in members.items() if above else ():
                base = next((own[it][name] for it in above if name in own.get(it, ())), None)
                if base is not None:
                    self.overrides[member] = base

    def _gather(
        self,
        path: str,
        symbols: Sequence[Symbol],
        own: dict[Class, dict[str, DefinitionReference]],
    ) -> None:
        for symbol in symbols:
            if symbol.is_class:
                owner = path, symbol.anchor
                self.references[owner] = Definition(path, symbol).reference
                own.setdefault(owner, {})
            elif symbol.parent >= 0 and symbols[symbol.parent].is_class:
                members = own.setdefault((path, symbols[symbol.parent].anchor), {})
                if symbol.name not in _EVERYWHERE and not _is_mangled(symbol.name):
                    # Of several definitions of one name the first.
                    members.setdefault(_called(symbol), Definition(path, symbol).reference)


def _called(symbol: Symbol) -> str:
    """Return what members are compared by: in scripts, a class has names of its own."""
    return f"static {symbol.name}" if "static" in symbol.lead.split() else symbol.name


def _is_mangled(name: str) -> bool:
    return name.startswith("#") or (name.startswith("__") and not name.endswith("__"))


def _overridden(members: Members) -> dict[DefinitionReference, list[DefinitionReference]]:
    """Return the members that take the place of others, by these."""
    found: dict[DefinitionReference, list[DefinitionReference]] = {}
    for below, above in members.overrides.items():
        found.setdefault(above, []).append(below)
    return found
