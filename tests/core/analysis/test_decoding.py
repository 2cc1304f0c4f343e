from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_kwindex.analysis.decoding import decode
from sphinx_kwindex.analysis.line_ends import normalise_lines
from sphinx_kwindex.records.source_files import TextState


def test_utf_8_is_text() -> None:
    decoded = decode("grüße ☃\n".encode(), is_python=False)
    assert (decoded.state, decoded.text, decoded.encoding) == (
        TextState.TEXT,
        "grüße ☃\n",
        "utf-8",
    )


@pytest.mark.parametrize("is_python", [True, False])
def test_byte_order_mark_is_named_and_not_part_of_the_text(*, is_python: bool) -> None:
    decoded = decode(b"\xef\xbb\xbfx = 1\n", is_python=is_python)
    assert (decoded.text, decoded.encoding) == ("x = 1\n", "utf-8 with byte order mark")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_wide_text_is_read_if_a_byte_order_mark_says_so(encoding: str) -> None:
    marked = "\ufeffwide ☃\n" if encoding.endswith(("le", "be")) else "wide ☃\n"
    decoded = decode(marked.encode(encoding), is_python=False)
    assert (decoded.state, decoded.text) == (TextState.TEXT, "wide ☃\n")
    assert decoded.encoding == encoding.removesuffix("-le").removesuffix("-be")


def test_wide_text_without_a_byte_order_mark_is_data() -> None:
    assert decode("wide".encode("utf-16-le"), is_python=False).state is TextState.BINARY


def test_encoding_that_a_python_file_declares_is_used() -> None:
    decoded = decode("# coding: latin-1\nx = 'é'\n".encode("latin-1"), is_python=True)
    assert (decoded.text, decoded.encoding) == ("# coding: latin-1\nx = 'é'\n", "iso-8859-1")


def test_encoding_that_another_file_seems_to_declare_is_not_used() -> None:
    decoded = decode("# coding: latin-1\nx = 'é'\n".encode("latin-1"), is_python=False)
    assert decoded.state is TextState.UNDECODABLE


@pytest.mark.parametrize(
    "cookie", ["no-such-encoding", "hex", "idna", "undefined", "rot13", "punycode"]
)
def test_encoding_that_does_not_decode_text_is_a_problem(cookie: str) -> None:
    decoded = decode(f"# coding: {cookie}\nx = '\xe9..a'\n".encode("latin-1"), is_python=True)
    assert (decoded.state, decoded.text) == (TextState.UNDECODABLE, "")
    assert decoded.problem
    assert decoded.line in (1, 2)


def test_encoding_that_disagrees_with_the_byte_order_mark_is_a_problem() -> None:
    decoded = decode(b"\xef\xbb\xbf# coding: latin-1\n", is_python=True)
    assert decoded.state is TextState.UNDECODABLE


@pytest.mark.parametrize("cookie", ["utf-7", "unicode_escape", "raw_unicode_escape"])
def test_encoding_that_spells_half_a_character_is_a_problem(cookie: str) -> None:
    half = b"+2AA-" if cookie == "utf-7" else b"\\ud800"
    decoded = decode(b"# coding: %b\nx = '%b'\n" % (cookie.encode(), half), is_python=True)
    assert decoded.state is TextState.UNDECODABLE


def test_null_byte_makes_data() -> None:
    assert decode(b"\x89PNG\x00\x01", is_python=False).state is TextState.BINARY
    assert decode(b"x = 1\n\0", is_python=True).state is TextState.BINARY


def test_invalid_utf_8_is_named_with_its_place() -> None:
    decoded = decode(b"one\ntwo \xff\n", is_python=False)
    assert decoded.state is TextState.UNDECODABLE
    assert decoded.problem == "not valid UTF-8: byte 0xff at offset 8"
    assert decoded.line == 2


def test_invalid_utf_8_among_control_characters_is_data() -> None:
    assert decode(b"\x89PNG\r\n\x1a\n\x02", is_python=False).state is TextState.BINARY


def test_python_file_that_does_not_decode_is_no_data_whatever_is_in_it() -> None:
    assert decode(b"x = '\x02\xff'\n", is_python=True).state is TextState.UNDECODABLE


@pytest.mark.parametrize("text", ["a\r\nb\r\n", "a\rb\r", "a\nb\n", "a\r\nb\r"])
def test_every_line_end_becomes_a_line_feed(text: str) -> None:
    assert decode(text.encode(), is_python=False).text == "a\nb\n"


def test_form_feed_is_no_line_end() -> None:
    assert normalise_lines("a\x0cb\x0bc\u2028d") == "a\x0cb\x0bc\u2028d"


@given(data=st.binary(max_size=60), is_python=st.booleans())
def test_any_bytes_give_either_encodable_text_or_none(*, data: bytes, is_python: bool) -> None:
    decoded = decode(data, is_python=is_python)
    if decoded.state is TextState.TEXT:
        assert decoded.text.encode() is not None
        assert decoded.encoding
        assert "\r" not in decoded.text
    else:
        assert decoded.text == ""
    assert (decoded.problem != "") == (decoded.state is TextState.UNDECODABLE)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\r\ufeff"), max_size=60))
def test_text_survives_encoding_and_decoding(text: str) -> None:
    assert decode(text.encode(), is_python=False).text == text


@pytest.mark.parametrize(
    "data", [b"%PDF-1.4\n%\xac\xdc\xab\xba\n1 0 obj\n", b"%PDF-1.4\n1 0 obj\n"]
)
def test_portable_document_is_data_though_it_may_be_all_characters(data: bytes) -> None:
    assert decode(data, is_python=False).state is TextState.BINARY
