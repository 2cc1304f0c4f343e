"""Dotted module names and the files behind them.

A file is found by the folder from which Python would look (an import root) and the dotted name.
Import roots are: the folder above the outermost package of the importing file, the tops of the
repositories, the conventional ``src`` and ``lib`` folders, the folder of a script, and last the
folders above any other package of the repository.  The last ones answer only when they agree, so
that a package in a test fixture is not taken for the real one.

A folder without ``__init__`` inside a package is part of it (PEP 420), unless it has the name of a
folder for programs or tests: those are run by themselves.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from posixpath import join as join_path

import msgspec

from sphinx_kwindex.paths import folder_of, is_within, name_of, upwards

_PACKAGE_FILES = ("__init__.py", "__init__.pyi")
_MODULE_SUFFIXES = (".py", ".pyi")
_IMPORTED = (*_MODULE_SUFFIXES, ".pyw")
_SOURCE_FOLDERS = ("src", "lib", "python")
PROGRAM_FOLDERS = frozenset(
    {"benchmarks", "bin", "doc", "docs", "example", "examples", "scripts", "test", "tests", "tools"}
)
"""Names of folders whose files import each other as programs do, unless they are packages."""


class ModuleIndex(msgspec.Struct, frozen=True):
    """The Python files of a repository, for look-up by dotted name."""

    paths: frozenset[str]
    common_roots: tuple[str, ...]
    """Import roots that hold for every file; folders without a trailing slash, in order."""
    package_roots: Mapping[str, tuple[str, ...]]
    """Further import roots by the name of a top-level package that lies there."""
    outer_packages: Mapping[str, str]
    """Dotted name of a top folder that is itself a package, by its path.  Such a folder is no
    import root: its modules are imported through the packages around it."""
    packages: frozenset[str]
    """Folders that are packages."""
    namespaces: frozenset[str]
    """Those of them without ``__init__``."""
    import_roots: Mapping[str, str | None] = {}
    """What :meth:`import_root` gives for the files of each folder: it is asked for very often."""
    dotted_names: Mapping[str, str] = {}
    """What :meth:`dotted_name` gives for each file."""

    def import_root(self, path: str) -> str | None:
        """Return the folder above the outermost package of a file, None if that is not here."""
        folder = folder_of(path)
        if folder in self.import_roots:
            return self.import_roots[folder]
        while folder in self.packages:
            if folder in self.outer_packages:
                return None
            if not folder:
                break
            folder = folder_of(folder)
        return folder

    def dotted_name(self, path: str) -> str:
        """Return the name under which Python would import the file ``path``."""
        if path in self.dotted_names:
            return self.dotted_names[path]
        root = self._naming_root(path)
        relative = path[len(root) + 1 :] if root else path
        stem, dot, suffix = relative.rpartition(".")
        is_module = f"{dot}{suffix}".endswith(_IMPORTED)
        parts = (stem if is_module else relative).split("/")
        outer = self.outer_packages.get(root, "")
        if parts[-1] == "__init__" and (len(parts) > 1 or outer):
            parts.pop()
        return ".".join((outer, *parts) if outer else parts)

    def is_importable(self, path: str) -> bool:
        """Return whether a file has the name of a module; a script without suffix does not."""
        return path.endswith(_IMPORTED)

    def package_of(self, path: str) -> str:
        """Return the dotted name of the package that holds the file; empty outside a package."""
        folder = folder_of(path)
        if folder not in self.packages:
            return ""
        name = self.dotted_name(path)
        is_package = name_of(path) in _PACKAGE_FILES
        return name if is_package else name.rpartition(".")[0]

    def resolve(self, dotted: str, importer: str) -> str | None:
        """Return the file that ``import dotted`` in ``importer`` means, None if it is not here.

        Parameters
        ----------
        dotted:
            The dotted name of a module.
        importer:
            Path of the importing file.
        """
        parts = dotted.split(".")
        own_root = self.import_root(importer)
        roots = [] if own_root is None else [own_root]
        roots += [root for root in self.common_roots if root != own_root]
        for root in roots:
            found = self.file_at(root, parts)
            if found is not None:
                return found
        for top, package in self.outer_packages.items():
            if dotted == package or dotted.startswith(f"{package}."):
                return self.file_below(top, dotted[len(package) + 1 :])
        if parts[0] in sys.stdlib_module_names:
            # Stubs of it, or a file of a test, are on nobody's path: Python has its own.
            return None
        for root in self._program_roots(importer):
            found = self.file_at(root, parts)
            if found is not None:
                return found
        return _nearest(self._anywhere(parts), importer)

    def is_unclear(self, dotted: str, importer: str) -> bool:
        """Return whether an import means one of several files, and nothing says which.

        Parameters
        ----------
        dotted:
            The dotted name of a module.
        importer:
            Path of the importing file.
        """
        parts = dotted.split(".")
        hits = set() if parts[0] in sys.stdlib_module_names else self._anywhere(parts)
        return len(hits) > 1 and self.resolve(dotted, importer) is None

    def _anywhere(self, parts: list[str]) -> set[str]:
        """Return the files of a dotted name below all folders that hold its package."""
        roots = self.package_roots.get(parts[0], ())
        return {hit for root in roots if (hit := self.file_at(root, parts)) is not None}

    def relative_folder(self, level: int, importer: str) -> str | None:
        """Return the folder that the dots of a relative import lead to, None above the top.

        Parameters
        ----------
        level:
            The number of dots, at least 1.
        importer:
            Path of the importing file.
        """
        folder = folder_of(importer)
        for _ in range(level - 1):
            if not folder:
                return None
            folder = folder_of(folder)
        return folder

    def file_below(self, folder: str, dotted: str) -> str | None:
        """Return the file of a dotted name below a folder; the folder's package if it is empty.

        Parameters
        ----------
        folder:
            Path of the folder.
        dotted:
            The dotted name, as seen from there.
        """
        return self.file_at(folder, dotted.split(".") if dotted else [])

    def submodule(self, folder: str, name: str) -> str | None:
        """Return the file of the module or package ``name`` in ``folder``.

        Parameters
        ----------
        folder:
            Path of the folder.
        name:
            A name without dots.
        """
        return self.file_at(folder, [name])

    def folder_of_package(self, path: str) -> str | None:
        """Return the folder whose package the file is, None for a plain module."""
        folder, _, name = path.rpartition("/")
        return folder if name in _PACKAGE_FILES else None

    def file_at(self, root: str, parts: list[str]) -> str | None:
        """Return the file of a dotted name below an import root.

        Parameters
        ----------
        root:
            Path of the folder that imports start from.
        parts:
            The parts of the dotted name.
        """
        base = "/".join((root, *parts) if root else parts)
        for name in _PACKAGE_FILES:
            candidate = f"{base}/{name}" if base else name
            if candidate in self.paths:
                return candidate
        if parts:
            for suffix in _MODULE_SUFFIXES:
                if base + suffix in self.paths:
                    return base + suffix
        return None

    def _program_roots(self, importer: str) -> Iterator[str]:
        """Yield the folders without ``__init__`` around a file that Python may look in as well.

        A folder that is part of a package may hold programs, or packages for tests, all the same.
        """
        folder = folder_of(importer)
        while folder and folder in self.packages:
            if folder in self.namespaces:
                yield folder
            folder = folder_of(folder)

    def _naming_root(self, path: str) -> str:
        """Return the folder that the dotted name of a file starts from."""
        root = self.import_root(path)
        if root is None:
            return next(top for top in self.outer_packages if is_within(path, top))
        if root != folder_of(path):
            for common in sorted(self.common_roots, key=len, reverse=True):
                if common and root.startswith(common + "/"):
                    return common
        return root


def index_modules(paths: Iterable[str], tops: Mapping[str, str] | None = None) -> ModuleIndex:
    """Build the index.

    Parameters
    ----------
    paths:
        Paths of all Python files and stubs of the repository.
    tops:
        The top folders of the repositories, each with the dotted name of the package that it is,
        if it is one; by default one unnamed top that is none.
    """
    known = frozenset(paths)
    folders = {folder for path in known for folder in upwards(folder_of(path)) if folder}
    tops = {"": ""} if tops is None else tops
    outer = {top: package for top, package in tops.items() if package}
    common = []
    for top in tops:
        if top in outer:
            continue
        common.append(top)
        common.extend(
            source for name in _SOURCE_FOLDERS if (source := join_path(top, name)) in folders
        )
    regular = frozenset(
        folder
        for folder, _, name in (path.rpartition("/") for path in known)
        if name in _PACKAGE_FILES
    )
    namespaces = _namespaces(folders, regular, tops)
    packages = regular | namespaces
    index = ModuleIndex(known, tuple(common), {}, outer, packages, namespaces)
    roots = {folder: index.import_root(f"{folder}/" if folder else "") for folder in folders}
    index = msgspec.structs.replace(index, import_roots=roots)
    package_roots: defaultdict[str, set[str]] = defaultdict(set)
    for path in known:
        folder, _, name = path.rpartition("/")
        if folder and name in _PACKAGE_FILES:
            root = index.import_root(path)
            if root is None:
                continue
            top_package = folder[len(root) :].lstrip("/").partition("/")[0]
            package_roots[top_package].add(root)
            outer_folder, _, own_name = folder.rpartition("/")
            if outer_folder in namespaces:
                package_roots[own_name].add(outer_folder)
    return msgspec.structs.replace(
        index,
        package_roots={name: tuple(sorted(roots)) for name, roots in sorted(package_roots.items())},
        dotted_names={path: index.dotted_name(path) for path in known},
    )


def _namespaces(
    folders: Iterable[str], regular: frozenset[str], tops: Collection[str]
) -> frozenset[str]:
    """Return the folders without ``__init__`` that are parts of the packages around them.

    The top of a repository has an ``__init__`` by mistake more often than not.
    """
    found: set[str] = set()
    for folder in sorted(folders):
        outer, _, name = folder.rpartition("/")
        if (
            (outer in regular or outer in found)
            and outer not in tops
            and folder not in regular
            and name.isidentifier()
            and name not in PROGRAM_FOLDERS
        ):
            found.add(folder)
    return frozenset(found)


def _nearest(hits: set[str], importer: str) -> str | None:
    """Return the hit that shares most leading folders with the importer, None for a tie."""
    if not hits:
        return None
    own = importer.split("/")
    ranked = sorted(hits, key=lambda hit: (-_shared_parts(hit.split("/"), own), hit))
    if len(ranked) > 1:
        first, second = (_shared_parts(hit.split("/"), own) for hit in ranked[:2])
        if first == second:
            return None
    return ranked[0]


def _shared_parts(one: list[str], other: list[str]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
