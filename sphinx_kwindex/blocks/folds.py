"""Lines of text with more behind them."""

from __future__ import annotations

import msgspec

from sphinx_kwindex.records.text import Text


class Fold(msgspec.Struct, frozen=True, array_like=True):
    """A line of text, with more lines that the reader opens."""

    head: Text
    lines: tuple[Text, ...] = ()
    """None where the first line says it all."""
    anchor: str = ""


class Folds(msgspec.Struct, frozen=True, tag="folds"):
    """Lines of text, each with more lines that the reader opens."""

    rows: tuple[Fold, ...]
