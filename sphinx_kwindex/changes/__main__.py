"""The command ``python -m sphinx_kwindex.changes``, which compares the data of two builds."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from sphinx_kwindex.changes.comparing import compare
from sphinx_kwindex.changes.markdown import markdown_of
from sphinx_kwindex.data_files.data import find_data
from sphinx_kwindex.data_files.sorted_lines import UnreadableDataError

_SAME, _DIFFERENT, _WRONG_USE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Say what changed.

    Parameters
    ----------
    arguments:
        Those of the command line; None for those of this process.

    Returns
    -------
    The exit status: 2 if there are no data or an argument is wrong; with ``--exit-code`` 1 if
    anything changed.
    """
    options = _parser().parse_args(arguments)
    try:
        before, after = find_data(Path(options.old)), find_data(Path(options.new))
        changes = compare(before, after, private=options.private, tests=options.tests)
    except UnreadableDataError as error:
        sys.stderr.write(f"kwindex: error: {error}\n")
        return _WRONG_USE
    text = msgspec.json.encode(changes).decode() + "\n" if options.json else markdown_of(changes)
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))
    return _DIFFERENT if options.exit_code and not changes.is_empty else _SAME


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m sphinx_kwindex.changes",
        description="Say what changed between two states of a repository, from the data of both.",
    )
    parser.add_argument("old", help="the folder of the earlier data, or of a site with them")
    parser.add_argument("new", help="the folder of the later data, or of a site with them")
    parser.add_argument("--json", action="store_true", help="answer in JSON, not in Markdown")
    parser.add_argument("--private", action="store_true", help="compare private definitions, too")
    parser.add_argument("--tests", action="store_true", help="compare code for tests, too")
    parser.add_argument(
        "--exit-code", action="store_true", help="exit with 1 if anything changed, else with 0"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
