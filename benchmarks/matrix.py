"""The command ``python -m benchmarks.matrix``: every builder, with every theme.

It builds the example project with each builder, and with each theme where themes matter, as
``sphinx-build -W -n`` does: no warning may be left, and no reference. Every build starts from
nothing. The outcome is a page of the documentation.
"""

import argparse
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.tables import Table, markdown_table

CHECKOUT = Path(__file__).resolve().parents[1]
SOURCE = CHECKOUT / "example_project" / "docs"
TIMEOUT = 1200.0
"""Seconds after which a build has failed."""

THEMES = ("alabaster", "furo", "pydata_sphinx_theme", "sphinx_book_theme", "sphinx_rtd_theme")
DISTRIBUTIONS = ("sphinx", "docutils", "myst-parser", *(name.replace("_", "-") for name in THEMES))
SETTINGS = ("copyright=the authors", "version=1")
"""What the example leaves out and EPUB asks for."""


class Result(Enum):
    """How a build ended."""

    PASSES = "passes"
    FAILS = "**fails**"
    MISSING = "not tried"
    """A program outside Python that the builder needs is not there."""


@dataclass(frozen=True)
class Row:
    """A line of the table.

    Attributes
    ----------
    label:
        What the page calls it, in Markdown.
    builder:
        The builder, or the target of ``sphinx-build -M``.
    settings:
        Settings of ``conf.py``, each as ``-D`` takes it.
    themed:
        Whether the output depends on the theme.
    program:
        What must be installed besides Python packages, if anything.
    """

    label: str
    builder: str
    settings: tuple[str, ...] = ()
    themed: bool = False
    program: str = ""


@dataclass(frozen=True)
class Cell:
    """One build: a row, and a theme where it has some."""

    row: Row
    theme: str = ""


THEMED_ROWS = (
    Row("`html`", "html", themed=True),
    Row("`html` with `html_split_index`", "html", ("html_split_index=1",), themed=True),
    Row("`dirhtml`", "dirhtml", themed=True),
    Row("`singlehtml`", "singlehtml", themed=True),
)
PLAIN_ROWS = (
    Row("`epub`", "epub"),
    Row("`latex`", "latex"),
    Row("`latexpdf`", "latexpdf", program="latexmk"),
    *(Row(f"`{name}`", name) for name in ("text", "man", "texinfo", "xml", "pseudoxml", "gettext")),
    # Not for each theme: pydata-sphinx-theme fails with these two, whatever the project is.
    *(Row(f"`{name}`", name) for name in ("json", "pickle")),
    *(Row(f"`{name}`", name) for name in ("htmlhelp", "qthelp", "devhelp")),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Build everything, and write the page.

    Parameters
    ----------
    arguments:
        The command line without the program's name; ``sys.argv`` when ``None``.

    Returns
    -------
    1 if a build fails, otherwise 0.
    """
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.matrix",
        description="Build the example project with every builder and every theme, under -W -n. "
        "The themes must be installed: pip install -e . --group themes",
    )
    parser.add_argument("page", type=Path, nargs="?", help="where to write the page, not printed")
    parser.add_argument("--jobs", type=int, default=2, help="builds at the same time (%(default)s)")
    options = parser.parse_args(arguments)
    cells = all_cells()
    with ThreadPoolExecutor(options.jobs) as pool:
        results = dict(zip(cells, pool.map(build, cells), strict=True))
    text = page(results, installed_versions())
    if options.page is None:
        sys.stdout.write(text)
    else:
        options.page.write_text(text, encoding="utf-8")
    return exit_status(results)


def all_cells() -> tuple[Cell, ...]:
    """Give every build, in the order of the tables."""
    themed = (Cell(row, theme) for row in THEMED_ROWS for theme in THEMES)
    return (*themed, *(Cell(row) for row in PLAIN_ROWS))


def exit_status(results: Mapping[Cell, Result]) -> int:
    """Return whether the run is a success: 1 if a build fails, otherwise 0."""
    return int(Result.FAILS in results.values())


def build(cell: Cell) -> Result:
    """Build the example project in a folder of its own.

    Parameters
    ----------
    cell:
        What to build.

    Returns
    -------
    How it ended; what a failed build said is shown on standard error.
    """
    if cell.row.program and shutil.which(cell.row.program) is None:
        return Result.MISSING
    with tempfile.TemporaryDirectory(prefix="kwindex-matrix-") as folder:
        try:
            done = subprocess.run(
                command(cell, folder),
                cwd=CHECKOUT,
                capture_output=True,
                text=True,
                errors="replace",
                check=False,
                timeout=TIMEOUT,
            )
        except subprocess.TimeoutExpired:
            say(cell, "takes too long")
            return Result.FAILS
    if done.returncode:
        say(cell, done.stderr.strip() or done.stdout.strip())
        return Result.FAILS
    say(cell, Result.PASSES.value)
    return Result.PASSES


def command(cell: Cell, folder: str) -> list[str]:
    """Give the command that builds a cell.

    Parameters
    ----------
    cell:
        What to build.
    folder:
        An empty folder for all that the build writes.

    Returns
    -------
    The program and its arguments.
    """
    row = cell.row
    theme = (f"html_theme={cell.theme}",) if cell.theme else ()
    settings = [word for text in (*SETTINGS, *row.settings, *theme) for word in ("-D", text)]
    strict = ["-W", "--keep-going", "-n", "-q"]
    sphinx = [sys.executable, "-m", "sphinx"]
    if row.builder == "latexpdf":
        return [*sphinx, "-M", row.builder, str(SOURCE), folder, *strict, *settings]
    # Apart from the output, as EPUB would wonder what to do with the doctrees.
    folders = ["-d", str(Path(folder, "doctrees")), str(SOURCE), str(Path(folder, "output"))]
    return [*sphinx, "-b", row.builder, *strict, *settings, *folders]


def say(cell: Cell, words: str) -> None:
    """Tell the user how a build ended."""
    print(" ".join(filter(None, (cell.row.label, cell.theme))), words, sep=": ", file=sys.stderr)


def installed_versions() -> dict[str, str]:
    """Give the versions that the builds use."""
    found = {"Python": platform.python_version()}
    for name in DISTRIBUTIONS:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found


def page(results: Mapping[Cell, Result], versions: Mapping[str, str]) -> str:
    """Write the page of the documentation.

    Parameters
    ----------
    results:
        How each build ended.
    versions:
        What the builds used.

    Returns
    -------
    The page, in Markdown.
    """

    def shown(row: Row, theme: str = "") -> str:
        return results[Cell(row, theme)].value

    themed = Table(
        ("Builder", *(f"`{theme}`" for theme in THEMES)),
        tuple((row.label, *map(partial(shown, row), THEMES)) for row in THEMED_ROWS),
        text_columns=1 + len(THEMES),
    )
    plain = Table(
        ("Builder", "Result"),
        tuple((row.label, shown(row)) for row in PLAIN_ROWS),
        text_columns=2,
    )
    used = ", ".join(f"{name} {number}" for name, number in versions.items())
    return PAGE.format(themed=markdown_table(themed), plain=markdown_table(plain), versions=used)


PAGE = """\
# Builders and themes

What has been built, from nothing and with `-W -n`: a build *passes* if there is no warning, and no
reference without a target. The project is the example project of the repository.

## With each theme

{themed}
## Others

{plain}
## How this page is made

```console
$ python -m pip install -e . --group themes
$ python -m benchmarks.matrix docs/reference/builders.md
```

The command fails if one of the builds does. The last run was with {versions}.
"""


if __name__ == "__main__":
    sys.exit(main())
