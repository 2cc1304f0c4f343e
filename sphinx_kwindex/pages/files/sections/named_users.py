"""How pages name the definitions that use others: by file and name, and how certain that is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from sphinx_kwindex.blocks.blocks import plain
from sphinx_kwindex.pages.files.sections.named import reference_link
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.paths import folder_of, name_of
from sphinx_kwindex.records.references import Certainty
from sphinx_kwindex.records.text import Span, Text
from sphinx_kwindex.relations.uses import User

_LOCALS = ".<locals>."
_UNCLEAR_NAMES = frozenset({"__init__.py", "__main__.py", "conftest.py", "setup.py"})
"""File names that say little without their folder."""


def named_by_file(view: FileView, users: Iterable[User]) -> Text:
    """Return definitions in one line, file by file.

    Parameters
    ----------
    view:
        The file whose page it is.
    users:
        The definitions.
    """
    parts = []
    for path, found in _grouped(users).items():
        names = names_of_users(view, found)
        if path == view.path:
            parts.append((*names, plain(" here")))
        elif not any(user.definition.qualname for user in found):
            parts.append((*names, plain(" of "), _file(view, path)))
        else:
            parts.append((*names, plain(" in "), _file(view, path)))
    if len(parts) == 1 and parts[0][-1] == plain(" here"):
        parts[0] = parts[0][:-1]
    return joined(parts, "; ")


def _file(view: FileView, path: str) -> Span:
    """Return a link to a file by its name; one that others have too, with its folder."""
    name = name_of(path)
    is_clear = name not in _UNCLEAR_NAMES and name != name_of(view.path)
    if folder_of(path) and not is_clear:
        name = f"{name_of(folder_of(path))}/{name}"
    return view.site.file_link(path, name)


def names_of_users(view: FileView, users: Sequence[User]) -> Text:
    """Return the names of definitions of one file; which are not certain is said.

    Parameters
    ----------
    view:
        The file whose page it is.
    users:
        The definitions.
    """
    names = []
    for user in users:
        probably = (plain("probably "),) if user.certainty is Certainty.INFERRED else ()
        is_named = bool(user.definition.qualname)
        link = reference_link(view, user.definition) if is_named else plain("module level")
        names.append((*probably, replace(link, text=link.text.replace(_LOCALS, " › "))))
    return joined(names, ", ")


def by_file(view: FileView, users: Iterable[User]) -> Mapping[str, list[User]]:
    """Return definitions by their files.

    Parameters
    ----------
    view:
        The file whose page it is.
    users:
        The definitions.

    Returns
    -------
    mapping from paths to definitions
        Sorted, the file of the page last.
    """
    found = _grouped(users)
    in_order = sorted(found, key=lambda path: (path == view.path, path))
    return {path: found[path] for path in in_order}


def _grouped(users: Iterable[User]) -> dict[str, list[User]]:
    """Return definitions by their files, in the order of the first of each."""
    found: dict[str, list[User]] = {}
    for user in users:
        found.setdefault(user.definition.path, []).append(user)
    return found


def file_label(view: FileView, path: str) -> Span:
    """Return a link to a file, words for the one of the page.

    Parameters
    ----------
    view:
        The file whose page it is.
    path:
        Path of the other one.
    """
    return plain("this file") if path == view.path else view.site.file_link(path)


def lines_by_file(view: FileView, users: Iterable[User]) -> Iterator[Text]:
    """Yield a line for each file.

    Parameters
    ----------
    view:
        The file whose page it is.
    users:
        Definitions.
    """
    for path, found in by_file(view, users).items():
        yield (file_label(view, path), plain(": "), *names_of_users(view, found))


def joined(texts: Sequence[Text], between: str) -> Text:
    """Return texts in one line.

    Parameters
    ----------
    texts:
        The texts.
    between:
        What stands between two of them.
    """
    spans: list[Span] = []
    for text in texts:
        if spans:
            spans.append(plain(between))
        spans.extend(text)
    return tuple(spans)
