"""Doc comments of Rust, which are Markdown: the first sentence is the summary, the rest blocks."""

from __future__ import annotations

import pytest

from sphinx_kwindex.analysis import analyse
from sphinx_kwindex.records.docstrings import Code, Items, Passage, Titled
from sphinx_kwindex.records.text import words_of
from tests.core.docstrings import words

pytest.importorskip("tree_sitter_rust")
pytestmark = pytest.mark.grammars


def of_function(comment: str) -> tuple[str, tuple[Passage, ...]]:
    (symbol,) = analyse("m.rs", f"{comment}\npub fn f() {{}}\n".encode()).symbols
    return words_of(symbol.summary), symbol.docstring


def test_a_sentence_over_two_lines_is_whole_and_the_rest_are_blocks() -> None:
    assert of_function(
        "/// Reads the level, which\n/// may be low. Then ends.\n///\n/// # Errors\n///\n"
        "/// - [`Dry`] if empty\n/// - others"
    ) == (
        "Reads the level, which may be low.",
        (
            words("Then ends."),
            Titled("Errors"),
            Items(((words("`Dry` if empty"),), (words("others"),))),
        ),
    )


def test_a_block_comment_loses_its_stars() -> None:
    assert of_function("/** Reads it.\n *\n * More *of* it.\n */") == (
        "Reads it.",
        (words("More *of* it."),),
    )


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("See [the docs][d].", "See [the docs](https://example.org/d)."),
        ("See [d].", "See [d](https://example.org/d)."),
        ("See [`f`][crate::f].", "See `f`."),
        ("See [the levels][l].", "See the levels."),
        ("See [here](https://example.org).", "See [here](https://example.org)."),
        ("An index [0] or [a, b].", "An index [0] or [a, b]."),
    ],
)
def test_references_are_links_or_words(written: str, shown: str) -> None:
    comment = f"First.\n\n{written}\n\n[d]: https://example.org/d\n[l]: crate::levels"
    lines = "\n".join(f"/// {line}" for line in comment.split("\n"))
    assert of_function(lines)[1] == (words(shown),)


@pytest.mark.parametrize("info", ["", "rust", "no_run", "ignore,edition2021"])
def test_an_example_is_in_rust_without_its_hidden_lines(info: str) -> None:
    comment = f"/// First.\n///\n/// ```{info}\n/// # use tide;\n/// #[test]\n/// f();\n/// ```"
    assert of_function(comment)[1] == (Code("#[test]\nf();", "rust"),)


def test_an_example_in_another_language_is_left_as_it_is() -> None:
    comment = "/// First.\n///\n/// ```sh\n/// # a comment\n/// ls\n/// ```"
    (code,) = of_function(comment)[1]
    assert isinstance(code, Code)
    assert code.text == "# a comment\nls"


def test_a_comment_on_the_file_has_blocks_too() -> None:
    analysis = analyse("m.rs", b"//! Reads tides.\n//!\n//! ## Use\n//!\n//! As is.\nfn f() {}\n")
    assert analysis.prose is not None
    assert words_of(analysis.prose.summary) == "Reads tides."
    assert analysis.docstring == (Titled("Use"), words("As is."))
    assert analysis.symbols[0].docstring == ()
