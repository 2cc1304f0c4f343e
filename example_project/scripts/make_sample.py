"""Write ``data/heron_quay.csv``: readings of an imaginary gauge, with noise and gaps.

Run it from the root of the repository::

    PYTHONPATH=src python scripts/make_sample.py > data/heron_quay.csv

The seed is fixed, so the file is the same every time.
"""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from tidepool import load_stations, sample

SEED = 20240301
NOISE = 0.03
DAYS = 16


def main() -> None:
    """Print the file."""
    noise = random.Random(SEED)
    quay = load_stations("config/stations.toml")["heron-quay"]
    start = datetime(2024, 3, 1, tzinfo=UTC)
    print("# Heron Quay, three-hourly readings of an imaginary gauge")
    print("time,height_m,quality")
    for item in sample(quay, start, hours=24 * DAYS, step=timedelta(hours=3)):
        chance = noise.random()
        quality = "good" if chance < 0.95 else "suspect"
        height = "" if chance < 0.02 else f"{item.height + noise.gauss(0, NOISE):.2f}"
        print(f"{item.time:%Y-%m-%dT%H:%MZ},{height},{quality}")


if __name__ == "__main__":
    main()
