"""Harmonic constituents: the regular beats of sun and moon.

Each constituent turns with a constant speed that astronomy gives; amplitude and phase belong to a
place and are measured there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from types import MappingProxyType
from typing import Final

from tidepool._fastmath import wrap_degrees
from tidepool.errors import UnknownNameError
from tidepool.units import Degrees, Hours, Metres

__all__ = [
    "K1",
    "K2",
    "M2",
    "M4",
    "N2",
    "O1",
    "P1",
    "S2",
    "STANDARD",
    "Constituent",
    "HarmonicConstant",
    "Species",
    "constituent",
]


class Species(Enum):
    """How often a constituent comes round."""

    DIURNAL = auto()
    SEMIDIURNAL = auto()
    SHALLOW_WATER = auto()


@dataclass(frozen=True, slots=True)
class Constituent:
    """One beat of the tide.

    Attributes:
        name: The usual short name, such as ``M2``.
        speed: Degrees per hour.
        species: How often it comes round.
    """

    name: str
    speed: Degrees
    species: Species

    @property
    def period(self) -> Hours:
        """Time of one full turn."""
        return 360.0 / self.speed

    def constant(self, *, amplitude: Metres, phase: Degrees) -> HarmonicConstant:
        """Say how strong and how late this constituent is at some place."""
        return HarmonicConstant(self, amplitude, wrap_degrees(phase))


@dataclass(frozen=True, slots=True)
class HarmonicConstant:
    """Amplitude and phase of a constituent at one place."""

    constituent: Constituent
    amplitude: Metres
    phase: Degrees


M2: Final = Constituent("M2", 28.9841042, Species.SEMIDIURNAL)
S2: Final = Constituent("S2", 30.0, Species.SEMIDIURNAL)
N2: Final = Constituent("N2", 28.4397295, Species.SEMIDIURNAL)
K2: Final = Constituent("K2", 30.0821373, Species.SEMIDIURNAL)
K1: Final = Constituent("K1", 15.0410686, Species.DIURNAL)
O1: Final = Constituent("O1", 13.9430356, Species.DIURNAL)
P1: Final = Constituent("P1", 14.9589314, Species.DIURNAL)
M4: Final = Constituent("M4", 57.9682084, Species.SHALLOW_WATER)

STANDARD: Final[Mapping[str, Constituent]] = MappingProxyType(
    {item.name: item for item in (M2, S2, N2, K2, K1, O1, P1, M4)}
)
"""All constituents that the package knows, by name."""


def constituent(name: str) -> Constituent:
    """Look up a constituent by name, in upper or lower case.

    Raises:
        UnknownNameError: If the package does not know it.
    """
    try:
        return STANDARD[name.upper()]
    except KeyError:
        raise UnknownNameError("constituent", name, STANDARD) from None
