"""What holds for every analyser, whatever its language.

A language that is added to ``ANALYSERS`` is tested here as soon as it has a case.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_kwindex.analysis import ANALYSERS, LIMITED_ANALYSERS, analyse
from sphinx_kwindex.analysis.grammars import GRAMMARS
from sphinx_kwindex.analysis.languages import language_of
from sphinx_kwindex.records.analysis import PYTHON, PYTHON_LANGUAGES, Analysis
from sphinx_kwindex.records.source_files import TextState

CASES = Path(__file__).parent / "cases"
SAMPLES = {
    language_of(path.name).name: path
    for path in sorted(CASES.glob("*/*"), reverse=True)
    if not path.name.endswith(".facts.json")
}
LANGUAGES = sorted(SAMPLES)
NESTINGS = {
    "brackets": "[" * 10_000,
    "closed brackets": "[" * 10_000 + "]" * 10_000,
    "objects": '{"a":' * 10_000,
    "quotes": "> " * 10_000,
    "parentheses": "(" * 10_000,
    "elements": "<a><h1>" * 4_000,
    "comments": "<!--" * 4_000,
    "blocks": "{% block a %}" * 4_000,
    "expressions": "{{" * 10_000,
    "indentation": "\n".join(f"{' ' * depth}- a:" for depth in range(400)),
    "emphasis": "*a _b " * 8_000,
    "here-documents": "RUN <<A\n" * 2_000,
    "one line": "a" * 400_000,
}


def _analyse(language: str, data: bytes) -> Analysis:
    found = analyse(SAMPLES[language].name, data)
    stored = msgspec.msgpack.encode(found)
    assert msgspec.msgpack.decode(stored, type=Analysis) == found
    return found


def _without_encoding(analysis: Analysis) -> Analysis:
    return msgspec.structs.replace(analysis, encoding="")


def test_every_language_with_an_analyser_has_a_case() -> None:
    # A stub is Python; the languages with grammars have cases and a contract of their own.
    components = {"Vue", "Svelte", "Astro"}
    others = {*PYTHON_LANGUAGES, "HTML+Django/Jinja", "Go module", *GRAMMARS, *components}
    assert {*ANALYSERS, *LIMITED_ANALYSERS} - set(SAMPLES) <= others
    assert PYTHON in SAMPLES


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", ["", "\n", " \n\t\n"])
def test_empty_file_says_nothing_and_is_no_problem(language: str, text: str) -> None:
    found = _analyse(language, text.encode())
    assert (found.symbols, found.document, found.prose) == ((), None, None)
    assert found.problem is None or text.strip(" \n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_line_ends_and_byte_order_mark_make_no_difference(language: str) -> None:
    data = SAMPLES[language].read_bytes()
    plain = _analyse(language, data)
    for other in (data.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + data):
        assert _without_encoding(_analyse(language, other)) == _without_encoding(plain)


@pytest.mark.parametrize("language", LANGUAGES)
def test_file_that_is_not_utf_8_is_one_problem(language: str) -> None:
    found = _analyse(language, b"# caf\xe9\n" + SAMPLES[language].read_bytes())
    assert found.state is TextState.UNDECODABLE
    assert found.problem is not None
    assert found.symbols == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_file_that_ends_anywhere_gives_what_stands_before(language: str) -> None:
    data = SAMPLES[language].read_text("utf-8")
    for end in range(0, len(data), max(len(data) // 40, 1)):
        _analyse(language, data[:end].encode())


@pytest.mark.usefixtures("bounded")
@pytest.mark.parametrize("nesting", NESTINGS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_deep_nesting_and_long_lines_end_in_bounded_time(language: str, nesting: str) -> None:
    _analyse(language, NESTINGS[nesting].encode())


@pytest.mark.parametrize("language", LANGUAGES)
def test_huge_file_gives_bounded_facts(language: str) -> None:
    sample = SAMPLES[language].read_bytes()
    found = _analyse(language, (sample + b"\n") * (300_000 // len(sample)))
    if language not in PYTHON_LANGUAGES:
        assert sum(symbol.kind.is_part for symbol in found.symbols) <= 2_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_symbols_stand_in_order_with_one_anchor_each(language: str) -> None:
    sample = SAMPLES[language].read_bytes()
    for data in (sample, sample * 3):
        found = _analyse(language, data).symbols
        lines = data.count(b"\n") + 1
        assert [symbol.line for symbol in found] == sorted(symbol.line for symbol in found)
        assert len({symbol.anchor for symbol in found}) == len(found)
        for position, symbol in enumerate(found):
            assert symbol.parent < position
            assert 1 <= symbol.line <= symbol.end_line <= lines


@settings(max_examples=200)
@given(st.sampled_from(LANGUAGES), st.text(max_size=60), st.integers(0, 400))
def test_no_edit_of_a_file_makes_the_analysis_fail(language: str, inserted: str, at: int) -> None:
    text = SAMPLES[language].read_text("utf-8")
    _analyse(language, (text[:at] + inserted + text[at:]).encode("utf-8", "replace"))
