"""Texts on which a parser or lexer takes the square of their length, or recurses without end.

Each is read in a process of its own, which the system ends after more seconds than it may need.
"""

from __future__ import annotations

import pytest

from tests.core.analysis.limited import LimitedReader


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", "'<!--' * 100_000"),
        ("a.html", "'<a href=x>' * 20_000 + 'a<i>b</i>' * 20_000"),
        ("a.xml", "'<!--\\n' * 80_000"),
        ("a.rst", "'\\r' * 400_000"),
        ("a.c", "'\\n' * 400_000"),
        ("a.md", "'\\n' * 400_000"),
        ("a.rst", "'\\n'.join('| ' + ' ' * depth + 'a' for depth in range(2_000))"),
        ("a.rst", "'- ' * 100_000"),
        ("a.rst", "'`a' * 100_000"),
        ("a.rst", "('x = `a\\n' * 2_400 + '\\n') * 60"),
        ("a.md", "'[' * 400_000"),
        ("a.md", "'www.a.b ' * 50_000"),
        ("a.md", "'a@b.org ' * 50_000"),
        ("a.md", "'> ' * 100_000"),
        ("a.md", "'|a' * 3_000 + '\\n' + '|-' * 3_000 + '\\n' + '|a|b\\n' * 3_000"),
        ("a.yaml", "'[' * 400_000"),
        ("a.json", "'[' * 400_000"),
        ("a.toml", "'a = [' + '{b = 1},' * 40_000 + ']'"),
        ("a.toml", "'[[a]]\\nb.c = 1\\n' * 20_000"),
        ("a.py", "'a = ' * 50_000 + '1'"),
        ("a.kt", "'class A(' * 30_000"),
        ("a.kt", "'$' * 100_000"),
        ("a.kt", "'fun f(' * 30_000"),
        ("a.java", "'class A(' * 30_000"),
        ("a.swift", "'#' * 100_000"),
        ("a.go", "'package p\\n' + '/** ' * 50_000 + '}'"),
        ("Makefile", "'a:' * 200_000"),
        ("Makefile", "'# a\\n' * 3_000 + ' '.join(map(str, range(1_900))) + ': a'"),
        ("Dockerfile", "'RUN <<A\\n' * 50_000"),
        ("Dockerfile", "'ENV ' + 'a=b ' * 90_000"),
    ],
)
def test_no_text_takes_more_than_its_time(limited: LimitedReader, name: str, text: str) -> None:
    assert limited.exit_code(name, text, is_shown=True) == 0


def test_the_process_of_a_text_that_fails_says_so_and_the_next_text_is_read(
    limited: LimitedReader,
) -> None:
    assert limited.exit_code("a.py", "''", "1 / 0") == 1
    assert limited.exit_code("a.py", "'x = 1'") == 0
