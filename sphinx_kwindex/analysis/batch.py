"""Analysing many files, in worker processes where that pays."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

import msgspec

from sphinx_kwindex.analysis import analyse
from sphinx_kwindex.limits import DEFAULT_LIMITS, Limits
from sphinx_kwindex.processes import can_fork, no_garbage_collection
from sphinx_kwindex.records.analysis import Analysis

_FEWEST_BYTES_FOR_WORKERS = 1_000_000
"""Below this, starting workers costs more than they save."""

_BATCHES_PER_WORKER = 8

_MOST_BYTES_AT_ONCE = 1_000_000
"""Syntax trees take about forty times the room of their sources until they are collected."""


class Work(msgspec.Struct, frozen=True):
    """A content to analyse."""

    name: str
    """What of the path tells the language."""
    size: int
    """Bytes of the content."""
    read: Callable[[], bytes]
    """Returns the content, in this process or another one."""
    limits: Limits = DEFAULT_LIMITS
    """How much of it is read."""


def analyse_all(work: Sequence[Work], jobs: int) -> Iterator[Analysis]:
    """Yield the facts of each content, in the order given.

    Parameters
    ----------
    work:
        The contents.
    jobs:
        How many processes may run at once.
    """
    total = sum(item.size for item in work)
    if jobs < 2 or total < _FEWEST_BYTES_FOR_WORKERS or not can_fork():
        for batch in _balanced(work, _MOST_BYTES_AT_ONCE):
            yield from _analyse_batch(batch)
        return
    share = total // (jobs * _BATCHES_PER_WORKER) + 1
    batches = _balanced(work, min(share, _MOST_BYTES_AT_ONCE))
    context = multiprocessing.get_context("fork")
    done = 0
    try:
        with ProcessPoolExecutor(jobs, mp_context=context) as pool:
            for facts in pool.map(_analyse_batch, batches):
                yield from facts
                done += len(facts)
    except BrokenProcessPool:
        # A worker was killed, by lack of memory for example: go on where it stopped, in this
        # process.
        for item in work[done:]:
            yield analyse(item.name, item.read(), item.limits)


def _analyse_batch(batch: Sequence[Work]) -> list[Analysis]:
    with no_garbage_collection():
        return [analyse(item.name, item.read(), item.limits) for item in batch]


def _balanced(work: Sequence[Work], size: int) -> list[list[Work]]:
    """Cut the work into runs of about ``size`` bytes."""
    batches: list[list[Work]] = []
    room = 0
    for item in work:
        if room <= 0:
            batches.append([])
            room = size
        batches[-1].append(item)
        room -= item.size
    return batches
