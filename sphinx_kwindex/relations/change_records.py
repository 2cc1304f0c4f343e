"""What changed since an earlier build, as pages show it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import msgspec

from sphinx_kwindex.changes.comparing import Changed
from sphinx_kwindex.changes.states import Coverage, Dependent, Head
from sphinx_kwindex.records.diagnostics import Diagnostic
from sphinx_kwindex.relations.shortened import Shortened


class Shown(msgspec.Struct, frozen=True):
    """A definition that came, went or moved, with all that is in it."""

    definition: Head
    """As it is now, or was last."""
    members: int = 0
    """How many more of them it stands for."""
    users: tuple[Dependent, ...] = ()
    """What may still use it."""
    origin: str = ""
    """The path of the file that it was in."""


class FileChanges(msgspec.Struct, frozen=True):
    """What changed in a file."""

    since: str
    """What the earlier state was called; empty if it did not say."""
    is_new: bool = False
    added: tuple[Shown, ...] = ()
    removed: tuple[Shown, ...] = ()
    changed: tuple[Changed, ...] = ()
    respelled: tuple[Changed, ...] = ()
    """Those that only write types in another way."""
    came: tuple[Shown, ...] = ()
    """Definitions that were in another file."""
    left: tuple[Shown, ...] = ()
    """Those that are in another one now."""
    added_modules: tuple[str, ...] = ()
    """Top names of modules from elsewhere that it did not import."""
    removed_modules: tuple[str, ...] = ()
    coverage: tuple[Coverage, Coverage] = (Coverage(), Coverage())
    """Of its public classes and functions, before and after."""
    is_unlike: bool = False
    """Whether one of the states reads it tolerantly, so that definitions are not compared."""

    @property
    def says_nothing(self) -> bool:
        """Whether nothing of what is compared changed."""
        same = self.coverage[0]
        return self == FileChanges(self.since, coverage=(same, same))


class ChangesInShort(msgspec.Struct, frozen=True):
    """How much changed in the repository."""

    since: str = ""
    """What the earlier state was called; empty if it did not say."""
    removed: int = 0
    changed: int = 0
    moved: int = 0
    added: int = 0
    """Public definitions, outside tests."""


class RepositoryChanges(msgspec.Struct, frozen=True):
    """What changed in the whole repository: what its page shows."""

    since: str = ""
    """What the earlier state was called; empty if it did not say."""
    made_by: str = ""
    """The version of sphinx-kwindex that wrote its data, if that is another one."""
    is_readable: bool = True
    """Whether its data could be read."""
    coverage: tuple[Coverage, Coverage] = (Coverage(), Coverage())
    totals: ChangesInShort = ChangesInShort()
    removed: Shortened[Shown] = Shortened()
    changed: Shortened[Changed] = Shortened()
    respelled: Shortened[Changed] = Shortened()
    """Those that only write types in another way."""
    moved: Shortened[Shown] = Shortened()
    added: Shortened[Shown] = Shortened()
    added_files: Shortened[str] = Shortened()
    removed_files: Shortened[str] = Shortened()
    added_modules: tuple[tuple[str, Shortened[str]], ...] = ()
    """Top names of modules from elsewhere that no file imported, with the files that do."""
    removed_modules: tuple[str, ...] = ()
    unlike: Shortened[str] = Shortened()
    """Files whose definitions are not compared."""


class KnownChanges(msgspec.Struct, frozen=True):
    """What changed, by file and in all; nothing if there is nothing to compare with."""

    repository: RepositoryChanges = RepositoryChanges(is_readable=False)
    files: Mapping[str, FileChanges] = {}
    """By path, without those in which nothing did."""
    diagnostics: tuple[Diagnostic, ...] = ()
    has_page: bool = False
    """Whether there is a page that says so."""

    @property
    def in_short(self) -> ChangesInShort | None:
        """How much changed; None if nobody knows."""
        return self.repository.totals if self.repository.is_readable else None

    @property
    def keys(self) -> dict[str, str]:
        """A hash of what changed in each file."""
        return {path: _key(found) for path, found in self.files.items()}


NOTHING_KNOWN = KnownChanges()


def _key(found: FileChanges) -> str:
    return hashlib.blake2b(msgspec.msgpack.encode(found), digest_size=16).hexdigest()
