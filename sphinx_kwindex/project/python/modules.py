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
from collections.abc import Iterator, Mapping

import msgspec

from sphinx_kwindex.paths import folder_of, is_within, name_of

PACKAGE_FILES = ("__init__.py", "__init__.pyi")
_MODULE_SUFFIXES = (".py", ".pyi")
_IMPORTED = (*_MODULE_SUFFIXES, ".pyw")
PROGRAM_FOLDERS = frozenset(
    {"benchmarks", "bin", "doc", "docs", "example", "examples", "scripts", "test", "tests", "tools"}
)
"""Names of folders whose files import each other as programs do, unless they are packages."""

_BUILT_IN = frozenset(
    {"_abc", "_ast", "_codecs", "_collections", "_functools", "_imp", "_io", "_locale", "_operator",
     "_signal", "_sre", "_stat", "_string", "_symtable", "_thread", "_tracemalloc", "_warnings",
     "_weakref", "atexit", "builtins", "errno", "faulthandler", "gc", "itertools", "marshal", "sys",
     "time"}
)  # fmt: skip
"""Modules in the interpreter, which it takes before it looks anywhere."""


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
        is_package = name_of(path) in PACKAGE_FILES
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
        if parts[0] in _BUILT_IN:
            return None
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
        """Return the files of a dotted name below all folders that hold its package.

        Stubs of what others wrote are not what is imported.
        """
        roots = self.package_roots.get(parts[0], ())
        hits = (self.file_at(root, parts) for root in roots)
        return {hit for hit in hits if hit is not None and not hit.endswith(".pyi")}

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
        return folder if name in PACKAGE_FILES else None

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
        for name in PACKAGE_FILES:
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
