"""The command ``python -m benchmarks.findings TREE...``: pages and ruff must agree on findings.

It makes the pages of each tree, reads the findings from them, and compares them with what a plain
``ruff check`` of the same rules says of the same files, where they lie.
"""

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.pages import pages_of
from sphinx_kwindex.analysis.project_metadata import declared_project
from sphinx_kwindex.blocks.blocks import Block, Folded, Page, Paragraph, Table
from sphinx_kwindex.blocks.reading import section_of
from sphinx_kwindex.insights.collecting import target_version
from sphinx_kwindex.insights.findings import Finding
from sphinx_kwindex.insights.ruff import find_ruff
from sphinx_kwindex.insights.rules import COMPLEXITY, DEFAULT_RULES, applicable
from sphinx_kwindex.pages.files.sections.evidence import RULE_COLUMN
from sphinx_kwindex.pages.files.sections.performance import COMPLEX_ANCHOR, MOST_FUNCTIONS
from sphinx_kwindex.records.testing_paths import is_below_tests, is_test_path
from sphinx_kwindex.records.text import Text

FILES_A_RUN = 500
"""Paths that fit on a command line."""

_FIGURE = re.compile(r"[\d,]+")

Place = tuple[str, int]
"""A rule and a line."""


@dataclass(frozen=True)
class Comparison:
    """What pages and ruff say of the files of a tree."""

    files: int
    findings: int
    """On the pages; complex functions that are counted there, but not listed, among them."""
    differences: tuple[str, ...]


def compare(root: Path) -> Comparison:
    """Compare the pages of a tree with ruff.

    Parameters
    ----------
    root:
        The tree.

    Returns
    -------
    What was compared, and where the two differ.

    Raises
    ------
    RuffError
        There is no ruff.
    subprocess.CalledProcessError
        Ruff stopped with an error.
    """
    root = root.resolve()
    made = pages_of(root)
    pages = made.pages
    readable = sorted(path for path in pages if str(root / path) not in made.broken)
    expected = plain_findings(root, readable)
    differences = [
        difference for path in readable for difference in differing(path, pages[path], expected)
    ]
    found = sum(len(expected.get(path, ())) for path in readable)
    return Comparison(len(readable), found, tuple(differences))


def plain_findings(root: Path, paths: Sequence[str]) -> dict[str, list[Finding]]:
    """Return what ``ruff check`` says of files; of test files what applies to them."""
    project = root / "pyproject.toml"
    text = project.read_text("utf-8") if project.is_file() else ""
    declared = declared_project(project.name, text)
    target = target_version(declared.requires_python if declared is not None else "")
    command = [
        find_ruff(), "check", "--isolated", "--no-cache", "--exit-zero", "--output-format", "json",
        "--select", ",".join(DEFAULT_RULES), *(["--target-version", target] if target else []),
    ]  # fmt: skip
    found: dict[str, list[Finding]] = {}
    for start in range(0, len(paths), FILES_A_RUN):
        files = [str(root / path) for path in paths[start : start + FILES_A_RUN]]
        done = subprocess.run([*command, "--", *files], check=True, capture_output=True)
        for entry in json.loads(done.stdout):
            path = Path(entry["filename"]).relative_to(root).as_posix()
            # A syntax error has no code, or a word; E902 is a file that is not UTF-8.
            if entry["code"] and entry["code"].isupper() and entry["code"] != "E902":
                finding = Finding(entry["location"]["row"], entry["code"], entry["message"])
                found.setdefault(path, []).append(finding)
    return {
        path: list(applicable(findings, is_test=is_test_path(path) or is_below_tests(path)))
        for path, findings in found.items()
    }


def differing(path: str, page: Page, expected: dict[str, list[Finding]]) -> Iterator[str]:
    """Yield in words what only the page, or only ruff, says of a file."""
    wanted = {(item.code, item.line) for item in expected.get(path, ())}
    shown = set(places_on(page))
    complex_lines = {line for code, line in wanted if code == COMPLEXITY}
    listed = {line for code, line in shown if code == COMPLEXITY}
    is_cut = len(complex_lines) > MOST_FUNCTIONS == len(listed)
    # The page lists the heaviest and gives the number of all.
    if is_cut and counted_on(page) == len(complex_lines):
        wanted -= {(COMPLEXITY, line) for line in complex_lines - listed}
    for code, line in sorted(shown - wanted):
        yield f"{path}:{line}: {code} is on the page only"
    for code, line in sorted(wanted - shown):
        yield f"{path}:{line}: {code} is not on the page"


def places_on(page: Page) -> Iterator[Place]:
    """Yield the findings that a page lists."""
    for block in _opened(page.blocks):
        if isinstance(block, Table) and block.columns[0] == RULE_COLUMN:
            for row in block.rows:
                yield from ((row.cells[0][0].text, line) for line in lines_in(row.cells[-1]))
    for block in section_of(page, COMPLEX_ANCHOR):
        if isinstance(block, Table):
            for row in block.rows:
                yield from ((COMPLEXITY, line) for line in lines_in(row.cells[-1]))


def _opened(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks with those that a reader has to open."""
    for block in blocks:
        if isinstance(block, Folded):
            yield from _opened(block.blocks)
        else:
            yield block


def counted_on(page: Page) -> int:
    """Return how many complex functions a page counts."""
    blocks: Sequence[Block] = section_of(page, COMPLEX_ANCHOR)
    words = next(block.text[0].text for block in blocks if isinstance(block, Paragraph))
    figure = _FIGURE.match(words)
    return int(figure[0].replace(",", "")) if figure else 0


def lines_in(cell: Text) -> Iterator[int]:
    """Yield the line numbers in a cell."""
    return (int(span.text) for span in cell if span.text.isdigit())


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare each tree; the exit status is 1 if any differs.

    Parameters
    ----------
    arguments:
        The command line without the program's name; ``sys.argv`` when ``None``.
    """
    parser = argparse.ArgumentParser(prog="python -m benchmarks.findings", description=__doc__)
    parser.add_argument("trees", nargs="+", type=Path, metavar="TREE")
    status = 0
    for tree in parser.parse_args(arguments).trees:
        result = compare(tree)
        sys.stdout.write(
            f"{tree}: {result.files} files, {result.findings} findings, "
            f"{len(result.differences)} differences\n"
        )
        sys.stdout.writelines(f"  {difference}\n" for difference in result.differences)
        status |= bool(result.differences)
    return status


if __name__ == "__main__":
    sys.exit(main())
