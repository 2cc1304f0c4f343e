"""The command line of the benchmark."""

import argparse
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from benchmarks.tools import TOOLS
from benchmarks.tree import python_files


@dataclass(frozen=True)
class Options:
    """What the user asked for; every field is explained by the ``--help`` of the command."""

    tree: Path
    tools: tuple[str, ...]
    theme: str
    jobs: int
    sphinx: str
    sphinx_options: tuple[str, ...]
    edit: str | None
    all_files: bool
    repeat: int
    timeout: float
    work: Path | None
    keep: bool
    refresh: bool
    json: Path | None
    markdown: bool


def parse_options(arguments: Sequence[str] | None = None) -> Options:
    """Read the command line.

    Parameters
    ----------
    arguments:
        The command line without the program's name; ``sys.argv`` when ``None``.

    Returns
    -------
    The options, with absolute paths.

    Raises
    ------
    SystemExit
        The command line is wrong, or help was asked for.
    """
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Build a tree of Python files with several documentation generators, and "
        "compare time, memory, pages and warnings.",
    )
    add_what_to_build(parser)
    add_how_to_build(parser)
    add_where_and_output(parser)
    values = vars(parser.parse_args(arguments))
    options = Options(**values)
    problem = find_problem(options)
    if problem:
        parser.error(problem)
    return options


def add_what_to_build(parser: argparse.ArgumentParser) -> None:
    """Add the options about the tree and the tools."""
    parser.add_argument("tree", metavar="TREE", type=absolute, help="folder with Python files")
    parser.add_argument(
        "--tools",
        type=tool_names,
        default=tuple(TOOLS),
        metavar="NAMES",
        help=f"tools to run, in this order (default: {','.join(TOOLS)})",
    )
    parser.add_argument(
        "--all-files", action="store_true", help="copy all files of TREE, not only *.py"
    )
    parser.add_argument(
        "--edit",
        metavar="PATH",
        help="Python file, relative to TREE, that gets the one-line edit (default: the one of "
        "median size among those with a function)",
    )


def add_how_to_build(parser: argparse.ArgumentParser) -> None:
    """Add the options about the builds."""
    parser.add_argument("--theme", default="alabaster", help="HTML theme (default: %(default)s)")
    parser.add_argument(
        "--jobs", type=positive_int, default=2, help="parallel jobs (default: %(default)s)"
    )
    parser.add_argument(
        "--sphinx",
        metavar="SPECIFIER",
        default="",
        help="Sphinx version for all tools, such as ==9.0.4 (default: the newest that pip finds)",
    )
    parser.add_argument(
        "--sphinx-options",
        type=words,
        default=(),
        metavar="TEXT",
        help='further options for sphinx-build, written --sphinx-options="..."',
    )
    parser.add_argument(
        "--repeat",
        type=positive_int,
        default=1,
        metavar="N",
        help="rounds; the report shows medians (default: %(default)s)",
    )
    parser.add_argument(
        "--timeout",
        type=positive_float,
        default=3600.0,
        metavar="SECONDS",
        help="stop a build that takes longer (default: %(default)s)",
    )


def add_where_and_output(parser: argparse.ArgumentParser) -> None:
    """Add the options about the work folder and the report."""
    parser.add_argument(
        "--work",
        type=absolute,
        metavar="DIR",
        help="folder for environments and builds; its environments are kept and used again "
        "(default: a temporary folder)",
    )
    parser.add_argument(
        "--keep", action="store_true", help="keep the temporary folder, the built sites, the logs"
    )
    parser.add_argument("--refresh", action="store_true", help="make the environments anew")
    parser.add_argument("--json", type=absolute, metavar="FILE", help="write the raw records")
    parser.add_argument(
        "--markdown", action="store_true", help="print Markdown tables instead of plain text"
    )


def find_problem(options: Options) -> str:
    """Check what a single option cannot tell.

    Parameters
    ----------
    options:
        The options that were read.

    Returns
    -------
    A sentence about the first problem; empty when there is none.
    """
    if not options.tree.is_dir():
        return f"TREE is not a folder: {options.tree}"
    files = python_files(options.tree)
    if not files:
        return f"no Python file in TREE: {options.tree}"
    if options.edit is not None and PurePosixPath(options.edit) not in files:
        return f"--edit is not a Python file of TREE: {options.edit}"
    if options.work is not None and options.work.is_relative_to(options.tree):
        return "--work must not be inside TREE"
    if options.json is not None and not options.json.parent.is_dir():
        return f"the folder of --json does not exist: {options.json.parent}"
    return ""


def absolute(text: str) -> Path:
    """Read a path, so that it holds whatever the working directory of a build is."""
    return Path(text).expanduser().resolve()


def tool_names(text: str) -> tuple[str, ...]:
    """Read names of tools, separated by commas; a name that comes twice counts once."""
    names = tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    unknown = [name for name in names if name not in TOOLS]
    if unknown or not names:
        raise argparse.ArgumentTypeError(f"choose from {', '.join(TOOLS)}, not {text!r}")
    return names


def positive_int(text: str) -> int:
    """Read a whole number above zero."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"must be at least 1: {text}")
    return number


def positive_float(text: str) -> float:
    """Read a number above zero."""
    number = float(text)
    if not number > 0:
        raise argparse.ArgumentTypeError(f"must be above zero: {text}")
    return number


def words(text: str) -> tuple[str, ...]:
    """Split a text into words as a shell does."""
    return tuple(shlex.split(text))
