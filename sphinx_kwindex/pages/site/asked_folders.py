"""Which names of pages of folders a page asked for: it stays as it is while they do.

A folder that comes, goes, or becomes a part of another page then changes the pages that lead to it,
and no others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from sphinx_kwindex.pages.site.docnames import PageNames

_FIELDS = ("folder_index", "folder_doc", "folder_keywords", "chains")
"""Those of :class:`PageNames` that are by folder.  What is there and in none of them is known by
the key that all pages have in common, or is part of what a page shows."""

Question = tuple[int, str]
"""The position of a field, and the path of a folder."""


class _Noting(Mapping[str, str]):
    """Names by folder that note for which folder somebody asks."""

    def __init__(self, names: Mapping[str, str], field: int, asked: set[Question]) -> None:
        self._names = names
        self._field = field
        self._asked = asked

    def __getitem__(self, folder: str) -> str:
        self._asked.add((self._field, folder))
        return self._names[folder]

    def __iter__(self) -> Iterator[str]:
        # Whoever goes through all of them would have to be told of new ones, too.
        raise NotImplementedError

    def __len__(self) -> int:
        raise NotImplementedError


def noting(names: PageNames, asked: set[Question]) -> PageNames:
    """Return names of pages that note what they are asked of folders.

    Parameters
    ----------
    names:
        The names.
    asked:
        Where it is added.
    """
    fields = {
        name: _Noting(getattr(names, name), field, asked) for field, name in enumerate(_FIELDS)
    }
    return msgspec.structs.replace(names, **fields)


def folder_answers(names: PageNames, asked: Iterable[Question]) -> str:
    """Return a key of what names answer to some questions, whether the folders are there or not.

    Parameters
    ----------
    names:
        The names.
    asked:
        The questions, in an order that is always the same.
    """
    said: list[Mapping[str, str]] = [getattr(names, name) for name in _FIELDS]
    answers = [said[field].get(folder) for field, folder in asked]
    return hashlib.blake2b(msgspec.msgpack.encode(answers), digest_size=12).hexdigest()
