"""Testing & Usage: which tests import the file, and how to run it or them."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from sphinx_kwindex.pages.blocks import Block, Paragraph, code, plain
from sphinx_kwindex.pages.sections.view import FileView
from sphinx_kwindex.project import Project
from sphinx_kwindex.project.roles import is_test_path
from sphinx_kwindex.records import SymbolKind


def testing(view: FileView) -> Iterator[Block]:
    """Yield the tests of a source file, or the command that runs a test file."""
    if not view.facts.is_python:
        return
    if is_test_path(view.path):
        yield from _how_to_run_tests(view)
    else:
        tests = view.project.tests_of(view.path)
        if tests:
            links = view.site.shown_links(view.site.file_links(tests))
            yield Paragraph((plain("Imported by the tests in "), *links, plain(".")))
    yield from _how_to_run(view)


def _how_to_run_tests(view: FileView) -> Iterator[Block]:
    tested = [path for path in view.project.imported_by(view.path) if not is_test_path(path)]
    if tested:
        links = view.site.shown_links(view.site.file_links(tested))
        yield Paragraph((plain("Imports, and so may test, "), *links, plain(".")))
    command = test_command(view.project, view.path)
    if command:
        yield Paragraph((plain("Run these tests with "), code(command), plain(".")))


def _how_to_run(view: FileView) -> Iterator[Block]:
    name = view.project.modules.dotted_name(view.path)
    is_main = view.facts.source.name == "__main__.py"
    if not (is_main or view.analysis.main_line) or is_test_path(view.path):
        return
    if is_main and "." in name:
        yield Paragraph((plain("Run it with "), code(f"python -m {name.rpartition('.')[0]}"),
                         plain(".")))  # fmt: skip
    elif view.project.modules.package_of(view.path):
        yield Paragraph((plain("Run it with "), code(f"python -m {name}"), plain(".")))
    else:
        command = f"python {shlex.quote(view.path)}"
        yield Paragraph((plain("Run it with "), code(command), plain(".")))


def test_command(project: Project, path: str) -> str:
    """Return the command that runs the tests of a file, empty if the evidence names no runner.

    pytest is named where the project configures or requires it, or the file imports it; unittest
    where the file defines a test case and nothing speaks for pytest.
    """
    facts = project.files[path]
    if facts.source.name == "conftest.py":
        return ""
    modules = {item.module.partition(".")[0] for item in facts.analysis.imports if not item.level}
    has_tests = any(
        symbol.name.startswith(("test", "Test")) and symbol.kind is not SymbolKind.VARIABLE
        for symbol in facts.analysis.symbols
    )
    if project.uses_pytest(path) or "pytest" in modules:
        return f"python -m pytest {shlex.quote(path)}" if has_tests else ""
    if "unittest" in modules:
        return f"python -m unittest {shlex.quote(path)}"
    return ""
