"""Which shard makes what: folders, by what they are expected to cost.

The same tree and the same number of shards give the same shards on every machine.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

import msgspec

from sphinx_kwindex.paths import folder_of
from sphinx_kwindex.shards.errors import ShardError

MERGE = "merge"
"""The option ``kwindex_shard`` of the build that merges all shards."""

_SHARD = re.compile(r"([1-9][0-9]{0,4})/([1-9][0-9]{0,4})")

_PARTS_OF_SHARE = 2
"""Into as many parts a folder is cut for each share of a shard that it costs."""

Unit = tuple[int, str, tuple[str, ...]]
"""What stays together: its cost, its folder, and what is in it."""


class Shard(msgspec.Struct, frozen=True, order=True):
    """One of a number of shards."""

    number: int
    """Counted from 1."""
    count: int

    def __str__(self) -> str:
        return f"{self.number}/{self.count}"


def shard_of(text: str) -> Shard:
    """Return the shard that a text such as ``2/3`` names.

    Raises
    ------
    ShardError
        If it names none.
    """
    found = _SHARD.fullmatch(text)
    if found is None or int(found[1]) > int(found[2]):
        raise ShardError(f"{text!r} names no shard; the second of three is written 2/3")
    return Shard(int(found[1]), int(found[2]))


def subject_folder(subject: str) -> str:
    """Return the folder of what pages are about.

    Parameters
    ----------
    subject:
        The path of a file, or that of a folder with a slash at its end; after two slashes, what
        else there is of the folder, such as ``src//keywords``.
    """
    folder, slashes, _ = subject.partition("//")
    return folder if slashes else folder_of(subject)


def partition(
    costs: Mapping[str, int], count: int, folder: Callable[[str], str] = folder_of
) -> dict[str, int]:
    """Return the number of the shard of each item, counted from 1.

    The costliest folders come first, each goes to the shard that has least to do so far.  A folder
    that costs more than the share of a shard is cut into runs of its items.

    Parameters
    ----------
    costs:
        What each item is expected to cost, by its name.
    count:
        How many shards there are.
    folder:
        Returns the folder of an item.

    Returns
    -------
    mapping from names to numbers
        For each item.
    """
    by_folder: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(costs):
        by_folder[folder(name)].append(name)
    share = sum(costs.values()) / count
    units = [unit for names in by_folder.items() for unit in _units(*names, costs, share)]
    loads = [0] * count
    shards: dict[str, int] = {}
    for cost, _, names in sorted(units, key=lambda unit: (-unit[0], unit[1:])):
        least = loads.index(min(loads))
        loads[least] += cost
        shards.update(dict.fromkeys(names, least + 1))
    return shards


def _units(
    folder: str, names: Iterable[str], costs: Mapping[str, int], share: float
) -> Iterable[Unit]:
    """Yield a folder, or the runs that it is cut into."""
    most = share / _PARTS_OF_SHARE if sum(costs[name] for name in names) > share else share
    run: list[str] = []
    cost = 0
    for name in names:
        if run and cost + costs[name] > most:
            yield cost, folder, tuple(run)
            run, cost = [], 0
        run.append(name)
        cost += costs[name]
    yield cost, folder, tuple(run)
