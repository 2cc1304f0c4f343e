"""On which lines the headers, keys and items of a TOML file stand: no TOML reader tells.

The file is known to be valid, so that little of the grammar is needed: what opens and closes, and
where a key ends.  What the values are is not read here.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

import msgspec

from sphinx_kwindex.analysis.data.entries import Path

_TOKEN = re.compile(
    r"""
    (?P<space>[ \t]++|\#[^\n]*+)
    | (?P<string>\"{3}(?:[^\\"]++|\\[\s\S]|\"{1,2}(?!\"))*+\"{3,5}  # at most two in a row inside
        | '{3}(?:[^']++|'{1,2}(?!'))*+'{3,5}
        | "(?:[^"\\\n]++|\\.)*+" | '[^'\n]*+')
    | (?P<end>\n)
    | (?P<mark>[\[\]{}=,])
    | (?P<bare>[^\s\#"'\[\]{}=,]++)                                 # name, a.b, .b, 1.5
    """,
    re.VERBOSE,
)
_PART = re.compile(r"""(?P<quoted>"(?:[^"\\\n]++|\\.)*+"|'[^'\n]*+')|[\w-]+""")
"""One of the three parts of ``site."a.b".c``."""

DEEPEST_KEY = 40
"""Parts of a path that are looked at; what is further down declares nothing."""
_BELOW = ("",) * (DEEPEST_KEY + 1)

_Token = tuple[str, str, int]


class Place(msgspec.Struct, frozen=True):
    """A header, key or item of a list, and its line."""

    path: Path
    """As written, without positions in lists of tables with headers."""
    exact: Path
    """With these positions."""
    line: int
    written: int = 1
    """How many parts of the path stand on the line itself: more than one of a dotted key."""
    is_header: bool = False


class _Open(msgspec.Struct):
    """A table or list that is being read."""

    path: Path
    exact: Path
    is_list: bool = False
    inner: Path = ()
    inner_exact: Path = ()
    """Of the value that is being read in it."""
    in_key: bool = False
    key: str = ""
    """As written so far."""
    position: int = 0
    has_item: bool = False


def places(text: str) -> Iterator[Place]:
    """Yield the headers, keys and items of lists of a valid TOML file, in source order."""
    scanner = _Scanner()
    tokens = _tokens(text)
    for token in tokens:
        if scanner.is_header(token):
            yield from scanner.header(tokens, token)
        elif scanner.in_key:
            yield from scanner.key(token)
        else:
            yield from scanner.value(token)


def _tokens(text: str) -> Iterator[_Token]:
    line = 1
    for found in _TOKEN.finditer(text):
        value = found[0]
        if found.lastgroup != "space":
            yield found.lastgroup or "", value, line
            line += value.count("\n")


class _Scanner:
    """Follows the tokens of a file, with a stack of its own for what is open."""

    def __init__(self) -> None:
        self._last: dict[Path, int] = {}
        """Position of the last table of each name that has several."""
        self._open = [_Open((), (), in_key=True)]

    @property
    def in_key(self) -> bool:
        """Whether a key comes next, rather than a value."""
        return self._open[-1].in_key

    def is_header(self, token: _Token) -> bool:
        """Return whether a header begins."""
        return len(self._open) == 1 and self.in_key and not self._open[0].key and token[1] == "["

    def header(self, tokens: Iterator[_Token], first: _Token) -> Iterator[Place]:
        """Take a header up to the end of its line."""
        words, marks = "", ""
        for kind, value, _ in tokens:
            if kind == "end":
                break
            if kind == "mark":
                marks += value
            else:
                words += value
        parts = _parts(words)
        is_repeated = marks.startswith("[")
        if is_repeated and len(parts) <= DEEPEST_KEY:
            self._last[parts] = self._last.get(parts, -1) + 1
        self._open = [_Open(parts, self._exact(parts), in_key=True)]
        if parts and len(parts) <= DEEPEST_KEY:
            yield Place(parts, self._open[0].exact, first[2], len(parts), is_header=True)

    def key(self, token: _Token) -> Iterator[Place]:
        """Take what belongs to a key, or ends a table in line without one."""
        table = self._open[-1]
        kind, value, line = token
        if value == "}":
            self._open.pop()
        elif value == "=":
            parts = _parts(table.key)
            table.in_key, table.key = False, ""
            table.inner, table.inner_exact = _below(table.path, parts), _below(table.exact, parts)
            if len(table.inner) <= DEEPEST_KEY:
                yield Place(table.inner, table.inner_exact, line, len(parts))
        elif kind in ("bare", "string"):
            table.key += value

    def value(self, token: _Token) -> Iterator[Place]:
        """Take what belongs to a value, or ends it."""
        above = self._open[-1]
        kind, value, line = token
        if kind == "end":
            above.in_key = len(self._open) == 1
        elif value in ("]", "}") and kind == "mark":
            self._open.pop()
        elif value == "," and kind == "mark":
            above.in_key = not above.is_list
            above.position += above.has_item
            above.has_item = False
        else:
            if above.is_list and not above.has_item:
                above.has_item = True
                above.inner = _below(above.path, (above.position,))
                above.inner_exact = _below(above.exact, (above.position,))
                if len(above.inner) <= DEEPEST_KEY:
                    yield Place(above.inner, above.inner_exact, line)
            if kind == "mark":
                is_list = value == "["
                self._open.append(
                    _Open(above.inner, above.inner_exact, is_list=is_list, in_key=not is_list)
                )

    def _exact(self, parts: tuple[str, ...]) -> Path:
        """Return a path with the positions of the tables that it leads through."""
        exact: Path = ()
        for end, part in enumerate(parts, 1):
            exact = (*exact, part)
            if parts[:end] in self._last:
                exact = (*exact, self._last[parts[:end]])
        return exact


def _below(path: Path, parts: Path) -> Path:
    """Return a longer path, which never becomes much longer than what is looked at."""
    return (*path, *parts) if len(path) + len(parts) <= DEEPEST_KEY else _BELOW


def _parts(written: str) -> tuple[str, ...]:
    """Return the parts of a dotted key; those of a very long one are none."""
    parts = tuple(
        _unquoted(found[0]) if found["quoted"] else found[0] for found in _PART.finditer(written)
    )
    return parts if len(parts) <= DEEPEST_KEY else _BELOW


def _unquoted(word: str) -> str:
    """Return a quoted key as it is read: it may hold escapes."""
    try:
        return next(iter(tomllib.loads(f"{word} = 0")))
    except tomllib.TOMLDecodeError:
        return word[1:-1]
