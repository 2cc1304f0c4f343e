"""How many entries one file may have: a file with more was made by a program."""

from __future__ import annotations

import msgspec

from sphinx_kwindex.limits import Limits
from sphinx_kwindex.records.analysis import Analysis


def most_read(limits: Limits) -> int:
    """Return how many definitions are read: more than are listed, since some may be none."""
    return 2 * limits.max_definitions


def bounded(analysis: Analysis, limits: Limits) -> Analysis:
    """Return the facts of a file with no more definitions and other entries than pages list.

    Parameters
    ----------
    analysis:
        All that was found; what is left out of it is counted, so that the page can say so.
    limits:
        How many they are.
    """
    most = limits.max_definitions
    return _with_fewer_definitions(_with_fewer_others(analysis, most), most)


def _with_fewer_others(analysis: Analysis, most: int) -> Analysis:
    if len(analysis.imports) <= most and len(analysis.occurrences) <= most:
        return analysis
    return msgspec.structs.replace(
        analysis,
        imports=analysis.imports[:most],
        references=tuple(item for item in analysis.references if item.imported < most),
        occurrences=analysis.occurrences[:most],
        is_cut=True,
    )


def _with_fewer_definitions(analysis: Analysis, most: int) -> Analysis:
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
