"""The command ``python -m benchmarks.promises``: what users can rely on, each with its tests.

It runs the tests that keep each promise, and writes a page of the documentation with the number of
cases that passed.  A promise without a test is none, and a test that fails stops the command.
"""

from __future__ import annotations

import argparse
import ast
import os
import platform
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from xml.etree import ElementTree as ET

CHECKOUT = Path(__file__).resolve().parents[1]
LONG: Mapping[str, str] = {
    "KWINDEX_EXAMPLES": "1000",
    "KWINDEX_KILLS": "200",
    "KWINDEX_RANDOM_STEPS": "100",
}
"""What makes the tests try more than in continuous integration."""


@dataclass(frozen=True)
class Promise:
    """What users can rely on.

    Attributes
    ----------
    words:
        The promise, as one or two sentences in Markdown.
    tests:
        What keeps it: files of tests, or tests in them (``file::test``), from the checkout on.
    """

    words: str
    tests: tuple[str, ...]


@dataclass(frozen=True)
class Chapter:
    """Promises of one kind.

    Attributes
    ----------
    title:
        Heading of the part of the page.
    promises:
        In the order of the page.
    """

    title: str
    promises: tuple[Promise, ...]


CHAPTERS = (
    Chapter(
        "Your code is read, and nothing else happens to it",
        (
            Promise(
                "A build imports and runs nothing of the repository but `conf.py`, which Sphinx "
                "runs.",
                (
                    "tests/sphinx/test_no_execution.py::test_of_the_tree_only_the_configuration_of_sphinx_is_run",
                ),
            ),
            Promise(
                "It starts no program but ruff, Graphviz, and Pyrefly if you ask for it. None of "
                "them reads the configuration of the repository.",
                (
                    "tests/sphinx/test_no_execution.py::test_only_the_declared_programs_are_started",
                    "tests/core/insights/test_ruff.py::test_settings_in_the_environment_change_nothing",
                    "tests/core/insights/test_ruff.py::test_configuration_above_the_temporary_folder_changes_nothing",
                ),
            ),
            Promise(
                "It opens no connection.",
                ("tests/sphinx/test_no_execution.py::test_no_connection_is_made",),
            ),
            Promise(
                "It writes nothing into the sources.",
                ("tests/sphinx/test_no_execution.py::test_nothing_is_written_into_the_sources",),
            ),
        ),
    ),
    Chapter(
        "What is private stays private",
        (
            Promise(
                "Files that are hidden, ignored or excluded are not read, whatever links lead to "
                "them.",
                (
                    "tests/core/discovery/test_walk.py",
                    "tests/core/discovery/test_ignore.py",
                    "tests/core/discovery/test_secret_files.py::test_link_is_followed_to_documented_files_alone",
                ),
            ),
            Promise(
                "Files that hold secrets, by their name or by a line in the form of a key or "
                "token, are listed without their content, also if Git tracks them. See "
                "{doc}`/howto/private-and-large`.",
                (
                    "tests/core/analysis/test_secrets.py",
                    "tests/core/discovery/test_secret_files.py",
                    "tests/core/test_pipeline.py::test_nothing_of_a_file_that_holds_a_secret_is_kept_or_shown",
                ),
            ),
            Promise(
                "No page, no cache and no data name a folder of the machine.",
                (
                    "tests/core/test_pipeline.py::test_nothing_that_is_kept_of_a_tree_names_its_place",
                    "tests/sphinx/test_contract.py::test_the_search_index_names_no_path_of_the_machine",
                ),
            ),
        ),
    ),
    Chapter(
        "Bad input costs one warning",
        (
            Promise(
                "A file that cannot be parsed, decoded or read costs one warning with file, line "
                "and a code that can be suppressed. It keeps its page, and nothing else is lost.",
                (
                    "tests/sphinx/test_messages.py",
                    "tests/sphinx/test_hostile_trees.py",
                    "tests/sphinx/test_hostile_builders.py",
                    "tests/core/test_hostile_tree.py",
                ),
            ),
            Promise(
                "Pipes, devices, links in a circle, files without end and files that change or "
                "vanish during the build stop nothing.",
                ("tests/core/test_disk_reading.py", "tests/core/test_changing_sources.py"),
            ),
            Promise(
                "Whatever bytes a file holds, its analysis ends and gives facts.",
                (
                    "tests/core/analysis/test_analyse.py",
                    "tests/core/analysis/test_contract.py",
                    "tests/core/analysis/test_decoding.py",
                ),
            ),
            Promise(
                "The work grows with the length of a file, and no faster.",
                ("tests/core/analysis/test_linear_work.py",),
            ),
            Promise(
                "Text is shown as it is: none becomes markup, a script, a role or a directive.",
                (
                    "tests/core/pages/test_myst.py",
                    "tests/core/pages/test_html.py",
                    "tests/core/pages/test_characters.py",
                    "tests/core/pages/test_drawing.py",
                    "tests/core/export/test_page_markdown.py",
                    "tests/sphinx/browser/test_harness.py::test_a_strict_site_lets_nothing_inline_through",
                ),
            ),
            Promise(
                "A wrong option is one line: its name, what was found, what is allowed.",
                ("tests/core/test_config.py", "tests/sphinx/test_contract.py"),
            ),
            Promise(
                "A program that is missing, fails, hangs or prints rubbish costs one warning and "
                "the time that `kwindex_tool_timeout` allows, and leaves nothing behind.",
                (
                    "tests/core/insights/test_ruff.py",
                    "tests/core/indexes/test_pyrefly.py",
                    "tests/sphinx/test_pictures.py::test_a_graphviz_that_fails_is_one_warning",
                    "tests/sphinx/test_pictures.py::test_a_graphviz_that_hangs_at_pictures_is_asked_once_and_is_one_warning",
                ),
            ),
        ),
    ),
    Chapter(
        "The same tree gives the same site",
        (
            Promise(
                "The pages do not depend on the machine, the folder, or the number of processes.",
                (
                    "tests/core/test_pipeline.py::test_any_number_of_processes_stages_the_same_pages",
                    "tests/core/test_pipeline.py::test_copies_of_a_tree_in_different_places_give_the_same_pages_and_cache",
                ),
            ),
            Promise(
                "After any edits a build gives what a clean one gives, byte for byte.",
                ("tests/sphinx/test_random_edits.py", "tests/sphinx/test_incremental.py"),
            ),
            Promise(
                "So does the build after one that was killed, at whatever moment.",
                ("tests/sphinx/test_crashes.py",),
            ),
            Promise(
                "A cache that is damaged, cut, or of another version counts as none. None of "
                "ours is a pickle.",
                (
                    "tests/core/test_cache.py",
                    "tests/core/test_staging.py",
                    "tests/core/test_page_keys.py",
                    "tests/core/test_pipeline.py::test_damage_to_what_the_last_run_left_is_repaired",
                    "tests/core/test_architecture.py::test_nothing_that_is_kept_is_a_pickle",
                ),
            ),
        ),
    ),
    Chapter(
        "It gets along with others",
        (
            Promise(
                "Each builder and theme works without a warning.",
                ("tests/sphinx/test_builders.py", "tests/sphinx/test_themes.py"),
            ),
            Promise("So do other extensions beside it.", ("tests/sphinx/test_coexistence.py",)),
            Promise(
                "Pages work from disk, offline, without a script, and under a strict "
                "Content-Security-Policy.",
                ("tests/sphinx/browser",),
            ),
        ),
    ),
)


def named_tests() -> Iterator[str]:
    """Yield all that the promises name."""
    for chapter in CHAPTERS:
        for promise in chapter.promises:
            yield from promise.tests


def exists(test: str) -> bool:
    """Return whether there is such a test: a folder, a file, or a function in one."""
    name, _, function = test.partition("::")
    path = CHECKOUT / name
    if not function:
        return path.exists()
    if not path.is_file():
        return False
    body = ast.parse(path.read_bytes()).body
    return any(isinstance(node, ast.FunctionDef) and node.name == function for node in body)


def passed_cases(tests: Sequence[str], *, is_long: bool) -> Counter[str]:
    """Run tests, and return how many cases of each function passed, by ``file::function``.

    Parameters
    ----------
    tests:
        What is to be run.
    is_long:
        Whether they try much more than in continuous integration.

    Raises
    ------
    SystemExit
        If one fails.
    """
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.xml")
        command = [sys.executable, "-m", "pytest", "-q", f"--junitxml={report}", "-o"]
        command += ["junit_family=xunit1", *dict.fromkeys(tests)]
        environment = os.environ | LONG if is_long else os.environ
        done = subprocess.run(command, cwd=CHECKOUT, env=environment, check=False)
        if done.returncode:
            sys.exit("a promise does not hold")
        found: Counter[str] = Counter()
        for case in ET.parse(report).iter("testcase"):  # noqa: S314 - pytest wrote it
            if case.find("skipped") is None:
                function = case.get("name", "").partition("[")[0]
                found[f"{case.get('file')}::{function}"] += 1
        return found


def cases_of(tests: Sequence[str], passed: Mapping[str, int]) -> int:
    """Return how many cases of some tests passed.

    Parameters
    ----------
    tests:
        Folders, files or functions.
    passed:
        Cases by ``file::function``.
    """
    return sum(
        number
        for test, number in passed.items()
        if any(test == name or test.startswith((f"{name}::", f"{name}/")) for name in tests)
    )


def page(passed: Mapping[str, int], *, is_long: bool) -> str:
    """Return the page of the documentation.

    Parameters
    ----------
    passed:
        Cases by ``file::function``.
    is_long:
        Whether the tests tried much more than in continuous integration.
    """
    tried = (
        f"Each property was tried with {LONG['KWINDEX_EXAMPLES']} examples, "
        f"{LONG['KWINDEX_KILLS']} builds were killed, and each tree was edited "
        f"{LONG['KWINDEX_RANDOM_STEPS']} times."
        if is_long
        else "`--long` tries more examples, edits and kills."
    )
    lines = [
        "# What you can rely on",
        "",
        "Each promise has tests that keep it. `python -m benchmarks.promises` runs them, and "
        f"writes this page; the last time with Python {platform.python_version()} and Sphinx "
        f"{version('sphinx')}. {tried} Continuous integration runs all of them for each change.",
    ]
    for chapter in CHAPTERS:
        lines += ["", f"## {chapter.title}"]
        for promise in chapter.promises:
            number = cases_of(promise.tests, passed)
            cases = "1 case" if number == 1 else f"{number:,} cases"
            lines += ["", promise.words, f": {cases} in {', '.join(_links(promise.tests))}"]
    return "\n".join(lines) + "\n"


def _links(tests: Sequence[str]) -> Iterator[str]:
    """Yield references to the files of some tests."""
    for name in dict.fromkeys(test.partition("::")[0] for test in tests):
        role = "kw:folder" if (CHECKOUT / name).is_dir() else "kw:file"
        yield f"{{{role}}}`{name}`"


def main() -> None:
    """Run the tests of all promises, and write the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.promises", description=__doc__)
    parser.add_argument("page", type=Path, help="the page to write")
    parser.add_argument("--long", action="store_true", help="try much more; takes hours")
    arguments = parser.parse_args()
    passed = passed_cases(tuple(named_tests()), is_long=arguments.long)
    arguments.page.write_text(page(passed, is_long=arguments.long), encoding="utf-8")


if __name__ == "__main__":
    main()
