"""Passages of reST and Markdown in docstrings."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_kwindex.analysis.docstrings import LONGEST_LINES, SHOWN_LINES, read_docstring
from sphinx_kwindex.blocks.characters import one_line
from sphinx_kwindex.records.docstrings import Code, Docstring, Entries, Items, Math, Passage, Titled
from sphinx_kwindex.records.text import words_of
from tests.core.docstrings import term, words


def _words(text: str) -> tuple[Passage, ...]:
    return (words(text),)


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("one\ntwo\n\nthree", (words("one two"), words("three"))),
        ("- a\n  b\n- c\n\n- d\n  - e", (
            Items((_words("a b"), _words("c"), (words("d"), Items((_words("e"),))))),)),
        ("3. a\n4. b", (Items((_words("a"), _words("b")), 3),)),
        ("0. a\n1. b\n3. c", (
            Items((_words("a"), _words("b")), 0), Items((_words("c"),), 3))),
        ("#. a\n#. b", (Items((_words("a"), _words("b")), 1),)),
        ("In 1984 or\n2. no list", (words("In 1984 or 2. no list"),)),
        ("like this::\n\n    x = f(1)\n\n    y = 2\n\nend", (
            words("like this:"), Code("x = f(1)\n\ny = 2", "python"), words("end"))),
        ("::\n\n    $ ls", (Code("$ ls"),)),
        ("```json\n{}\n```\nend", (Code("{}", "json"), words("end"))),
        ("```\nnot closed", (Code("not closed"),)),
        (">>> 1\n1\n\n>>> 2\n2\n\nend", (Code(">>> 1\n1\n\n>>> 2\n2", "pycon"), words("end"))),
        (".. note:: Mind\n   this.", (Titled("Note", _words("Mind this."), "note"),)),
        (".. warning::\n\n   Mind.", (Titled("Warning", _words("Mind."), "warning"),)),
        (".. admonition:: Of old\n\n   X.", (Titled("Of old", _words("X."), "note"),)),
        (".. versionadded:: 1.2\n   With words.", _words("Added in version 1.2: With words.")),
        ("..  deprecated:: 1.2", _words("Deprecated since version 1.2.")),
        (".. code-block:: bash\n   :linenos:\n\n   ls", (Code("ls", "bash"),)),
        (".. code-block:: nosuchthing\n\n   ls", (Code("ls"),)),
        ("Example:\n    x = f()\n\n    g(x)", (
            Titled("Example", (Code("x = f()\n\ng(x)", "python"),)),)),
        ("Example:\n    With care.", (Titled("Example", _words("With care.")),)),
        (".. math:: x^2", (Math("x^2", "x²"),)),
        (".. math::\n   :label: a\n\n   x^2\n\n   y", (Math("x^2\n\ny", "x²; y"),)),
        (".. math:: x\n\n   y", (Math("x\n\ny", "x; y"),)),
        (".. math::\n   :nowrap:\n\n   \\begin{align}\n   a &= b\n   \\end{align}", (
            Math("\\begin{aligned}\na &= b\n\\end{aligned}", "a = b"),)),
        (".. math:: \\href{javascript:x}{y}", (Code("\\href{javascript:x}{y}"),)),
        (".. math:: x^\n   y^", (Code("x^\ny^"),)),
        ("$$x^2$$", (Math("x^2", "x²"),)),
        ("a\n$$\nx^2\n\ny\n$$ (eq)\nb", (words("a"), Math("x^2\n\ny", "x²; y"), words("b"))),
        ("\\[\n  x^2\n\\]\nb", (Math("x^2", "x²"), words("b"))),
        ("$$\nnot closed", (words("$$ not closed"),)),
        ("$$(date) and $$", (words("$$(date) and $$"),)),
        (".. include:: /etc/passwd", (Code(".. include:: /etc/passwd"),)),
        (".. raw:: html\n\n   <script>", (Code(".. raw:: html\n    <script>"),)),
        (".. note: one colon", (Code(".. note: one colon"),)),
        (".. [1] A. Author, Title", _words("[1] A. Author, Title")),
        (".. _PEP: https://x.org", _words("PEP: https://x.org")),
        ("A title\n-------\nwords", (Titled("A title"), words("words"))),
        ("## A title\n\nwords", (Titled("A title"), words("words"))),
        ("==  ==\na   b\n==  ==", (Code("==  ==\na   b\n==  =="),)),
        ("| a | b |\n|---|---|", (Code("| a | b |\n|---|---|"),)),
        ("term\n    what it is\nother\n    more", (
            Entries("", (term("term", words("what it is")),
                         term("other", words("more")))),)),
        ("words\n\n    x = {1:   2}\n    y", (words("words"), Code("x = {1:   2}\ny"))),
        ("words\n\n    Just an indented remark.", (
            words("words"), words("Just an indented remark."))),
    ],
)  # fmt: skip
def test_markup_becomes_blocks(text: str, blocks: tuple[Passage, ...]) -> None:
    # Python reads the indentation of a docstring off the lines after the first.
    assert read_docstring(f"\n{text}", summary="").body == blocks


@pytest.mark.parametrize(
    ("text", "summary", "body"),
    [
        ("One. Two.\n\nThree.", "One.", (words("Two."), words("Three."))),
        ("Title\n=====\n\nOne.", "One.", ()),
        ("# A title\n\nOne.", "A title", (words("One."),)),
        ("# A title", "A title", ()),
        ("# tides\n\nOne.", "One.", ()),
        ("f(x) -> int\n\nOne. Two.", "One.", (words("f(x) -> int"), words("Two."))),
        ("\nLike this::\n\n    f()", "Like this:", (Code("f()", "python"),)),
        ("One.\n\nTitle\n=====\n\nOne.", "One.", (Titled("Title"), words("One."))),
        ("- One.", "", (Items((_words("One."),)),)),
        ("word " * 200, ("word " * 200).strip(), ()),
        ("a  b   c\nd  e   f", "a b c", (Code("a  b   c\nd  e   f"),)),
    ],
)
def test_first_sentence_is_whole_and_not_said_again(
    text: str, summary: str, body: tuple[Passage, ...]
) -> None:
    said = read_docstring(text)
    assert words_of(said.summary) == one_line(summary)
    assert said.body == body


def test_unmarked_code_stays_code_and_describes_nothing() -> None:
    said = read_docstring(
        'url = URL("https://a@x")\n\nassert url.scheme == "https"\nassert url.user == "a"\n\n'
        "It has parts.\n\nclose()\n    Closes it.\n\nx = 1 if it is so, else 2.\n"
    )

    assert words_of(said.summary) == "It has parts."
    assert said.body == (
        Code('url = URL("https://a@x")', "python"),
        Code('assert url.scheme == "https"\nassert url.user == "a"', "python"),
        Entries("", (term("close()", words("Closes it.")),)),
        words("x = 1 if it is so, else 2."),
    )


def test_a_docstring_beyond_reading_is_shown_as_far_as_it_fits() -> None:
    (block,) = read_docstring("line\n" * (LONGEST_LINES + 1), summary="").body
    assert isinstance(block, Code)
    assert block.text.count("\n") == SHOWN_LINES
    (block,) = read_docstring("x" * 1_000_000, summary="").body
    assert isinstance(block, Code)
    assert len(block.text) < 100_000


PIECES = [
    "Args:", "Returns:", "Parameters", "----------", "a (int): x", "    a : int", "        deep",
    ":param a: x", ":type a", ":rtype: y", "- ", "1. ", "```", "~~~", "::", ".. note::", ".. ",
    "..", ".. _x: y", ".. [1]", ">>> 1", "====", "+---+", "| x |", "# x", "`", "``", "**", "\t",
    "\x00", "\ud800", "(" * 9, "[x](y)", ":a:`b`", "word", "a:", "    ", "*", ":", "\u2028",
    "\x0c",
]  # fmt: skip
LINES = st.lists(st.lists(st.sampled_from(PIECES), max_size=3).map("".join), max_size=12)
TEXTS = st.one_of(st.text(), LINES.map("\n".join), LINES.map("\n    ".join))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, msgspec.Struct):
        yield from _strings(msgspec.structs.astuple(value))


@given(TEXTS)
def test_any_text_is_read_and_comes_back_from_the_cache(text: str) -> None:
    said = read_docstring(text)
    encoded = msgspec.msgpack.encode(said)
    assert msgspec.msgpack.decode(encoded, type=Docstring) == said


MARKED = ["ab", "cd", "- ef", "    gh", "Args:", "    a: ij", "", "kl\n---", "Raises\n------"]


@given(st.lists(st.sampled_from(MARKED), max_size=15).map("\n".join))
def test_no_word_is_lost(text: str) -> None:
    written = re.findall("[a-z]{2}", text)
    for said in (read_docstring(text), read_docstring(text, summary="")):
        kept = re.findall("[a-z]{2}", " ".join(_strings(said)))
        for word in ("ab", "cd", "ef", "gh", "ij"):
            assert kept.count(word) >= written.count(word)
    # A title above the first sentence is that of the docstring.
    assert kept.count("kl") >= written.count("kl")


@pytest.mark.parametrize("line", ["- ", "> ", "(", "- x\n", "\n\n", ">>> a\n\n", "a\n    ", ":a: "])
@pytest.mark.usefixtures("bounded")
def test_deep_and_long_nonsense_ends_in_bounded_time(line: str) -> None:
    read_docstring("".join(f"{' ' * step}{line}" for step in range(400)))
    read_docstring(line * 4_000)


@pytest.mark.parametrize(
    ("text", "summary", "body"),
    [
        (
            "Reads |tide|.\n\n.. |tide| replace:: the ``tide``\n   table\n\nMore.",
            "the tide table",
            1,
        ),
        ("Costs 5 |e|, |nothing|.\n\n.. |e| unicode:: U+20AC .. euro\n", "5 €, |nothing|", 0),
        ("Reads.\n\n.. |a| image:: a.png\n   :alt: A\n.. |d| date::\n", "Reads.", 0),
        ("Reads a | b.\n\n.. |b| replace:: c\n", "a | b", 0),
        ("Reads.\n\n.. index:: tide\n.. figure:: a.png\n   :alt: A\n\n   Words.\n", "Reads.", 1),
    ],
)
def test_substitutions_and_directives_without_words_show_nothing(
    text: str, summary: str, body: int
) -> None:
    said = read_docstring(text)
    assert summary in words_of(said.summary)
    assert len(said.body) == body
    assert not any(isinstance(passage, Code) for passage in said.body)
