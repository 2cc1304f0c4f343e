"""The tables of a TOML file, by the standard library, where that takes no more than it should.

The time and memory that the standard library takes for a dotted key grow with the square of the
number of its parts: one of 100,000 parts in a file of 200 kB takes eight gigabytes.
"""

from __future__ import annotations

import re
import tomllib

from sphinx_kwindex.analysis.data.entries import TOO_DEEP
from sphinx_kwindex.analysis.data.toml_places import DEEPEST_KEY

# """a.b""", '''a.b''', "a.b", 'a.b', # a.b
_STRING_OR_COMMENT = re.compile(
    r"\"{3}(?:[^\\\"]++|\\[\s\S]|\"{1,2}(?!\"))*+\"{3,5}|'{3}(?:[^']++|'{1,2}(?!'))*+'{3,5}"
    r"|\"(?:[^\"\\\n]++|\\.)*+\"|'[^'\n]*+'|\#[^\n]*+"
)
# a.b . c.d … with more parts than there may be
_LONG_KEY = re.compile(rf"(?<![\w-])(?:[\w-]++[ \t]*+\.[ \t]*+){{{DEEPEST_KEY}}}")
_PLACE = re.compile(r"(?P<message>.*?)\s*\(at (?:line (?P<line>\d+), column \d+|end of document)\)")
"""``Invalid value (at line 3, column 7)``."""


class TomlError(ValueError):
    """A text is no TOML, or none that can be read in reasonable time.

    Parameters
    ----------
    message:
        What is wrong with it.
    line:
        Where, from 1.
    """

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


def toml_tables(text: str) -> dict[str, object]:
    """Return the tables of a TOML file.

    Returns
    -------
    mapping from keys to values
        As :func:`tomllib.loads` returns it.

    Raises
    ------
    TomlError
        If there are none to be had.
    """
    found = _LONG_KEY.search(_STRING_OR_COMMENT.sub(_blanked, text))
    if found:
        raise TomlError(TOO_DEEP, found.string.count("\n", 0, found.start()) + 1)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.match(str(error))
        line = int(place["line"]) if place and place["line"] else text.count("\n") + 1
        raise TomlError(place["message"] if place else str(error), line) from error
    except (RecursionError, MemoryError) as error:
        raise TomlError(TOO_DEEP, 1) from error
    except (ValueError, OverflowError) as error:  # a number too long to be read
        raise TomlError(str(error).partition(";")[0], 1) from error


def _blanked(found: re.Match[str]) -> str:
    """Return a word for a string, which may be a part of a key, with its line ends."""
    return "s" + "\n" * found[0].count("\n")
