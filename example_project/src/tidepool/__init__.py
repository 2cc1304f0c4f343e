"""Predict tides from harmonic constants, and fit the constants to readings of a gauge.

The names in ``__all__`` are the public interface; everything else may change without notice.

Example:
    >>> from datetime import UTC, datetime
    >>> from tidepool import M2, Station
    >>> quay = Station("Heron Quay", 51.2, -3.1, [M2.constant(amplitude=2.0, phase=0.0)])
    >>> round(quay.height(datetime(2000, 1, 1, tzinfo=UTC)), 3)
    2.0
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .errors import DataError, FitError, ShortRecordWarning, TidepoolError, UnknownNameError
from .io import Measurement, load_stations, read_measurements
from .model import (
    K1,
    M2,
    O1,
    S2,
    Constituent,
    Extreme,
    HarmonicConstant,
    Prediction,
    Station,
    find_extremes,
    sample,
)
from .units import Unit, convert

if TYPE_CHECKING:
    from .model.fitting import FitResult, fit_constants

__version__ = "0.3.0"

__all__ = [
    "K1",
    "M2",
    "O1",
    "S2",
    "Constituent",
    "DataError",
    "Extreme",
    "FitError",
    "FitResult",
    "HarmonicConstant",
    "Measurement",
    "Prediction",
    "ShortRecordWarning",
    "Station",
    "TidepoolError",
    "Unit",
    "UnknownNameError",
    "__version__",
    "convert",
    "find_extremes",
    "fit_constants",
    "load_stations",
    "read_measurements",
    "sample",
]

_LAZY = frozenset({"FitResult", "fit_constants"})


def __getattr__(name: str) -> object:
    """Import the fitting code the first time someone asks for it: predicting does not need it."""
    if name in _LAZY:
        from .model import fitting

        return getattr(fitting, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
