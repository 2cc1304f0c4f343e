"""Telling an edit of which other files see nothing from one that may change every page.

Most edits are of the first kind: a line in the body of a function, a comment, words further down in
a docstring.  After one of them the pages of other files, and all indexes, are what they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from sphinx_kwindex.build.contents import Content, Inputs
from sphinx_kwindex.config import Settings
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.records.interface import has_same_interface
from sphinx_kwindex.records.references import LinkedFiles
from sphinx_kwindex.records.source_files import TextState
from sphinx_kwindex.relations.folders import FolderFigures
from sphinx_kwindex.relations.repository import HiddenEdit
from sphinx_kwindex.store.facts import decode_facts
from sphinx_kwindex.store.page_keys import LastRun

_MOST_CHANGED = 100
"""Files that may differ: for more of them, all is looked at."""


def hidden_edit(
    inputs: Inputs,
    facts: Iterable[FileFacts],
    last: LastRun,
    stored: Mapping[str, msgspec.Raw],
    linked: tuple[LinkedFiles, LinkedFiles],
) -> HiddenEdit | None:
    """Return what changed since the last run, None if other files may see something of it.

    Parameters
    ----------
    inputs:
        What the pages depend on now.
    facts:
        The facts of all files.
    last:
        What is kept of the last run, of which all pages are still there.
    stored:
        Encoded facts by content key: those of the files that changed, as they were.
    linked:
        What the code of all files names: in the last run, and now.
    """
    if not inputs.additions.is_empty or last.frame != inputs.frame:
        return None
    if not _links_lines(inputs.settings):
        return None
    now = content_keys(inputs.contents)
    if now.keys() != last.contents.keys():
        return None
    changed = {path for path, key in now.items() if last.contents[path] != key}
    if len(changed) > _MOST_CHANGED:
        return None
    for item in facts:
        if item.path in changed and not _is_hidden(item, last.contents[item.path], stored):
            return None
    if any(_uses(linked[0], path) != _uses(linked[1], path) for path in changed):
        return None
    if not _same_elsewhere(linked, changed):
        return None
    before = former_figures(last)
    return HiddenEdit(_affected(changed, last), before) if before is not None else None


def former_facts(
    contents: Iterable[Content], last: LastRun, stored: Mapping[str, msgspec.Raw]
) -> dict[str, msgspec.Raw]:
    """Return what tells whether an edit is hidden, so that all other stored facts can be let go of.

    Parameters
    ----------
    contents:
        All files as they are now.
    last:
        What is kept of the last run.
    stored:
        Encoded facts by content key, which lie in the memory of the whole cache.

    Returns
    -------
    mapping from content keys to encoded facts
        Those of the files that changed or are gone, as they were.
    """
    now = content_keys(contents)
    former = {key for path, key in last.contents.items() if now.get(path) != key}
    return {key: stored[key].copy() for key in sorted(former & stored.keys())}


def _links_lines(settings: Settings) -> bool:
    """Return whether numbers of lines are links: else nobody knows which pages show them."""
    return settings.show_source and (not settings.sections or "source" in settings.sections)


def content_keys(contents: Iterable[Content]) -> dict[str, str]:
    """Return what tells the content of each file.

    Returns
    -------
    mapping from paths of files to keys
        A file that is no text, or was not read, has no key that facts are stored by.
    """
    return {item.source.path: item.digest for item in contents}


def _uses(linked: LinkedFiles, path: str) -> Mapping[str, bytes] | None:
    """Return what a file uses of others, None for one without code."""
    found = linked.files.get(path)
    if found is None:
        return None
    return {used: uses for used, uses in found.uses.items() if used != path}


def _same_elsewhere(linked: tuple[LinkedFiles, LinkedFiles], changed: set[str]) -> bool:
    """Return whether what other files name is what it was: an index may know less of an edit."""
    before, now = (
        {path: item.references for path, item in files.files.items() if path not in changed}
        for files in linked
    )
    return before == now


def _is_hidden(now: FileFacts, key: str, stored: Mapping[str, msgspec.Raw]) -> bool:
    """Return whether the edit of a file is hidden, ``key`` being that of its former content."""
    before = decode_facts(stored[key]) if key in stored else None
    return (
        before is not None
        and before.state is now.analysis.state is TextState.TEXT
        and has_same_interface(before, now.analysis)
    )


def _affected(changed: set[str], last: LastRun) -> frozenset[str]:
    """Return the files that changed, and those whose pages lead to lines of them."""
    shifted = {text.docname for path in changed for text in last.pages[path].texts}
    leading = {
        subject for subject, pages in last.pages.items() if not shifted.isdisjoint(pages.lines_of)
    }
    return frozenset(changed | (leading & last.contents.keys()))


def former_figures(last: LastRun) -> FolderFigures | None:
    """Return what the pages of folders showed after the last run, None if that is not known."""
    try:
        return msgspec.msgpack.decode(last.figures, type=FolderFigures)
    except (msgspec.DecodeError, RecursionError):
        return None
