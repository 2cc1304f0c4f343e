"""The tokens of a formula, and what in it is no formula: words, lengths, names."""

from __future__ import annotations

import re
from collections.abc import Collection

from sphinx_kwindex.analysis.formulas.vocabulary import DELIMITERS, ESCAPED, SYMBOLS, WRITTEN

_TOKEN = re.compile(r"\\(?:operatorname\*|[A-Za-z]+|.)|\s+|.", re.DOTALL)
"""``\\alpha``, ``\\operatorname*``, ``\\{``, white space, any other character."""
_COLUMNS = re.compile(r"[lcr| ]+")
_LENGTH = re.compile(r"-?(?:\d{1,3}(?:\.\d{0,3})?|\.\d{1,3})\s*(?:pt|em|ex|mm|cm)")
"""``-1.ex``, ``110mm``."""
_LONGEST_NAME = 20


class UnknownError(ValueError):
    """A formula is not to be typeset."""


class Tokens:
    """Goes over the tokens of a formula once, and writes them as renderers are to have them."""

    def __init__(self, text: str) -> None:
        self.written: list[str] = []
        self.tokens = _TOKEN.findall(text)
        self.at = 0

    def next(self) -> str:
        """Return the next token, nothing at the end."""
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def next_written(self) -> str:
        """Return the next token that is no white space."""
        at = self.at + self.next().isspace()
        return self.tokens[at] if at < len(self.tokens) else ""

    def take(self, written: str | None = None) -> str:
        """Return the next token, and write it, or something in its place.

        Raises
        ------
        UnknownError
            At the end.
        """
        item = self.next()
        if not item:
            raise UnknownError
        self.at += 1
        self.written.append(item if written is None else written)
        return item

    def skip_spaces(self) -> None:
        """Take white space."""
        if self.next().isspace():
            self.take()

    def skip_spaces_before(self, tokens: Collection[str]) -> None:
        """Take white space if one of some tokens follows it."""
        if self.next_written() in tokens:
            self.skip_spaces()

    def sign(self) -> str:
        """Take a character that stands for itself.

        Raises
        ------
        UnknownError
            If there is something else.
        """
        item = self.next()
        if item in WRITTEN:
            self.take(f"{WRITTEN[item]} ")
            return item
        if not (item.isascii() and item.isprintable()) or item in "}&^_'~%#$\\":
            raise UnknownError
        return self.take()

    def words(self) -> str:
        """Read the argument of a command for text, in which nothing but escapes is special.

        Raises
        ------
        UnknownError
            If there is something else.
        """
        self.skip_spaces()
        if self.next() != "{":
            raise UnknownError
        self.take()
        found = []
        while self.next() != "}":
            item = self.next()
            if item == "_":
                found.append("_")
                self.take("\\_")
            elif item.isspace() or item in ("~", "\\ "):
                found.append(" ")
                self.take()
            elif item.startswith("\\") and item[1:] in ESCAPED and item != "\\|":
                found.append(self.take()[1:])
            elif item == "'":
                found.append(self.take())
            elif item in WRITTEN or item == "{":
                raise UnknownError
            else:
                found.append(self.sign())
        self.take()
        return "".join(found)

    def delimiter(self) -> str:
        """Take a delimiter, and return it in plain characters.

        Raises
        ------
        UnknownError
            If there is something else.
        """
        self.skip_spaces()
        if self.next() not in DELIMITERS:
            raise UnknownError
        item = self.take()
        if not item.startswith("\\"):
            return item if item != "." else ""
        return SYMBOLS.get(item[1:]) or ESCAPED[item[1:]]

    def name(self) -> str:
        """Read the name of an environment without writing it.

        Raises
        ------
        UnknownError
            If there is something else.
        """
        name: list[str] = []
        if self.take("") != "{":
            raise UnknownError
        while self.next() not in ("}", "") and len(name) < _LONGEST_NAME:
            name.append(self.take(""))
        self.take("")
        return "".join(name)

    def column_types(self) -> int:
        """Take the columns of an array, and return how many there are.

        Raises
        ------
        UnknownError
            If there is something else.
        """
        types = []
        if self.take() != "{":
            raise UnknownError
        while self.next() not in ("}", ""):
            types.append(self.take())
        self.take()
        if not _COLUMNS.fullmatch("".join(types)):
            raise UnknownError
        return sum(type_.isalpha() for type_ in types)

    def length(self, end: str) -> None:
        """Take a length with the brackets around it.

        Raises
        ------
        UnknownError
            If there is something else.
        """
        found = []
        self.take()
        while self.next() not in (end, ""):
            found.append(self.take())
        self.take()
        if not _LENGTH.fullmatch("".join(found)):
            raise UnknownError
