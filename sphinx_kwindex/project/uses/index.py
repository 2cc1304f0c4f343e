"""Which definitions of which files use the definitions of a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from sphinx_kwindex.project.python.imports import Definition, ImportResolver, ResolvedImport
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.records.names import Role
from sphinx_kwindex.records.references import Certainty, LinkedFiles, LocalUse, LocalUses

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
    files:
        The facts of all files, by path.
    linked:
        What the places in them name.
    imports:
        The resolved imports of the files that import as Python does.
    resolver:
        Follows names from file to file.
    """

    def __init__(
        self,
        files: Mapping[str, FileFacts],
        linked: LinkedFiles,
        imports: Mapping[str, tuple[ResolvedImport, ...]],
        resolver: ImportResolver,
    ) -> None:
        self._linked = linked.files
        self._imported = {
            path: found
            for path, resolved in imports.items()
            if path not in linked.files and (found := _imported(resolved))
        }
        self._users: dict[str, list[str]] = {}
        for path in sorted({*self._linked, *self._imported}):
            for used in self._files_used_by(path):
                self._users.setdefault(used, []).append(path)
        self._behind = _behind(files.values(), resolver)
        self._holders: dict[str, set[str]] = {}
        for holder, names in self._behind.items():
            for path, _ in names.values():
                self._holders.setdefault(path, set()).add(holder)
        self._last: tuple[str, tuple[Use, ...]] = ("", ())

    def _files_used_by(self, path: str) -> Iterable[str]:
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
        for holder in sorted(self._holders.get(path, ())):
            names = self._behind[holder]
            for user in self.users_of(holder):
                for found in self.between(user, holder):
                    meant, name = names.get(found.used, ("", ""))
                    if meant == path:
                        yield Use(user, found._replace(used=name), found.used)

    def by(self, path: str) -> Iterator[tuple[str, LocalUse]]:
        """Yield what a file uses, each with the path of the file that defines it."""
        for used in self._files_used_by(path):
            for found in self.between(path, used):
                yield used, found

    def behind(self, path: str, name: str) -> tuple[str, str] | None:
        """Return the file and the name of the definition that another name stands for.

        Parameters
        ----------
        path:
            The file that has the other name.
        name:
            The other name.

        Returns
        -------
        path and qualified name, None where it is no other name
        """
        return self._behind.get(path, {}).get(name)


def _imported(resolved: Iterable[ResolvedImport]) -> dict[str, list[LocalUse]]:
    """Return the definitions that the imports of a file name, by the path of their files."""
    found: dict[str, list[LocalUse]] = {}
    for item in resolved:
        if item.definition is not None:
            used = item.definition.symbol.qualname
            use = LocalUse(used, "", 1 << Role.IMPORT, Certainty.EXACT, 0, 0)
            found.setdefault(item.definition.path, []).append(use)
    return found


def _behind(
    files: Iterable[FileFacts], resolver: ImportResolver
) -> dict[str, dict[str, tuple[str, str]]]:
    """Return the other names of definitions.

    Returns
    -------
    mapping from paths of files to the names that they give
        Each with the path and the qualified name of what it stands for.
    """
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for facts in files:
        names = {name for name, _ in facts.analysis.aliases}
        for symbol in facts.analysis.symbols if names else ():
            if symbol.qualname in names:
                behind = resolver.behind(Definition(facts.path, symbol))
                if behind is not None:
                    meant = behind.path, behind.symbol.qualname
                    found.setdefault(facts.path, {})[symbol.qualname] = meant
    return found
