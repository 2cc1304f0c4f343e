r"""A line ends with ``\n``, ``\r\n`` or ``\r``, whatever the library that reads a file thinks."""

from __future__ import annotations

import re
from itertools import cycle
from pathlib import Path

import pytest

from sphinx_kwindex.analysis import analyse
from sphinx_kwindex.analysis.grammars import GRAMMARS
from sphinx_kwindex.records.analysis import Analysis

CASES = Path(__file__).parent
SOURCES = sorted(
    path
    for folder in ("cases", "source_cases")
    for path in CASES.joinpath(folder).rglob("*.*")
    if path.is_file() and path.suffix not in (".ipynb", ".pyc") and ".facts." not in path.name
)
DATA = [path for path in SOURCES if path.parent.parent.name == "cases"]

_SLASHES = {
    "Java",
    "JavaScript",
    "TypeScript",
    "Go",
    "Rust",
    "Kotlin",
    "Swift",
    "C#",
    "PHP",
    "JSON",
}
_AROUND = {
    "Markdown": "a{}b c d\n\n",
    "reStructuredText": "a{}b c d\n\n",
    "HTML": "<!-- a{}b -->\n",
    "Jinja template": "{{# a{}b #}}\n",
    "SQL": "-- a{}b\n",
}
_HEAD = re.compile(r"---|\+\+\+|;;;|\{|<\?php|#!")
BREAKS = ["\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"]


def _around(language: str) -> str:
    if language in _AROUND:
        return _AROUND[language]
    is_like_c = language.startswith(("C", "Objective")) and language not in ("CMake", "Cython")
    return "// a{}b\n" if is_like_c or language in _SLASHES else "# a{}b\n"


def _lines(found: Analysis) -> list[tuple[str, int]]:
    lines = [(symbol.qualname, symbol.line) for symbol in found.symbols]
    lines += [(imported.dotted, imported.line) for imported in found.imports]
    lines += [(binding.name, binding.line) for binding in found.bindings]
    lines += [(literal.name, literal.line) for literal in found.occurrences]
    if found.document is not None:
        lines += [(link.target, link.line) for link in found.document.links]
        lines += [(block.language, block.line) for block in found.document.code_blocks]
        lines += [(mention.name, mention.line) for mention in found.document.mentions]
    return lines


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_other_character_ends_a_line(path: Path) -> None:
    text = path.read_text("utf-8")
    known = analyse(path.name, text.encode())
    around = _around(known.language)
    # The head of a file may mean something; a comment in C or a paragraph may hold any character.
    breaks = BREAKS[5:] if known.language in ("TOML", *GRAMMARS) else BREAKS
    start = text.index("\n") + 1 if text.startswith("#!") else 0
    if not start and _HEAD.match(text) and known.language != "JSON":
        pytest.skip("nothing may stand before the head")
    before = text[:start] + around.format("".join(breaks)) + text[start:]
    plain = text[:start] + around.format(" ") + text[start:]

    assert _lines(analyse(path.name, before.encode())) == _lines(analyse(path.name, plain.encode()))


@pytest.mark.parametrize("ends", [["\r"], ["\r\n"], ["\r\n", "\n"]], ids=["cr", "crlf", "mixed"])
@pytest.mark.parametrize("path", DATA, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_line_ends_of_other_systems_count_alike(path: Path, ends: list[str]) -> None:
    text = path.read_text("utf-8")
    cycled = cycle(ends)
    other = re.sub("\n", lambda _: next(cycled), text)
    assert _lines(analyse(path.name, other.encode())) == _lines(analyse(path.name, text.encode()))


@pytest.mark.parametrize("path", DATA, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_name_stands_on_the_line_that_is_told(path: Path) -> None:
    text = path.read_text("utf-8")
    lines = ["", *text.split("\n")]
    for symbol in analyse(path.name, text.encode()).symbols:
        written = re.sub(r"[\\*`]|<[^<>]*>", "", lines[symbol.line])
        # What stands for a variable stands elsewhere.
        words = [] if "$" in written else re.findall(r"[a-zA-Z0-9]{2,}", symbol.name)
        assert [word for word in words if word not in written] == [], (symbol.name, symbol.line)
