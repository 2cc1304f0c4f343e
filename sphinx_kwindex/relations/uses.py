"""Which definitions use those of a file: in its own code, in that of other files, and in tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from sphinx_kwindex.project import Project
from sphinx_kwindex.project.python.imports import DefinitionReference
from sphinx_kwindex.project.uses.index import Use, is_import
from sphinx_kwindex.records.analysis import FileFacts, Symbol
from sphinx_kwindex.records.references import Certainty, Target
from sphinx_kwindex.relations.context import Context
from sphinx_kwindex.relations.room import share_beside
from sphinx_kwindex.relations.shortened import Shortened, shortened

MOST_USERS = 25
"""That a record names for a definition; the page of uses has the rest."""
MOST_NAMED = 1_500
"""Users of all definitions of a file that the record of the file names; fewer for a long file."""
_MOST_ALIASES = 5
_MOST_ON_PAGE = 6_000
"""Users that the page of uses of a file names."""
_MOST_BYTES = 2_700_000
"""What the users on the page of uses of a file take of it, as far as their names tell."""
_BYTES_PER_DEFINITION, _BYTES_PER_USER, _BYTES_PER_SIGN = 700, 150, 2
"""A definition has a heading and a sentence; a user is a link with its path and name, and most have
a row with a link to the file."""


class User(msgspec.Struct, frozen=True, array_like=True):
    """A definition that uses another one, or the module level of a file."""

    definition: DefinitionReference
    """With an empty name for a file."""
    certainty: Certainty


class UsedDefinition(msgspec.Struct, frozen=True, array_like=True):
    """A definition that something uses."""

    symbol: int
    """Its position among the symbols of its file."""
    times: int = 0
    """Places that use it, in code that is no test."""
    files: int = 0
    """In how many files these are."""
    is_called: bool = False
    """Whether all of them are calls."""
    users: Shortened[User] = Shortened()
    """The definitions around them, what is certain first."""
    tests: int = 0
    """Tests that use it."""
    test_files: int = 0
    """Files for tests that do."""
    test_users: Shortened[User] = Shortened()
    """Tests, and all else in these files."""
    importers: int = 0
    """Files that import it, and do nothing else with it."""
    is_used_here: bool = False
    """Whether its own file is one of those that use it."""
    aliases: tuple[str, ...] = ()
    """Other names of it by which some of them use it: ``s`` where ``s = attrs``."""

    @property
    def is_paged(self) -> bool:
        """Whether the page of uses names more of them."""
        return self.users.further + self.test_users.further > 0

    @property
    def other_files(self) -> int:
        """The other files that use or import it."""
        return self.files + self.test_files + self.importers - self.is_used_here


class Uses(msgspec.Struct, frozen=True, array_like=True):
    """What uses the definitions of a file."""

    definitions: tuple[UsedDefinition, ...] = ()
    """Those that something uses, in source order."""
    paged: tuple[UsedDefinition, ...] = ()
    """Those that the page of uses is for, with all that uses them or as much as a page can show."""


def uses_of_files(context: Context) -> Callable[[FileFacts], Uses]:
    """Return what gives the definitions of a file that something uses.

    Returns
    -------
    function from the facts of a file to its uses
    """

    def of(facts: FileFacts) -> Uses:
        found = used_definitions(context, facts)
        bounded = _within_bounds(found, int(MOST_NAMED * share_beside(facts)))
        paged = [whole for whole, part in zip(found, bounded, strict=True) if part.is_paged]
        return Uses(bounded, _on_page(paged))

    return of


def used_definitions(context: Context, facts: FileFacts) -> list[UsedDefinition]:
    """Return the definitions of a file that something uses, each with all that does.

    Parameters
    ----------
    context:
        The linked repository.
    facts:
        The file.
    """
    return [
        _used(context, facts.path, position, uses) for position, uses in _by_symbol(context, facts)
    ]


def needs_page(context: Context, facts: FileFacts) -> bool:
    """Return whether more uses the definitions of a file than its own page names.

    Parameters
    ----------
    context:
        The linked repository.
    facts:
        The file.
    """
    room = int(MOST_NAMED * share_beside(facts))
    for _, uses in _by_symbol(context, facts):
        number = len({(use.path, use.found.user) for use in uses if use.found.times})
        if number > min(MOST_USERS, room):
            return True
        room -= number
    return False


def _by_symbol(context: Context, facts: FileFacts) -> Iterator[tuple[int, list[Use]]]:
    """Yield the positions of the definitions that pages show and something uses, with the uses."""
    path, private = facts.path, context.settings.private
    by_name: dict[str, list[Use]] = {}
    for use in context.project.uses.of(path):
        if use.found.times or (is_import(use.found) and use.path != path):
            by_name.setdefault(use.found.used, []).append(use)
    for position, symbol in enumerate(facts.analysis.symbols if by_name else ()):
        # Of several definitions of one name the first stands for all.
        uses = by_name.pop(symbol.qualname, None)
        if uses and not symbol.is_local and (private or not symbol.is_private):
            yield position, uses


def _used(context: Context, path: str, position: int, uses: Iterable[Use]) -> UsedDefinition:
    project = context.project
    in_tests: list[Use] = []
    in_code: list[Use] = []
    importing: set[str] = set()
    separate = not project.tests.is_code(path)
    for use in uses:
        if not use.found.times:
            importing.add(use.path)
        else:
            is_test = separate and project.tests.is_code(use.path)
            (in_tests if is_test else in_code).append(use)
    users, test_users = _users(context, path, in_code), _users(context, path, in_tests)
    files, test_files = {use.path for use in in_code}, {use.path for use in in_tests}
    times = sum(use.found.times for use in in_code)
    aliases = sorted({use.alias for use in (*in_code, *in_tests) if use.alias})
    return UsedDefinition(
        position,
        times=times,
        files=len(files),
        is_called=times > 0 and times == sum(use.found.calls for use in in_code),
        users=Shortened(users, len(users)),
        tests=sum(_is_test(project, user.definition) for user in test_users),
        test_files=len(test_files),
        test_users=Shortened(test_users, len(test_users)),
        importers=len(importing - files - test_files),
        is_used_here=path in files,
        aliases=tuple(aliases[:_MOST_ALIASES]),
    )


def _users(context: Context, path: str, uses: Iterable[Use]) -> tuple[User, ...]:
    """Return the definitions that use another one, each once.

    What is certain is first, then other files than its own, and of each file the first user before
    the second of any: who reads a few of the names sees many of the files.
    """
    found: dict[DefinitionReference, Certainty] = {}
    for use in uses:
        definition = context.definitions(Target(use.path, use.found.user))
        if definition is not None:
            known = found.get(definition, use.found.certainty)
            found[definition] = min(known, use.found.certainty)
    places: dict[str, int] = {}
    ranked: list[tuple[tuple[Certainty, bool, int, int], User]] = []
    for definition, certainty in found.items():
        place = places[definition.path] = places.get(definition.path, -1) + 1
        key = (certainty, definition.path == path, place, len(ranked))
        ranked.append((key, User(definition, certainty)))
    return tuple(user for _, user in sorted(ranked, key=lambda item: item[0]))


def _is_test(project: Project, definition: DefinitionReference) -> bool:
    return definition.anchor in project.tests.functions.get(definition.path, ())


def _within_bounds(found: Iterable[UsedDefinition], room: int) -> tuple[UsedDefinition, ...]:
    """Return what the page of a file says of its definitions."""
    bounded = []
    for item in found:
        part = _part(item, min(MOST_USERS, room))
        room -= len(part.users.first) + len(part.test_users.first)
        bounded.append(part)
    return tuple(bounded)


def _on_page(found: Sequence[UsedDefinition]) -> tuple[UsedDefinition, ...]:
    """Return what the page of uses says of definitions; each gets the same room at least."""
    room = max(0, _MOST_BYTES - _BYTES_PER_DEFINITION * len(found))
    left = _MOST_ON_PAGE
    parts = {}
    ranked = sorted(found, key=lambda item: item.users.total + item.test_users.total)
    for position, item in enumerate(ranked):
        waiting = len(ranked) - position
        number, taken = _fitting(item, left // waiting, room // waiting)
        parts[item.symbol] = _part(item, number)
        room, left = room - taken, left - number
    return tuple(parts[item.symbol] for item in found)


def _fitting(item: UsedDefinition, most: int, room: int) -> tuple[int, int]:
    """Return how many users of a definition have room, and how much they take."""
    number = taken = 0
    for user in (*item.users.first, *item.test_users.first)[:most]:
        signs = len(user.definition.path) + len(user.definition.qualname)
        size = _BYTES_PER_USER + _BYTES_PER_SIGN * signs
        if taken + size > room:
            break
        number, taken = number + 1, taken + size
    return number, taken


def _part(item: UsedDefinition, most: int) -> UsedDefinition:
    users = shortened(item.users.first, most)
    test_users = shortened(item.test_users.first, most - len(users.first))
    return msgspec.structs.replace(item, users=users, test_users=test_users)


def most_used(facts: FileFacts, uses: Iterable[UsedDefinition]) -> list[tuple[Symbol, int]]:
    """Return the definitions of a file that others use, with how many others do; most first.

    Parameters
    ----------
    facts:
        The file.
    uses:
        Its definitions that something uses.
    """
    counted = [
        (facts.analysis.symbols[found.symbol], found.other_files)
        for found in uses
        if found.other_files
    ]
    return sorted(counted, key=lambda item: -item[1])
