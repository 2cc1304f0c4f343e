from __future__ import annotations

import pytest

from sphinx_kwindex.pages.words.counting import byte_size, count, in_words


@pytest.mark.parametrize(
    ("number", "plural", "words"),
    [
        (0, "", "0 files"),
        (1, "", "1 file"),
        (2, "", "2 files"),
        (1, "x", "1 file"),
        (12_345, "x", "12,345 x"),
    ],
)
def test_count_agrees_with_its_noun(number: int, plural: str, words: str) -> None:
    assert count(number, "file", plural) == words


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1000, "1.0 kB"),
        (16_840, "16.8 kB"),
        (999_949, "999.9 kB"),
        (999_951, "1.0 MB"),
        (5_000_000_000, "5.0 GB"),
        (5_000_000_000_000, "5,000.0 GB"),
    ],
)
def test_size_is_in_decimal_units(size: int, words: str) -> None:
    assert byte_size(size) == words


@pytest.mark.parametrize(
    ("parts", "words"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_enumeration_reads_as_english(parts: list[str], words: str) -> None:
    assert in_words(parts) == words
