"""The report of a run as plain text, Markdown or JSON."""

import json
from collections.abc import Callable
from dataclasses import asdict

from benchmarks.records import Installed, Outcome, Report, Setting
from benchmarks.summary import Figures, Ratios, compare, summarise
from benchmarks.tables import Table, markdown_table, plain_table
from benchmarks.tools import TOOLS

MISSING = "-"
PEAK_NOTE = (
    "Peak MiB: largest resident set of any one process of the build, not the sum over processes."
)
RATIO_NOTE = "Ratios: sphinx-kwindex divided by the peer, in the same round; below 1 is less."


def as_text(report: Report) -> str:
    """Give the report as plain text for a terminal.

    Parameters
    ----------
    report:
        The report.

    Returns
    -------
    The text.
    """
    return "\n".join(parts(report, plain_table))


def as_markdown(report: Report) -> str:
    """Give the report as Markdown that can be pasted into a page.

    Parameters
    ----------
    report:
        The report.

    Returns
    -------
    The text.
    """
    return "\n".join(parts(report, markdown_table))


def as_json(report: Report) -> str:
    """Give the raw records as JSON, without medians and ratios.

    Parameters
    ----------
    report:
        The report.

    Returns
    -------
    The text.
    """
    return json.dumps(asdict(report), indent=2) + "\n"


def parts(report: Report, layout: Callable[[Table], str]) -> list[str]:
    """Give the paragraphs and tables of a report.

    Parameters
    ----------
    report:
        The report.
    layout:
        Writes a table.

    Returns
    -------
    The parts, each ending with a line end.
    """
    ratios = compare(report.builds)
    figures = summarise(report.builds)
    found = [
        setting_text(report.setting),
        layout(version_table(report.installed)),
        layout(figure_table(figures)),
        f"{PEAK_NOTE}\n",
    ]
    if ratios:
        found += [layout(ratio_table(ratios)), f"{RATIO_NOTE}\n"]
    return found + failure_lines(figures)


def setting_text(setting: Setting) -> str:
    """Describe the circumstances of a run in a few sentences."""
    options = f", options {' '.join(setting.sphinx_options)}" if setting.sphinx_options else ""
    rounds = f", medians of {setting.rounds} rounds" if setting.rounds > 1 else ""
    return (
        f"Tree {setting.tree}: {setting.files:,} Python files, {setting.lines:,} lines; "
        f"edited file {setting.edited}.\n"
        f"Python {setting.python} on {setting.system}, {setting.cpus} CPUs; "
        f"sphinx-build -j {setting.jobs}, theme {setting.theme}{options}{rounds}.\n"
    )


def version_table(installed: tuple[Installed, ...]) -> Table:
    """List the installed versions, one row for each tool."""
    rows = tuple((TOOLS[each.tool].title, installed_text(each)) for each in installed)
    return Table(("Tool", "Installed"), rows, text_columns=2)


def installed_text(installed: Installed) -> str:
    """Describe the environment of a tool, or why there is none."""
    if installed.problem:
        return f"not installed: {installed.problem}"
    return ", ".join(f"{name} {version}" for name, version in installed.versions.items())


def figure_table(figures: tuple[Figures, ...]) -> Table:
    """List what each tool needed in each scenario."""
    header = ("Build", "Tool", "Outcome", "Wall s", "CPU s", "Peak MiB")
    counts = ("Pages", "of source", "Warnings", "Errors", "Exit")
    rows = tuple(
        (
            each.scenario.value,
            TOOLS[each.tool].title,
            each.outcome.value,
            number(each.wall_seconds, 1),
            number(each.cpu_seconds, 1),
            number(each.peak_mib, 0),
            number(each.pages, 0),
            number(each.source_pages, 0),
            number(each.warnings, 0),
            number(each.errors, 0),
            MISSING if each.exit_code is None else str(each.exit_code),
        )
        for each in figures
    )
    return Table(header + counts, rows, text_columns=3)


def ratio_table(ratios: tuple[Ratios, ...]) -> Table:
    """List how sphinx-kwindex compares with each peer."""
    rows = tuple(
        (
            each.scenario.value,
            TOOLS[each.peer].title,
            number(each.wall, 2),
            number(each.cpu, 2),
            number(each.peak, 2),
        )
        for each in ratios
    )
    header = ("Build", "sphinx-kwindex relative to", "Wall", "CPU", "Peak memory")
    return Table(header, rows, text_columns=2)


def failure_lines(figures: tuple[Figures, ...]) -> list[str]:
    """Tell why builds did not succeed, one line for each that took place and failed."""
    return [
        f"{TOOLS[each.tool].title}, {each.scenario} build: {each.outcome}: {each.note}\n"
        for each in figures
        if each.outcome not in {Outcome.OK, Outcome.SKIPPED}
    ]


def number(value: float | None, digits: int) -> str:
    """Write a number with thousands separators, or a dash when there is none.

    Parameters
    ----------
    value:
        The number.
    digits:
        Digits after the point.

    Returns
    -------
    The text.
    """
    return MISSING if value is None else f"{value:,.{digits}f}"
