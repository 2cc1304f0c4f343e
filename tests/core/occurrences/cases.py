"""Reading the cases: small repositories with marks below the names in them.

A file of cases has any number of them.  ``== what it shows`` begins a case, ``-- path`` a file of
it.  A line that begins with ``^``, after spaces, says what the name above its sign is: targets as
``path:qualified name`` (``:name`` in the file itself, ``path:`` for a file) and a certainty, or
``-`` for nothing.  A name that ends in ``(Python 3.12)`` says which version its syntax needs.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sphinx_kwindex.analysis import analyse
from sphinx_kwindex.analysis.python.names import extract_names
from sphinx_kwindex.project.python.indexing import index_modules
from sphinx_kwindex.project.python.occurrences import Linker
from sphinx_kwindex.records.names import FileNames
from sphinx_kwindex.records.references import FileReferences

FOLDER = Path(__file__).parent / "cases"


@dataclass
class Mark:
    """What a case says of a place."""

    path: str
    line: int
    column: int
    expected: str


@dataclass
class Case:
    """A small repository."""

    name: str
    files: dict[str, str] = field(default_factory=dict)
    marks: list[Mark] = field(default_factory=list)


def read_cases() -> Iterator[Case]:
    """Yield all cases that this version of Python can parse."""
    for case in _all_cases():
        if sys.version_info >= (3, 12) or not case.name.endswith("(Python 3.12)"):
            yield case


def _all_cases() -> Iterator[Case]:
    for file in sorted(FOLDER.glob("*.txt")):
        case: Case | None = None
        path = ""
        for line in file.read_text("utf-8").splitlines():
            if line.startswith("== "):
                if case is not None:
                    yield case
                case = Case(line[3:])
            elif case is not None and line.startswith("-- "):
                path = line[3:]
                case.files[path] = ""
            elif case is not None and line.lstrip().startswith("^"):
                column = line.index("^")
                number = case.files[path].count("\n")
                case.marks.append(Mark(path, number, column, line[column + 1 :].strip()))
            elif case is not None and path in case.files:
                case.files[path] += f"{line}\n"
        if case is not None:
            yield case


def names_in(files: dict[str, str]) -> dict[str, FileNames]:
    """Return the names of each file."""
    names = {}
    for path, text in files.items():
        analysis = analyse(path, text.encode())
        names[path] = extract_names(ast.parse(text), text, analysis.exports, analysis.export_lists)
    return names


def linked(files: dict[str, str]) -> dict[str, FileReferences]:
    """Return what the places of each file name."""
    names = names_in(files)
    linker = Linker(index_modules(names), {path: item.interface for path, item in names.items()})
    return {path: linker.link(path, item.body).references for path, item in names.items()}


def described(references: FileReferences, path: str) -> dict[tuple[int, int], str]:
    """Return what is known of places, as marks say it, by line and column."""
    found = {}
    for place in references.places():
        targets = ", ".join(
            sorted(
                f"{'' if target.path == path and target.qualname else target.path}"
                f":{target.qualname}"
                for target in place.targets
            )
        )
        found[place.line, place.column] = f"{targets} {place.certainty.name.lower()}"
    return found
