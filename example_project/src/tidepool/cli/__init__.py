"""The command line: parse the arguments, run one command, turn errors into exit codes."""

from __future__ import annotations

import argparse
import logging
import sys
import warnings
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import tidepool
from tidepool.cli.commands import COMMANDS, OutputFormat
from tidepool.errors import TidepoolError
from tidepool.settings import Settings
from tidepool.units import parse_time

__all__ = ["build_parser", "main"]


def build_parser(settings: Settings) -> argparse.ArgumentParser:
    """Declare all options and sub-commands."""
    parser = argparse.ArgumentParser(prog="tidepool", description="Predict and fit tides.")
    parser.add_argument("--version", action="version", version=f"%(prog)s {tidepool.__version__}")
    parser.add_argument(
        "--stations",
        type=Path,
        default=settings.stations,
        help="TOML file of stations (default: %(default)s)",
    )
    parser.add_argument("-v", "--verbose", action="store_true", help="say what is going on")

    output = argparse.ArgumentParser(add_help=False)
    output.add_argument(
        "--format", type=OutputFormat, choices=list(OutputFormat), default=OutputFormat.PLAIN
    )
    when = argparse.ArgumentParser(add_help=False)
    when.add_argument("station", help="short name, such as heron-quay")
    when.add_argument("--start", type=parse_time, default=_today(), help="ISO 8601, UTC")
    when.add_argument("--hours", type=float, default=24.0, help="how far to look ahead")

    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("stations", parents=[output], help="list the known stations")
    predict = commands.add_parser("predict", parents=[when, output], help="heights of the water")
    predict.add_argument("--step", type=_minutes, default="60", help="minutes between two heights")
    commands.add_parser("extremes", parents=[when, output], help="times of high and low water")
    fit = commands.add_parser("fit", parents=[output], help="harmonic constants of readings")
    fit.add_argument("readings", help="CSV file, or - for standard input")
    fit.add_argument("-c", "--constituents", default="M2,S2,K1,O1", help="names, with commas")
    watch = commands.add_parser("watch", help="print readings as they come in")
    watch.add_argument("readings", type=Path)
    watch.add_argument("--limit", type=int, default=None, help="stop after so many readings")
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        argv: The arguments; those of the process if left out.

    Returns:
        The exit code: 0, or the code of the error that was printed.
    """
    settings = Settings.from_environment()
    options = build_parser(settings).parse_args(argv)
    logging.basicConfig(level=logging.DEBUG if options.verbose else settings.log_level)
    try:
        with warnings.catch_warnings():
            warnings.showwarning = _show_warning
            COMMANDS[options.command](options)
    except TidepoolError as error:
        print(f"tidepool: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    return 0


def _show_warning(message: Warning | str, *_details: object, **_options: object) -> None:
    """Print a warning for people: without the line of code that raised it."""
    print(f"tidepool: warning: {message}", file=sys.stderr)


def _minutes(text: str) -> timedelta:
    """Read a positive number of minutes."""
    try:
        step = timedelta(minutes=float(text))
    except (OverflowError, ValueError):
        step = timedelta(0)
    if step <= timedelta(0):
        raise argparse.ArgumentTypeError(f"{text!r} is not a positive number of minutes")
    return step


def _today() -> datetime:
    """Midnight, UTC."""
    return datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
