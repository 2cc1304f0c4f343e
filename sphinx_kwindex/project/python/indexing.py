"""How the index of modules is made: which folders are packages, and where imports start from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from posixpath import join as join_path

import msgspec

from sphinx_kwindex.paths import folder_of, upwards
from sphinx_kwindex.project.python.modules import PACKAGE_FILES, PROGRAM_FOLDERS, ModuleIndex

_SOURCE_FOLDERS = ("src", "lib", "python")


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
        if name in PACKAGE_FILES
    )
    namespaces = _namespaces(folders, regular, tops)
    packages = regular | namespaces
    index = ModuleIndex(known, tuple(common), {}, outer, packages, namespaces)
    roots = {folder: index.import_root(f"{folder}/" if folder else "") for folder in folders}
    index = msgspec.structs.replace(index, import_roots=roots)
    package_roots: defaultdict[str, set[str]] = defaultdict(set)
    for path in known:
        folder, _, name = path.rpartition("/")
        if folder and name in PACKAGE_FILES:
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
