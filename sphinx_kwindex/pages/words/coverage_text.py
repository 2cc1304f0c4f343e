"""Documentation coverage in words and in rows of tables."""

from __future__ import annotations

from collections.abc import Iterable

from sphinx_kwindex.blocks.blocks import Row, Table, plain
from sphinx_kwindex.pages.site.site import Site
from sphinx_kwindex.pages.words.counting import count
from sphinx_kwindex.records.text import Span, Text
from sphinx_kwindex.relations.documentation import Coverage
from sphinx_kwindex.relations.folders.coverage import Undocumented

COLUMNS = ("Public definitions", "Without a docstring", "Documented", "Annotated")
MODULE = "the module"
"""What stands for a file among the names in it."""


def percentage(part: int, whole: int) -> str:
    """Return a share: never ``100 %`` of what is not complete, nor ``0 %`` of what is begun.

    Parameters
    ----------
    part:
        How many there are.
    whole:
        How many there are in all; there is no share of none.
    """
    if not whole:
        return ""
    share = part * 100 // whole
    return "< 1 %" if part and not share else f"{share} %"


def in_sentences(coverage: Coverage, *, with_module: bool = False, has_stub: bool = False) -> Text:
    """Return both figures, as far as there is anything to count.

    Parameters
    ----------
    coverage:
        The figures.
    with_module:
        Whether a module is one of the definitions.
    has_stub:
        Whether annotations may stand in a stub.
    """
    sentences = []
    if coverage.definitions == 1 and with_module:
        sentences.append(f"The module has {'a' if coverage.documented else 'no'} docstring.")
    elif coverage.definitions:
        have = "has" if coverage.definitions == 1 else "have"
        among = ", the module among them," if with_module else ""
        sentences.append(
            f"{coverage.documented:,} of {count(coverage.definitions, 'public definition')}{among} "
            f"{have} a docstring ({percentage(coverage.documented, coverage.definitions)})."
        )
    if coverage.hintable:
        are = "is" if coverage.hintable == 1 else "are"
        sentences.append(
            f"{coverage.hinted:,} of {coverage.hintable:,} parameters and results of public "
            f"functions {are} annotated{' here or in the stub' * has_stub} "
            f"({percentage(coverage.hinted, coverage.hintable)})."
        )
    return (plain(" ".join(sentences)),)


def coverage_table(head: str, rows: Iterable[tuple[Span, Coverage]]) -> Table:
    """Return a table with the figures of files or folders.

    Parameters
    ----------
    head:
        Title of the first column.
    rows:
        Links to the files or folders, each with its figures.
    """
    return Table(
        (head, *COLUMNS),
        tuple(Row(((link,), *_figures(coverage))) for link, coverage in rows),
        figures=(1, 2, 3, 4),
    )


def _figures(coverage: Coverage) -> tuple[Text, ...]:
    return tuple(
        (plain(text),)
        for text in (
            f"{coverage.definitions:,}",
            f"{coverage.missing:,}",
            percentage(coverage.documented, coverage.definitions),
            percentage(coverage.hinted, coverage.hintable),
        )
    )


def undocumented_links(site: Site, said: Undocumented) -> tuple[Span, ...]:
    """Return links to what has no docstring, on a page other than the file's.

    Parameters
    ----------
    site:
        The names of all pages, and the options.
    said:
        What has no docstring in a file.
    """
    module = [site.line_in(said.path, 1, MODULE)] if said.with_module else []
    links = (site.file_link(said.path, name, anchor) for name, anchor in said.names)
    return (*module, *links)
