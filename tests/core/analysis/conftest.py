"""Fixtures that read hostile texts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.core.analysis.limited import LimitedReader, limited_reader


@pytest.fixture(scope="session")
def limited() -> Iterator[LimitedReader]:
    """Return what reads each text in a process of its own."""
    with limited_reader() as reader:
        yield reader
