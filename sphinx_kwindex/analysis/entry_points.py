"""Where projects declare entry points: the standard tables, and those of older build tools.

Nothing is executed.  What a ``setup.py`` computes, and what is not where a tool would read it, is
left out.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from configparser import Error as ConfigParserError
from configparser import RawConfigParser

from sphinx_kwindex.analysis.data.entries import Path
from sphinx_kwindex.analysis.data.toml_places import places
from sphinx_kwindex.analysis.data.toml_tables import toml_tables
from sphinx_kwindex.records.declared import CONSOLE_GROUP, GUI_GROUP, EntryPoint

_TABLES: tuple[tuple[str, str], ...] = (
    ("project.scripts", CONSOLE_GROUP),
    ("project.gui-scripts", GUI_GROUP),
    ("project.entry-points", ""),
    ("tool.poetry.scripts", CONSOLE_GROUP),
    ("tool.poetry.plugins", ""),
    ("tool.flit.scripts", CONSOLE_GROUP),
    ("tool.flit.entrypoints", ""),
)
"""Tables of ``pyproject.toml``, each with the group that it stands for; without one it holds a
table for each group."""

_CFG_SECTION = "options.entry_points"
_ENTRY = re.compile(r"(?P<name>[^=#\s][^=]*?)\s*=\s*(?P<value>[^=\s][^=]*?)\s*\Z")

_WORD = re.compile(r"[\w.-]+")


def declared_entry_points(name: str, text: str) -> tuple[EntryPoint, ...]:
    """Return the entry points that a file declares, if it is one where tools look for them.

    Parameters
    ----------
    name:
        Its name, which tells how it is written.
    text:
        What is in it, with line feeds as line ends.
    """
    read = _READERS.get(name)
    return tuple(read(text)) if read is not None else ()


def _of_pyproject(text: str) -> Iterator[EntryPoint]:
    try:
        whole: object = toml_tables(text)
    except ValueError:
        return
    lines: dict[Path, int] = {}
    for place in places(text):
        for end in range(1, len(place.path) + 1):
            lines.setdefault(place.path[:end], place.line)
    for table, group in _TABLES:
        path = tuple(table.split("."))
        entries = whole
        for part in path:
            entries = entries.get(part) if isinstance(entries, dict) else None
        if not isinstance(entries, dict):
            continue
        groups = {group: entries} if group else entries
        for each, declared in groups.items():
            label = f"[{table}]" if group else f"[{table}.{each}]"
            above = path if group else (*path, each)
            for name, written in declared.items() if isinstance(declared, dict) else ():
                value = _reference(written)
                if value:
                    yield EntryPoint(label, name, value, lines.get((*above, name), 0), each)


def _reference(written: object) -> str:
    """Return what a value of TOML names: a string, or a table of Poetry that is no bare file."""
    if isinstance(written, dict) and written.get("type", "console") == "console":
        written = written.get("reference", written.get("callable"))
    return written if isinstance(written, str) else ""


def _of_setup_cfg(text: str) -> Iterator[EntryPoint]:
    parser = RawConfigParser()
    parser.optionxform = str  # type: ignore[assignment,method-assign] # names of groups keep their case
    try:
        parser.read_string(text)
    except ConfigParserError:
        return
    if not parser.has_section(_CFG_SECTION):
        return
    lines = _Lines(text)
    for group, written in parser.items(_CFG_SECTION):
        yield from _of_lines(written, group, f"[{_CFG_SECTION}] {group}", lines)


def _of_setup_py(text: str) -> Iterator[EntryPoint]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            module = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    lines = _Lines(text)
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and _called(node.func) == "setup":
            for keyword in node.keywords:
                if keyword.arg == "entry_points":
                    yield from _of_argument(keyword.value, lines)


def _called(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _of_argument(argument: ast.expr, lines: _Lines) -> Iterator[EntryPoint]:
    """Yield the entry points of the argument of ``setup``, as far as it is written out."""
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        parser = RawConfigParser()
        parser.optionxform = str  # type: ignore[assignment,method-assign]
        try:
            parser.read_string(argument.value)
        except ConfigParserError:
            return
        for group in parser.sections():
            written = "\n".join(f"{name} = {value}" for name, value in parser.items(group))
            yield from _of_lines(written, group, f"setup(entry_points=…) {group}", lines)
    for key, value in (
        zip(argument.keys, argument.values, strict=True) if isinstance(argument, ast.Dict) else ()
    ):
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            label = f"setup(entry_points=…) {key.value}"
            for item in value.elts if isinstance(value, ast.List | ast.Tuple) else [value]:
                if isinstance(item, ast.Constant) and isinstance(item.value, str):
                    yield from _of_lines(item.value, key.value, label, lines)


def _of_lines(written: str, group: str, table: str, lines: _Lines) -> Iterator[EntryPoint]:
    for line in written.split("\n"):
        entry = _ENTRY.match(line.strip())
        if entry:
            name, value = entry["name"], entry["value"]
            yield EntryPoint(table, name, value, lines.of(name, value), group)


class _Lines:
    """The lines of a file by the words in them; one that is looked for has all of its words."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._with: defaultdict[str, list[int]] = defaultdict(list)
        for number, line in enumerate(self._lines):
            if not line.lstrip().startswith("#"):
                for word in dict.fromkeys(_WORD.findall(line)):
                    self._with[word].append(number)
        self._known: dict[tuple[str, str], int] = {}

    def of(self, name: str, value: str) -> int:
        """Return the one line that assigns a value to a name, 0 if there is none or several."""
        if (name, value) not in self._known:
            self._known[name, value] = self._find(name, value)
        return self._known[name, value]

    def _find(self, name: str, value: str) -> int:
        place = re.compile(
            rf"""(?<![\w.\-]){re.escape(name)}\s*=\s*{re.escape(value)}(?![\w.:\[])"""
        )
        groups = (self._with.get(word, []) for word in _WORD.findall(f"{name} {value}"))
        fewest = min(groups, key=len, default=[])
        found = [number + 1 for number in fewest if place.search(self._lines[number])]
        return found[0] if len(found) == 1 else 0


_READERS: Mapping[str, Callable[[str], Iterator[EntryPoint]]] = {
    "pyproject.toml": _of_pyproject,
    "setup.cfg": _of_setup_cfg,
    "setup.py": _of_setup_py,
}
"""By the name of a file."""
