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
_MANY = 20_000
"""Keywords beyond which Sphinx, and not the extension, takes most of the time of a build."""
_MANY_NAMES = (
    " So many keywords make many pages: kwindex_keyword_pages = False spares those of single "
    "files, kwindex_exclude whole folders."
)


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


def log_outcome(outcome: Outcome, seconds: float, index: str, *, adds_to: str) -> None:
    """Say what a run did, and where a reader begins.

    Parameters
    ----------
    outcome:
        What came of it.
    seconds:
        How long it took.
    index:
        The docname of the start page.
    adds_to:
        The document to whose contents that was added; empty where the user lists it.
    """
    manifest = outcome.manifest
    logger.info(
        "kwindex: %s, %s, %s from the cache, %s, %.1f seconds. The pages begin at %s%s.%s%s",
        count(manifest.files, "file"),
        count(manifest.keywords, "keyword"),
        count(outcome.cached, "file"),
        count(len(manifest.diagnostics), "warning"),
        seconds,
        index,
        f", which was added to the contents of {adds_to}" if adds_to else "",
        _MANY_NAMES if manifest.keywords > _MANY else "",
        _shown_left_out(outcome.left_out),
    )


def _shown_left_out(folders: Sequence[LeftOut]) -> str:
    """Return a sentence about the folders that a tool made, empty if there are none."""
    if not folders:
        return ""
    shown = [f"{folder.path} ({folder.maker})" for folder in folders[:_MOST_LEFT_OUT]]
    more = len(folders) - len(shown)
    return f" Left out as made by a tool: {', '.join(shown)}{f' and {more} more' if more else ''}."
