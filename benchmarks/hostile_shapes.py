"""One file of nearly two megabytes that repeats one thing: each is a tree of its own."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

SIZE = 1_900_000
"""Characters, just below ``kwindex_max_file_size``."""


class Shape(NamedTuple):
    """What a file repeats."""

    piece: str
    head: str = ""
    tail: str = ""

    def text(self, size: int) -> str:
        """Return a text of about so many characters."""
        number = max(1, size // (len(self.piece) + 4 * self.piece.count("%d")))
        pieces = (self.piece.replace("%d", str(index)) for index in range(number))
        return f"{self.head}{''.join(pieces)}{self.tail}"


ANYWHERE: Mapping[str, Shape] = {
    "brackets": Shape("("),
    "crossed": Shape("( ] { ) [ } "),
    "quotes": Shape('"'),
    "backquotes": Shape("`"),
    "backslashes": Shape("\\"),
    "spaces": Shape(" "),
    "empty-lines": Shape("\n"),
    "words": Shape("def a\n"),
    "arrows": Shape("a => "),
    "signs": Shape("$ @ %\n"),
    "open-strings": Shape('x = "a\n'),
    "open-comments": Shape("/* a\n"),
    "open-templates": Shape("x = `${a\n"),
    "calls": Shape("f(a, "),
    "operators": Shape(" + b", "x = a"),
    "ternaries": Shape("a ? b : "),
    "branches": Shape("else if (a) { b }\n", "if (a) { b }\n"),
}
"""In a file of any language, whether it makes sense there or not."""
LATE = ("words", "arrows", "open-strings", "ternaries", "branches")
"""Those that are also put behind what makes sense."""
HEADS: Mapping[str, str] = {
    "c": "int f%d(void);\n",
    "cpp": "int f%d();\n",
    "cs": "class A%d {}\n",
    "go": "func f%d() {}\n",
    "java": "class A%d {}\n",
    "js": "function f%d() {}\n",
    "kt": "fun f%d() {}\n",
    "m": "int f%d(void);\n",
    "php": "function f%d() {}\n",
    "rb": "def f%d\nend\n",
    "rs": "fn f%d() {}\n",
    "sh": "f%d() { a; }\n",
    "sql": "CREATE TABLE t%d (a int);\n",
    "swift": "func f%d() {}\n",
    "ts": "function f%d() {}\n",
}
"""What makes sense, by suffix."""
_HEAD_SIZE = 10_000
_FIRST = {"go": "package p\n", "php": "<?php\n"}
SUFFIXES = (
    "c", "cpp", "m", "js", "ts", "tsx", "java", "kt", "swift", "rs", "go", "rb", "php", "cs",
    "sh", "sql", "md", "rst", "toml", "yaml", "json", "ini", "html", "css", "vue", "py",
    "pyx", "ipynb", "xml", "txt",
)  # fmt: skip
OWN: Mapping[str, Shape] = {
    "statements.py": Shape("x%d = 1; "),
    "lines-of-calls.py": Shape("f(a)\n"),
    "imports.py": Shape("import a%d\n"),
    "decorators.py": Shape("@a\n", "", "def f(): pass\n"),
    "elif.py": Shape("elif a:\n    b\n", "if a:\n    b\n"),
    "f-string.py": Shape("{a}", "x = f'", "'\n"),
    "docstring.py": Shape("word\n", '"""', '"""\n'),
    "blank-docstring.py": Shape("\n", '"""\n', ' """\n'),
    "rebound.py": Shape("x = x\n"),
    "exports.py": Shape('__all__ += ["a"]\n'),
    "list.py": Shape("f(a), ", "x = [", "]\n"),
    "minified.js": Shape("function f%d(a,b){return a&&b?a.x(b):[a,%d]};"),
    "imports.js": Shape('import {a} from "b%d";\n'),
    "tables.md": Shape("| a | b |\n|---|---|\n| c | d |\n\n"),
    "rows.md": Shape("| a | b |\n", "| a | b |\n|---|---|\n"),
    "links.md": Shape("[a](b%d) "),
    "footnotes.md": Shape("[^%d] text\n\n[^%d]: b\n\n"),
    "tables.rst": Shape("=== ===\na   b\n=== ===\nc   d\n=== ===\n\n"),
    "links.rst": Shape("`a <b%d>`_ "),
    "footnotes.rst": Shape("[#f%d]_ text\n\n.. [#f%d] b\n\n"),
    "macros.c": Shape("#define A%d 1\n"),
    "includes.c": Shape('#include "a%d.h"\n'),
}
"""By the name of the file."""
DEFINITIONS: Mapping[str, Shape] = {
    "ts": Shape("function f%d(){}\n"),
    "java": Shape("int f%d() { return 1; }\n", "class A {\n", "}\n"),
    "rs": Shape("fn f%d() {}\n"),
    "go": Shape("func f%d() {}\n", "package p\n"),
    "rb": Shape("def f%d\nend\n"),
    "kt": Shape("fun f%d() {}\n"),
    "swift": Shape("func f%d() {}\n"),
    "rst": Shape("a%d\n========\n\n"),
    "toml": Shape("a%d = 1\n"),
    "ini": Shape("a%d = 1\n", "[a]\n"),
    "yaml": Shape("a%d: 1\n"),
    "mk": Shape("a%d: b\n"),
    "sql": Shape("CREATE TABLE t%d (a int);\n"),
    "css": Shape(".a%d { b: c }\n"),
    "html": Shape("<div id=a%d></div>\n"),
    "ipynb": Shape(
        "def f%d(): pass\\n", '{"cells": [{"cell_type": "code", "source": "',
        '"}], "nbformat": 4, "metadata": {}}',
    ),
}  # fmt: skip
"""What is defined again and again, by suffix."""


def one(name: str, shape: Shape) -> Iterator[tuple[str, str]]:
    """Yield a file of a shape.

    Parameters
    ----------
    name:
        Its name.
    shape:
        What it repeats.
    """
    yield name, shape.text(SIZE)


def trees() -> dict[str, Callable[[], Iterable[tuple[str, str]]]]:
    """Return what makes the tree of each shape, by a name that begins with ``shape-``."""
    found = {f"shape-{name}": partial(one, name, shape) for name, shape in OWN.items()}
    for suffix in SUFFIXES:
        for name, shape in ANYWHERE.items():
            found[f"shape-{name}.{suffix}"] = partial(one, f"{name}.{suffix}", shape)
    for suffix, head in HEADS.items():
        code = Shape(head, _FIRST.get(suffix, "")).text(_HEAD_SIZE)
        for name in LATE:
            shape = Shape(ANYWHERE[name].piece, code)
            found[f"shape-late-{name}.{suffix}"] = partial(one, f"late-{name}.{suffix}", shape)
    for suffix, shape in DEFINITIONS.items():
        found[f"shape-definitions.{suffix}"] = partial(one, f"definitions.{suffix}", shape)
    return {**found}
