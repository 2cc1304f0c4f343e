"""The lists of other modules that ``__all__`` takes in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from sphinx_kwindex.project.python.imports import ImportResolver
from sphinx_kwindex.records.analysis import Analysis, FileFacts

_ALL = "__all__"
_MOST_ROUNDS = 20
"""Lists in lists in lists that are followed."""


def with_exports(files: Sequence[FileFacts], resolver: ImportResolver) -> list[FileFacts]:
    """Return files with the names of the lists that their own takes in, as far as these are known.

    Parameters
    ----------
    files:
        The Python files.
    resolver:
        Finds the modules that their names mean.
    """
    known = {facts.path: facts for facts in files}
    open_ones = [facts.path for facts in files if any(facts.analysis.export_lists)]
    for _ in range(_MOST_ROUNDS):
        changed = False
        for path in open_ones:
            analysis = _taken_in(known[path], known, resolver)
            if analysis != known[path].analysis:
                known[path] = msgspec.structs.replace(known[path], analysis=analysis)
                changed = True
        if not changed:
            break
    return list(known.values())


def _taken_in(facts: FileFacts, files: dict[str, FileFacts], resolver: ImportResolver) -> Analysis:
    names = list(facts.analysis.exports or ())
    left: list[str] = []
    for written in facts.analysis.export_lists:
        target = _module(written, facts, resolver)
        there = files[target].analysis if target in files and target != facts.path else None
        if there is None or there.exports is None or there.export_lists:
            left.append(written)
        else:
            names += there.exports
    if len(left) == len(facts.analysis.export_lists):
        return facts.analysis
    return msgspec.structs.replace(
        facts.analysis, exports=tuple(dict.fromkeys(names)), export_lists=tuple(left)
    )


def _module(written: str, facts: FileFacts, resolver: ImportResolver) -> str:
    """Return the file whose list a name stands for, empty if that is not known."""
    owner, _, last = written.rpartition(".")
    candidates: Iterable[str | None] = ()
    if owner and last == _ALL:
        candidates = (
            resolver.resolve(item, facts.path).target
            for item in facts.analysis.imports
            if (item.module if item.binds_top else item.bound_name) == owner
        )
    elif not owner:
        candidates = (
            resolver.resolve(item, facts.path).target
            for item in facts.analysis.imports
            if item.name == _ALL and item.bound_name == written
        )
    return next((found for found in candidates if found is not None), "")
