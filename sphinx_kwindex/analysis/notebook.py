"""Jupyter notebooks: headings and links of their words, imports and definitions of their code.

A notebook is read, and shown, as the script that its cells make: the words as comments, the outputs
left out.  All lines are those of that script.
"""

from __future__ import annotations

import ast
import json
import warnings
from collections.abc import Iterator, Mapping

import msgspec

from sphinx_kwindex.analysis.documents.bounds import is_unreadable
from sphinx_kwindex.analysis.documents.markdown import MarkdownReader
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.outline import merged
from sphinx_kwindex.analysis.python import analyse_python
from sphinx_kwindex.diagnostics import DiagnosticCode
from sphinx_kwindex.records import PYTHON, Analysis, Problem

_CODE, _WORDS = "code", "markdown"
_PYTHON_NAMES = ("python", "ipython")


class _Cell(msgspec.Struct, frozen=True):
    kind: str
    lines: tuple[str, ...]

    @property
    def shown(self) -> tuple[str, ...]:
        """The lines of the script that the cell makes."""
        if self.kind == _CODE:
            return ("# %%", *self.lines, "")
        return (f"# %% [{self.kind}]", *(f"# {line}".rstrip() for line in self.lines), "")


def analyse_notebook(text: str, language: Language) -> Analysis:
    """Return the facts of a notebook."""
    try:
        kernel, cells = _read(text)
    except (ValueError, RecursionError) as error:
        reason = str(error).partition("\n")[0] or "invalid notebook"
        problem = Problem(DiagnosticCode.SYNTAX_ERROR.value, f"cannot be parsed: {reason}", 1)
        is_empty = not text.strip()
        return Analysis(language.name, "json", problem=None if is_empty else problem)
    reader = MarkdownReader()
    code: list[str] = []
    for line, cell in _placed(cells):
        if cell.kind == _WORDS and not is_unreadable("\n".join(cell.lines)):
            reader.read("\n".join(cell.lines), line + 1)
        is_python = cell.kind == _CODE and kernel in _PYTHON_NAMES
        code.extend(_runnable(cell) if is_python else [""] * len(cell.shown))
    python = analyse_python("\n".join(code), Language(PYTHON, "python"))
    words = reader.outline.symbols(len(code))
    return Analysis(
        language=language.name,
        lexer="python" if kernel in _PYTHON_NAMES else kernel or "text",
        prose=reader.prose or python.prose,
        symbols=merged(words, python.symbols),
        imports=python.imports,
        occurrences=python.occurrences,
        document=reader.notes.document(reader.outline.omitted),
    )


def notebook_script(text: str) -> str:
    """Return the script that the cells of a notebook make; one that cannot be read as it is."""
    try:
        _, cells = _read(text)
    except (ValueError, RecursionError):
        return text
    return "\n".join(line for cell in cells for line in cell.shown)


def _read(text: str) -> tuple[str, list[_Cell]]:
    """Return the language of the kernel, and the cells."""
    data = json.loads(text)
    if not isinstance(data, dict) or not isinstance(data.get("cells"), list):
        raise ValueError("no notebook of format 4: it has no list of cells")  # noqa: TRY004
    cells = []
    for cell in data["cells"]:
        if isinstance(cell, dict):
            source = cell.get("source", "")
            parts = source if isinstance(source, list) else [source]
            whole = "".join(part for part in parts if isinstance(part, str))
            whole = whole.encode("utf-8", "replace").decode("utf-8")
            kind = str(cell.get("cell_type", "raw")).encode("utf-8", "replace").decode()
            cells.append(_Cell(kind, tuple(_lines(whole))))
    return _kernel(data.get("metadata")), cells


def _lines(source: str) -> list[str]:
    return source.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _kernel(metadata: object) -> str:
    for path in (("language_info", "name"), ("kernelspec", "language")):
        value = metadata
        for key in path:
            value = value.get(key) if isinstance(value, Mapping) else None
        if isinstance(value, str) and value.isascii() and value.isalnum():
            return value.lower()
    return "python"


def _placed(cells: list[_Cell]) -> Iterator[tuple[int, _Cell]]:
    """Yield each cell with the line of the script on which it begins."""
    line = 1
    for cell in cells:
        yield line, cell
        line += len(cell.shown)


def _runnable(cell: _Cell) -> list[str]:
    """Return the lines of a code cell with magics as comments; none of one that does not parse."""
    if cell.lines[0].startswith("%%"):
        return [""] * len(cell.shown)
    lines = ["" if line.lstrip().startswith(("%", "!", "?")) else line for line in cell.lines]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            ast.parse("\n".join(lines))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            lines = [""] * len(lines)
    return ["", *lines, ""]
