"""Everything that tidepool raises or warns about.

Catch `TidepoolError` to catch them all. Every error knows the exit code with which the command
line ends.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import ClassVar


class TidepoolError(Exception):
    """Base class of all errors of this package."""

    exit_code: ClassVar[int] = 1


class DataError(TidepoolError):
    """A file cannot be understood.

    Attributes:
        source: Name of the file, as the user gave it.
        line: Number of the line, counted from 1, or 0 if the file as a whole is wrong.
        reason: What is wrong, in a few words.
    """

    exit_code = 3

    def __init__(self, source: str, line: int, reason: str) -> None:
        self.source = source
        self.line = line
        self.reason = reason
        place = f"{source}:{line}" if line else source
        super().__init__(f"{place}: {reason}")


class UnknownNameError(TidepoolError, LookupError):
    """A station or a constituent does not exist; close matches are suggested."""

    exit_code = 4

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        self.kind = kind
        self.name = name
        self.suggestions = get_close_matches(name, list(known), n=2)
        hint = f"; did you mean {' or '.join(self.suggestions)}?" if self.suggestions else ""
        super().__init__(f"unknown {kind} {name!r}{hint}")


class FitError(TidepoolError):
    """The readings do not determine the harmonic constants."""

    exit_code = 5


class ShortRecordWarning(UserWarning):
    """The readings span too little time to tell two constituents apart."""
