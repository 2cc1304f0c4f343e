"""Blocks of reST and Markdown in docstrings."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_kwindex.analysis.docstrings import LONGEST_LINES, SHOWN_LINES, read_docstring
from sphinx_kwindex.analysis.prose import summary_of
from sphinx_kwindex.records.docstrings import Block, Code, Entries, Entry, Items, Titled, Words


def _words(text: str) -> tuple[Block, ...]:
    return (Words(text),)


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("one\ntwo\n\nthree", (Words("one two"), Words("three"))),
        ("- a\n  b\n- c\n\n- d\n  - e", (
            Items((_words("a b"), _words("c"), (Words("d"), Items((_words("e"),))))),)),
        ("3. a\n4. b", (Items((_words("a"), _words("b")), 3),)),
        ("0. a\n1. b\n3. c", (
            Items((_words("a"), _words("b")), 0), Items((_words("c"),), 3))),
        ("#. a\n#. b", (Items((_words("a"), _words("b")), 1),)),
        ("In 1984 or\n2. no list", (Words("In 1984 or 2. no list"),)),
        ("like this::\n\n    x = f(1)\n\n    y = 2\n\nend", (
            Words("like this:"), Code("x = f(1)\n\ny = 2", "python"), Words("end"))),
        ("::\n\n    $ ls", (Code("$ ls"),)),
        ("```json\n{}\n```\nend", (Code("{}", "json"), Words("end"))),
        ("```\nnot closed", (Code("not closed"),)),
        (">>> 1\n1\n\n>>> 2\n2\n\nend", (Code(">>> 1\n1\n\n>>> 2\n2", "pycon"), Words("end"))),
        (".. note:: Mind\n   this.", (Titled("Note", _words("Mind this."), "note"),)),
        (".. warning::\n\n   Mind.", (Titled("Warning", _words("Mind."), "warning"),)),
        (".. admonition:: Of old\n\n   X.", (Titled("Of old", _words("X."), "note"),)),
        (".. versionadded:: 1.2\n   With words.", _words("Added in version 1.2: With words.")),
        ("..  deprecated:: 1.2", _words("Deprecated since version 1.2.")),
        (".. code-block:: bash\n   :linenos:\n\n   ls", (Code("ls", "bash"),)),
        (".. code-block:: nosuchthing\n\n   ls", (Code("ls"),)),
        (".. math:: x^2", (Code("x^2"),)),
        (".. include:: /etc/passwd", (Code(".. include:: /etc/passwd"),)),
        (".. raw:: html\n\n   <script>", (Code(".. raw:: html\n    <script>"),)),
        (".. note: one colon", (Code(".. note: one colon"),)),
        (".. [1] A. Author, Title", _words("[1] A. Author, Title")),
        (".. _PEP: https://x.org", _words("PEP: https://x.org")),
        ("A title\n-------\nwords", (Titled("A title"), Words("words"))),
        ("## A title\n\nwords", (Titled("A title"), Words("words"))),
        ("==  ==\na   b\n==  ==", (Code("==  ==\na   b\n==  =="),)),
        ("| a | b |\n|---|---|", (Code("| a | b |\n|---|---|"),)),
        ("term\n    what it is\nother\n    more", (
            Entries("", (Entry("term", body=_words("what it is")),
                         Entry("other", body=_words("more"))), are_words=True),)),
        ("words\n\n    x = {1:   2}\n    y", (Words("words"), Code("x = {1:   2}\ny"))),
        ("words\n\n    Just an indented remark.", (
            Words("words"), Words("Just an indented remark."))),
    ],
)  # fmt: skip
def test_markup_becomes_blocks(text: str, blocks: tuple[Block, ...]) -> None:
    # Python reads the indentation of a docstring off the lines after the first.
    assert read_docstring(f"\n{text}", "") == blocks


def test_first_sentence_is_left_out_and_a_cut_one_stays() -> None:
    assert read_docstring("One. Two.\n\nThree.", "One.") == (Words("Two."), Words("Three."))
    assert read_docstring("Title\n=====\n\nOne.", "One.") == ()
    long = "word " * 200
    assert read_docstring(long, summary_of(long)) == (Words(long.strip()),)


def test_a_docstring_beyond_reading_is_shown_as_far_as_it_fits() -> None:
    (block,) = read_docstring("line\n" * (LONGEST_LINES + 1), "")
    assert isinstance(block, Code)
    assert block.text.count("\n") == SHOWN_LINES
    (block,) = read_docstring("x" * 1_000_000, "")
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
    blocks = read_docstring(text, summary_of(text))
    encoded = msgspec.msgpack.encode(blocks)
    assert msgspec.msgpack.decode(encoded, type=tuple[Block, ...]) == blocks


MARKED = ["ab", "cd", "- ef", "    gh", "Args:", "    a: ij", "", "kl\n---", "Raises\n------"]


@given(st.lists(st.sampled_from(MARKED), max_size=15).map("\n".join))
def test_no_word_is_lost(text: str) -> None:
    kept = re.findall("[a-z]{2}", " ".join(_strings(read_docstring(text, ""))))
    written = re.findall("[a-z]{2}", text)
    for word in ("ab", "cd", "ef", "gh", "ij", "kl"):
        assert kept.count(word) >= written.count(word)


@pytest.mark.parametrize("line", ["- ", "> ", "(", "- x\n", "\n\n", ">>> a\n\n", "a\n    ", ":a: "])
def test_deep_and_long_nonsense_takes_no_time(line: str) -> None:
    read_docstring("".join(f"{' ' * step}{line}" for step in range(400)), "")
    read_docstring(line * 4_000, "")
