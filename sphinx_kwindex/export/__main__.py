"""The command ``python -m sphinx_kwindex.export``, which needs no Sphinx and no build."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from sphinx_kwindex.build.contents import SourceChangedError
from sphinx_kwindex.build.exporting import Repository
from sphinx_kwindex.config import Settings
from sphinx_kwindex.discovery import printable
from sphinx_kwindex.disk.reading import is_folder
from sphinx_kwindex.disk.writing import write_atomically
from sphinx_kwindex.export.conf_file import ConfFileError, settings_in
from sphinx_kwindex.export.formats import FILE_NAMES, write_export
from sphinx_kwindex.export.reading import read_repository
from sphinx_kwindex.option_errors import OptionError
from sphinx_kwindex.pages.words.counting import count

_DONE, _FAILED, _WRONG_USE = 0, 1, 2
_STANDARD_OUTPUT = "-"


def main(arguments: Sequence[str] | None = None) -> int:
    """Export a repository.

    Parameters
    ----------
    arguments:
        Those of the command line; None for those of this process.

    Returns
    -------
    The exit status: 1 if the file cannot be written or there is nothing to export, 2 if an argument
    or option is wrong.
    """
    options = _parser().parse_args(arguments)
    written = None if options.output == _STANDARD_OUTPUT else _output(options)
    try:
        settings = settings_in(Path(options.conf).resolve()) if options.conf else Settings()
        if options.root:
            roots = tuple(str(Path(root).absolute()) for root in options.root)
            settings = msgspec.structs.replace(settings, roots=roots)
        repository, data = _exported(options, settings, written)
    except (OptionError, ConfFileError) as error:
        return _stopped(str(error), _WRONG_USE)
    if not repository.project.files:
        return _stopped("there is no file to export", _FAILED)
    for line in _problems(repository):
        _say(line)
    if written is None:
        sys.stdout.buffer.write(data)
        return _DONE
    try:
        _write(written, data)
    except OSError as error:
        return _stopped(f"{written} cannot be written: {error.strerror or error}", _FAILED)
    _say(f"{count(len(repository.project.files), 'file')}, written to {written}")
    return _DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m sphinx_kwindex.export",
        description="Write the definitions of a repository to a file for other tools.",
    )
    parser.add_argument("format", choices=sorted(FILE_NAMES))
    parser.add_argument(
        "--root",
        action="append",
        metavar="PATH",
        help="the repository, or several of them; otherwise what kwindex_roots says, or the one "
        "around the folder of conf.py or the current folder",
    )
    parser.add_argument("--conf", metavar="DIR", help="read the options in the conf.py of a folder")
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        default="",
        help="the file to write, - for standard output; otherwise "
        + ", ".join(f"{file} for {name}" for name, file in sorted(FILE_NAMES.items())),
    )
    return parser


def _output(options: argparse.Namespace) -> Path:
    return Path(options.output or FILE_NAMES[options.format]).absolute()


def _exported(
    options: argparse.Namespace, settings: Settings, written: Path | None
) -> tuple[Repository, bytes]:
    """Return the repository and what it is in the format; once more if a file changes meanwhile."""
    folder = Path(options.conf or ".").resolve()
    try:
        repository = read_repository(settings, folder, written)
        return repository, write_export(options.format, repository)
    except SourceChangedError:
        repository = read_repository(settings, folder, written, keep=True)
        return repository, write_export(options.format, repository)


def _problems(repository: Repository) -> Iterator[str]:
    """Yield a line for each file that was not fully understood."""
    for path in repository.project.paths:
        facts = repository.project.files[path]
        problem = facts.analysis.problem
        if problem is not None:
            place = f"{printable(facts.source.location)}:{problem.line}".removesuffix(":0")
            yield f"{place}: {problem.message}"


def _write(path: Path, data: bytes) -> None:
    """Write a file of the user, for which nothing else is removed."""
    if is_folder(path):
        raise IsADirectoryError(0, "it is a folder")
    if not is_folder(path.parent):
        raise FileNotFoundError(0, "its folder is not there")
    write_atomically(path, data)


def _stopped(reason: str, status: int) -> int:
    _say(f"error: {reason}")
    return status


def _say(line: str) -> None:
    text = f"kwindex: {line}\n".encode(sys.stderr.encoding or "ascii", "backslashreplace")
    sys.stderr.write(text.decode(sys.stderr.encoding or "ascii"))


if __name__ == "__main__":
    sys.exit(main())
