"""Tests: the tests of a file, or what a test file tests; how to run it; how to use it."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.blocks.blocks import Block, Paragraph, code, plain
from sphinx_kwindex.pages.files.sections.contained_tests import contained_tests
from sphinx_kwindex.pages.files.sections.naming_tests import naming_tests
from sphinx_kwindex.pages.files.sections.usage_examples import usage_examples
from sphinx_kwindex.pages.files.sections.view import FileView


def testing(view: FileView) -> Iterator[Block]:
    """Yield the tests of a source file, or what a test file tests; commands; examples."""
    if not view.facts.is_python:
        return
    tests = view.relations.contained_tests
    if tests is not None:
        yield from contained_tests(view, tests)
        return
    yield from naming_tests(view)
    if view.relations.program and "glance" not in view.site.section_names:
        yield Paragraph((plain("Run it with "), code(view.relations.program), plain(".")))
    yield from usage_examples(view)
