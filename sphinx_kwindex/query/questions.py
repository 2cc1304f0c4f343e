"""What can be asked, and how it is answered."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from types import MappingProxyType

import msgspec

from sphinx_kwindex.data_files.data import Data
from sphinx_kwindex.records.data_lines import MessageLine, SymbolLine, UseLine

_MOST_REACHED = 2_000
"""Definitions that a change is followed to."""
_SEPARATORS = re.compile(r"\.|::|#|/")
_HOLE = re.compile(r"\{[^{}]*\}|%(?:\(\w+\))?[-+#0-9.*]*[a-zA-Z]")
"""``{name}``, ``%s``, ``%.3f``, ``%(name)s``."""
_WORD = re.compile(r"\w+")
_LEAST_SHARE = 0.5
"""Of the words of a message that a line holds, or the other way round."""


class Reached(msgspec.Struct, frozen=True, omit_defaults=True):
    """A definition, or the module level of a file, that a change may reach."""

    of: str
    """The id of what was asked about."""
    id: str
    path: str
    distance: int
    """How many steps from user to user lead there; 1 for what uses it itself."""
    name: str = ""
    test: bool = False
    inferred: bool = False
    """Whether a step of the way is likely and not certain."""


class Subclass(msgspec.Struct, frozen=True):
    """A class below another one."""

    of: str
    """The id of what was asked about."""
    id: str
    distance: int
    """1 for a class that has it among its bases."""


class FoundMessage(msgspec.Struct, frozen=True, omit_defaults=True):
    """A message that a line may come from."""

    share: float
    """How much of the words of line and message agree, at most 1."""
    text: str
    path: str
    line: int
    within: str = ""


Answer = SymbolLine | UseLine | Reached | Subclass | FoundMessage


def definitions(data: Data, name: str) -> list[SymbolLine]:
    """Return the definitions that a name may mean.

    Parameters
    ----------
    data:
        The data.
    name:
        An id, a name with or without what is around it (``send``, ``Client.send``,
        ``demo.client.Client.send``), or one by which a package offers it.
    """
    last = _SEPARATORS.split(name)[-1] or name
    found = [item for item in data.symbols.under(last) if _is_meant(item, name)]
    if not found:
        # A variant of several has an anchor that is no name.
        found = [item for item in _in_file(data, name) if item.id == name]
    if not found:
        found = [
            item
            for other in data.symbols.keys_alike(last)
            for item in data.symbols.under(other)
            if _is_meant(item, name, str.casefold)
        ]
    exact = [item for item in found if name in (item.id, _dotted(item), *item.offered_as)]
    return exact or sorted(found, key=lambda item: (item.test, item.private, item.path, item.line))


def _in_file(data: Data, name: str) -> Iterator[SymbolLine]:
    path, _, anchor = name.partition("#")
    return (item for item in data.symbols if item.path == path) if anchor else iter(())


def _dotted(item: SymbolLine) -> str:
    return f"{item.module}.{item.qualname}" if item.module else item.qualname


def _is_meant(item: SymbolLine, name: str, same: Callable[[str], str] = str) -> bool:
    asked = same(name)
    if asked == same(item.id):
        return True
    end = f".{asked.replace('::', '.')}"
    names = (_dotted(item), *item.offered_as)
    return any(f".{same(it.replace('::', '.'))}".endswith(end) for it in names)


def uses(data: Data, name: str) -> Iterator[UseLine]:
    """Yield what uses the definitions, or the file, that a name may mean; code before tests.

    Parameters
    ----------
    data:
        The data.
    name:
        A name as :func:`definitions` takes it, or the path of a file.
    """
    for subject in _subjects(data, name):
        yield from data.uses.under(subject)


def _subjects(data: Data, name: str) -> list[str]:
    """Return the ids that a name may mean: those of definitions, or the path of a file."""
    found = [item.id for item in definitions(data, name)]
    return found or [item.path for item in data.files.under(name)]


def callers(data: Data, name: str) -> Iterator[UseLine]:
    """Yield what calls the definitions that a name may mean.

    Parameters
    ----------
    data:
        The data.
    name:
        A name as :func:`definitions` takes it, or the path of a file.
    """
    return (item for item in uses(data, name) if "call" in item.roles)


def subclasses(data: Data, name: str) -> Iterator[Subclass]:
    """Yield the classes below those that a name may mean, the nearest first.

    Parameters
    ----------
    data:
        The data.
    name:
        A name as :func:`definitions` takes it, or the path of a file.
    """
    for start in definitions(data, name):
        seen = {start.id}
        pending = deque([(start, 1)])
        while pending and len(seen) < _MOST_REACHED:
            above, distance = pending.popleft()
            for below in above.subclasses:
                if below not in seen:
                    seen.add(below)
                    yield Subclass(start.id, below, distance)
                    pending += [(item, distance + 1) for item in definitions(data, below)]


def impact(data: Data, name: str) -> Iterator[Reached]:
    """Yield what a change of the definitions that a name may mean may reach, the nearest first.

    It follows uses from definition to definition; what a program finds only when it runs is not
    seen.

    Parameters
    ----------
    data:
        The data.
    name:
        A name as :func:`definitions` takes it, or the path of a file.
    """
    for start in _subjects(data, name):
        seen = {start}
        pending = deque([(start, 1, False)])
        while pending and len(seen) < _MOST_REACHED:
            used, distance, inferred = pending.popleft()
            for use in data.uses.under(used):
                if use.by not in seen and use.roles != ("import",):
                    seen.add(use.by)
                    is_inferred = inferred or use.inferred
                    yield Reached(
                        start, use.by, use.path, distance, use.name, use.test, is_inferred
                    )
                    if use.name:
                        pending.append((use.by, distance + 1, is_inferred))


def tests(data: Data, name: str) -> Iterator[Reached]:
    """Yield the code for tests that a change may reach, what names it itself first.

    Parameters
    ----------
    data:
        The data.
    name:
        A name as :func:`definitions` takes it, or the path of a file.
    """
    return (item for item in impact(data, name) if item.test)


def messages(data: Data, line: str) -> list[FoundMessage]:
    """Return the messages that a line of a log may come from, the likeliest first.

    Parameters
    ----------
    data:
        The data.
    line:
        The line; it may be cut, and begin with a date, a level or the name of an error.
    """
    words = _WORD.findall(line.casefold())
    found = []
    for item in data.messages:
        share = _share(item, words)
        if share >= _LEAST_SHARE:
            found.append(
                FoundMessage(round(share, 3), item.text, item.path, item.line, item.within)
            )
    return sorted(found, key=lambda item: (-item.share, item.text, item.path, item.line))


def _share(message: MessageLine, words: list[str]) -> float:
    """Return how much of the words of a message and of a line agree, in their order."""
    fixed = [word for part in _HOLE.split(message.text) for word in _WORD.findall(part.casefold())]
    if not fixed or not words:
        return 0.0
    agreeing = start = 0
    for word in fixed:
        # A word that the line lacks, since its begin is cut, hides none behind it.
        place = next((at for at in range(start, len(words)) if words[at] == word), -1)
        if place >= 0:
            start = place + 1
            agreeing += 1
    # A line may be cut, or have a lot around the message: the better share counts for most.
    of_message, of_line = agreeing / len(fixed), agreeing / len(words)
    return 0.8 * of_message + 0.2 * of_line if agreeing > 1 or of_message == 1 else 0.0


class Question(msgspec.Struct, frozen=True):
    """Something that can be asked."""

    answers: Callable[[Data, str], Iterable[Answer]]
    about: str
    """What it answers, in a sentence that goes on after the name of the question."""


QUESTIONS: Mapping[str, Question] = MappingProxyType(
    {
        "callers": Question(callers, "what calls a definition, with lines; code before tests"),
        "definition": Question(
            definitions, "where a name is defined, with its signature and first sentence"
        ),
        "impact": Question(
            impact, "what a change of a definition may reach, from user to user, with the distance"
        ),
        "message": Question(
            messages, "the error messages that a line of a log may come from, likeliest first"
        ),
        "subclasses": Question(subclasses, "the classes below a class, the nearest first"),
        "tests": Question(tests, "the tests that a change of a definition may reach"),
        "uses": Question(uses, "what uses a definition or file, with lines and roles"),
    }
)
"""The questions, by the words that ask them."""


def ask(question: str, data: Data, name: str, limit: int) -> tuple[list[Answer], bool]:
    """Return the answers to a question.

    Parameters
    ----------
    question:
        A key of :data:`QUESTIONS`.
    data:
        The data.
    name:
        What is asked about.
    limit:
        The most answers; 0 for all.

    Returns
    -------
    tuple of a list and a bool
        The answers, and whether there are more of them.
    """
    found = QUESTIONS[question].answers(data, name)
    if not limit:
        return list(found), False
    answers = list(islice(found, limit + 1))
    return answers[:limit], len(answers) > limit
