"""How a file is used: what files of examples name of it, and a short test."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec

from sphinx_kwindex.project import Definition, Project
from sphinx_kwindex.project.python.imports import DefinitionReference
from sphinx_kwindex.project.roles import is_example_path
from sphinx_kwindex.project.tests.named_uses import NamedUse
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.records.examples import Example
from sphinx_kwindex.relations.context import Context
from sphinx_kwindex.relations.shortened import Shortened
from sphinx_kwindex.relations.tests.fixtures import Place
from sphinx_kwindex.relations.tests.uses import (
    NamedDefinition,
    grouped,
    is_in_test,
    named_definition,
)

_MOST_FILES = 6
_MOST_NAMES = 6


class ExampleFile(msgspec.Struct, frozen=True):
    """A file in a folder of examples."""

    path: str
    names: Shortened[NamedDefinition]
    """What it names, in the order of its own definitions."""


class QuotedTest(msgspec.Struct, frozen=True):
    """A short test."""

    definition: DefinitionReference
    text: str


class UsageExamples(msgspec.Struct, frozen=True):
    """How others use a file."""

    files: Shortened[ExampleFile] = Shortened()
    """Sorted by path."""
    test: QuotedTest | None = None
    """Only where nobody wrote another example."""


def examples_of_files(context: Context) -> Callable[[FileFacts], UsageExamples]:
    """Relate each source file to the examples of its use.

    Returns
    -------
    function from the facts of a file to its examples
        None of a test file.
    """
    project = context.project
    private = context.settings.private
    short = {
        (path, item.symbol): item.text
        for path, facts in project.files.items()
        if facts.analysis.test_content is not None
        for item in facts.analysis.test_content.short
    }

    def of(facts: FileFacts) -> UsageExamples:
        if not facts.is_python or project.is_test_file(facts.path):
            return UsageExamples()
        files = _example_files(project, facts.path)
        if files.total or shown_examples(facts, private=private):
            return UsageExamples(files)
        return UsageExamples(files, _short_test(project, facts.path, short))

    return of


def shown_examples(facts: FileFacts, *, private: bool) -> list[Example]:
    """Return the examples of docstrings that pages show, those of private definitions last.

    Parameters
    ----------
    facts:
        The file.
    private:
        Whether pages show private definitions.
    """

    def is_private(example: Example) -> bool:
        return example.symbol >= 0 and facts.analysis.symbols[example.symbol].is_private

    shown = (item for item in facts.analysis.examples if private or not is_private(item))
    return sorted(shown, key=is_private)


def _example_files(project: Project, path: str) -> Shortened[ExampleFile]:
    if is_example_path(path):
        return Shortened()
    uses = project.named.by_source.get(path, ())
    by_file = grouped((use for use in uses if is_example_path(use.path)), lambda use: use.path)
    first = [_example_file(user, by_file[user]) for user in list(by_file)[:_MOST_FILES]]
    return Shortened(tuple(first), len(by_file))


def _example_file(path: str, uses: Sequence[NamedUse]) -> ExampleFile:
    named = grouped(uses, lambda use: use.definition.symbol.anchor)
    names = tuple(named_definition(found) for found in list(named.values())[:_MOST_NAMES])
    return ExampleFile(path, Shortened(names, len(named)))


def _short_test(project: Project, path: str, short: Mapping[Place, str]) -> QuotedTest | None:
    """Return a short test of the public definition that most tests name."""
    found: dict[str, dict[Place, NamedUse]] = {}
    for use in project.named.by_source.get(path, ()):
        is_public = not use.definition.symbol.is_private
        if is_public and project.is_test_file(use.path) and is_in_test(project, use):
            found.setdefault(use.definition.symbol.anchor, {})[use.path, use.symbol] = use
    for anchor in sorted(found, key=lambda anchor: (-len(found[anchor]), anchor)):
        quoted = [
            (short[place].count("\n"), use.path, place)
            for place, use in found[anchor].items()
            if place in short
        ]
        if quoted:
            place = min(quoted)[-1]
            test = Definition(place[0], project.files[place[0]].analysis.symbols[place[1]])
            return QuotedTest(test.reference, short[place])
    return None
