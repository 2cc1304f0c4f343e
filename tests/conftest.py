"""What holds for all tests."""

from __future__ import annotations

import gc


def pytest_collection_finish() -> None:
    """Spare the garbage collector what stays to the end anyway.

    It took up to a tenth of a build to go through all modules, tests and fixtures again and again.
    """
    gc.collect()
    gc.freeze()
    # What a build makes lives to its end; by default it is gone through after 700 more objects.
    gc.set_threshold(20_000, 20, 50)
