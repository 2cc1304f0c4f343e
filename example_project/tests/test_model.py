"""The tide itself: constituents, curves, stations, predictions, fits."""

from __future__ import annotations

import importlib
import shutil
import subprocess
import unittest
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from tidepool import FitError, ShortRecordWarning, Station, UnknownNameError, fit_constants, sample
from tidepool._fastmath import solve, tide_sum
from tidepool.model import K1, M2, O1, S2, ConstantCurve, HarmonicCurve, HeightSource, ShiftedCurve
from tidepool.model.constituents import constituent
from tidepool.model.prediction import ExtremeKind
from tidepool.model.station import Regime
from tidepool.units import EPOCH, Unit, convert, hours_since_epoch

PRINCIPAL = [M2, S2, K1, O1]


class TestUnits(unittest.TestCase):
    """Conversions, and time since the epoch."""

    def test_there_and_back(self) -> None:
        for unit in Unit:
            with self.subTest(unit=unit):
                there = convert(2.5, Unit.METRE, unit)
                self.assertAlmostEqual(convert(there, unit, Unit.METRE), 2.5)

    def test_time_needs_a_zone(self) -> None:
        with self.assertRaisesRegex(ValueError, "no time zone"):
            hours_since_epoch(datetime(2024, 1, 1))

    def test_before_the_epoch(self) -> None:
        self.assertEqual(hours_since_epoch(EPOCH - timedelta(days=1)), -24.0)


@pytest.mark.parametrize(
    ("form_number", "regime"),
    [(0.1, Regime.SEMIDIURNAL), (0.25, Regime.MIXED), (2.9, Regime.MIXED), (3.0, Regime.DIURNAL)],
)
def test_regime(form_number: float, regime: Regime) -> None:
    assert Regime.of(form_number) is regime


def test_unknown_constituent_suggests_a_name() -> None:
    with pytest.raises(UnknownNameError, match="did you mean"):
        constituent("M22")


def test_period_of_the_moon() -> None:
    assert M2.period == pytest.approx(12.4206, abs=1e-4)


def test_slope_is_the_derivative_of_the_height(quay: Station, start: datetime) -> None:
    second = timedelta(seconds=1)
    rise = quay.height(start + second) - quay.height(start - second)
    assert quay.curve.slope(start) == pytest.approx(rise * 1800, rel=1e-4)


def test_sums_are_flat(start: datetime) -> None:
    one = ConstantCurve(1.0)
    total = one + one + one
    assert total.height(start) == 3.0
    assert total.slope(start) == 0.0


def test_shifted_curve_is_late(start: datetime) -> None:
    curve = HarmonicCurve([M2.constant(amplitude=1.0, phase=30.0)])
    late = ShiftedCurve(curve, timedelta(hours=2))
    assert late.height(start) == curve.height(start - timedelta(hours=2))
    assert late.slope(start) == curve.slope(start - timedelta(hours=2))


def test_new_mean_level_moves_the_curve(quay: Station, start: datetime) -> None:
    before = quay.height(start)
    quay.mean_level += 0.5
    assert quay.height(start) == pytest.approx(before + 0.5)


def test_station_is_a_height_source(quay: Station) -> None:
    assert isinstance(quay, HeightSource)
    assert repr(quay) == "<Station heron-quay: 4 constituents, semidiurnal>"


def test_extremes_take_turns(quay: Station, start: datetime) -> None:
    turns = quay.extremes(start, hours=48)
    assert len(turns) == 8
    for left, right in pairwise(turns):
        assert left.kind != right.kind
        assert (left.height > right.height) == (left.kind is ExtremeKind.HIGH)


def test_step_must_be_positive(quay: Station, start: datetime) -> None:
    with pytest.raises(ValueError, match="positive"):
        next(sample(quay, start, step=timedelta(0)))


def test_fit_recovers_the_constants(quay: Station, start: datetime) -> None:
    result = fit_constants(sample(quay, start, hours=24 * 16), PRINCIPAL)
    expected = {item.constituent: item for item in quay.constants}
    for item in result.constants:
        assert item.amplitude == pytest.approx(expected[item.constituent].amplitude)
        assert item.phase == pytest.approx(expected[item.constituent].phase)
    assert result.mean_level == pytest.approx(quay.mean_level)
    assert result.curve.height(start) == pytest.approx(quay.height(start))


def test_short_record_warns(quay: Station, start: datetime) -> None:
    with pytest.warns(ShortRecordWarning, match="separate M2 and S2"):
        fit_constants(sample(quay, start, hours=72), [M2, S2])


def test_too_few_readings(quay: Station, start: datetime) -> None:
    with pytest.raises(FitError, match="9 unknowns"):
        fit_constants(sample(quay, start, hours=5), PRINCIPAL)


def test_singular_matrix() -> None:
    with pytest.raises(ZeroDivisionError, match="singular"):
        solve([[1.0, 2.0], [2.0, 4.0]], [1.0, 2.0])


@pytest.mark.skipif(shutil.which("cc") is None, reason="needs a C compiler")
def test_native_agrees(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = tmp_path / "libharmonics.so"
    source = root / "native" / "harmonics.c"
    subprocess.run(
        ["cc", "-O2", "-shared", "-fPIC", "-o", str(library), str(source), "-lm"], check=True
    )
    monkeypatch.setenv("TIDEPOOL_NATIVE", str(library))
    native = importlib.import_module("tidepool._native")
    arguments = (212_345.5, [28.98, 15.04], [2.0, 0.5], [104.0, 22.0])
    assert native.tide_sum(*arguments) == pytest.approx(tide_sum(*arguments))
