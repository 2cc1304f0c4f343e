"""The columns of a table that say something."""

from __future__ import annotations

import msgspec

from sphinx_kwindex.blocks.blocks import Table


def without_empty_columns(table: Table, fewest: int) -> Table:
    """Return a table without the columns on the right in which there is nothing.

    Parameters
    ----------
    table:
        The table; it has rows.
    fewest:
        How many columns to keep in any case.
    """
    width = max(
        position + 1
        for row in table.rows
        for position, cell in enumerate(row.cells)
        if position < fewest or cell
    )
    rows = tuple(msgspec.structs.replace(row, cells=row.cells[:width]) for row in table.rows)
    return msgspec.structs.replace(table, columns=table.columns[:width], rows=rows)
