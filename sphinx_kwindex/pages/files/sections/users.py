"""What a page says of a definition's users, of what it calls, and of what is above and below it.

With the definition stands one line, with five names of each kind at most; what that leaves out is
under *Used by*, and what is too much for that is on the page of uses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec
from msgspec.structs import replace

from sphinx_kwindex.blocks.blocks import HERE, code, plain
from sphinx_kwindex.blocks.folds import Fold
from sphinx_kwindex.pages.files.sections.named_users import (
    joined,
    lines_by_file,
    named_by_file,
)
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.pages.site.anchors import uses_anchor
from sphinx_kwindex.pages.words.counting import count
from sphinx_kwindex.project.python.imports import DefinitionReference
from sphinx_kwindex.records.references import Certainty
from sphinx_kwindex.records.text import Span, Text
from sphinx_kwindex.relations.calls import Calls
from sphinx_kwindex.relations.inheritance import Inheritance
from sphinx_kwindex.relations.room import share_beside
from sphinx_kwindex.relations.shortened import Shortened
from sphinx_kwindex.relations.uses import MOST_NAMED, UsedDefinition, User

_MOST_IN_LINE = 5
_MOST_TESTS_IN_LINE = 2


class Told(msgspec.Struct, frozen=True):
    """All that relations say of a definition."""

    symbol: int
    """Its position among the symbols of its file."""
    used: UsedDefinition | None = None
    inheritance: Inheritance | None = None
    calls: Calls | None = None

    @property
    def needs_entry(self) -> bool:
        """Whether a line does not say it all."""
        totals = []
        if self.used is not None:
            totals.append(self.used.users.total)
        if self.inheritance is not None:
            totals += [self.inheritance.subclasses.total, self.inheritance.overridden.total]
        tests = self.used.test_users.total if self.used is not None else 0
        return tests > _MOST_TESTS_IN_LINE or any(total > _MOST_IN_LINE for total in totals)


def told(view: FileView) -> list[Told]:
    """Return all that relations say of the definitions that the page shows, in source order."""
    used = {item.symbol: item for item in view.relations.uses.definitions}
    inherited = {item.symbol: item for item in view.relations.inheritance}
    calls = {item.symbol: item for item in view.relations.calls}
    return [
        Told(place, used.get(place), inherited.get(place), calls.get(place))
        for place in sorted({*used, *inherited, *calls})
        if view.shows(view.analysis.symbols[place])
    ]


def remarks(view: FileView) -> Mapping[int, tuple[Fold, ...]]:
    """Return what the list of definitions says of each.

    Returns
    -------
    mapping from positions of definitions to lines
    """
    found: dict[int, tuple[Fold, ...]] = {}
    # The lines after so many names have figures alone.
    room = int(MOST_NAMED * share_beside(view.facts))
    has_entries = "references" in view.site.section_names
    for item in told(view):
        anchor = view.analysis.symbols[item.symbol].anchor
        entry = uses_anchor(anchor) if has_entries and item.needs_entry else ""
        line = _Line(view, min(_MOST_IN_LINE, room), entry)
        sentences = [*line.of_uses(item.used), *line.of_inheritance(item.inheritance)]
        folds = []
        if sentences:
            own = "" if entry or item.used is None else uses_anchor(anchor)
            folds.append(Fold(joined(sentences, " "), anchor=own))
        if item.calls is not None:
            folds.append(line.of_calls(item.calls))
        found[item.symbol] = tuple(folds)
        room = max(0, room - line.named)
    return found


class _Line:
    """Writes what is said beside a definition.

    Parameters
    ----------
    view:
        The file.
    most:
        Names of each kind.
    entry:
        The anchor of all of it; empty where the line says it all.
    """

    def __init__(self, view: FileView, most: int, entry: str) -> None:
        self._view = view
        self._most = most
        self._entry = entry
        self.named = 0
        """How many names it has."""

    def of_uses(self, used: UsedDefinition | None) -> Iterator[Text]:
        """Yield who uses it."""
        if used is None:
            return
        tests = self._tests(used)
        if used.times:
            by = self._listed(used.users, "definition")
            words = (plain(_lead(used)), *((plain(": "), *by) if by else ()))
            yield (*words, *((plain("; "), *tests) if tests else ()), plain("."))
        elif tests:
            yield (plain("Used "), *tests, plain("."))
        elif used.importers:
            yield (plain(f"Imported by {count(used.importers, 'file')}."),)
        if used.aliases:
            names = joined([(code(name),) for name in used.aliases], ", ")
            word = "name" if len(used.aliases) == 1 else "names"
            yield (plain(f"Among these are uses of its other {word} "), *names, plain("."))

    def _tests(self, used: UsedDefinition) -> Text:
        """Return which tests use it, or how many; nothing if none does."""
        users = used.test_users
        if not users.total:
            return ()
        if self._most and users.total == len(users.first) <= _MOST_TESTS_IN_LINE:
            self.named += users.total
            return (plain("in tests: "), *named_by_file(self._view, users.first))
        if not used.tests:
            return (self._more(f"in {count(used.test_files, 'test file')}"),)
        files = count(used.test_files, "file")
        return (self._more(f"by {count(used.tests, 'test')} in {files}"),)

    def of_inheritance(self, said: Inheritance | None) -> Iterator[Text]:
        """Yield what is above and below it."""
        if said is None:
            return
        if said.subclasses.total:
            names = self._listed(_certain(said.subclasses), "class", "classes")
            lead = plain(count(said.subclasses.total, "subclass", "subclasses"))
            below = f", and {count(said.further, 'class', 'classes')} below" if said.further else ""
            yield (lead, *((plain(": "), *names) if names else ()), plain(f"{below}."))
        if said.overrides is not None:
            above = named_by_file(self._view, [_user(said.overrides)])
            yield (plain("Overrides "), *above, plain("."))
        if said.overridden.total:
            names = self._listed(_certain(said.overridden), "definition")
            number = plain(count(said.overridden.total, "definition"))
            yield (plain("Overridden by "), *(names or (number,)), plain("."))

    def of_calls(self, said: Calls) -> Fold:
        """Return what it calls: five names, and all others as the reader wants them."""
        first = said.called.first[: self._most]
        self.named += len(said.called.first)
        rest = said.called.first[len(first) :] if self._most else ()
        more = said.called.total - len(first)
        head: Text = (plain("Calls "), *named_by_file(self._view, first))
        if more:
            head = (*head, plain(f"{' and ' if first else ''}{more:,}{' more' if first else ''}"))
            if not first:
                head = (*head, plain(" definitions" if more > 1 else " definition"))
        lines = list(lines_by_file(self._view, rest))
        left_out = said.called.total - len(first) - len(rest)
        if left_out and lines:
            lines.append((plain(f"and {left_out:,} more"),))
        return Fold((*head, plain(".")), tuple(lines))

    def _listed(self, users: Shortened[User], singular: str, plural: str = "") -> Text:
        """Return the first names, and how many more there are; nothing without room for any."""
        first = users.first[: self._most]
        self.named += len(first)
        if not first:
            return ()
        names = named_by_file(self._view, first)
        more = users.total - len(first)
        if not more:
            return names
        words = count(more, f"more {singular}", f"more {plural or singular + 's'}")
        return (*names, plain("; "), self._more(words))

    def _more(self, words: str) -> Span:
        """Return words that lead to all of it."""
        return Span(words, docname=HERE if self._entry else "", anchor=self._entry)


def _lead(used: UsedDefinition) -> str:
    """Return how often something is used, and in how many files."""
    verb = "Called" if used.is_called else "Used"
    times = f" {used.times:,} times" if used.times > 1 else " once"
    if used.files == 1:
        return f"{verb}{times}{' in this file' if used.is_used_here else ''}"
    return f"{verb}{times} in {count(used.files, 'file')}"


def _user(definition: DefinitionReference) -> User:
    return User(definition, Certainty.EXACT)


def _certain(found: Shortened[DefinitionReference]) -> Shortened[User]:
    return Shortened(tuple(map(_user, found.first)), found.total)


def said_of_uses(view: FileView, used: UsedDefinition) -> Text:
    """Return how often, and where, a definition is used.

    Parameters
    ----------
    view:
        The file whose page it is.
    used:
        The definition.
    """
    return joined([*_Line(view, 0, "").of_uses(used)], " ")


def entries(view: FileView) -> Iterator[Fold]:
    """Yield what the lines beside the definitions leave out, in source order."""
    has_lines = "structure" in view.site.section_names
    for item in told(view):
        if item.needs_entry if has_lines else (item.used or item.inheritance):
            yield _entry(view, item)


def _entry(view: FileView, item: Told) -> Fold:
    symbol = view.analysis.symbols[item.symbol]
    line = _Line(view, 0, "")
    inherited = item.inheritance
    if inherited is not None and item.needs_entry:
        inherited = replace(inherited, overrides=None)
    words = [*line.of_uses(item.used), *line.of_inheritance(inherited)]
    lines = [*_of_uses(view, symbol.anchor, item.used), *_below(view, inherited)]
    head = (view.own_link(symbol), plain(" – "), *joined(words, " "))
    return Fold(head, tuple(lines), uses_anchor(symbol.anchor))


def _of_uses(view: FileView, anchor: str, used: UsedDefinition | None) -> Iterator[Text]:
    if used is None:
        return
    yield from lines_by_file(view, used.users.first)
    for line in lines_by_file(view, used.test_users.first):
        yield (plain("tests: "), *line)
    if used.is_paged:
        page = view.site.names.file_uses.get(view.path, "")
        total = used.users.total + used.test_users.total
        link = Span(
            f"All {total:,} definitions that use it", docname=page, anchor=uses_anchor(anchor)
        )
        yield (link,)


def _below(view: FileView, said: Inheritance | None) -> Iterator[Text]:
    if said is None:
        return
    for label, found in (("subclasses", said.subclasses), ("overridden by", said.overridden)):
        if found.total > (_MOST_IN_LINE if "structure" in view.site.section_names else 0):
            rest = (plain(f"; and {found.further:,} more"),) if found.further else ()
            yield (plain(f"{label}: "), *named_by_file(view, _certain(found).first), *rest)
