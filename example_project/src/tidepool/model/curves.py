"""Curves of height over time, and ways to combine them.

A curve answers two questions: how high is the water, and how fast does it rise? Curves are small
immutable objects; ``+`` adds them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import datetime, timedelta
from math import radians
from typing import Protocol, runtime_checkable

from ..units import Metres, hours_since_epoch
from .constituents import HarmonicConstant

try:
    from tidepool._native import tide_sum
except ImportError:
    from tidepool._fastmath import tide_sum


@runtime_checkable
class HeightSource(Protocol):
    """Anything that knows the height of the water: a curve, a station, a stub in a test."""

    def height(self, when: datetime) -> Metres:
        """Height above the datum."""
        ...


class Curve(ABC):
    """Base class of all curves."""

    __slots__ = ()

    @abstractmethod
    def height(self, when: datetime) -> Metres:
        """Height above the datum at a moment."""

    @abstractmethod
    def slope(self, when: datetime) -> float:
        """Metres per hour at a moment; positive while the water rises."""

    def __add__(self, other: Curve) -> Curve:
        """Put one curve on top of another."""
        if not isinstance(other, Curve):
            return NotImplemented
        return SumCurve([self, other])


class ConstantCurve(Curve):
    """The same height for ever, such as the mean level of the sea."""

    __slots__ = ("level",)

    def __init__(self, level: Metres) -> None:
        self.level = level

    def height(self, when: datetime) -> Metres:
        """Return the level."""
        return self.level

    def slope(self, when: datetime) -> float:
        """Return zero."""
        return 0.0


class HarmonicCurve(Curve):
    """The tide as a sum of cosines.

    The sum runs in C if the native library has been built, else in Python.
    """

    __slots__ = ("_amplitudes", "_phases", "_speeds")

    def __init__(self, constants: Iterable[HarmonicConstant]) -> None:
        known = tuple(constants)
        self._speeds = [item.constituent.speed for item in known]
        self._amplitudes = [item.amplitude for item in known]
        self._phases = [item.phase for item in known]

    def height(self, when: datetime) -> Metres:
        """Sum the constituents."""
        return tide_sum(hours_since_epoch(when), self._speeds, self._amplitudes, self._phases)

    def slope(self, when: datetime) -> float:
        """Sum the derivatives: ``-sin(x)`` is ``cos(x + 90)``, a phase of 90 degrees less."""
        rates = [
            amplitude * radians(speed)
            for amplitude, speed in zip(self._amplitudes, self._speeds, strict=True)
        ]
        phases = [phase - 90.0 for phase in self._phases]
        return tide_sum(hours_since_epoch(when), self._speeds, rates, phases)


class ShiftedCurve(Curve):
    """Another curve, later: a place up the river has the tide of its mouth with a delay."""

    __slots__ = ("base", "delay")

    def __init__(self, base: Curve, delay: timedelta) -> None:
        self.base = base
        self.delay = delay

    def height(self, when: datetime) -> Metres:
        """Height that the other curve had before the delay."""
        return self.base.height(when - self.delay)

    def slope(self, when: datetime) -> float:
        """Slope that the other curve had before the delay."""
        return self.base.slope(when - self.delay)


class SumCurve(Curve):
    """Several curves on top of each other; sums of sums are flattened."""

    __slots__ = ("parts",)

    def __init__(self, parts: Iterable[Curve]) -> None:
        flat: list[Curve] = []
        for part in parts:
            if isinstance(part, SumCurve):
                flat.extend(part.parts)
            else:
                flat.append(part)
        self.parts: tuple[Curve, ...] = tuple(flat)

    def height(self, when: datetime) -> Metres:
        """Sum of the heights."""
        return sum(part.height(when) for part in self.parts)

    def slope(self, when: datetime) -> float:
        """Sum of the slopes."""
        return sum(part.slope(when) for part in self.parts)
