"""Which definitions of which files use the definitions of a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from sphinx_kwindex.project.python.imports import ResolvedImport
from sphinx_kwindex.project.uses.aliases import Aliases
from sphinx_kwindex.project.uses.local import is_part_of
from sphinx_kwindex.records.names import Role
from sphinx_kwindex.records.references import (
    Alias,
    Certainty,
    LinkedFiles,
    LocalUse,
    LocalUses,
    Target,
)

_DECODER = msgspec.msgpack.Decoder(LocalUses)


class Use(msgspec.Struct, frozen=True, array_like=True):
    """A definition of a file, or its module level, that uses another definition."""

    path: str
    """The file that uses."""
    found: LocalUse
    alias: str = ""
    """The other name by which it names the definition, if it does not by its own."""


def is_import(use: LocalUse) -> bool:
    """Return whether something imports a definition, and does nothing else with it."""
    return use.roles == 1 << Role.IMPORT


class UseIndex:
    """Finds the uses of a file's definitions; those of few files are decoded at a time.

    Parameters
    ----------
    linked:
        What the places in all files name.
    imports:
        The resolved imports of the files that import as Python does.
    """

    def __init__(
        self, linked: LinkedFiles, imports: Mapping[str, tuple[ResolvedImport, ...]]
    ) -> None:
        self._linked = linked.files
        self._imported = {
            path: found
            for path, resolved in imports.items()
            if path not in linked.files and (found := _imported(resolved))
        }
        self._users: dict[str, list[str]] = {}
        for path in sorted({*self._linked, *self._imported}):
            for used in self.used_by(path):
                self._users.setdefault(used, []).append(path)
        self._aliases = Aliases(linked.files)
        self._holders: dict[str, set[str]] = {}
        for alias in self._aliases:
            for target in self._aliases.behind(alias):
                self._holders.setdefault(target.path, set()).add(alias.path)
        self._last: tuple[str, tuple[Use, ...]] = ("", ())

    def used_by(self, path: str) -> Iterable[str]:
        """Return the files of which a file uses something; it may be among them."""
        linked = self._linked.get(path)
        return self._imported.get(path, {}) if linked is None else linked.uses

    def users_of(self, path: str) -> tuple[str, ...]:
        """Return the files that use something of a file, sorted; it may be among them."""
        return tuple(self._users.get(path, ()))

    def between(self, user: str, used: str) -> Iterator[LocalUse]:
        """Yield what a file uses of another one, or of itself, in source order.

        Parameters
        ----------
        user:
            Path of the file that uses.
        used:
            Path of the file that is used.
        """
        linked = self._linked.get(user)
        if linked is None:
            yield from self._imported.get(user, {}).get(used, ())
        elif used in linked.uses:
            yield from _DECODER.decode(linked.uses[used])

    def encoded(self, user: str, used: str) -> bytes:
        """Return what a file uses of another one, or of itself, as bytes that tell it.

        Parameters
        ----------
        user:
            Path of the file that uses.
        used:
            Path of the file that is used.
        """
        linked = self._linked.get(user)
        if linked is None:
            return msgspec.msgpack.encode(self._imported.get(user, {}).get(used, ()))
        return linked.uses.get(used, b"")

    def holders_of(self, path: str) -> list[str]:
        """Return the files with other names of definitions of a file, sorted."""
        return sorted(self._holders.get(path, ()))

    def aliases_from(self, path: str) -> Mapping[str, Mapping[str, Alias]]:
        """Return the other names that may be followed from a file on, by their files.

        Returns
        -------
        nothing where the file has no other names
        """
        return self._aliases.from_file(path)

    def of(self, path: str) -> tuple[Use, ...]:
        """Return the uses of the definitions of a file, sorted by the file that uses.

        Those by another name of a definition come last.
        """
        if self._last[0] != path:
            self._last = path, tuple(self._of(path))
        return self._last[1]

    def _of(self, path: str) -> Iterator[Use]:
        for user in self.users_of(path):
            for found in self.between(user, path):
                yield Use(user, found)
        for holder in self.holders_of(path):
            for user in self.users_of(holder):
                for found in self.between(user, holder):
                    yield from self._behind(path, user, holder, found)

    def _behind(self, path: str, user: str, holder: str, found: LocalUse) -> Iterator[Use]:
        """Yield the uses of the definitions of a file by another name of them."""
        for target, certainty in self.behind(holder, found.used).items():
            is_own = user == path and is_part_of(found.user, target.qualname)
            if target.path == path and not is_own:
                least = max(found.certainty, certainty)
                through = found._replace(used=target.qualname, certainty=least)
                yield Use(user, through, found.used)

    def by(self, path: str) -> Iterator[tuple[str, LocalUse]]:
        """Yield what a file uses, each with the path of the file that defines it."""
        for used in self.used_by(path):
            for found in self.between(path, used):
                yield used, found

    def behind(self, path: str, name: str) -> Mapping[Target, Certainty]:
        """Return the definitions that another name stands for, with how certain that is.

        Parameters
        ----------
        path:
            The file that has the other name.
        name:
            The other name.

        Returns
        -------
        nothing where it is no other name
        """
        return self._aliases.behind(Target(path, name))


def _imported(resolved: Iterable[ResolvedImport]) -> dict[str, list[LocalUse]]:
    """Return the definitions that the imports of a file name, by the path of their files."""
    found: dict[str, list[LocalUse]] = {}
    for item in resolved:
        if item.definition is not None:
            used = item.definition.symbol.qualname
            use = LocalUse(used, "", 1 << Role.IMPORT, Certainty.EXACT, 0, 0)
            found.setdefault(item.definition.path, []).append(use)
    return found
