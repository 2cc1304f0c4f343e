"""Telling an edit that concerns few files from one that may change every page.

Most edits are of the first kind.  Of a line in the body of a function, a comment, words further
down in a docstring, other files see nothing: their pages, and all indexes, are what they were.  Of
a definition with a name that is written nowhere else, indexes and folders see something, and so do
the files that use what is in the same file, or are used there.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

import msgspec

from sphinx_kwindex.build.contents import Content, Inputs
from sphinx_kwindex.config import Settings
from sphinx_kwindex.project import Project
from sphinx_kwindex.records.analysis import Analysis, FileFacts
from sphinx_kwindex.records.interface import SeenChange, has_same_interface, seen_change
from sphinx_kwindex.records.references import LinkedFile, LinkedFiles
from sphinx_kwindex.records.source_files import TextState
from sphinx_kwindex.relations.folders import FolderFigures
from sphinx_kwindex.relations.repository import LocalEdit
from sphinx_kwindex.store.facts import decode_facts
from sphinx_kwindex.store.page_keys import LastRun

_MOST_CHANGED = 100
"""Files that may differ: for more of them, all is looked at."""


def local_edit(
    inputs: Inputs,
    project: Project,
    last: LastRun,
    stored: Mapping[str, msgspec.Raw],
    linked: tuple[LinkedFiles, LinkedFiles],
) -> LocalEdit | None:
    """Return what changed since the last run, None if any file may see something of it.

    Parameters
    ----------
    inputs:
        What the pages depend on now.
    project:
        The linked facts.
    last:
        What is kept of the last run, of which all pages are still there.
    stored:
        Encoded facts by content key: those of the files that changed, as they were.
    linked:
        What the code of all files names: in the last run, and now.

    Raises
    ------
    SourceChangedError
        If a file changes meanwhile.
    """
    if not inputs.additions.is_empty or last.frame != inputs.frame:
        return None
    if not _links_lines(inputs.settings):
        return None
    now = content_keys(inputs.contents)
    if now.keys() != last.contents.keys():
        return None
    changed = {path for path, key in now.items() if last.contents[path] != key}
    if len(changed) > _MOST_CHANGED or not _same_elsewhere(linked, changed):
        return None
    pairs = [
        (_text_facts(last.contents[path], stored), project.files[path]) for path in sorted(changed)
    ]
    before = former_figures(last)
    if before is None:
        return None
    uses_alike = all(_uses(linked[0], path) == _uses(linked[1], path) for path in changed)
    if uses_alike and all(_is_hidden(*pair) for pair in pairs):
        return LocalEdit(_affected(changed, last), before)
    changes = [_seen(was, facts, project) for was, facts in pairs]
    seen = [change for change in changes if change is not None]
    names = frozenset[str]().union(*(change.names for change in seen))
    if len(seen) < len(changes) or _are_written(names, inputs.contents, changed):
        return None
    concerns_uses = not uses_alike or any(change.changes_words for change in seen)
    return LocalEdit(_affected(changed, last), before, is_hidden=False, concerns_uses=concerns_uses)


def former_facts(
    contents: Iterable[Content], last: LastRun, stored: Mapping[str, msgspec.Raw]
) -> dict[str, msgspec.Raw]:
    """Return what tells whether an edit is local, so that all other stored facts can be let go of.

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


def _uses(linked: LinkedFiles, path: str) -> tuple[object, ...] | None:
    """Return what a file uses of others, with its other names; None for one without code."""
    found = linked.files.get(path)
    if found is None:
        return None
    return {used: uses for used, uses in found.uses.items() if used != path}, found.aliases


def _same_elsewhere(linked: tuple[LinkedFiles, LinkedFiles], changed: set[str]) -> bool:
    """Return whether what other files name is what it was: an index may know less of an edit."""
    before, now = (
        {path: _named(item) for path, item in files.files.items() if path not in changed}
        for files in linked
    )
    return before == now


def _named(linked: LinkedFile) -> tuple[object, ...]:
    return linked.references, linked.uses, linked.aliases


def _text_facts(key: str, stored: Mapping[str, msgspec.Raw]) -> Analysis | None:
    """Return what the former content of a file said, None if it is not known or was no text."""
    before = decode_facts(stored[key]) if key in stored else None
    return before if before is not None and before.state is TextState.TEXT else None


def _is_hidden(before: Analysis | None, now: FileFacts) -> bool:
    """Return whether other files see nothing of the edit of one."""
    return before is not None and now.is_text and has_same_interface(before, now.analysis)


def _seen(before: Analysis | None, now: FileFacts, project: Project) -> SeenChange | None:
    """Return what other files see of the edit of one, None if that is more than definitions.

    What tests, examples and natives say of other files is not compared, nor what is passed on as a
    whole.
    """
    path = now.path
    if before is None or not now.is_text or not now.is_python or project.is_aside(path):
        return None
    if any(facts.analysis.bindings for facts in project.files.values()):
        return None
    for importer in project.importers_of(path):
        if any(item.statement.is_star for item in project.imports_of(importer, path)):
            return None
    return seen_change(before, now.analysis)


def _are_written(names: frozenset[str], contents: Iterable[Content], changed: set[str]) -> bool:
    """Return whether any other file has some names in it, be it as a part of a word."""
    if not all(name.isascii() for name in names):
        return True
    encoded = [name.encode() for name in names]
    for item in contents if names else ():
        if item.source.path in changed or item.state is not TextState.TEXT:
            continue
        data = item.read()
        if not data.isascii():
            # Python knows a name however its letters are composed.
            try:
                data = unicodedata.normalize("NFKC", data.decode()).encode()
            except UnicodeDecodeError:
                return True
        # Markup may have backslashes within a name.
        data = data.replace(b"\\", b"")
        if any(name in data for name in encoded):
            return True
    return False


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
