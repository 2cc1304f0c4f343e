"""How much a page may say of the uses of what a long file defines.

A page that takes several megabytes is slow to open.  What its source and its definitions take is
given; what else is on it, names that lead somewhere and definitions that use those of the file, has
the rest, and no more.
"""

from __future__ import annotations

from sphinx_kwindex.records.analysis import FileFacts

_MOST_BYTES = 2_600_000
"""Of a page, so that it stays below three megabytes."""
_BYTES_IN_COLOUR, _BYTES_IN_BLACK, _LONGEST_IN_COLOUR = 3.0, 1.7, 1_000_000
"""Of a byte of source on its page, with the marks of its lines and words; of a longer source with
those of its lines alone."""
_BYTES_PER_DEFINITION = 400
"""Of a definition: its head, its first sentence and its figures."""
_WHOLE = 1_900_000
"""Bytes that all names and users take that a page shows at most."""
_STEPS = 20
"""The share changes in steps, so that few edits change it."""


def share_beside(facts: FileFacts) -> float:
    """Return how much of the names and users that other pages show has room on that of a file.

    Returns
    -------
    1 for nearly all files, less for long ones, at least 0.05
    """
    is_coloured = facts.size <= _LONGEST_IN_COLOUR
    taken = facts.size * (_BYTES_IN_COLOUR if is_coloured else _BYTES_IN_BLACK)
    taken += len(facts.analysis.symbols) * _BYTES_PER_DEFINITION
    steps = int(_STEPS * (_MOST_BYTES - taken) / _WHOLE)
    return min(max(steps, 1), _STEPS) / _STEPS
