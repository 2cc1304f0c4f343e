"""What is the same for all work of a process: whether it can be copied, and its memory."""

from __future__ import annotations

import gc
import multiprocessing
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager


def can_fork() -> bool:
    """Return whether a process that runs can be copied."""
    return "fork" in multiprocessing.get_all_start_methods()


def runs_apart(jobs: int, *, is_large: bool) -> bool:
    """Return whether work that needs much memory should run in a copy of this process.

    A build with one process makes a copy only where that saves much memory and can do no harm: in a
    copy, locks stay held that other threads, or libraries of macOS, hold at that moment.

    Parameters
    ----------
    jobs:
        How many processes may run at once.
    is_large:
        Whether the work leaves tens of megabytes behind.
    """
    if jobs > 1:
        return can_fork()
    is_alone = threading.active_count() == 1 and sys.platform != "darwin"
    return is_large and is_alone and can_fork()


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """Keep the collector from walking over what is alive anyway: syntax trees, facts, records.

    It takes a quarter to a half of the time otherwise.  Syntax trees are cyclic, so they are
    collected once, at the end of each batch.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
