"""The counts of the stages."""

from __future__ import annotations

from benchmarks.stages import as_table


def test_table_has_the_ratio_of_each_room() -> None:
    table = as_table({"all": 110, "pages": 30, "new": 5}, {"all": 100, "pages": 30, "gone": 7})
    assert table.splitlines()[2:] == [
        "| all | 110 | 100 | 1.100 |",
        "| pages | 30 | 30 | 1.000 |",
        "| new | 5 | – | – |",
        "| gone | 0 | 7 | 0.000 |",
    ]
