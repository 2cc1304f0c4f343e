"""What this system can do with processes."""

from __future__ import annotations

import multiprocessing


def can_fork() -> bool:
    """Return whether a process that runs can be copied."""
    return "fork" in multiprocessing.get_all_start_methods()
