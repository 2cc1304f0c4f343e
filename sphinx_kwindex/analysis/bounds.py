"""How many definitions of one file have entries: a file with more was made by a program."""

from __future__ import annotations

import msgspec

from sphinx_kwindex.records.analysis import Analysis

MOST_DEFINITIONS = 10_000
"""Definitions of a file that pages list; each costs an entry in the file, in two keyword indexes,
in the finder, and in the inventory."""


def bounded(analysis: Analysis) -> Analysis:
    """Return the facts of a file with no more definitions than pages list.

    What is left out is counted, so that the page can say so.
    """
    most = MOST_DEFINITIONS
    symbols = analysis.symbols
    if len(symbols) <= most:
        return analysis
    # An enclosing definition comes before what it encloses, so that no parent is lost.
    return msgspec.structs.replace(
        analysis,
        symbols=symbols[:most],
        references=tuple(item for item in analysis.references if item.symbol < most),
        examples=tuple(item for item in analysis.examples if item.symbol < most),
        unlisted=len(symbols) - most,
    )
