"""What a file holds that is perhaps one of tests: its words, and functions short enough to show.

Whether it is one, the whole repository decides, which no analysis of a file sees.
"""

from __future__ import annotations

import keyword
import re
import textwrap
from collections.abc import Iterator, Sequence

from sphinx_kwindex.records.analysis import PYTHON, PYTHON_LANGUAGES, Analysis, Symbol
from sphinx_kwindex.records.testing import LONGEST_WORD, ShortFunction, TestContent
from sphinx_kwindex.records.testing_paths import is_below_tests, is_test_path

_WORD = re.compile(r"[^\W\d]\w*")
_KEYWORDS = frozenset(keyword.kwlist)
_PREFIX = "test"
_OF_TESTS = ("pytest", "unittest", "def test")
"""A Python file that a project takes for one of tests, whatever its name, holds one of these."""
_LONGEST, _SHORTEST = 12, 3
"""Lines of a function that is shown."""


def read_test_content(name: str, text: str, analysis: Analysis) -> TestContent | None:
    """Return what a file holds that is perhaps one of tests; None for any other.

    Parameters
    ----------
    name:
        What of its path tells facts.
    text:
        What pages show of it.
    analysis:
        What is known of it already.
    """
    if not _may_hold_tests(name, text, analysis):
        return None
    short = tuple(_short_functions(analysis, text)) if analysis.language == PYTHON else ()
    return TestContent(_words(text), short)


def _may_hold_tests(name: str, text: str, analysis: Analysis) -> bool:
    if is_below_tests(name) or is_test_path(name):
        return True
    if analysis.language not in PYTHON_LANGUAGES:
        return False
    return name.startswith(_PREFIX) or any(sign in text for sign in _OF_TESTS)


def _words(text: str) -> str:
    words = set(_WORD.findall(text)) - _KEYWORDS
    return " ".join(sorted(word for word in words if word[0] != "_" and len(word) <= LONGEST_WORD))


def _short_functions(analysis: Analysis, text: str) -> Iterator[ShortFunction]:
    """Yield the shortest function for each thing that the file names of its imports.

    Functions that are called like tests, and others, are apart: a project may take either for
    its tests.
    """
    lines = text.split("\n")
    shortest: dict[tuple[int, str, bool], tuple[int, int]] = {}
    known: dict[int, bool] = {}
    for item in analysis.references:
        place = item.symbol
        if place < 0:
            continue
        symbol = analysis.symbols[place]
        if place not in known:
            known[place] = symbol.is_callable and _is_shown(_lines_of(symbol, lines))
        if known[place]:
            key = item.imported, item.attributes, symbol.name.startswith(_PREFIX)
            found = symbol.end_line - symbol.line, place
            shortest[key] = min(shortest.get(key, found), found)
    for place in sorted({place for _, place in shortest.values()}):
        shown = "\n".join(_lines_of(analysis.symbols[place], lines))
        yield ShortFunction(place, textwrap.dedent(shown) + "\n")


def _lines_of(symbol: Symbol, lines: Sequence[str]) -> Sequence[str]:
    is_short = _SHORTEST <= symbol.end_line - symbol.line + 1 <= _LONGEST
    return lines[symbol.line - 1 : symbol.end_line] if is_short else ()


def _is_shown(lines: Sequence[str]) -> bool:
    """Return whether a function is short, and shows how to use something: not how it fails."""
    return bool(lines) and not any("raises" in line or "Raises" in line for line in lines)
