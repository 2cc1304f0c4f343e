"""Testing & Usage: the tests of a file, or what a test file tests; how to run it; how to use it."""

from __future__ import annotations

import shlex
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
    if view.project.is_test_file(view.path):
        yield from contained_tests(view)
    else:
        yield from naming_tests(view)
        yield from _how_to_run(view)
        yield from usage_examples(view)


def _how_to_run(view: FileView) -> Iterator[Block]:
    modules = view.project.modules
    name = modules.dotted_name(view.path)
    is_main = view.facts.source.name == "__main__.py"
    if not (is_main or view.analysis.main_line):
        return
    is_package = view.facts.source.name == "__init__.py"
    if is_package and name:
        # ``-m`` with a package runs its ``__main__``.
        command = f"python -m {name}.__init__"
    elif is_main and "." in name:
        command = f"python -m {name.rpartition('.')[0]}"
    elif modules.package_of(view.path) and modules.is_importable(view.path):
        command = f"python -m {name}"
    else:
        command = f"python {shlex.quote(view.project.relative(view.path))}"
    yield Paragraph((plain("Run it with "), code(command), plain(".")))
