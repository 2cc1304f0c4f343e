"""The tree of Python files: copy it, look at it, edit one file of it."""

import ast
import shutil
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

EDIT_LINE = b"KWINDEX_BENCHMARK_EDIT = 1\n"
"""A statement, not a comment, so that the facts about the file change and no tool may skip it."""

MARKER = "pyproject.toml"
NEVER_COPIED = frozenset({".git", "__pycache__"})


@dataclass(frozen=True)
class Module:
    """A module or package that is not inside another package.

    Attributes
    ----------
    name:
        Dotted name.
    path:
        Path of the file, or of the package's folder, with ``/``.
    """

    name: str
    path: str


@dataclass(frozen=True)
class TreeSize:
    """How much Python a tree holds."""

    files: int
    lines: int


def copy_tree(tree: Path, project: Path, *, all_files: bool) -> Path:
    """Copy a tree into an empty project folder.

    The project gets a ``pyproject.toml`` if the copied tree has none, so that tools which search
    for the root of a repository stop there.

    Parameters
    ----------
    tree:
        The folder to copy.
    project:
        The project folder, which is made.
    all_files:
        Copy everything but bytecode and git's own folder. Otherwise only Python files
        outside hidden folders are copied.

    Returns
    -------
    The copied folder, a child of ``project`` with the tree's name.

    Raises
    ------
    OSError
        A file cannot be read or written.
    """
    copied = project / tree.name
    copied.mkdir(parents=True)
    if all_files:
        ignored = shutil.ignore_patterns(*NEVER_COPIED)
        shutil.copytree(tree, copied, ignore=ignored, symlinks=True, dirs_exist_ok=True)
    else:
        for relative in python_files(tree):
            target = copied / relative
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(tree / relative, target)
    if not (copied / MARKER).exists():
        text = f'[project]\nname = "benchmark"\nversion = "0"\ndescription = "{tree.name}"\n'
        (project / MARKER).write_text(text, encoding="utf-8")
    return copied


def python_files(tree: Path) -> tuple[PurePosixPath, ...]:
    """List the Python files of a tree, without those in hidden folders.

    Parameters
    ----------
    tree:
        The folder to search.

    Returns
    -------
    Paths relative to the tree, sorted.
    """
    relatives = (
        PurePosixPath(path.relative_to(tree).as_posix())
        for path in tree.rglob("*.py")
        if path.is_file()
    )
    return tuple(sorted(path for path in relatives if not is_hidden(path)))


def is_hidden(path: PurePosixPath) -> bool:
    """Return whether a path leads through a hidden folder or a folder that is never copied."""
    return any(part.startswith(".") or part in NEVER_COPIED for part in path.parts[:-1])


def measure_tree(tree: Path) -> TreeSize:
    """Count the Python files of a tree and their lines.

    Parameters
    ----------
    tree:
        The folder to look at.

    Returns
    -------
    The counts.
    """
    files = python_files(tree)
    return TreeSize(len(files), sum((tree / file).read_bytes().count(b"\n") for file in files))


def top_level_modules(tree: Path) -> tuple[Module, ...]:
    """Find the modules and packages that are not inside another package.

    Parameters
    ----------
    tree:
        The folder to search.

    Returns
    -------
    The tree itself if it is a package; otherwise the nearest packages below, and the modules
    outside of them, with paths relative to the tree's parent.
    """
    if (tree / "__init__.py").is_file():
        return (Module(tree.name, tree.name),)
    found: dict[PurePosixPath, Module] = {}
    for file in python_files(tree):
        packages = [
            parent
            for parent in reversed(file.parents)
            if parent.parts and (tree / parent / "__init__.py").is_file()
        ]
        top = packages[0] if packages else file
        name = ".".join(top.with_suffix("").parts if top == file else top.parts)
        found[top] = Module(name, f"{tree.name}/{top}")
    return tuple(found[top] for top in sorted(found))


def choose_edit(tree: Path) -> str:
    """Choose the file that gets the one-line edit, the same one for the same tree.

    Parameters
    ----------
    tree:
        The folder to choose from.

    Returns
    -------
    The file of median size among the Python files with a function, or among all Python files
    if none has one; relative to the tree. Of two middle files it is the smaller one.

    Raises
    ------
    ValueError
        The tree holds no Python file.
    """
    sizes = {file: (tree / file).stat().st_size for file in python_files(tree)}
    if not sizes:
        raise ValueError(f"no Python file in {tree}")
    with_function = [file for file in sizes if has_function((tree / file).read_bytes())]
    candidates = sorted(with_function or sizes, key=lambda file: (sizes[file], file))
    return str(candidates[(len(candidates) - 1) // 2])


def has_function(source: bytes) -> bool:
    """Return whether Python source defines a function or method.

    Parameters
    ----------
    source:
        The text of a file.

    Returns
    -------
    Whether it does; ``False`` for source that this Python cannot parse.
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return False
    return any(isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) for node in ast.walk(tree))


def edit_file(file: Path) -> None:
    """Append one line with a statement to a Python file.

    Parameters
    ----------
    file:
        The file to change.

    Raises
    ------
    OSError
        The file cannot be read or written.
    """
    before = file.read_bytes()
    separator = b"" if not before or before.endswith(b"\n") else b"\n"
    file.write_bytes(before + separator + EDIT_LINE)
