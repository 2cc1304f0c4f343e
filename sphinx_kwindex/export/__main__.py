"""The command ``python -m sphinx_kwindex.export``, which needs no Sphinx and no build."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from sphinx_kwindex.build.contents import SourceChangedError
from sphinx_kwindex.build.exporting import Repository
from sphinx_kwindex.build.file_problems import problem_of
from sphinx_kwindex.config import Settings
from sphinx_kwindex.disk.reading import is_folder
from sphinx_kwindex.disk.writing import write_atomically
from sphinx_kwindex.export.conf_file import ConfFileError, settings_in
from sphinx_kwindex.export.formats import FILE_NAMES, write_export
from sphinx_kwindex.export.manifest import companions_of, hash_of
from sphinx_kwindex.export.reading import read_repository
from sphinx_kwindex.option_errors import OptionError
from sphinx_kwindex.pages.words.counting import count
from sphinx_kwindex.records.data_lines import COMPANIONS

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
    formats: list[str] = list(dict.fromkeys(options.format))
    if len(formats) > 1 and options.output == _STANDARD_OUTPUT:
        return _stopped("standard output takes one format", _WRONG_USE)
    written = _written(options, formats)
    try:
        settings = settings_in(Path(options.conf).resolve()) if options.conf else Settings()
        if options.root:
            roots = tuple(str(Path(root).absolute()) for root in options.root)
            settings = msgspec.structs.replace(settings, roots=roots)
        repository, exports = _exported(options, formats, settings, written)
    except (OptionError, ConfFileError) as error:
        return _stopped(str(error), _WRONG_USE)
    if not repository.project.files:
        return _stopped("there is no file to export", _FAILED)
    for line in _problems(repository):
        _say(line)
    if not written:
        sys.stdout.buffer.write(exports[formats[0]])
        return _DONE
    try:
        _write(options, written, exports)
    except OSError as error:
        place = error.filename or options.output
        return _stopped(f"{place} cannot be written: {error.strerror or error}", _FAILED)
    files = count(len(repository.project.files), "file")
    place = next(iter(written.values()))
    _say(f"{files}, written to {place if len(written) == 1 else place.parent}")
    return _DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m sphinx_kwindex.export",
        description="Write the definitions of a repository to a file for other tools.",
    )
    parser.add_argument(
        "format", nargs="+", choices=sorted(FILE_NAMES), help="what to write, one or several"
    )
    parser.add_argument(
        "--root",
        action="append",
        metavar="PATH",
        help="the repository, or several of them; otherwise what kwindex_roots says, or the one "
        "around the folder of conf.py or the current folder",
    )
    parser.add_argument(
        "--release",
        metavar="NAME",
        default="",
        help="what the state of the repository is called, such as 3.1.0; data say so",
    )
    parser.add_argument("--conf", metavar="DIR", help="read the options in the conf.py of a folder")
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        default="",
        help="the file to write, - for standard output; for several formats the folder of the "
        "files; otherwise, in the current folder, "
        + ", ".join(f"{file} for {name}" for name, file in sorted(FILE_NAMES.items())),
    )
    return parser


def _written(options: argparse.Namespace, formats: Sequence[str]) -> dict[str, Path]:
    """Return the file of each format; none for standard output."""
    if options.output == _STANDARD_OUTPUT:
        return {}
    if len(formats) == 1:
        name = formats[0]
        return {name: Path(options.output or FILE_NAMES[name]).absolute()}
    return {name: Path(options.output, FILE_NAMES[name]).absolute() for name in formats}


def _exported(
    options: argparse.Namespace,
    formats: Sequence[str],
    settings: Settings,
    written: Mapping[str, Path],
) -> tuple[Repository, dict[str, bytes]]:
    """Return the repository and what it is in each format; once more if a file changes."""
    folder = Path(options.conf or ".").resolve()
    own = {*written.values()}
    if len(written) > 1:
        own |= {path.with_name(name) for path in written.values() for name in COMPANIONS}

    def read(*, keep: bool) -> tuple[Repository, dict[str, bytes]]:
        repository = read_repository(settings, folder, own, keep=keep)
        return repository, {name: write_export(name, repository) for name in formats}

    try:
        return read(keep=False)
    except SourceChangedError:
        return read(keep=True)


def _problems(repository: Repository) -> Iterator[str]:
    """Yield a line for each file that was not fully understood."""
    for path in repository.project.paths:
        problem = problem_of(repository.project.files[path], repository.settings)
        if problem is not None:
            place = f"{problem.location}:{problem.line}".removesuffix(":0")
            yield f"{place}: {problem.message}"


def _write(
    options: argparse.Namespace, written: Mapping[str, Path], exports: Mapping[str, bytes]
) -> None:
    """Write the files of the user, for which nothing else is removed."""
    contents = {path: exports[name] for name, path in written.items()}
    if len(written) > 1:
        folder = Path(options.output).absolute()
        folder.mkdir(parents=True, exist_ok=True)
        hashes = {it.name: hash_of(contents[it]) for it in contents}
        companions = companions_of(hashes, options.release)
        contents |= {folder / name: companions[name] for name in companions}
    for path, data in contents.items():
        if is_folder(path):
            raise IsADirectoryError(0, "it is a folder", str(path))
        if not is_folder(path.parent):
            raise FileNotFoundError(0, "its folder is not there", str(path))
        write_atomically(path, data)


def _stopped(reason: str, status: int) -> int:
    _say(f"error: {reason}")
    return status


def _say(line: str) -> None:
    text = f"kwindex: {line}\n".encode(sys.stderr.encoding or "ascii", "backslashreplace")
    sys.stderr.write(text.decode(sys.stderr.encoding or "ascii"))


if __name__ == "__main__":
    sys.exit(main())
