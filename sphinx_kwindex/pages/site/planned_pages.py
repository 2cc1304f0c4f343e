"""Pages that are planned: made when they are asked for, or kept as the last run left them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

import msgspec

from sphinx_kwindex.blocks.blocks import Page
from sphinx_kwindex.finder.index import Subject
from sphinx_kwindex.pages.site.asked_folders import Question
from sphinx_kwindex.pages.site.found_entries import no_entries
from sphinx_kwindex.pages.site.targets import no_targets
from sphinx_kwindex.records.page_targets import PageTargets

FindKey = Callable[..., Callable[[], str]]
"""Returns what gives the key of the pages that show some records."""


class PlannedPages(msgspec.Struct, frozen=True):
    """Pages that are made from one view."""

    subject: str
    """Path of the file or folder that they are about; that of a folder ends with a slash.  Two
    slashes are before what is not the pages of the folder or file itself."""
    key: Callable[[], str]
    """Returns the key of all that they show; empty where that is not known."""
    build: Callable[[], Iterator[Page]]
    targets: Callable[[], PageTargets] = no_targets
    """Returns what can be referred to on them."""
    entries: Callable[[], Subject] = no_entries
    """Returns what the finder finds on them."""
    asked: Collection[Question] = ()
    """What these functions asked of the names of pages of folders; it grows while they run."""
    reads: str = ""
    """Key of what is read to know what they show; empty where that is not known."""
