"""Literals in the code that mean something to those who run the program.

Like :mod:`sphinx_kwindex.records.analysis`, of which this is a part of its own.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from sphinx_kwindex.records.named_places import named_anchor


class OccurrenceKind(StrEnum):
    """What a literal in the code is to those who run the program."""

    ERROR_MESSAGE = "error message"
    ENVIRONMENT_VARIABLE = "environment variable"
    COMMAND_LINE_OPTION = "command-line option"
    CONFIGURATION_KEY = "configuration key"


class Occurrence(msgspec.Struct, frozen=True, array_like=True):
    """A literal that says what a program prints, or by what it is set up."""

    kind: OccurrenceKind
    name: str
    """The literal on one line, with ``{expression}`` for what is computed."""
    line: int
    """First line of the statement or call, counted from 1."""
    others: tuple[str, ...] = ()
    """Other names of the same thing: the short options before a long one."""
    summary: str = ""
    """Of an option: the first sentence of the help that the program prints."""

    @property
    def anchor(self) -> str:
        """Where it stands on the page of its file: at its line, but named without it."""
        return named_anchor(self.kind, self.name)
