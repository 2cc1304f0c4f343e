"""What the functions of a file call, as far as it is defined in the repository."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.records.references import Certainty, LocalUse, Target
from sphinx_kwindex.relations.context import Context
from sphinx_kwindex.relations.shortened import Shortened, shortened
from sphinx_kwindex.relations.uses import User

_MOST_CALLED = 25


class Calls(msgspec.Struct, frozen=True, array_like=True):
    """A definition that calls others."""

    symbol: int
    """Its position among the symbols of its file."""
    called: Shortened[User]
    """What it calls: what is certain first, and what is in its own file."""


def calls_of_files(context: Context) -> Callable[[FileFacts], tuple[Calls, ...]]:
    """Relate the functions of each file to what they call.

    Returns
    -------
    function from the facts of a file to its functions that call something
        In source order.
    """

    def of(facts: FileFacts) -> tuple[Calls, ...]:
        called: dict[str, dict[Target, Certainty]] = {}
        for path, use in context.project.uses.by(facts.path):
            if use.calls and use.user:
                named = called.setdefault(use.user, {})
                for target, certainty in _meant(context, path, use):
                    named[target] = min(named.get(target, certainty), certainty)
        found = []
        for position, symbol in enumerate(facts.analysis.symbols):
            targets = called.pop(symbol.qualname, None) if symbol.is_callable else None
            if targets:
                known = [
                    User(definition, certainty)
                    for target, certainty in targets.items()
                    if (definition := context.definitions(target)) is not None
                ]
                known.sort(
                    key=lambda it: (
                        it.certainty,
                        it.definition.path != facts.path,
                        it.definition.path,
                    )
                )
                if known:
                    found.append(Calls(position, shortened(known, _MOST_CALLED)))
        return tuple(found)

    return of


def _meant(context: Context, path: str, use: LocalUse) -> Iterator[tuple[Target, Certainty]]:
    """Yield what a call means: of another name the definitions that it stands for."""
    behind = context.project.uses.behind(path, use.used)
    for target, certainty in behind.items():
        yield target, max(use.certainty, certainty)
    if not behind:
        yield Target(path, use.used), use.certainty
