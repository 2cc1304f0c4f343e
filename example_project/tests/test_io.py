"""Reading and writing."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from tidepool import DataError, Measurement, load_stations, read_measurements
from tidepool.io import Quality, TableStyle, follow, format_table, sparkline, to_json


def test_feet_become_metres(write_csv: Callable[..., Path]) -> None:
    (reading,) = read_measurements(write_csv("time,height_ft", "2024-03-01T06:00Z,10"))
    assert reading.height == pytest.approx(3.048)
    assert reading.quality is Quality.GOOD


def test_bad_readings_are_left_out(write_csv: Callable[..., Path]) -> None:
    path = write_csv("time,height_m,quality", "2024-03-01,1,good", "2024-03-02,9,bad")
    assert [item.height for item in read_measurements(path)] == [1.0]
    assert len(read_measurements(path, worst=Quality.BAD)) == 2


@pytest.mark.filterwarnings("ignore:.*without a height")
def test_compressed_file_reads_the_same(root: Path, tmp_path: Path) -> None:
    plain = root / "data" / "heron_quay.csv"
    packed = tmp_path / "heron_quay.csv.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert read_measurements(packed) == read_measurements(plain)


def test_gaps_are_counted(write_csv: Callable[..., Path]) -> None:
    path = write_csv("time,height_m", "2024-03-01,", "", "2024-03-02,1.5", "2024-03-03,")
    with pytest.warns(UserWarning, match="skipped 2 rows"):
        assert len(read_measurements(path)) == 1


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ((), "unexpected header ''"),
        (("when,what",), "1: unexpected header"),
        (("time,height_yd",), "unknown unit 'yd'"),
        (("# a comment", "time,height_m", "2024-03-01,high"), "3: could not convert"),
        (("time,height_m", "2024-03-01"), "2: a row has 2 or 3 columns, not 1"),
        (("time,height_m,quality", "2024-03-01,1,fine"), "not a valid Quality"),
    ],
)
def test_broken_files(write_csv: Callable[..., Path], lines: tuple[str, ...], message: str) -> None:
    with pytest.raises(DataError, match=message):
        read_measurements(write_csv(*lines))


@pytest.mark.parametrize(
    ("text", "message"),
    [("station = [", "not valid TOML"), ("[[station]]\nname = 'x'", "'constants' is missing")],
)
def test_broken_stations(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "stations.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=message):
        load_stations(path)


def test_follow_waits_for_whole_lines(write_csv: Callable[..., Path]) -> None:
    path = write_csv("# a gauge at work", "time,height_m", "2024-03-01,1")

    async def append() -> None:
        for text in ("2024-03", "-02,2\n", "2024-03-03,\n2024-03-04,4\n"):
            await asyncio.sleep(0.01)
            with path.open("a", encoding="utf-8") as stream:
                stream.write(text)

    async def run() -> list[Measurement]:
        writer = asyncio.create_task(append())
        found = [item async for item in follow(path, limit=3, poll=0.001)]
        await writer
        return found

    assert [item.height for item in asyncio.run(run())] == [1.0, 2.0, 4.0]


def test_markdown_cells_cannot_break_the_table() -> None:
    table = format_table(["name"], [["<b>a|b</b>"], ["```{eval-rst}"]], TableStyle.MARKDOWN)
    assert table.splitlines()[2:] == [
        r"| &lt;b&gt;a\|b&lt;/b&gt; |",
        r"| \`\`\`\{eval-rst}       |",
    ]


def test_numbers_stand_on_the_right() -> None:
    assert format_table(["kind", "height"], [["high", 4.2134], ["low", 12.0]]).splitlines() == [
        "kind  height",
        "----  ------",
        "high   4.213",
        "low   12.000",
    ]


def test_json_of_a_measurement(start: datetime) -> None:
    assert json.loads(to_json([Measurement(start, 1.5)])) == [
        {"time": "2024-03-01T00:00:00+00:00", "height": 1.5, "quality": "good"}
    ]


def test_json_refuses_what_it_does_not_know() -> None:
    with pytest.raises(TypeError, match="set has no form in JSON"):
        to_json({1, 2})


@pytest.mark.parametrize(("heights", "line"), [([], ""), ([2.0, 2.0], "▁▁"), ([0, 7], "▁█")])
def test_sparkline(heights: list[float], line: str) -> None:
    assert sparkline(heights) == line
