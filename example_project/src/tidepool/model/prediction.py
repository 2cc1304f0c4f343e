"""Predictions: heights at regular times, and the moments of high and low water.

The docstrings of this module follow the NumPy style.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from ..units import Hours, Metres
from .curves import Curve
from .station import Station

SEARCH_STEP: Final = timedelta(minutes=20)
PRECISION: Final = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Prediction:
    """The height of the water at one moment."""

    time: datetime
    height: Metres


class ExtremeKind(StrEnum):
    """High water or low water."""

    HIGH = "high"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Extreme:
    """A moment at which the tide turns.

    Attributes
    ----------
    kind : ExtremeKind
        Whether the water was rising or falling before.
    time : datetime
        The moment, to the second.
    height : float
        Metres above the datum.
    """

    kind: ExtremeKind
    time: datetime
    height: Metres


def sample(
    place: Station | Curve,
    start: datetime,
    *,
    hours: Hours = 24.0,
    step: timedelta = timedelta(hours=1),
) -> Iterator[Prediction]:
    """Predict the height at regular times.

    Parameters
    ----------
    place : Station or Curve
        Where to look.
    start : datetime
        The first moment, with a time zone.
    hours : float
        How far to go; the last moment is included.
    step : timedelta
        Time between two predictions.

    Yields
    ------
    Prediction
        One for each moment, in order.

    Raises
    ------
    ValueError
        If the step is not positive.
    """
    if step <= timedelta(0):
        raise ValueError("the step must be positive")
    end = start + timedelta(hours=hours)
    when = start
    while when <= end:
        yield Prediction(when, place.height(when))
        when += step


def find_extremes(place: Station | Curve, start: datetime, *, hours: Hours = 24.0) -> list[Extreme]:
    """Find high and low water.

    The slope of the curve changes its sign where the tide turns; bisection then finds the moment.

    Parameters
    ----------
    place : Station or Curve
        Where to look.
    start : datetime
        When to begin.
    hours : float
        How far to go.

    Returns
    -------
    list of Extreme
        In order of time, high and low in turn.
    """
    curve = place.curve if isinstance(place, Station) else place
    end = start + timedelta(hours=hours)
    found: list[Extreme] = []
    left, rising = start, curve.slope(start) > 0
    while left < end:
        right = min(left + SEARCH_STEP, end)
        if (curve.slope(right) > 0) != rising:
            when = _turning_point(curve, left, right)
            kind = ExtremeKind.HIGH if rising else ExtremeKind.LOW
            found.append(Extreme(kind, when, curve.height(when)))
            rising = not rising
        left = right
    return found


def _turning_point(curve: Curve, left: datetime, right: datetime) -> datetime:
    """Narrow down an interval in which the slope changes its sign."""
    rising = curve.slope(left) > 0
    while right - left > PRECISION:
        middle = left + (right - left) / 2
        if (curve.slope(middle) > 0) == rising:
            left = middle
        else:
            right = middle
    return right.replace(microsecond=0)
