"""Show spring and neap tides: the daily range of Heron Quay over one month.

Run it from the root of the repository::

    PYTHONPATH=src python examples/spring_and_neap.py
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tidepool import Station, load_stations


def daily_range(station: Station, day: datetime) -> float:
    """Difference between the highest and the lowest water of a day."""
    heights = [turn.height for turn in station.extremes(day, hours=25)]
    return max(heights) - min(heights)


def main() -> None:
    """Print one bar for each day."""
    station = load_stations("config/stations.toml")["heron-quay"]
    first = datetime(2024, 3, 1, tzinfo=UTC)
    for day in (first + timedelta(days=number) for number in range(30)):
        size = daily_range(station, day)
        print(f"{day:%d %b}  {size:4.1f} m  {'#' * round(size * 6)}")


if __name__ == "__main__":
    main()
