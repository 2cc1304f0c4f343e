"""Sections in the styles that people write."""

from __future__ import annotations

from textwrap import dedent

import pytest

from sphinx_kwindex.analysis.docstrings import Parameter, read_docstring
from sphinx_kwindex.analysis.inline import inline
from sphinx_kwindex.records.docstrings import Code, Entries, Entry, Items, Passage, Titled
from sphinx_kwindex.records.text import Span
from tests.core.docstrings import entry, words

SIGNATURE = {
    "a": Parameter("int", "1"),
    "b": Parameter("str"),
    "return": Parameter("bool"),
}


def _read(text: str) -> tuple[Passage, ...]:
    # Python reads the indentation of a docstring off the lines after the first.
    return read_docstring(f"\n{text}", SIGNATURE.get, summary="").body


def _words(text: str) -> tuple[Passage, ...]:
    return (words(text),)


def _linked(*names: str, body: str = "") -> Entry:
    spans: list[Span] = []
    for name in names:
        spans += [Span(", ")] if spans else []
        spans.append(Span(name, code=True, name=name, is_role=True))
    return Entry(tuple(spans), body=_words(body) if body else ())


GOOGLE = dedent("""
    Args:
        a (int, optional): The first,
            over two lines.
        *args: More: of them.

            A second paragraph.
        **kwargs (dict[str, (int)]):
            Below the name.

    Returns:
        bool: Whether: or not.

    Raises:
        ValueError: If wrong.
        pkg.Error: If worse.
""")
GOOGLE_BLOCKS = (
    Entries(
        "Parameters",
        (
            entry(
                "a",
                (Span("int", code=True), Span(", optional")),
                "1",
                body="The first, over two lines.",
            ),
            Entry(
                (Span("*args", code=True),),
                body=(words("More: of them."), words("A second paragraph.")),
            ),
            entry("**kwargs", "dict[str, (int)]", body="Below the name."),
        ),
    ),
    Entries("Returns", (entry("", "bool", body="Whether: or not."),)),
    Entries(
        "Raises",
        (
            entry("ValueError", body="If wrong."),
            entry("pkg.Error", body="If worse."),
        ),
    ),
)

NUMPY = dedent("""
    Parameters
    ----------
    a, c : {'x', 'y'} of shape (n,), default: 'x'
        Both.

        - one
        - two
    b
        The second.
    *args

    Returns
    -------
    found : list of str
        What is there.
    bool

    Raises
    ------
    ValueError
        If wrong.

    See Also
    --------
    pkg.other : Does more.
    third, fourth

    Notes
    -----
    Some text.
""")
NUMPY_BLOCKS = (
    Entries(
        "Parameters",
        (
            Entry(
                (Span("a, c", code=True),),
                inline("{'x', 'y'} of shape (n,), default: 'x'"),
                default="",
                body=(words("Both."), Items((_words("one"), _words("two")))),
            ),
            entry("b", "str", body="The second."),
            entry("*args"),
        ),
    ),
    Entries(
        "Returns",
        (
            entry("found", inline("list of str"), body="What is there."),
            entry("", "bool"),
        ),
    ),
    Entries("Raises", (entry("ValueError", body="If wrong."),)),
    Entries("See Also", (_linked("pkg.other", body="Does more."), _linked("third", "fourth"))),
    Titled("Notes", _words("Some text.")),
)

FIELDS = dedent("""
    :param a: The first,
        over two lines.
    :param dict[str, int] c: The third
    and lazy.
    :type b: str or None
    :returns: The result.
    :raises ValueError: If wrong.
    :rtype: list of str

    After the fields.
""")
FIELD_BLOCKS = (
    Entries(
        "Parameters",
        (
            entry("a", "int", "1", body="The first, over two lines."),
            entry("c", "dict[str, int]", body="The third and lazy."),
            entry("b", inline("str or None")),
        ),
    ),
    Entries("Returns", (entry("", inline("list of str"), body="The result."),)),
    Entries("Raises", (entry("ValueError", body="If wrong."),)),
    words("After the fields."),
)


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        pytest.param(GOOGLE, GOOGLE_BLOCKS, id="google"),
        pytest.param(NUMPY, NUMPY_BLOCKS, id="numpy"),
        pytest.param(FIELDS, FIELD_BLOCKS, id="rest"),
        pytest.param(FIELDS + NUMPY, FIELD_BLOCKS + NUMPY_BLOCKS, id="mixed"),
    ],
)
def test_sections_of_every_style_become_entries(text: str, blocks: tuple[Passage, ...]) -> None:
    assert _read(text) == blocks


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        # The annotation stands in for a type that the docstring does not name.
        ("Returns:\n    The result.", (
            Entries("Returns", (entry("", "bool", body="The result."),)),)),
        # That of a generator is not the type of what it yields.
        ("Yields:\n    One by one.", (Titled("Yields", _words("One by one.")),)),
        ("Args:\n    a The first, no colon.\n    b: The second.", (
            Titled("Parameters", _words("a The first, no colon. b: The second.")),)),
        ("Args:\na: not indented", (words("Args: a: not indented"),)),
        ("Parameters\n----------\n* a list\n* of words", (
            Titled("Parameters", (Items((_words("a list"), _words("of words"))),)),)),
        ("Returns\n-------\nA long sentence.", (
            Entries("Returns", (entry("", "bool", body="A long sentence."),)),)),
        ("Note:\n    Mind this.", (Titled("Note", _words("Mind this."), "note"),)),
        ("Note: said in the line.", (words("Note: said in the line."),)),
        ("Example::\n\n    x = 1", (Titled("Example", (Code("x = 1", "python"),)),)),
        ("Side effects:\n    file: It is written.", (
            Entries("Side effects", (entry("file", body="It is written."),)),)),
        (":class:`A` is no field", (words(":class:`A` is no field"),)),
        (":param a: one\n:param a: two", (
            Entries("Parameters", (entry("a", "int", "1", body="one"),
                                   entry("a", "int", "1", body="two"))),)),
        (":rtype: int", (Entries("Returns", (entry("", "int"),)),)),
        ("```\nArgs:\n    a: in a fence\n```", (Code("Args:\n    a: in a fence"),)),
    ],
)  # fmt: skip
def test_what_is_no_section_of_its_style_stays_text(text: str, blocks: tuple[Passage, ...]) -> None:
    assert _read(text) == blocks


_COLUMN = Entries("Name", (entry("a", "int", "1", body="The first."),))


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Parameters\n----------\nAll are optional.\n\na : int\n    The first.",
         (words("All are optional."), _COLUMN)),
        ("Parameters\n----------\nAll of them are\noptional\nb\n\na : int\n    The first.",
         (words("All of them are optional b"), _COLUMN)),
        ("Parameters\n----------\nThese, or none:\na : int\n    The first.\n\nOthers go on.",
         (words("These, or none:"), _COLUMN, words("Others go on."))),
        ("Parameters\n----------\n* one\n* two\n\na : int\n    The first.",
         (Items((_words("one"), _words("two"))), _COLUMN)),
        ("Parameters\n----------\n    All are optional.\n\n    a : int\n        The first.",
         (words("All are optional."), _COLUMN)),
        ("Args:\n    All are optional.\n\n    a (int): The first.",
         (words("All are optional."), _COLUMN)),
        ("Args:\n    These, or none:\n    a (int): The first.\n    Note: none is better.",
         (words("These, or none:"), _COLUMN, words("Note: none is better."))),
        ("Arguments:\n    a (int): The first.\n\n    Others go on.",
         (_COLUMN, words("Others go on."))),
    ],
)  # fmt: skip
def test_words_among_the_entries_of_a_section_stay_words(
    text: str, body: tuple[Passage, ...]
) -> None:
    assert _read(text) == (Titled("Parameters", body),)


def test_words_above_types_or_exceptions_are_neither() -> None:
    text = (
        "Returns\n-------\nOne of these is returned.\n\nint\n    The first.\nstr\n    The second."
    )
    types = (entry("", "int", body="The first."), entry("", "str", body="The second."))
    body = (words("One of these is returned."), Entries("Type", types))
    assert _read(text) == (Titled("Returns", body),)
    text = "Raises:\n    If it fails:\n    ValueError: If wrong."
    rows = (entry("ValueError", body="If wrong."),)
    assert _read(text) == (Titled("Raises", (words("If it fails:"), Entries("Name", rows))),)


@pytest.mark.parametrize(
    "title", ["Parameters\n----------\n", "Parameters\n----------\n    ", "Args:\n    "]
)
def test_fields_below_a_title_are_read_as_fields(title: str) -> None:
    rows = (entry("a", "int", "1", body="The first."),)
    assert _read(f"{title}:param a: The first.") == (Entries("Parameters", rows),)
