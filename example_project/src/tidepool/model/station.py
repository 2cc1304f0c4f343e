"""Stations: places with harmonic constants of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..units import Hours, Metres
from .constituents import K1, M2, O1, S2, Constituent, HarmonicConstant, constituent
from .curves import ConstantCurve, Curve, HarmonicCurve

if TYPE_CHECKING:
    from .prediction import Extreme


class Regime(StrEnum):
    """The character of the tide at a place, by its form number."""

    SEMIDIURNAL = "semidiurnal"
    MIXED = "mixed"
    DIURNAL = "diurnal"

    @classmethod
    def of(cls, form_number: float) -> Regime:
        """Classify a form number, the ratio of the diurnal to the semidiurnal amplitudes."""
        if form_number < 0.25:
            return cls.SEMIDIURNAL
        return cls.MIXED if form_number < 3.0 else cls.DIURNAL


class Station:
    """A harbour, a quay or a buoy whose tide is known.

    Attributes:
        name: The name for people.
        latitude: Degrees, north is positive.
        longitude: Degrees, east is positive.
        constants: The harmonic constants, strongest first.
    """

    def __init__(
        self,
        name: str,
        latitude: float,
        longitude: float,
        constants: Iterable[HarmonicConstant],
        *,
        mean_level: Metres = 0.0,
    ) -> None:
        self.name = name
        self.latitude = latitude
        self.longitude = longitude
        self.constants = tuple(sorted(constants, key=lambda item: -item.amplitude))
        self._mean_level = mean_level

    def __repr__(self) -> str:
        return f"<Station {self.key}: {len(self.constants)} constituents, {self.regime}>"

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> Station:
        """Build a station from one table of ``config/stations.toml``.

        Raises:
            KeyError: If an entry is missing.
            UnknownNameError: If a constituent is not known.
        """
        constants = [
            constituent(name).constant(amplitude=amplitude, phase=phase)
            for name, (amplitude, phase) in table["constants"].items()
        ]
        return cls(
            table["name"],
            table["latitude"],
            table["longitude"],
            constants,
            mean_level=table.get("mean_level", 0.0),
        )

    @staticmethod
    def slug(name: str) -> str:
        """Turn a name into the word that the command line takes.

        >>> Station.slug("Heron Quay (north)")
        'heron-quay-north'
        """
        return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")

    @property
    def key(self) -> str:
        """The short name of the station on the command line."""
        return self.slug(self.name)

    @property
    def mean_level(self) -> Metres:
        """Mean level of the sea above the datum."""
        return self._mean_level

    @mean_level.setter
    def mean_level(self, level: Metres) -> None:
        self._mean_level = level
        self.__dict__.pop("curve", None)

    @cached_property
    def curve(self) -> Curve:
        """The tide above the datum; a new mean level makes a new curve."""
        return HarmonicCurve(self.constants) + ConstantCurve(self.mean_level)

    @property
    def regime(self) -> Regime:
        """The character of the tide."""
        semidiurnal = self._amplitude(M2) + self._amplitude(S2)
        diurnal = self._amplitude(K1) + self._amplitude(O1)
        return Regime.of(diurnal / semidiurnal if semidiurnal else float("inf"))

    def height(self, when: datetime) -> Metres:
        """Height of the water above the datum."""
        return self.curve.height(when)

    def extremes(self, start: datetime, *, hours: Hours = 24.0) -> list[Extreme]:
        """High and low waters after a moment.

        The import stands inside the method because `tidepool.model.prediction` imports this
        module.
        """
        from .prediction import find_extremes

        return find_extremes(self, start, hours=hours)

    def _amplitude(self, wanted: Constituent) -> Metres:
        return sum(item.amplitude for item in self.constants if item.constituent == wanted)
