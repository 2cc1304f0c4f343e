"""Read what gauges write.

A reading is one row of a CSV file; the def of a row is its header, which names the unit. Where an
older reader class didn't check the header, feet were taken for metres. Loggers that import from
spreadsheets leave empty cells: such rows are skipped, and one warning says how many.
"""

from __future__ import annotations

import asyncio
import csv
import gzip
import logging
import sys
import tomllib
import warnings
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TextIO

from tidepool.errors import DataError
from tidepool.model.prediction import Prediction
from tidepool.model.station import Station
from tidepool.units import Unit, convert, parse_time

logger = logging.getLogger(__name__)

DEFAULT_POLL = 1.0


class Quality(StrEnum):
    """What the gauge says of its own reading."""

    GOOD = "good"
    SUSPECT = "suspect"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Measurement(Prediction):
    """A height that was measured, not predicted."""

    quality: Quality = Quality.GOOD


@contextmanager
def open_text(path: str | Path) -> Iterator[TextIO]:
    """Open a text file for reading: plain, compressed (``.gz``), or ``-`` for standard input.

    Raises:
        DataError: If there is no such file.
    """
    if str(path) == "-":
        yield sys.stdin
        return
    try:
        stream = _open_file(Path(path))
    except FileNotFoundError as error:
        raise DataError(str(path), 0, "no such file") from error
    with stream:
        yield stream


def iter_measurements(lines: Iterable[str], source: str = "<lines>") -> Iterator[Measurement]:
    """Turn the lines of a CSV file into measurements.

    Empty lines and lines that begin with ``#`` mean nothing. Rows without a height are skipped.

    Args:
        lines: The lines, the header first.
        source: Name of the file, for messages.

    Yields:
        The measurements, in the order of the file.

    Raises:
        DataError: If the header or a row cannot be understood.
    """
    numbered = ((number, line) for number, line in enumerate(lines, 1) if _has_content(line))
    number, header = next(numbered, (0, ""))
    unit = _unit_of(header, source, number)
    skipped = 0
    for number, line in numbered:
        reading = _parse_row(line, unit, source, number)
        if reading is None:
            skipped += 1
        else:
            yield reading
    if skipped:
        warnings.warn(f"{source}: skipped {skipped} rows without a height", stacklevel=2)


def read_measurements(path: str | Path, *, worst: Quality = Quality.SUSPECT) -> list[Measurement]:
    """Read a CSV file, without the readings whose quality is worse than allowed."""
    order = list(Quality)
    with open_text(path) as stream:
        everything = list(iter_measurements(stream, str(path)))
    kept = [item for item in everything if order.index(item.quality) <= order.index(worst)]
    logger.debug("%s: kept %d of %d readings", path, len(kept), len(everything))
    return kept


async def follow(
    path: Path, *, limit: int | None = None, poll: float = DEFAULT_POLL
) -> AsyncIterator[Measurement]:
    """Yield the measurements of a file that a gauge is still writing.

    Args:
        path: A CSV file; it must exist, but may still be empty.
        limit: Stop after so many readings; ``None`` goes on for ever.
        poll: Seconds to wait when there is nothing new.
    """
    unit: Unit | None = None
    number, count, line = 0, 0, ""
    with open_text(path) as stream:
        while limit is None or count < limit:
            line += stream.readline()
            if not line.endswith("\n"):
                await asyncio.sleep(poll)
                continue
            complete, line = line, ""
            number += 1
            if not _has_content(complete):
                continue
            if unit is None:
                unit = _unit_of(complete, str(path), number)
            elif reading := _parse_row(complete, unit, str(path), number):
                yield reading
                count += 1


def load_stations(path: str | Path) -> dict[str, Station]:
    """Read a TOML file of stations.

    Returns:
        The stations by their short name, in the order of the file.

    Raises:
        DataError: If the file is missing, is not TOML, or leaves out an entry.
    """
    try:
        tables = tomllib.loads(Path(path).read_text(encoding="utf-8"))["station"]
        stations = [Station.from_table(table) for table in tables]
    except FileNotFoundError as error:
        raise DataError(str(path), 0, "no such file") from error
    except tomllib.TOMLDecodeError as error:
        raise DataError(str(path), 0, f"not valid TOML: {error}") from error
    except KeyError as error:
        raise DataError(str(path), 0, f"entry {error} is missing") from error
    return {station.key: station for station in stations}


def _open_file(path: Path) -> TextIO:
    """Open a file as UTF-8; the name tells whether it is compressed."""
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8", newline="")
    return path.open(encoding="utf-8", newline="")


def _has_content(line: str) -> bool:
    """Whether a line is neither empty nor a comment."""
    return bool(line.strip()) and not line.startswith("#")


def _unit_of(header: str, source: str, number: int) -> Unit:
    """Find the unit in the header, which is ``time,height_UNIT`` or has a quality as well."""
    match header.strip().split(","):
        case ["time", height] | ["time", height, "quality"] if height.startswith("height_"):
            symbol = height.removeprefix("height_")
        case _:
            raise DataError(source, number, f"unexpected header {header.strip()!r}")
    try:
        return Unit(symbol)
    except ValueError:
        raise DataError(source, number, f"unknown unit {symbol!r}") from None


def _parse_row(line: str, unit: Unit, source: str, number: int) -> Measurement | None:
    """Turn one row into a measurement, in metres; a row without a height gives ``None``."""

    def metres(text: str) -> float:
        return convert(float(text), unit, Unit.METRE)

    row = [cell.strip() for cell in next(csv.reader([line]))]
    try:
        match row:
            case [_, ""] | [_, "", _]:
                return None
            case [time, height]:
                return Measurement(parse_time(time), metres(height))
            case [time, height, quality]:
                return Measurement(parse_time(time), metres(height), Quality(quality))
            case _:
                raise ValueError(f"a row has 2 or 3 columns, not {len(row)}")
    except ValueError as error:
        raise DataError(source, number, str(error)) from error
