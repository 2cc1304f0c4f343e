"""Tables of text, as aligned columns or as Markdown."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """A table of text.

    Attributes
    ----------
    header:
        The heads of the columns.
    rows:
        The rows, each as long as the header.
    text_columns:
        How many columns from the left hold words; the others hold numbers, and are
        aligned to the right.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    text_columns: int


def plain_table(table: Table) -> str:
    """Lay a table out with spaces.

    Parameters
    ----------
    table:
        The table.

    Returns
    -------
    The lines, with a rule below the header; each ends with a line end.
    """
    widths = column_widths(table)
    rule = tuple("-" * width for width in widths)
    lines = (
        plain_line(row, widths, table.text_columns) for row in (table.header, rule, *table.rows)
    )
    return "".join(f"{line}\n" for line in lines)


def column_widths(table: Table) -> tuple[int, ...]:
    """Give the number of characters that each column needs."""
    return tuple(
        max(len(cell) for cell in column) for column in zip(table.header, *table.rows, strict=True)
    )


def plain_line(row: Sequence[str], widths: Sequence[int], text_columns: int) -> str:
    """Lay one row out with spaces."""
    cells = (
        cell.ljust(width) if column < text_columns else cell.rjust(width)
        for column, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    return "  ".join(cells).rstrip()


def markdown_table(table: Table) -> str:
    """Write a table in Markdown, with pipes.

    Parameters
    ----------
    table:
        The table.

    Returns
    -------
    The lines; each ends with a line end.
    """
    alignment = tuple(
        "---" if column < table.text_columns else "---:" for column in range(len(table.header))
    )
    lines = (
        f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"
        for row in (table.header, alignment, *table.rows)
    )
    return "".join(f"{line}\n" for line in lines)
