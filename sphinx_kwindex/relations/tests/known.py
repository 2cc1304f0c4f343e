"""What is known of the tests of the whole repository, for all relations that speak of tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from sphinx_kwindex.project import Project
from sphinx_kwindex.relations.tests.fixtures import Place, find_takers


class KnownTests(msgspec.Struct, frozen=True):
    """Which tests take which fixtures, and which words the test files hold."""

    takers: Mapping[Place, tuple[Place, ...]]
    """The tests that take a fixture as a parameter."""
    words: Mapping[str, frozenset[str]]
    """Every word in the files of tests that may be a public name, by the path of the root; without
    a root where the words of one of them are not known."""
    packages: frozenset[tuple[str, str]]
    """Top packages and modules of which tests import a file, each with the path of its root."""
    has_stars: bool
    """Whether a test or example imports all names of a file, so that some are not known."""


def find_known_tests(project: Project) -> KnownTests:
    """Collect what is known of the tests of a repository."""
    packages = {
        (project.top_of(target), project.modules.dotted_name(target).partition(".")[0])
        for path in project.tests.functions
        for target in project.imported_by(path)
    }
    return KnownTests(
        takers=find_takers(project),
        words=_words(project),
        packages=frozenset(packages),
        has_stars=any(
            item.statement.is_star and item.target is not None
            for path, imports in project.imports.items()
            if project.is_aside(path)
            for item in imports
        ),
    )


def is_tested_source(project: Project, known: KnownTests, path: str) -> bool:
    """Return whether a file is a source of a package of which tests import something.

    Parameters
    ----------
    project:
        The linked repository.
    known:
        What is known of its tests.
    path:
        Path of the file.
    """
    if not known.packages or path.endswith(".pyi") or project.is_aside(path):
        return False
    package = project.modules.dotted_name(path).partition(".")[0]
    return (project.top_of(path), package) in known.packages


def tests_naming(project: Project, path: str) -> Iterator[Place]:
    """Yield the tests that name something of a file, each once.

    Parameters
    ----------
    project:
        The linked repository.
    path:
        Path of the file.
    """
    uses = project.named.by_source.get(path, ())
    for place in {(use.path, use.symbol) for use in uses if use.symbol >= 0}:
        user, position = place
        if project.tests.is_test(user, project.files[user].analysis.symbols[position]):
            yield place


def _words(project: Project) -> dict[str, frozenset[str]]:
    words: dict[str, set[str]] = {top: set() for top in project.roots}
    for path, facts in project.files.items():
        top = project.top_of(path)
        if top in words and facts.is_text and project.tests.is_code(path):
            content = facts.analysis.test_content
            if content is None and not facts.is_python:
                continue  # it names nothing of Python
            if content is None:
                # The configuration takes a file for tests that does not look like one.
                del words[top]
            else:
                words[top].update(content.words.split(" "))
    return {top: frozenset(found) for top, found in words.items()}
