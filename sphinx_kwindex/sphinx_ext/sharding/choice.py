"""Which kind of build the options ask for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.application import Sphinx

from sphinx_kwindex.config import Settings
from sphinx_kwindex.pages.site.additions import Additions
from sphinx_kwindex.shards.errors import ShardError
from sphinx_kwindex.shards.partition import MERGE
from sphinx_kwindex.sphinx_ext.option_checks import refuse
from sphinx_kwindex.store.staging import StagingArea

if TYPE_CHECKING:  # it loads what reads the archives
    from sphinx_kwindex.sphinx_ext.sharding.sharded_build import ShardedBuild

_SITES = frozenset({"html", "dirhtml"})


def sharded_build(
    app: Sphinx, settings: Settings, additions: Additions, area: StagingArea, cache_folder: Path
) -> ShardedBuild | None:
    """Return the build of a shard, or the one that merges; None for a whole build.

    Parameters
    ----------
    app:
        The application.
    settings:
        The options.
    additions:
        What the project adds to its pages.
    area:
        Where pages are staged.
    cache_folder:
        The folder of the caches.

    Raises
    ------
    ShardError
        If what the options ask for cannot be built in shards, or does not fit together.
    """
    if not settings.shard:
        return None
    # Few builds need them.
    from sphinx_kwindex.sphinx_ext.sharding.merge_build import MergeBuild
    from sphinx_kwindex.sphinx_ext.sharding.shard_build import ShardBuild

    if app.builder.name not in _SITES:
        raise ShardError(
            f"the builder {app.builder.name} cannot build shards; html and dirhtml can"
        )
    if not additions.is_empty:
        raise ShardError("what the project adds to the pages by functions is not built in shards")
    if settings.shard == MERGE:
        return MergeBuild(app, settings, area, cache_folder)
    return ShardBuild(app, settings, area)


@contextmanager
def refused() -> Iterator[None]:
    """Tell the user in one line why a shard cannot be built.

    Raises
    ------
    WrongOptionError
        If it cannot.
    """
    try:
        yield
    except ShardError as error:
        raise refuse(error) from error
