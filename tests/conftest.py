"""What holds for all tests."""

from __future__ import annotations

import gc


def pytest_collection_finish() -> None:
    """Spare the garbage collector what stays to the end anyway.

    It took up to a tenth of a build to go through all modules, tests and fixtures again and again.
    """
    gc.collect()
    gc.freeze()
