"""Fit harmonic constants to readings, by least squares.

With ``A cos(x - p) = a cos x + b sin x`` the unknowns ``a`` and ``b`` are linear, so one system of
equations gives them all.
"""

from __future__ import annotations

import logging
import math
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from tidepool._fastmath import dot, solve
from tidepool.errors import FitError, ShortRecordWarning
from tidepool.units import Hours, Metres, hours_since_epoch

from .constituents import Constituent, HarmonicConstant
from .curves import ConstantCurve, Curve, HarmonicCurve
from .prediction import Prediction

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class FitResult:
    """What the readings say about a place.

    Attributes:
        constants: One for each constituent that was asked for, in the same order.
        mean_level: Mean level of the sea.
        rms: Root of the mean square of what the fit leaves unexplained.
    """

    constants: tuple[HarmonicConstant, ...]
    mean_level: Metres
    rms: Metres

    @property
    def curve(self) -> Curve:
        """The fitted tide."""
        return HarmonicCurve(self.constants) + ConstantCurve(self.mean_level)


def fit_constants(readings: Iterable[Prediction], constituents: Sequence[Constituent]) -> FitResult:
    """Find the mean level and the constants that explain the readings best.

    Args:
        readings: Times and heights; measurements have them as well as predictions.
        constituents: What to look for.

    Returns:
        The constants, and how well they fit.

    Raises:
        FitError: If there are fewer readings than unknowns, or if they do not determine them.

    Warns:
        ShortRecordWarning: If two constituents are too close for the length of the record.
    """
    known = [(hours_since_epoch(item.time), item.height) for item in readings]
    unknowns = 1 + 2 * len(constituents)
    if len(known) < unknowns:
        raise FitError(f"{unknowns} unknowns need as many readings, there are {len(known)}")
    times = [hours for hours, _ in known]
    _check_length(max(times) - min(times), constituents)

    rows = [_terms(hours, constituents) for hours in times]
    heights = [height for _, height in known]
    columns = list(zip(*rows, strict=True))
    try:
        mean, *pairs = solve(
            [[dot(left, right) for right in columns] for left in columns],
            [dot(column, heights) for column in columns],
        )
    except ZeroDivisionError as error:
        raise FitError("the readings do not determine the constituents") from error

    constants = tuple(
        item.constant(amplitude=math.hypot(a, b), phase=math.degrees(math.atan2(b, a)))
        for item, a, b in zip(constituents, pairs[::2], pairs[1::2], strict=True)
    )
    left_over = [h - dot(row, [mean, *pairs]) for row, h in zip(rows, heights, strict=True)]
    rms = math.sqrt(dot(left_over, left_over) / len(left_over))
    logger.info("fitted %d constituents to %d readings, rms %.3f m", len(constants), len(rows), rms)
    return FitResult(constants, mean, rms)


def _terms(hours: Hours, constituents: Sequence[Constituent]) -> list[float]:
    """One row of the system: the factors of the mean, and of each ``a`` and ``b``."""
    row = [1.0]
    for item in constituents:
        angle = math.radians(item.speed * hours)
        row += [math.cos(angle), math.sin(angle)]
    return row


def _check_length(span: Hours, constituents: Sequence[Constituent]) -> None:
    """Warn about pairs that do not drift apart by a full turn (the Rayleigh criterion)."""
    for left, right in combinations(constituents, 2):
        if abs(left.speed - right.speed) * span < 360.0:
            warnings.warn(
                f"{span / 24:.1f} days are too short to separate {left.name} and {right.name}",
                ShortRecordWarning,
                stacklevel=3,
            )
