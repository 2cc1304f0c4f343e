"""What blocks add to the list of what is on a page."""

from __future__ import annotations

from sphinx_kwindex.blocks.blocks import Definition, Definitions, Folded, Notice, plain
from sphinx_kwindex.blocks.myst import encode
from sphinx_kwindex.blocks.outlined import MOST_LISTED, MOST_MEMBERS, Entry, outlined


def _row(name: str, depth: int = 0, prefix: str = "def", fold: str = "") -> Definition:
    return Definition(depth, name, prefix, name, (), 1, fold=fold)


def _names(*rows: Definition) -> list[tuple[str, list[str]]]:
    entries = outlined(encode(Definitions(rows)))
    return [(entry.text, [member.text for member in entry.members]) for entry in entries]


def test_public_definitions_and_their_methods_are_listed() -> None:
    assert _names(
        _row("__all__", prefix=""),
        _row("LIMIT", prefix=""),
        _row("Client", prefix="class"),
        _row("__init__", 1),
        _row("timeout", 1, prefix=""),
        _row("get", 1),
        _row("inner", 2),
        _row("_send", 1, fold="1 private"),
        _row("within", 2),
        _row("connect"),
        _row("_Pool", prefix="class", fold="2 private"),
        _row("take", 1),
        _row("_last"),
    ) == [("LIMIT", []), ("Client", ["get"]), ("connect", [])]


def test_overloads_are_one_entry_and_classes_of_one_name_keep_their_members() -> None:
    assert _names(_row("f"), _row("f"), _row("C"), _row("g", 1), _row("g", 1), _row("D")) == [
        ("f", []), ("C", ["g"]), ("D", []),
    ]  # fmt: skip


def test_of_many_definitions_the_outermost_are_listed_and_not_all() -> None:
    members = [_row(f"m{number}", 1) for number in range(MOST_MEMBERS)]
    assert _names(_row("C"), *members, _row("f")) == [("C", []), ("f", [])]
    assert len(_names(*(_row(f"f{number}") for number in range(1_000)))) == MOST_LISTED


def test_a_folded_part_is_listed_and_any_other_block_is_not() -> None:
    inner = (Notice((plain("x"),)),)
    assert outlined(encode(Folded("Facts", "facts", inner, is_part=True))) == (
        Entry("Facts", "facts", is_part=True),
    )
    assert outlined(encode(Folded("More", "more", inner))) == ()
    assert outlined(encode(Notice((plain('{"type":"definitions"'),)))) == ()
