"""The index that Pyrefly makes of Python code.

It is given copies of the files in a folder of their own, and a configuration that says nothing.  So
what it says depends on the contents alone; it finds no configuration, no environment and no other
file of the repository, and writes nothing into it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sysconfig
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from sphinx_kwindex.commands import CommandError, run_command
from sphinx_kwindex.discovery import Root
from sphinx_kwindex.disk.reading import UnreadableError, is_file, is_folder, open_file
from sphinx_kwindex.disk.writing import remove
from sphinx_kwindex.indexes.files import MOST_BYTES, IndexFile, look_at_indexes
from sphinx_kwindex.indexes.pyrefly_version import PYREFLY, pyrefly_version
from sphinx_kwindex.scip.reading import survey

_MOST_THREADS = 8
_FOUND_ERRORS = 1
"""Exit code that says that there are errors in the code, which is nothing to us."""

_FOLDER = "precise"
"""Of the folder of the cache that holds the index."""
_COPIES_PREFIX = "pyrefly-"
_TREE, _CONFIGURATION, _INDEX = "tree", "pyrefly.toml", "index.scip"
_TOPS = ("src", "lib", "")
"""Folders of a root in which modules are looked for."""


class PyreflyError(Exception):
    """Pyrefly could not be run, or made no index; the text says why."""


class Module(msgspec.Struct, frozen=True):
    """A Python file."""

    path: str
    digest: str
    size: int
    read: Callable[[], bytes]
    """Returns the content."""


def find_pyrefly() -> str:
    """Return the path of the executable of Pyrefly.

    Raises
    ------
    PyreflyError
        If there is none.
    """
    suffix = sysconfig.get_config_var("EXE") or ""
    for scheme in (sysconfig.get_default_scheme(), sysconfig.get_preferred_scheme("user")):
        found = Path(sysconfig.get_path("scripts", scheme), f"{PYREFLY}{suffix}")
        if is_file(found):
            return str(found)
    raise PyreflyError("it is not installed; pip install sphinx-kwindex[precise]")


def index_of(
    modules: Sequence[Module], roots: Sequence[Root], cache_folder: Path, jobs: int, seconds: float
) -> IndexFile:
    """Return the index of Python files, the one of the last run if they are the same.

    Parameters
    ----------
    modules:
        The files.
    roots:
        The roots that they are in.
    cache_folder:
        Where it is kept between runs, and where copies are made; no copy is left there.
    jobs:
        How many processors may be used.
    seconds:
        How long Pyrefly may take: all 2,371 files of torch take 39 seconds of one processor.

    Raises
    ------
    PyreflyError
        If there is no index.
    SourceChangedError
        If a file changed since it was looked at.
    """
    taken = {path: module for module in modules if (path := _copied_as(module.path, roots))}
    taken = {path: module for path, module in taken.items() if not _is_beside(path, taken)}
    state = [(path, module.digest) for path, module in sorted(taken.items())]
    said = msgspec.json.encode((pyrefly_version(), state))
    folder = cache_folder / _FOLDER
    kept = folder / f"{hashlib.blake2b(said, digest_size=16).hexdigest()}.scip"
    if not is_file(kept, follow_link=False):
        command = find_pyrefly()
        remove(folder)
        try:
            folder.mkdir(parents=True)
            with tempfile.TemporaryDirectory(dir=folder, prefix=_COPIES_PREFIX) as copies:
                _make(command, Path(copies), taken, roots, jobs=jobs, seconds=seconds)
                shutil.move(Path(copies, _INDEX), kept)
        except OSError as error:
            raise PyreflyError(f"its input cannot be written: {error.strerror}") from error
    found = look_at_indexes((str(kept),), folder)[0]
    paths = {path: module.path for path, module in taken.items()}
    return msgspec.structs.replace(found, name=PYREFLY, option="kwindex_precise", paths=paths)


def _copied_as(path: str, roots: Sequence[Root]) -> str:
    """Return where a file is copied to: below the package that its root is part of."""
    for root in roots:
        if path.startswith(root.prefix):
            package = root.package.replace(".", "/")
            return "/".join(filter(None, (root.top, package, path.removeprefix(root.prefix))))
    return ""


def _is_beside(path: str, taken: dict[str, Module]) -> bool:
    """Return whether a file is the stub of another one, which would be taken for the module."""
    return path.endswith(".pyi") and path[:-1] in taken


def _make(
    command: str,
    copies: Path,
    taken: dict[str, Module],
    roots: Sequence[Root],
    *,
    jobs: int,
    seconds: float,
) -> None:
    """Have Pyrefly write an index into the folder of the copies."""
    tree = copies / _TREE
    tree.mkdir()
    for path, module in taken.items():
        target = tree / path
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(module.read())
        except (OSError, ValueError):
            continue  # a name that is too long here
    (copies / _CONFIGURATION).write_bytes(b"")
    tops = [tree / root.top / name for root in roots for name in _TOPS]
    arguments = [
        "check", "--config", str(copies / _CONFIGURATION), "--skip-interpreter-query",
        "--disable-search-path-heuristics", "--min-severity", "error",
        "--output-format", "omit-errors", "--color", "never",
        "--threads", str(max(1, min(jobs, _MOST_THREADS))),
        *(f"--search-path={top}" for top in dict.fromkeys(tops) if is_folder(top)),
        "--project-excludes", "no/such/file",
        "--report-scip", str(copies / _INDEX), str(tree),
    ]  # fmt: skip
    environment = {name: it for name, it in os.environ.items() if not name.startswith("PYREFLY_")}
    try:
        run_command(
            [command, *arguments], str(tree), environment, seconds, accepted=(0, _FOUND_ERRORS)
        )
    except CommandError as error:
        raise PyreflyError(str(error)) from error
    try:
        with open_file(copies / _INDEX, MOST_BYTES) as stream:
            fault = survey(stream).fault
    except UnreadableError as error:
        raise PyreflyError("it wrote no index") from error
    if fault:
        raise PyreflyError(f"what it wrote is no index: {fault}")
