"""Answers as a person reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import singledispatch
from itertools import groupby

from sphinx_kwindex.query.questions import Answer, FoundMessage, Reached, Subclass
from sphinx_kwindex.records.data_lines import SymbolLine, UseLine

_MOST_LINES_NAMED = 8


def in_words(answers: Iterable[Answer]) -> Iterator[str]:
    """Yield the lines that say answers, what belongs together below what was asked about."""
    for subject, group in groupby(answers, key=_subject):
        if subject:
            yield subject
        for answer in group:
            yield f"  {_said(answer)}" if subject else _said(answer)


def _subject(answer: Answer) -> str:
    return "" if isinstance(answer, SymbolLine | FoundMessage) else answer.of


@singledispatch
def _said(answer: object) -> str:
    raise TypeError(answer)


@_said.register
def _(answer: SymbolLine) -> str:
    module = f"{answer.module}." if answer.module else ""
    head = f"{answer.path}:{answer.line}: {answer.kind} {module}{answer.qualname}"
    offered = f" (also {', '.join(answer.offered_as)})" if answer.offered_as else ""
    summary = f"\n    {answer.summary}" if answer.summary else ""
    return f"{head}{answer.signature}{offered}{summary}"


@_said.register
def _(answer: UseLine) -> str:
    lines = ", ".join(map(str, answer.lines[:_MOST_LINES_NAMED]))
    more = len(answer.lines) - _MOST_LINES_NAMED
    place = answer.path
    if lines:
        place += f":{lines}" + (f" and {more} more" if more > 0 else "")
    notes = [", ".join(answer.roles)]
    notes += [f"as {answer.alias}"] * bool(answer.alias)
    notes += ["probably"] * answer.inferred + ["test"] * answer.test
    return f"{place}: {answer.name or 'module level'} ({'; '.join(notes)})"


@_said.register
def _(answer: Reached) -> str:
    notes = [f"distance {answer.distance}"]
    notes += ["probably"] * answer.inferred + ["test"] * answer.test
    return f"{answer.path}: {answer.name or 'module level'} ({'; '.join(notes)})"


@_said.register
def _(answer: Subclass) -> str:
    return f"{answer.id} (distance {answer.distance})"


@_said.register
def _(answer: FoundMessage) -> str:
    within = f" in {answer.within}" if answer.within else ""
    return f"{answer.path}:{answer.line}: {answer.text}{within} ({answer.share:.0%})"
