"""The four steps on a Dask cluster: who does what, what of it is lost, and how far it is.

The steps are the commands that anybody can run; a worker runs one as a process of its own.  What
they read and write travels as bytes, so that the workers need no disk in common.  Each must have
the repository at the same path, and the same versions of all that takes part.

A worker that is lost is no failure: Dask has what it did, and what it had, made again elsewhere.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from sphinx_kwindex.disk.writing import read_own, write_atomically
from sphinx_kwindex.shards.errors import ShardError
from sphinx_kwindex.shards.linking import SITE_FILE, slice_name
from sphinx_kwindex.shards.merging import require_empty
from sphinx_kwindex.shards.partition import Shard
from sphinx_kwindex.shards.parts import RECORD_FILE, read_part

if TYPE_CHECKING:
    from distributed import Client, Future

_STEPS = "sphinx_kwindex.shards"
_PATIENCE = 30
"""Seconds to wait for a scheduler."""
_LINES_SHOWN = 3
"""Of what a step said before it failed."""

Say = Callable[[str], None]


def run_on_cluster(
    source: Path,
    output: Path,
    scheduler: str,
    count: int,
    *,
    options: Sequence[str] = (),
    retries: int = 0,
    say: Say,
) -> int:
    """Make a site, and return the exit status of the last step, which runs here.

    Parameters
    ----------
    source:
        The folder of ``conf.py``; it must be the same for all workers.
    output:
        The folder of the site, which must not hold anything.
    scheduler:
        The address of the scheduler.
    count:
        How many shards there are.
    options:
        Arguments for each step, such as ``-D`` and its value.
    retries:
        How often a step that failed is run again: another machine may be in order.
    say:
        Is told how far this is.

    Raises
    ------
    ShardError
        If there is no cluster, or a step fails everywhere.
    """
    require_empty(output)
    try:
        from distributed import Client
    except ImportError:
        raise ShardError("this needs Dask: pip install sphinx-kwindex[dask]") from None
    try:
        client = Client(scheduler, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ShardError(f"no scheduler of Dask answers at {scheduler}: {error}") from None
    with client, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        steps = _submitted(client, str(source.resolve()), count, tuple(options), retries)
        _watch(client, steps, say)
        write_atomically(folder / SITE_FILE, _result(steps.site, "link"))
        folders = [folder / f"part-{number}" for number in range(1, count + 1)]
        for number, part in enumerate(folders):
            _unpack(_result(steps.pages[number], f"pages {number + 1}/{count}"), part)
            steps.pages[number].release()
        command = ["merge", str(source), str(folder / SITE_FILE), *map(str, folders)]
        return _run([*command, "-o", str(output), *options], check=False)


class _Steps(msgspec.Struct, frozen=True):
    """All steps but the last, as futures of Dask; of those for each shard in its order."""

    facts: tuple[Future, ...]
    link: Future
    pages: tuple[Future, ...]
    site: Future
    """What is left to do for the site."""


def _submitted(
    client: Client, source: str, count: int, options: tuple[str, ...], retries: int
) -> _Steps:
    """Have all steps but the last done."""

    def submit(step: Callable[..., object], *given: object) -> Future:
        # The same call may mean something else tomorrow: the tree changes.
        return client.submit(step, *given, retries=retries, pure=False)

    shards = [Shard(number, count) for number in range(1, count + 1)]
    facts = tuple(submit(facts_of, source, str(shard), options) for shard in shards)
    linked = submit(linked_of, source, list(facts), options)
    slices = [submit(itemgetter(slice_name(shard)), linked) for shard in shards]
    pages = tuple(
        submit(part_of, source, str(shard), own, options)
        for shard, own in zip(shards, slices, strict=True)
    )
    return _Steps(facts, linked, pages, submit(itemgetter(SITE_FILE), linked))


def _watch(client: Client, steps: _Steps, say: Say) -> None:
    """Say how far the steps are, until all are done or one fails."""
    from distributed import as_completed

    count = len(steps.facts)
    names = {future.key: f"facts {at}/{count}" for at, future in enumerate(steps.facts, 1)}
    names |= {future.key: f"pages {at}/{count}" for at, future in enumerate(steps.pages, 1)}
    names |= {steps.link.key: "link"}
    watched = [*steps.facts, steps.link, *steps.pages]
    for done, future in enumerate(as_completed(watched, loop=client.loop), 1):
        # What a step gave is not asked for here: it stays where it was made.
        if future.status != "finished":
            error = future.exception()
            client.cancel(watched)
            raise ShardError(f"{names[future.key]} failed: {error}") from error
        say(f"{names[future.key]} is done ({done} of {len(watched)})")


def _result(future: Future, name: str) -> bytes:
    try:
        return future.result()  # type: ignore[no-any-return]
    except Exception as error:
        raise ShardError(f"{name} failed: {error}") from error


def facts_of(source: str, shard: str, options: Sequence[str]) -> bytes:
    """Return the facts of a shard; runs on a worker.

    Parameters
    ----------
    source:
        The folder of ``conf.py``.
    shard:
        Which shard.
    options:
        More arguments.
    """
    with tempfile.TemporaryDirectory() as name:
        output = Path(name, "facts.zip")
        _run(["facts", source, "--shard", shard, "-o", str(output), *options])
        return _content(output)


def linked_of(source: str, facts: Sequence[bytes], options: Sequence[str]) -> dict[str, bytes]:
    """Link the facts of all shards; runs on a worker.

    Parameters
    ----------
    source:
        The folder of ``conf.py``.
    facts:
        The facts.
    options:
        More arguments.

    Returns
    -------
    mapping from names of files to their contents
        The slices, and what is left to do for the site.
    """
    with tempfile.TemporaryDirectory() as name:
        paths = [Path(name, f"facts-{number}.zip") for number in range(len(facts))]
        for path, data in zip(paths, facts, strict=True):
            write_atomically(path, data)
        output = Path(name, "linked")
        _run(["link", source, *map(str, paths), "-o", str(output), *options])
        return {path.name: _content(path) for path in sorted(output.iterdir())}


def part_of(source: str, shard: str, pages: bytes, options: Sequence[str]) -> bytes:
    """Write the pages of a shard, and return them as an archive; runs on a worker.

    Parameters
    ----------
    source:
        The folder of ``conf.py``.
    shard:
        Which shard.
    pages:
        Its slice.
    options:
        More arguments.
    """
    with tempfile.TemporaryDirectory() as name:
        path, output = Path(name, "pages.zip"), Path(name, "part")
        write_atomically(path, pages)
        own = ["-D", f"kwindex_shard={shard}", "-D", f"kwindex_shard_slice={path}"]
        folders = ["-d", str(Path(name, "doctrees")), source, str(output)]
        _run(["-q", *options, *own, *folders], module="sphinx")
        return _packed(output)


def _run(arguments: Sequence[str], *, module: str = _STEPS, check: bool = True) -> int:
    """Run a step as a process, and return its exit status.

    Parameters
    ----------
    arguments:
        Those of the step.
    module:
        What to run.
    check:
        Whether a status other than 0 is an error.

    Raises
    ------
    ShardError
        If the step fails, with the end of what it said.
    """
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, stderr=subprocess.PIPE if check else None, check=False)  # noqa: S603
    if check and done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise ShardError(" ".join(said[-_LINES_SHOWN:]) or f"exit status {done.returncode}")
    return done.returncode


def _content(path: Path) -> bytes:
    return read_own(path) or b""


def _packed(folder: Path) -> bytes:
    """Return what the build of a shard wrote for the site."""
    part = read_part(folder)
    files = (*(page.file for page in part.pages), *(name for name, _ in part.files))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name in (*files, RECORD_FILE):
            archive.write(folder / name, name)
    return packed.getvalue()


def _unpack(packed: bytes, folder: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        archive.extractall(folder)
