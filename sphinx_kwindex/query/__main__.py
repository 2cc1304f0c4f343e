"""The command ``python -m sphinx_kwindex.query``, which reads the data of a build alone."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from sphinx_kwindex.data_files.data import find_data
from sphinx_kwindex.data_files.sorted_lines import UnreadableDataError
from sphinx_kwindex.query.questions import QUESTIONS, Answer, ask
from sphinx_kwindex.query.words import in_words

_FOUND, _NOTHING, _WRONG_USE = 0, 1, 2
_USUAL_LIMIT = 100


def main(arguments: Sequence[str] | None = None) -> int:
    """Answer a question.

    Parameters
    ----------
    arguments:
        Those of the command line; None for those of this process.

    Returns
    -------
    The exit status: 1 if there is no answer, 2 if there are no data or an argument is wrong.
    """
    options = _parser().parse_args(arguments)
    try:
        data = find_data(Path(options.data))
        answers, is_cut = ask(options.question, data, options.name, options.limit)
    except UnreadableDataError as error:
        _write(sys.stderr, f"kwindex: error: {error}")
        return _WRONG_USE
    if not answers:
        _write(sys.stderr, f"kwindex: nothing found for {options.name}")
        return _NOTHING
    for line in _in_json(answers) if options.json else in_words(answers):
        _write(sys.stdout, line)
    if is_cut:
        _write(sys.stderr, f"kwindex: more than {options.limit} answers; --limit 0 gives them all")
    return _FOUND


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m sphinx_kwindex.query",
        description="Answer a question about a repository from the data of a build.",
    )
    parser.add_argument(
        "question",
        choices=sorted(QUESTIONS),
        metavar="QUESTION",
        help="; ".join(f"{name}: {QUESTIONS[name].about}" for name in sorted(QUESTIONS)),
    )
    parser.add_argument(
        "name",
        help="a name such as Client.send or demo.Client, the path of a file, or, for message, a "
        "line of a log",
    )
    parser.add_argument(
        "--data",
        default=".",
        metavar="DIR",
        help="the folder of the data, of a site, or of a repository with one; otherwise the "
        "current folder",
    )
    parser.add_argument("--json", action="store_true", help="answer in lines of JSON")
    parser.add_argument(
        "--limit",
        type=_number,
        default=_USUAL_LIMIT,
        metavar="N",
        help=f"the most answers, 0 for all; otherwise {_USUAL_LIMIT}",
    )
    return parser


def _number(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError
    return number


def _in_json(answers: Iterable[Answer]) -> Iterable[str]:
    return (msgspec.json.encode(answer).decode() for answer in answers)


def _write(stream: object, line: str) -> None:
    """Write a line; what the terminal cannot show is escaped."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    print(line.encode(encoding, "backslashreplace").decode(encoding), file=stream)  # type: ignore[call-overload]


if __name__ == "__main__":
    sys.exit(main())
