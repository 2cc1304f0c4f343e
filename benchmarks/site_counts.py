"""Read what a build left behind: its pages, its warnings, and the reason of a failure."""

import re
from collections.abc import Iterable
from pathlib import Path

from benchmarks.records import SiteCounts

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
WARNING = re.compile(r"(?:^|\s)WARNING: ")
ERROR = re.compile(r"(?:^|\s)(?:ERROR|CRITICAL): ")
EXCEPTION = re.compile(r"\b\w+(?:Error|Exception|Interrupt)\b:|\berror:", re.IGNORECASE)


def count_site(output: Path, stderr: Path) -> SiteCounts:
    """Count the pages and the warnings of a build.

    Parameters
    ----------
    output:
        The folder with the HTML files; it may be missing.
    stderr:
        The file with the standard error of ``sphinx-build``.

    Returns
    -------
    The counts.

    Raises
    ------
    OSError
        The file with the standard error cannot be read.
    """
    pages, source_pages = count_pages(output)
    with stderr.open(encoding="utf-8", errors="replace") as lines:
        warnings, errors = count_messages(lines)
    return SiteCounts(pages, source_pages, warnings, errors)


def count_pages(output: Path) -> tuple[int, int]:
    """Count HTML files.

    Parameters
    ----------
    output:
        The folder with the HTML files.

    Returns
    -------
    How many there are, and how many of those ``sphinx.ext.viewcode`` made from source files.
    """
    pages = sum(1 for _ in output.rglob("*.html"))
    source_pages = sum(1 for _ in (output / "_modules").rglob("*.html"))
    return pages, source_pages


def count_messages(lines: Iterable[str]) -> tuple[int, int]:
    """Count the messages of Sphinx in its standard error.

    Parameters
    ----------
    lines:
        The lines, with or without colours.

    Returns
    -------
    The number of lines with ``WARNING:``, and of those with ``ERROR:`` or ``CRITICAL:``. A
    line counts once, for what comes first in it.
    """
    warnings = errors = 0
    for coloured in lines:
        line = COLOUR.sub("", coloured)
        warning, error = WARNING.search(line), ERROR.search(line)
        if warning and (not error or warning.start() < error.start()):
            warnings += 1
        elif error:
            errors += 1
    return warnings, errors


def failure_reason(lines: Iterable[str]) -> str:
    """Find the line that tells best why a command failed.

    Parameters
    ----------
    lines:
        The standard error of the command, with or without colours.

    Returns
    -------
    The last line with the name of an exception or the word "error:", or else the last line
    with a text; empty if there is none.
    """
    last = reason = ""
    for coloured in lines:
        line = COLOUR.sub("", coloured).strip()
        if line:
            last = line
        if EXCEPTION.search(line):
            reason = line
    return reason or last
