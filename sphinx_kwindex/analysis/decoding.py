"""From bytes to text, without guessing: what cannot be decoded as declared is not shown."""

from __future__ import annotations

import codecs
import io
import tokenize

import msgspec

from sphinx_kwindex.analysis.line_ends import normalise_lines
from sphinx_kwindex.disk.reading import SNIFFED_BYTES
from sphinx_kwindex.records.source_files import TextState

_TEXT_CONTROLS = frozenset({0x07, 0x08, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1B})
_OTHER_CONTROLS = bytes(sorted(set(range(0x20)) - _TEXT_CONTROLS))
_PDF = b"%PDF-"
"""The head of a format that may hold characters alone, and is no text for all that."""

_WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Decoded(msgspec.Struct, frozen=True):
    """The outcome of decoding a file."""

    state: TextState
    text: str = ""
    """Content with line feeds as line ends and without a byte order mark."""
    encoding: str = ""
    problem: str = ""
    """Why there is no text."""
    line: int = 0
    """Line of the first byte that does not decode."""


def decode(data: bytes, *, is_python: bool) -> Decoded:
    """Decode the content of a file.

    Python files are decoded as :pep:`263` says; all others as UTF-8, or as the Unicode encoding
    that their byte order mark names.

    Parameters
    ----------
    data:
        The whole content.
    is_python:
        Whether the file name says that it holds Python source.
    """
    wide = _wide_encoding(data)
    if is_binary(data):
        return Decoded(TextState.BINARY)
    try:
        encoding = wide or (_python_encoding(data) if is_python else "utf-8-sig")
    except SyntaxError as error:
        return Decoded(TextState.UNDECODABLE, problem=_first_line(error), line=1)
    try:
        text = data.decode(encoding)
        if not encoding.startswith("utf-8"):
            text.encode()  # some encodings, UTF-7 for one, can spell half a character
    except UnicodeDecodeError as error:
        if not is_python and _looks_binary(data):
            return Decoded(TextState.BINARY)
        return _undecodable(data, encoding, error)
    except (LookupError, ValueError) as error:
        return Decoded(TextState.UNDECODABLE, problem=_first_line(error), line=1)
    return Decoded(TextState.TEXT, normalise_lines(text), _shown(encoding, data))


def is_binary(data: bytes) -> bool:
    """Tell from the head of a file whether it holds data rather than text."""
    if data.startswith(_PDF):
        return True
    return _wide_encoding(data) is None and b"\0" in data[:SNIFFED_BYTES]


def _wide_encoding(data: bytes) -> str | None:
    return next((name for mark, name in _WIDE_MARKS if data.startswith(mark)), None)


def _python_encoding(data: bytes) -> str:
    encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
    return encoding


def _looks_binary(data: bytes) -> bool:
    return len(data.translate(None, _OTHER_CONTROLS)) < len(data)


def _undecodable(data: bytes, encoding: str, error: UnicodeDecodeError) -> Decoded:
    line = data.count(b"\n", 0, error.start) + 1
    name = encoding.removesuffix("-sig").upper()
    problem = f"not valid {name}: byte 0x{data[error.start]:02x} at offset {error.start:,}"
    return Decoded(TextState.UNDECODABLE, problem=problem, line=line)


def _shown(encoding: str, data: bytes) -> str:
    name = encoding.removesuffix("-sig").lower()
    return f"{name} with byte order mark" if data.startswith(codecs.BOM_UTF8) else name


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0] or type(error).__name__
