"""What is changed in a source before a grammar reads it: nothing moves, and no line is lost."""

from __future__ import annotations

import msgspec

_BLANK = bytes(byte if byte in b"\r\n" else 0x20 for byte in range(256))
_TYPE = b"int"


def blanked(code: bytes) -> bytes:
    """Return spaces in place of all but the line ends."""
    return code.translate(_BLANK)


class Typeless(msgspec.Struct, frozen=True):
    """A function without a type, as old C has it, which no grammar reads: ``main(argc, argv) {``.

    All are bytes.
    """

    start: int
    """The first one of the name."""
    parameters: int
    """The first one of the parameters."""
    end_of_parameters: int
    end: int


class Edits:
    """The changes to one source."""

    def __init__(self, code: bytes) -> None:
        self.code = bytearray(code)
        self.starts: set[int] = set()
        """Where a definition may begin: at the head of a statement that was understood."""
        self.unread: list[tuple[int, int]] = []
        """Statements that were not."""
        self.typeless: list[Typeless] = []

    def blank(self, start: int, end: int) -> None:
        """Replace a piece by spaces.

        Parameters
        ----------
        start:
            Offset of its first byte.
        end:
            Offset behind its last byte.
        """
        self.code[start:end] = blanked(bytes(self.code[start:end]))

    def write_type(self, start: int, end: int) -> None:
        """Replace a piece, which stands for a type and begins with a name, by that of another.

        Parameters
        ----------
        start:
            Offset of its first byte.
        end:
            Offset behind its last byte.
        """
        if end - start >= len(_TYPE):
            self.blank(start, end)
            self.code[start : start + len(_TYPE)] = _TYPE
