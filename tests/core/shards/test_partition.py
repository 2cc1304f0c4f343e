"""Which shard makes what."""

from __future__ import annotations

import pytest

from sphinx_kwindex.shards.errors import ShardError
from sphinx_kwindex.shards.partition import Shard, partition, shard_of, subject_folder


def _loads(costs: dict[str, int], count: int) -> list[int]:
    shards = partition(costs, count)
    return [
        sum(costs[name] for name in costs if shards[name] == number)
        for number in range(1, count + 1)
    ]


def test_the_costliest_folder_comes_first_and_each_goes_where_least_is_to_do() -> None:
    costs = {"a/x": 5, "b/x": 4, "c/x": 3, "d/x": 3, "e/x": 3}
    assert partition(costs, 2) == {"a/x": 1, "b/x": 2, "c/x": 2, "d/x": 1, "e/x": 2}


def test_the_files_of_a_folder_stay_together() -> None:
    shards = partition({"a/x": 1, "a/y": 1, "b/x": 1, "b/y": 1, "b/c/x": 2}, 3)
    assert shards["a/x"] == shards["a/y"]
    assert shards["b/x"] == shards["b/y"] != shards["b/c/x"]


def test_a_folder_that_costs_more_than_a_shard_may_is_cut() -> None:
    costs = {f"huge/{number:03}": 1 for number in range(400)}
    assert _loads(costs, 4) == [100, 100, 100, 100]


def test_the_order_of_what_is_to_be_shared_out_does_not_matter() -> None:
    costs = {f"{folder}/{name}": len(folder) for folder in ("a", "bb", "ccc") for name in "xyz"}
    assert partition(dict(reversed(costs.items())), 2) == partition(costs, 2)


def test_more_shards_than_there_is_to_do_leaves_some_empty() -> None:
    assert partition({"a": 1, "b/c": 1}, 9) == {"a": 1, "b/c": 2}
    assert partition({}, 3) == {}


@pytest.mark.parametrize(
    ("subject", "folder"),
    [
        ("a/b/c.py", "a/b"),
        ("c.py", ""),
        ("a/b/", "a/b"),
        ("/", ""),
        ("a/b//keywords/s-z", "a/b"),
        ("//list/classes", ""),
        ("//guide", ""),
    ],
)
def test_pages_belong_to_the_folder_that_they_are_about(subject: str, folder: str) -> None:
    assert subject_folder(subject) == folder


def test_a_shard_is_written_as_its_number_and_how_many_there_are() -> None:
    assert shard_of("2/3") == Shard(2, 3)
    assert str(Shard(2, 3)) == "2/3"


@pytest.mark.parametrize("text", ["", "2", "0/3", "4/3", "1/0", "a/b", "1/2/3", "-1/2", "1 / 2"])
def test_a_text_that_names_no_shard_is_refused(text: str) -> None:
    with pytest.raises(ShardError, match="names no shard; the second of three is written 2/3"):
        shard_of(text)
