"""Settings that come from the environment.

Variables:
    TIDEPOOL_STATIONS: The file of stations, ``config/stations.toml`` if not set.
    TIDEPOOL_LOG_LEVEL: ``DEBUG``, ``INFO``, ``WARNING`` (the default) or ``ERROR``.
"""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

DEFAULT_STATIONS: Final = "config/stations.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment says about a run."""

    stations: Path = Path(DEFAULT_STATIONS)
    log_level: int = logging.WARNING

    @classmethod
    def from_environment(cls) -> Settings:
        """Read the variables; an unknown log level counts as ``WARNING``."""
        level = os.getenv("TIDEPOOL_LOG_LEVEL", "WARNING").upper()
        return cls(
            stations=Path(os.environ.get("TIDEPOOL_STATIONS", DEFAULT_STATIONS)),
            log_level=logging.getLevelNamesMapping().get(level, logging.WARNING),
        )
