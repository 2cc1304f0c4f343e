"""The steps of a build in shards on a cluster of Dask."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from typing import Any

import pytest

from sphinx_kwindex.shards.cluster import run_on_cluster
from sphinx_kwindex.shards.errors import ShardError
from tests.sphinx.building import CHECKOUT, MakeRepository, snapshot_of

distributed = pytest.importorskip("distributed")

# What Dask says of workers that go is not ours.
pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Return a cluster of two workers, each a process that is started again when it goes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(CHECKOUT))
        with distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0"
        ) as made:
            yield made


def _kill_the_worker_with_most(cluster: Any) -> int:
    """End the worker that holds most of what was made, and return its process."""
    most = max(cluster.scheduler.workers.values(), key=lambda worker: worker.nbytes)
    pid: int = next(it.pid for it in cluster.workers.values() if it.worker_address == most.address)
    os.kill(pid, signal.SIGKILL)
    return pid


def test_a_worker_that_is_killed_in_mid_run_costs_time_and_nothing_else(
    cluster: Any, make_repository: MakeRepository
) -> None:
    repository = make_repository()
    repository.configure("kwindex_small_folder = 1\n")
    whole = repository.build()
    site, said, killed = repository.work / "site", list[str](), list[int]()

    def say(text: str) -> None:
        said.append(text)
        if text.startswith("link ") and not killed:
            killed.append(_kill_the_worker_with_most(cluster))

    docs = repository.root / "docs"
    address = cluster.scheduler_address
    assert run_on_cluster(docs, site, address, 2, say=say) == 0
    assert len(killed) == 1
    assert killed[0] not in {worker.pid for worker in cluster.workers.values()}
    assert [text for text in said if text.endswith("(5 of 5)")]
    assert {text.partition(" is done")[0] for text in said} == {
        "facts 1/2", "facts 2/2", "link", "pages 1/2", "pages 2/2",
    }  # fmt: skip
    assert snapshot_of(site) == snapshot_of(whole.outdir)


def test_a_step_that_fails_everywhere_is_named_with_what_it_said(
    cluster: Any, make_repository: MakeRepository
) -> None:
    repository = make_repository()
    repository.configure("kwindex_private = 1\n")
    site = repository.work / "site"
    with pytest.raises(ShardError, match=r"facts ./2 failed: .*kwindex_private is 1, but should"):
        run_on_cluster(
            repository.root / "docs", site, cluster.scheduler_address, 2, say=lambda _text: None
        )
    assert not site.exists()
