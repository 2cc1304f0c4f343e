"""Fixtures that several test files share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tidepool import Station, load_stations

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the repository."""
    return ROOT


@pytest.fixture
def start() -> datetime:
    """A moment at which tests begin."""
    return datetime(2024, 3, 1, tzinfo=UTC)


@pytest.fixture
def quay() -> Station:
    """A station with a large semidiurnal tide."""
    return load_stations(ROOT / "config" / "stations.toml")["heron-quay"]


@pytest.fixture
def write_csv(tmp_path: Path) -> Callable[..., Path]:
    """A function that writes lines to a CSV file and returns its path."""

    def write(*lines: str) -> Path:
        path = tmp_path / "readings.csv"
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        return path

    return write
