"""The tide itself: constituents, curves, stations, predictions.

Nothing in here reads a file or prints. `tidepool.model.fitting` is left out on purpose: import it
directly, or through the lazy names of `tidepool`.
"""

from .constituents import *  # noqa: F403
from .curves import ConstantCurve, Curve, HarmonicCurve, HeightSource, ShiftedCurve, SumCurve
from .prediction import Extreme, ExtremeKind, Prediction, find_extremes, sample
from .station import Regime, Station

__all__ = [  # noqa: F405
    "K1",
    "K2",
    "M2",
    "M4",
    "N2",
    "O1",
    "P1",
    "S2",
    "STANDARD",
    "ConstantCurve",
    "Constituent",
    "Curve",
    "Extreme",
    "ExtremeKind",
    "HarmonicConstant",
    "HarmonicCurve",
    "HeightSource",
    "Prediction",
    "Regime",
    "ShiftedCurve",
    "Species",
    "Station",
    "SumCurve",
    "constituent",
    "find_extremes",
    "sample",
]
