"""What a person sees of a run on the console: how far it is, and what it did."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sphinx.util import logging
from sphinx.util.display import status_iterator

from sphinx_kwindex.build.contents import Outcome
from sphinx_kwindex.build.progress import Item
from sphinx_kwindex.discovery import LeftOut
from sphinx_kwindex.pages.words.counting import count

logger = logging.getLogger(__name__)

_MOST_STEPS = 10
_MOST_LEFT_OUT = 5


class StepProgress:
    """Progress as Sphinx shows it, in few steps: a log has a line for each."""

    def __init__(self, verbosity: int) -> None:
        self._verbosity = verbosity

    def __call__(self, items: Iterable[Item], summary: str, length: int) -> Iterable[Item]:
        """Yield the items, and show a step whenever a tenth of them is done."""
        total = min(length, _MOST_STEPS)
        steps = status_iterator(
            range(total), f"kwindex: {summary}... ", "purple", total, self._verbosity, _no_name
        )
        shown = 0
        for position, item in enumerate(items, 1):
            yield item
            while shown < position * total // length:
                next(steps, None)
                shown += 1
        # The last step ends the line.
        for _ in steps:
            pass


def _no_name(item: object) -> str:
    """Show the percentage alone: names would scroll by faster than anybody reads."""
    return ""


def log_outcome(outcome: Outcome, seconds: float) -> None:
    """Say what a run did.

    Parameters
    ----------
    outcome:
        What came of it.
    seconds:
        How long it took.
    """
    manifest = outcome.manifest
    logger.info(
        "kwindex: %s, %s, %s from the cache, %s, %.1f seconds.%s",
        count(manifest.files, "file"),
        count(manifest.keywords, "keyword"),
        count(outcome.cached, "file"),
        count(len(manifest.diagnostics), "warning"),
        seconds,
        _shown_left_out(outcome.left_out),
    )


def _shown_left_out(folders: Sequence[LeftOut]) -> str:
    """Return a sentence about the folders that a tool made, empty if there are none."""
    if not folders:
        return ""
    shown = [f"{folder.path} ({folder.maker})" for folder in folders[:_MOST_LEFT_OUT]]
    more = len(folders) - len(shown)
    return f" Left out as made by a tool: {', '.join(shown)}{f' and {more} more' if more else ''}."
