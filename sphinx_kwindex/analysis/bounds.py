"""How many entries one file may have: a file with more was made by a program."""

from __future__ import annotations

import msgspec

from sphinx_kwindex.records.analysis import Analysis

MOST_DEFINITIONS = 10_000
"""Definitions of a file that pages list; each costs an entry in the file, in two keyword indexes,
in the finder, and in the inventory.  Imports, and values like names of settings, are as many."""


def most_read() -> int:
    """Return how many definitions are read: more than are listed, since some may be none."""
    return 2 * MOST_DEFINITIONS


def bounded(analysis: Analysis) -> Analysis:
    """Return the facts of a file with no more definitions and other entries than pages list.

    What is left out is known, so that the page can say so.
    """
    return _with_fewer_definitions(_with_fewer_others(analysis))


def _with_fewer_others(analysis: Analysis) -> Analysis:
    most = MOST_DEFINITIONS
    if len(analysis.imports) <= most and len(analysis.occurrences) <= most:
        return analysis
    return msgspec.structs.replace(
        analysis,
        imports=analysis.imports[:most],
        references=tuple(item for item in analysis.references if item.imported < most),
        occurrences=analysis.occurrences[:most],
        is_cut=True,
    )


def _with_fewer_definitions(analysis: Analysis) -> Analysis:
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
        unlisted=analysis.unlisted + len(symbols) - most,
    )
