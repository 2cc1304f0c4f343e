"""Jupyter notebooks: headings and links of their words, imports and definitions of their code.

A notebook is read, and shown, as the script that its cells make: the words as comments, the outputs
left out.  All lines are those of that script.
"""

from __future__ import annotations

import ast
import json
import re
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from sphinx_kwindex.analysis.documents.markdown import MarkdownReader
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.outline import merged
from sphinx_kwindex.analysis.python import analyse_python
from sphinx_kwindex.limits import Limits
from sphinx_kwindex.records.analysis import PYTHON, Analysis, Problem
from sphinx_kwindex.records.diagnostics import DiagnosticCode

_CODE, _WORDS = "code", "markdown"
_PYTHON_NAMES = ("python", "ipython", "pypy")
_CELL_MAGIC = re.compile(r"%%(?P<name>[\w!-]+)")
_PYTHON_MAGICS = frozenset({"capture", "debug", "prun", "time", "timeit"})
"""Those that run the Python below them."""
_KERNELS = re.compile(
    r"python|ipython|pypy|xpython|ir(?=$|\d)|r(?=$|\W)|julia|bash|javascript|typescript|deno|tslab"
    r"|\.?net-csharp|c#|csharp|scala|almond|kotlin|java|gophernotes|go(?=$|\W)|rust|evcxr|ruby"
    r"|perl|php|octave|matlab|sas|stata|sql|xsql|haskell|lua|f#|fsharp|powershell|pwsh|c\+\+|xcpp"
    r"|cpp|c(?=$|\W)|sagemath|sage|maxima|prolog|groovy|clojure|elixir|erlang|ocaml|racket"
)
"""How names of languages, and of kernels of other languages than Python, begin."""
_KERNEL_LANGUAGES = {
    **dict.fromkeys(("ipython", "pypy", "xpython"), "python"),
    "ir": "r",
    "deno": "typescript",
    "tslab": "typescript",
    **dict.fromkeys((".net-csharp", "net-csharp", "c#"), "csharp"),
    "almond": "scala",
    "gophernotes": "go",
    "evcxr": "rust",
    "xsql": "sql",
    "f#": "fsharp",
    "pwsh": "powershell",
    **dict.fromkeys(("c++", "xcpp"), "cpp"),
    "sagemath": "sage",
}
_MAGIC = re.compile(r"\s*(?:[%!?]|[\w.]+\?{1,2}\s*$)")
"""``%matplotlib inline``, ``!ls``, ``?f``, ``f?``: a line for IPython alone."""
_ASSIGNED_MAGIC = re.compile(r"^(\s*[\w., ]+=\s*)[!%].*$")
"""``files = !ls``"""


class _Cell(msgspec.Struct, frozen=True):
    kind: str
    lines: tuple[str, ...]
    language: str
    """Of a cell with code, in lower case."""

    @property
    def shown(self) -> tuple[str, ...]:
        """The lines of the script that the cell makes."""
        if self.kind == _CODE:
            return ("# %%", *self.lines, "")
        return (f"# %% [{self.kind}]", *(f"# {line}".rstrip() for line in self.lines), "")


def analyse_notebook(text: str, language: Language, limits: Limits) -> Analysis:
    """Return the facts of a notebook.

    Parameters
    ----------
    text:
        The content, with line feeds as line ends.
    language:
        Its language.
    limits:
        How much is read.
    """
    try:
        cells = _read(text)
    except (ValueError, RecursionError) as error:
        reason = str(error).partition("\n")[0] or "invalid notebook"
        problem = Problem(DiagnosticCode.SYNTAX_ERROR, f"cannot be parsed: {reason}", 1)
        is_empty = not text.strip()
        return Analysis(language.name, "json", problem=None if is_empty else problem)
    reader = MarkdownReader()
    code: list[str] = []
    for line, cell in _placed(cells):
        if cell.kind == _WORDS and line <= limits.max_statements:
            reader.read("\n".join(cell.lines), line + 1)
        is_python = cell.kind == _CODE and cell.language == PYTHON.lower()
        code.extend(_runnable(cell) if is_python else [""] * len(cell.shown))
    python = analyse_python("\n".join(code), Language(PYTHON, "python"), limits)
    words = reader.outline.symbols(len(code))
    return Analysis(
        language=language.name,
        lexer=_lexer(cells),
        prose=reader.prose or python.prose,
        symbols=merged(words, python.symbols),
        imports=python.imports,
        occurrences=python.occurrences,
        document=reader.notes.document(reader.outline.omitted),
        unlisted=python.unlisted,
        is_cut=python.is_cut,
        problem=reader.problem,
    )


def _lexer(cells: Sequence[_Cell]) -> str:
    """Return the highlighter of the language that most cells with code are in."""
    counts = Counter(cell.language for cell in cells if cell.kind == _CODE)
    language = max(counts, key=lambda name: (counts[name], name), default=PYTHON.lower())
    try:
        get_lexer_by_name(language)
    except ClassNotFound:
        return "text"
    return language


def notebook_script(text: str) -> str:
    """Return the script that the cells of a notebook make; one that cannot be read as it is."""
    try:
        cells = _read(text)
    except (ValueError, RecursionError):
        return text
    return "\n".join(line for cell in cells for line in cell.shown)


def _read(text: str) -> list[_Cell]:
    """Return the cells, of a notebook of format 3 or 4."""
    data = json.loads(text, parse_int=str, parse_float=str)  # a number may be very long
    if not isinstance(data, dict):
        raise ValueError("no notebook: it is no object")  # noqa: TRY004
    sheets = data.get("worksheets")
    parts = sheets if isinstance(sheets, list) else [data]
    listed = [part["cells"] for part in parts if isinstance(part, dict) and "cells" in part]
    if not listed or not all(isinstance(cells, list) for cells in listed):
        raise ValueError("no notebook of format 3 or 4: it has no list of cells")
    language = _kernel(data.get("metadata"))
    return [_cell(cell, language) for cells in listed for cell in cells if isinstance(cell, dict)]


def _cell(cell: Mapping[str, object], language: str) -> _Cell:
    kind = _encodable(cell.get("cell_type", "raw"))
    # Format 3 calls the source of code `input`, and has cells for headings.
    lines = _lines(_source(cell.get("source", cell.get("input", ""))))
    if kind == "heading":
        level = cell.get("level")
        marks = "#" * (level if isinstance(level, int) and 1 <= level <= 6 else 1)
        return _Cell(_WORDS, (f"{marks} {' '.join(lines)}",), "")
    return _Cell(kind, tuple(lines), _cell_language(cell, lines[0]) or language)


def _source(value: object) -> str:
    parts = value if isinstance(value, list) else [value]
    return _encodable("".join(part for part in parts if isinstance(part, str)))


def _encodable(value: object) -> str:
    return str(value).encode("utf-8", "replace").decode("utf-8")


def _lines(source: str) -> list[str]:
    return source.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _cell_language(cell: Mapping[str, object], first: str) -> str:
    """Return the language that a cell itself says it is in, empty if it does not."""
    magic = _CELL_MAGIC.match(first)
    if magic and magic["name"] not in _PYTHON_MAGICS:
        name = magic["name"].lower()
        return PYTHON.lower() if name.startswith(_PYTHON_NAMES) else name
    for path in (
        ("language",),
        ("metadata", "vscode", "languageId"),
        ("metadata", "dotnet_interactive", "language"),
        ("metadata", "kernel"),
    ):
        if name := _text_at(cell, path):
            return _language(name)
    return ""


def _kernel(metadata: object) -> str:
    """Return the language of a notebook; without any, as ``nbstripout`` leaves it, Python."""
    for path in (
        ("language_info", "name"),
        ("kernelspec", "language"),
        ("kernelspec", "name"),
        ("jupytext", "main_language"),
    ):
        if name := _text_at(metadata, path):
            return _language(name)
    return PYTHON.lower()


def _language(name: str) -> str:
    """Return the language of a name: of the language itself, or of a kernel."""
    lowered = name.lower()
    known = _KERNELS.match(lowered)
    if known:
        return _KERNEL_LANGUAGES.get(known[0], known[0])
    # A kernel may have any name, and most are environments of Python.
    return PYTHON.lower()


def _text_at(value: object, path: Sequence[str]) -> str:
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value if isinstance(value, str) else ""


def _placed(cells: list[_Cell]) -> Iterator[tuple[int, _Cell]]:
    """Yield each cell with the line of the script on which it begins."""
    line = 1
    for cell in cells:
        yield line, cell
        line += len(cell.shown)


def _runnable(cell: _Cell) -> list[str]:
    """Return the lines of a code cell without its magics; none of one that does not parse."""
    lines: list[str] = []
    goes_on = False
    for line in cell.lines:
        is_magic = goes_on or _MAGIC.match(line) is not None
        # A block must not lose its only statement.
        nothing = "" if goes_on else f"{line[: len(line) - len(line.lstrip())]}pass"
        lines.append(nothing if is_magic else _ASSIGNED_MAGIC.sub(r"\1None", line))
        goes_on = is_magic and line.endswith("\\")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            ast.parse("\n".join(lines))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            lines = [""] * len(lines)
    return ["", *lines, ""]
