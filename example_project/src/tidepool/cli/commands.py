"""What the sub-commands do: each takes the parsed options and prints."""

from __future__ import annotations

import asyncio
import functools
import logging
import time
from argparse import Namespace
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Final, TypeAlias

from tidepool.errors import UnknownNameError
from tidepool.io import (
    TableStyle,
    follow,
    format_table,
    load_stations,
    read_measurements,
    sparkline,
    to_json,
)
from tidepool.model import Station, constituent, sample

logger = logging.getLogger(__name__)

Command: TypeAlias = Callable[[Namespace], None]

COMMANDS: Final[dict[str, Command]] = {}
"""All sub-commands by name; `command` fills it."""


class OutputFormat(StrEnum):
    """What ``--format`` takes."""

    PLAIN = "plain"
    MARKDOWN = "markdown"
    JSON = "json"


def command(name: str) -> Callable[[Command], Command]:
    """Register a function as a sub-command, and log how long it takes."""

    def decorate(function: Command) -> Command:
        @functools.wraps(function)
        def timed(options: Namespace) -> None:
            started = time.perf_counter()
            function(options)
            logger.debug("%s took %.3f s", name, time.perf_counter() - started)

        COMMANDS[name] = timed
        return timed

    return decorate


@command("stations")
def list_stations(options: Namespace) -> None:
    """List the known stations."""
    stations = load_stations(options.stations).values()
    rows = [(item.key, item.name, item.latitude, item.longitude, item.regime) for item in stations]
    _print(options.format, ["station", "name", "latitude", "longitude", "tide"], rows)


@command("predict")
def predict(options: Namespace) -> None:
    """Print heights at regular times, and a sparkline below a plain table."""
    station = _station(options)
    heights = list(sample(station, options.start, hours=options.hours, step=options.step))
    _print(options.format, ["time", "height"], [(item.time, item.height) for item in heights])
    if options.format is OutputFormat.PLAIN:
        print(f"\n{sparkline(item.height for item in heights)}")


@command("extremes")
def extremes(options: Namespace) -> None:
    """Print the times of high and low water."""
    found = _station(options).extremes(options.start, hours=options.hours)
    rows = [(item.kind, item.time, item.height) for item in found]
    _print(options.format, ["kind", "time", "height"], rows)


@command("fit")
def fit(options: Namespace) -> None:
    """Fit harmonic constants to the readings of a file."""
    from tidepool.model.fitting import fit_constants

    wanted = [constituent(name.strip()) for name in options.constituents.split(",")]
    result = fit_constants(read_measurements(options.readings), wanted)
    rows: list[tuple[object, ...]] = [
        (item.constituent.name, item.amplitude, item.phase) for item in result.constants
    ]
    rows.append(("mean", result.mean_level, ""))
    rows.append(("rms", result.rms, ""))
    _print(options.format, ["constituent", "amplitude", "phase"], rows)


@command("watch")
def watch(options: Namespace) -> None:
    """Print readings as they come in."""

    async def print_readings() -> None:
        async for item in follow(options.readings, limit=options.limit):
            print(f"{item.time:%Y-%m-%d %H:%M}  {item.height:.3f} m  {item.quality}", flush=True)

    asyncio.run(print_readings())


def _station(options: Namespace) -> Station:
    """Look up the station that the user named."""
    stations = load_stations(options.stations)
    try:
        return stations[options.station]
    except KeyError:
        raise UnknownNameError("station", options.station, stations) from None


def _print(output: OutputFormat, headers: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows in the format that the user chose."""
    if output is OutputFormat.JSON:
        print(to_json([dict(zip(headers, row, strict=True)) for row in rows]))
    else:
        print(format_table(headers, rows, TableStyle(output.value)))
