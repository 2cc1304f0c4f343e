"""The way through the lines of a docstring."""

from __future__ import annotations

from collections.abc import Sequence

from sphinx_kwindex.analysis.docstrings.lines import (
    dedented,
    indent_of,
    indented_end,
    next_written,
    trimmed,
)


class Cursor:
    """Goes over lines once; ``at`` is the next one."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.written = next_written(lines)
        self.at = 0

    def indented(self) -> list[str]:
        """Take the indented lines that follow."""
        end = indented_end(self.lines, self.at)
        taken = trimmed(self.lines[self.at : end])
        self.at = end
        return dedented(taken)

    def following(self, start: int) -> str:
        """Return the next line that is not blank."""
        return self.written[start] if start < len(self.lines) else ""

    def continues(self) -> bool:
        """Return whether the next line is indented."""
        return self.at < len(self.lines) and indent_of(self.lines[self.at]) > 0
