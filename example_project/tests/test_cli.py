"""The command line, from arguments to printed text."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

import tidepool
from tidepool.cli import main


@pytest.fixture(autouse=True)
def in_repository(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run from the root, with no settings from outside."""
    monkeypatch.chdir(root)
    monkeypatch.delenv("TIDEPOOL_STATIONS", raising=False)


def test_stations(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stations", "--format", "json"]) == 0
    stations = json.loads(capsys.readouterr().out)
    assert {item["station"]: item["tide"] for item in stations} == {
        "heron-quay": "semidiurnal",
        "saltmarsh-bar": "mixed",
        "lantern-reef": "diurnal",
    }


def test_predict(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["predict", "heron-quay", "--start", "2024-03-01", "--hours", "3"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["time", "height"]
    assert len(lines) == 2 + 4 + 2


def test_extremes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extremes", "heron-quay", "--start", "2024-03-01", "--format", "markdown"]) == 0
    assert capsys.readouterr().out.startswith("| kind | time             | height |\n")


@pytest.mark.filterwarnings("ignore:.*without a height")
def test_fit(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fit", "data/heron_quay.csv", "--format", "json"]) == 0
    amplitudes = {
        row["constituent"]: row["amplitude"] for row in json.loads(capsys.readouterr().out)
    }
    assert amplitudes["M2"] == pytest.approx(2.35, abs=0.02)
    assert amplitudes["rms"] < 0.05


def test_watch(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "live.csv"
    path.write_text("time,height_cm\n2024-03-01T06:00Z,312\n", encoding="utf-8")
    assert main(["watch", str(path), "--limit", "1"]) == 0
    assert capsys.readouterr().out == "2024-03-01 06:00  3.120 m  good\n"


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["extremes", "heron-key"], 4, "did you mean heron-quay?"),
        (["fit", "data/heron_quay.csv", "-c", "X9"], 4, "unknown constituent 'X9'"),
        (["--stations", "nowhere.toml", "stations"], 3, "nowhere.toml: no such file"),
        (["watch", "nowhere.csv"], 3, "nowhere.csv: no such file"),
    ],
)
def test_errors(
    arguments: list[str], code: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == code
    assert message in capsys.readouterr().err


def test_step_must_be_positive(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["predict", "heron-quay", "--step", "0"])
    assert "'0' is not a positive number of minutes" in capsys.readouterr().err


def test_stations_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TIDEPOOL_STATIONS", "elsewhere.toml")
    assert main(["stations"]) == 3
    assert "elsewhere.toml" in capsys.readouterr().err


def test_one_version(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == tidepool.__version__


def test_lazy_names() -> None:
    assert tidepool.FitResult.__module__ == "tidepool.model.fitting"
    with pytest.raises(AttributeError, match="no attribute 'plot'"):
        tidepool.plot  # noqa: B018
