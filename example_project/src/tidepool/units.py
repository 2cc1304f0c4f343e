"""Units of height, and time as the model counts it.

Heights are metres everywhere inside the package. Other units appear only where numbers enter
(:mod:`tidepool.io.readers`) or leave (:mod:`tidepool.io.writers`).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Final, TypeAlias, overload

Metres: TypeAlias = float
Degrees: TypeAlias = float
Hours: TypeAlias = float

EPOCH: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""Phases are given relative to this moment."""

METRES_PER_FOOT: Final = 0.3048


class Unit(Enum):
    """A unit of height; the value is its symbol."""

    METRE = "m"
    CENTIMETRE = "cm"
    FOOT = "ft"

    @property
    def in_metres(self) -> float:
        """Length of one unit.

        :returns: the number of metres in it
        """
        match self:
            case Unit.METRE:
                return 1.0
            case Unit.CENTIMETRE:
                return 0.01
            case Unit.FOOT:
                return METRES_PER_FOOT


@overload
def convert(value: float, source: Unit, target: Unit) -> float: ...


@overload
def convert(value: Iterable[float], source: Unit, target: Unit) -> list[float]: ...


def convert(value: float | Iterable[float], source: Unit, target: Unit) -> float | list[float]:
    """Convert one height, or many, from one unit to another.

    >>> convert(3.0, Unit.FOOT, Unit.METRE)
    0.9144
    >>> convert([1.0, 2.5], Unit.METRE, Unit.CENTIMETRE)
    [100.0, 250.0]

    :param value: a number, or an iterable of numbers
    :param source: the unit in which they are given
    :param target: the unit that is wanted
    :returns: a number for a number, a list for an iterable
    """
    factor = source.in_metres / target.in_metres

    def scaled(number: float) -> float:
        return round(number * factor, 9)

    if isinstance(value, Iterable):
        return [scaled(number) for number in value]
    return scaled(value)


def hours_since_epoch(when: datetime) -> Hours:
    """Count the hours from :data:`EPOCH` to a moment.

    :param when: a moment with a time zone
    :returns: hours, negative before the epoch
    :raises ValueError: if the moment has no time zone
    """
    if when.tzinfo is None:
        raise ValueError(f"{when.isoformat()} has no time zone")
    return (when - EPOCH) / timedelta(hours=1)


def parse_time(text: str) -> datetime:
    """Read an ISO 8601 date or time; without a time zone it is taken as UTC.

    >>> parse_time("2024-03-01").isoformat()
    '2024-03-01T00:00:00+00:00'

    :param text: such as ``2024-03-01`` or ``2024-03-01T06:30Z``
    :returns: the moment, in UTC
    :raises ValueError: if the text is not ISO 8601
    """
    when = datetime.fromisoformat(text)
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
