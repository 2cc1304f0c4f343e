"""The command ``python -m sphinx_kwindex.sites``, which joins sites that are already built."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from sphinx_kwindex.pages.words.counting import count
from sphinx_kwindex.sites.a_to_z import A_TO_Z, write_pages
from sphinx_kwindex.sites.joining import join_finders
from sphinx_kwindex.sites.published import PublishedSite, UnreadableSiteError, common_suffix

_DONE, _FAILED, _WRONG_USE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Join sites.

    Parameters
    ----------
    arguments:
        Those of the command line; None for those of this process.

    Returns
    -------
    The exit status: 1 if a file cannot be written, 2 if a folder is no site with a finder.
    """
    options = _parser().parse_args(arguments)
    top = Path(options.top).absolute()
    try:
        names = list(dict.fromkeys(Path(name).as_posix() for name in options.site))
        sites = [PublishedSite(top, name) for name in names]
        suffix = common_suffix(top, sites)
        index = join_finders(top, sites)
        number = write_pages(top, sites, options.title, suffix)
    except UnreadableSiteError as error:
        return _stopped(str(error), _WRONG_USE)
    except OSError as error:
        return _stopped(f"{error.filename} cannot be written: {error.strerror}", _FAILED)
    said = f"{count(len(sites), 'site')}, {count(index.entries, 'entry', 'entries')} in the finder"
    _say(f"{said}, {count(number, 'name')} in {top / A_TO_Z}.html")
    return _DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m sphinx_kwindex.sites",
        description="Give the built sites below a folder one finder and one A–Z.",
    )
    parser.add_argument("top", metavar="FOLDER", help="the folder that is published")
    parser.add_argument(
        "site", metavar="SITE", nargs="+", help="the path of a site below it, which is its name"
    )
    parser.add_argument("--title", default="A–Z", help="the title of the A–Z")
    return parser


def _stopped(reason: str, status: int) -> int:
    _say(f"error: {reason}")
    return status


def _say(line: str) -> None:
    encoding = sys.stderr.encoding or "ascii"
    sys.stderr.write(f"kwindex: {line}\n".encode(encoding, "backslashreplace").decode(encoding))


if __name__ == "__main__":
    sys.exit(main())
