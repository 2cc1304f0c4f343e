"""The part on testing of a folder's documentation page."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Iterator, Sequence

from sphinx_kwindex.blocks.blocks import Block, Paragraph, Row, Table, code, plain
from sphinx_kwindex.pages.site.site import Site
from sphinx_kwindex.pages.words.counting import count
from sphinx_kwindex.project import Folder, Project
from sphinx_kwindex.project.roles import is_below_tests, is_example_path
from sphinx_kwindex.project.tests.commands import Runner, runner_of
from sphinx_kwindex.project.tests.configured_commands import CONFIGURED_BY, configured_commands

_COLLECTED = re.compile(r"test_.*\.py|.*_test\.py")
"""Names of files that pytest finds by itself."""
_MOST_FILES = 12
_MOST_UNNAMED = 20
_MOST_COMMANDS = 8
_MOST_UNCLEAR = 5


def folder_testing(site: Site, folder: Folder) -> Iterator[Block]:
    """Yield the tests of a folder with their command, or the tests that name its files."""
    below = site.project.paths_below(folder.path)
    known = site.project.tests
    tests = [path for path in below if path in known.functions or path in known.uncounted]
    if tests:
        yield from _own_tests(site, folder, tests)
    yield from _configured(site, folder)
    yield from _named_files(site, folder, [path for path in below if _is_source(site, path)])


def _own_tests(site: Site, folder: Folder, tests: Sequence[str]) -> Iterator[Block]:
    known = site.project.tests
    unclear = [path for path in tests if path in known.uncounted]
    number = sum(known.numbers.get(path, 0) for path in tests)
    functions = "" if unclear else f" with {count(number, 'test function')}"
    where = f"{count(len(tests), 'test file')}{functions} here."
    command = _command(site, folder, tests)
    run = (plain(" Run them with "), code(command), plain(".")) if command else ()
    yield Paragraph((plain(where), *run))
    if unclear:
        yield _without_total(site, folder, unclear)


def _without_total(site: Site, folder: Folder, unclear: Sequence[str]) -> Paragraph:
    """Return why there is no number of tests, with the places."""
    start = len(folder.path) + 1 if folder.path else 0
    spans = [
        span
        for path in unclear[:_MOST_UNCLEAR]
        for line in (site.project.tests.uncounted[path],)
        for span in (
            plain(", "),
            site.file_link(path, path[start:]),
            plain(" ("),
            site.line_in(path, line, f"line {line}"),
            plain(")"),
        )
    ]
    further = len(unclear) - _MOST_UNCLEAR
    more = f" and {further:,} more" if further > 0 else ""
    lead = plain(
        "They are not counted, since the sources do not say whether some methods called `test_…` "
        "are tests: "
    )
    return Paragraph((lead, *spans[1:], plain(f"{more}.")))


def _command(site: Site, folder: Folder, tests: Sequence[str]) -> str:
    """Return what runs all tests of a folder, if one runner does and finds them by their names."""
    project = site.project
    if len({project.top_of(path) for path in tests}) != 1:
        return ""
    runners = {runner_of(project, path) for path in tests}
    if not all(_COLLECTED.fullmatch(path.rpartition("/")[2]) for path in tests):
        return ""
    target = project.relative(folder.path) if folder.path else ""
    if runners == {Runner.PYTEST}:
        # At the top, pytest would look into the folders only that its configuration names.
        parts = {project.relative(path).partition("/") for path in tests}
        tops = sorted({first if slash else "." for first, slash, _ in parts})
        targets = [target] if target else ["."] if "." in tops else tops
        return " ".join(("python -m pytest", *(shlex.quote(part) for part in targets)))
    is_prefixed = all(path.rpartition("/")[2].startswith("test") for path in tests)
    if runners != {Runner.UNITTEST} or not is_prefixed:
        return ""
    start = f" -s {shlex.quote(target)}" if target else ""
    if all(_is_imported_from_top(project, path) for path in tests):
        return f"python -m unittest discover{start}{' -t .' if start else ''}"
    is_flat = all(path.rpartition("/")[0] == folder.path for path in tests)
    in_package = any(project.modules.package_of(path) for path in tests)
    return f"python -m unittest discover{start}" if is_flat and not in_package else ""


def _is_imported_from_top(project: Project, path: str) -> bool:
    """Return whether a test is in a package that lies at the top of the repository."""
    name = project.relative(path).removesuffix(".py").replace("/", ".")
    return bool(project.modules.package_of(path)) and project.modules.dotted_name(path) == name


def _configured(site: Site, folder: Folder) -> Iterator[Block]:
    """Yield the commands that the configuration in the folder has for tests."""
    rows = []
    for facts in folder.files:
        if facts.source.name in CONFIGURED_BY and facts.is_text:
            for found in configured_commands(facts.source.name, site.read_text(facts)):
                where = site.line_in(facts.path, found.line, f"line {found.line}")
                evidence = (site.file_link(facts.path, facts.source.name), plain(", "), where)
                rows.append(Row(((code(found.call),), (code(found.quoted),), evidence)))
    if rows:
        columns = ("Configured command", "Runs", "Where")
        yield Table(columns, tuple(rows[:_MOST_COMMANDS]))


def _is_source(site: Site, path: str) -> bool:
    facts = site.project.files[path]
    if not (facts.is_python and site.tests.knows(site.project, path)):
        return False
    return any(item.is_class or item.is_callable for item in facts.analysis.symbols)


def _named_files(site: Site, folder: Folder, sources: Sequence[str]) -> Iterator[Block]:
    """Yield how many tests name something of each file, and the files of which none does."""
    numbers = {
        path: Counter(test for test, _ in site.tests.naming(site.project, path)) for path in sources
    }
    start = len(folder.path) + 1 if folder.path else 0
    ranked = sorted(
        (path for path in sources if numbers[path]),
        key=lambda path: (-numbers[path].total(), path),
    )
    if ranked:
        rows = tuple(
            Row(
                (
                    (site.file_link(path, path[start:]),),
                    (plain(f"{numbers[path].total():,}"),),
                    (plain(f"{len(numbers[path]):,}"),),
                )
            )
            for path in ranked[:_MOST_FILES]
        )
        yield Paragraph((plain("How many tests refer to something in each file:"),))
        yield Table(("File", "Tests", "In test files"), rows, figures=(1, 2))
    unnamed = [path for path in sources if _is_unnamed(site, path)]
    if unnamed and len(unnamed) < len(sources):
        links = [site.file_link(path, path[start:]) for path in unnamed[:_MOST_UNNAMED]]
        further = len(unnamed) - _MOST_UNNAMED
        more = f" and {further:,} more" if further > 0 else ""
        lead = "No test or example refers, by an imported name, to anything in "
        yield Paragraph((plain(lead), *site.shown_links(links), plain(f"{more}.")))


def _is_unnamed(site: Site, path: str) -> bool:
    """Return whether it is certain that no test or example names anything of a file."""
    project = site.project
    if site.tests.has_stars or project.named.by_source.get(path):
        return False
    definitions = project.files[path].analysis.symbols
    users = {use.path for item in definitions for use in project.uses.get((path, item.anchor), ())}
    return not any(
        project.is_test_file(user) or is_example_path(user) or is_below_tests(user)
        for user in (*project.importers_of(path), *users)
    )
