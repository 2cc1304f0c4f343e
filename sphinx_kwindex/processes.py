"""What is the same for all work of a process: whether it can be copied, and its memory."""

from __future__ import annotations

import gc
import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager


def can_fork() -> bool:
    """Return whether a process that runs can be copied."""
    return "fork" in multiprocessing.get_all_start_methods()


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
