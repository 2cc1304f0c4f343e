"""Sections in the styles that people write."""

from __future__ import annotations

from textwrap import dedent

import pytest

from sphinx_kwindex.analysis.docstrings import Parameter, read_docstring
from sphinx_kwindex.records.docstrings import Block, Code, Entries, Entry, Items, Titled, Words

SIGNATURE = {
    "a": Parameter("int", "1"),
    "b": Parameter("str"),
    "return": Parameter("bool"),
}


def _read(text: str) -> tuple[Block, ...]:
    # Python reads the indentation of a docstring off the lines after the first.
    return read_docstring(f"\n{text}", "", SIGNATURE.get)


def _words(text: str) -> tuple[Block, ...]:
    return (Words(text),)


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
            Entry("a", "int, optional", "", "1", _words("The first, over two lines.")),
            Entry("*args", body=(Words("More: of them."), Words("A second paragraph."))),
            Entry("**kwargs", "dict[str, (int)]", body=_words("Below the name.")),
        ),
    ),
    Entries("Returns", (Entry("", "bool", body=_words("Whether: or not.")),)),
    Entries(
        "Raises",
        (
            Entry("ValueError", body=_words("If wrong.")),
            Entry("pkg.Error", body=_words("If worse.")),
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
                "a, c",
                "{'x', 'y'} of shape (n,), default: 'x'",
                body=(Words("Both."), Items((_words("one"), _words("two")))),
            ),
            Entry("b", "", "str", body=_words("The second.")),
            Entry("*args"),
        ),
    ),
    Entries(
        "Returns",
        (
            Entry("found", "list of str", body=_words("What is there.")),
            Entry("", "bool"),
        ),
    ),
    Entries("Raises", (Entry("ValueError", body=_words("If wrong.")),)),
    Entries("See Also", (Entry("pkg.other", body=_words("Does more.")), Entry("third, fourth"))),
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
            Entry("a", "", "int", "1", _words("The first, over two lines.")),
            Entry("c", "dict[str, int]", body=_words("The third and lazy.")),
            Entry("b", "str or None"),
        ),
    ),
    Entries("Returns", (Entry("", "list of str", body=_words("The result.")),)),
    Entries("Raises", (Entry("ValueError", body=_words("If wrong.")),)),
    Words("After the fields."),
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
def test_sections_of_every_style_become_entries(text: str, blocks: tuple[Block, ...]) -> None:
    assert _read(text) == blocks


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        # The annotation stands in for a type that the docstring does not name.
        ("Returns:\n    The result.", (
            Entries("Returns", (Entry("", annotation="bool", body=_words("The result.")),)),)),
        # That of a generator is not the type of what it yields.
        ("Yields:\n    One by one.", (Titled("Yields", _words("One by one.")),)),
        ("Args:\n    a The first, no colon.\n    b: The second.", (
            Titled("Parameters", _words("a The first, no colon. b: The second.")),)),
        ("Args:\na: not indented", (Words("Args: a: not indented"),)),
        ("Parameters\n----------\n* a list\n* of words", (
            Titled("Parameters", (Items((_words("a list"), _words("of words"))),)),)),
        ("Returns\n-------\nA long sentence.", (
            Entries("Returns", (Entry("", annotation="bool", body=_words("A long sentence.")),)),)),
        ("Note:\n    Mind this.", (Titled("Note", _words("Mind this."), "note"),)),
        ("Note: said in the line.", (Words("Note: said in the line."),)),
        ("Example::\n\n    x = 1", (Titled("Example", (Code("x = 1", "python"),)),)),
        ("Side effects:\n    file: It is written.", (
            Entries("Side effects", (Entry("file", body=_words("It is written.")),)),)),
        (":class:`A` is no field", (Words(":class:`A` is no field"),)),
        (":param a: one\n:param a: two", (
            Entries("Parameters", (Entry("a", "", "int", "1", _words("one")),
                                   Entry("a", "", "int", "1", _words("two")))),)),
        (":rtype: int", (Entries("Returns", (Entry("", "int"),)),)),
        ("```\nArgs:\n    a: in a fence\n```", (Code("Args:\n    a: in a fence"),)),
    ],
)  # fmt: skip
def test_what_is_no_section_of_its_style_stays_text(text: str, blocks: tuple[Block, ...]) -> None:
    assert _read(text) == blocks
