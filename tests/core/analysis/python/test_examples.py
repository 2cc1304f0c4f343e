"""The code that docstrings show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_kwindex.analysis import analyse
from sphinx_kwindex.records.examples import Example
from tests.core.fixtures import AnalysePython


def _examples(python: AnalysePython, docstring: str) -> tuple[Example, ...]:
    """Return the examples of a function with a docstring; its text starts in line 3."""
    body = "".join(f"    {line}\n" if line else "\n" for line in docstring.split("\n"))
    return python(f'def f():\n    """Do.\n{body}    """\n').examples


def test_session_is_taken_with_its_output_and_the_ones_after_it(python: AnalysePython) -> None:
    docstring = "Words.\n\n>>> f()\n1\n>>> f()\n...\n2\n\n>>> g()\n\nMore words.\n\n>>> h()"
    (example,) = _examples(python, docstring)
    assert example.is_session
    assert example.text == ">>> f()\n1\n>>> f()\n...\n2\n\n>>> g()\n"
    assert (example.symbol, example.line, example.lines) == (0, 5, 7)


def test_session_of_the_module_belongs_to_no_definition(python: AnalysePython) -> None:
    (example,) = python('"""M.\n\n>>> 1\n1\n"""\n').examples
    assert (example.symbol, example.line) == (-1, 3)


@pytest.mark.parametrize(
    ("docstring", "expected", "line"),
    [
        ("Example:\n    x = f()\n    g(x)\n\nReturns:\n    int: One.", "x = f()\ng(x)\n", 4),
        ("Examples\n--------\nDo::\n\n    f(1)\n\nSee Also\n--------\ng", "f(1)\n", 7),
        ("Example::\n\n    f(1)\n\nMore.", "f(1)\n", 5),
        ("For example::\n\n    f(1)\n", "f(1)\n", 5),
        ("Example:\n\n.. code-block:: python\n   :linenos:\n\n   f(1)\n\nMore", "f(1)\n", 8),
        ("Usage\n::\n\n f(1)\n", "f(1)\n", 6),
        ("An example of it\nis this:\n\n.. code::\n\n    f(1)\n", "f(1)\n", 8),
        ("Usage:\n```python\nf(1)\n```", "f(1)\n", 5),
    ],
)
def test_code_below_a_title_or_an_announcement_is_taken(
    python: AnalysePython, docstring: str, expected: str, line: int
) -> None:
    (example,) = _examples(python, docstring)
    assert (example.text, example.is_session, example.line) == (expected, False, line)


@pytest.mark.parametrize(
    "docstring",
    [
        "Example:\n    Call it with care.",
        "Example:\n    word",
        "An example.\n\n    f(1)",
        "Examples\n--------\nNone yet.\n\nNotes\n-----\nDo::\n\n    f(1)",
        "Example::\n\n    $ pip install x",
        "Do::\n\n    f(1)",
        "A prompt looks like >>> here.",
    ],
)
def test_what_is_not_certainly_an_example_is_none(python: AnalysePython, docstring: str) -> None:
    assert _examples(python, docstring) == ()


def test_long_example_is_cut_and_says_how_long_it_is(python: AnalysePython) -> None:
    (example,) = _examples(python, "\n".join(f">>> {number}" for number in range(40)))
    assert example.lines == 40
    assert example.text.count("\n") == 16


def test_docstring_with_escaped_line_ends_leads_to_its_first_line(python: AnalysePython) -> None:
    (example,) = python('def f():\n    "Do.\\n\\n>>> f()\\n"\n').examples
    assert example.line == 2


@given(st.text(st.sampled_from(list("> .:=-`exampl\n\tExamples()'1")), max_size=120))
def test_any_docstring_is_read(text: str) -> None:
    for example in analyse("m.py", f"def f():\n    {text!r}\n".encode()).examples:
        assert example.text.strip()
        assert example.text.count("\n") <= example.lines
