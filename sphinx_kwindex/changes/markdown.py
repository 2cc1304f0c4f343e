"""Changes in Markdown, as a comment on a proposed change shows them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sphinx_kwindex.changes.comparing import Changed, Changes, Pair, Removed
from sphinx_kwindex.changes.differences import sentence
from sphinx_kwindex.changes.folding import folded
from sphinx_kwindex.changes.spelling import is_respelled
from sphinx_kwindex.changes.states import Head

_MOST_ITEMS = 50
"""Of a list; a comment has an end."""
_MOST_USERS = 5
_BACKTICKS = re.compile(r"`+")


def markdown_of(changes: Changes) -> str:
    """Return what changed as Markdown; one sentence if nothing did."""
    if changes.is_empty:
        return "No definition, file or dependency changed.\n"
    parts = [
        _part("Removed", _all_removed(changes.removed), len(changes.removed)),
        _part("Changed", _all_changed(changes), len(changes.changed)),
        _part("Moved", _all_moved(changes.moved), len(changes.moved)),
        _part("Added", _all_added(changes.added), len(changes.added)),
        _part("New dependencies", map(_code, changes.added_dependencies)),
        _part("Dependencies that are gone", map(_code, changes.removed_dependencies)),
        _part("New files", map(_code, changes.added_files)),
        _part("Files that are gone", map(_code, changes.removed_files)),
        _part("Files that one of the states reads only tolerantly", map(_code, changes.unlike)),
        list(_documented(changes)),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _part(title: str, items: Iterable[str], number: int | None = None) -> list[str]:
    lines = [f"- {item}" for item in items]
    if not lines:
        return []
    left = len(lines) - _MOST_ITEMS
    more = [f"- … and {left} more"] if left > 0 else []
    total = len(lines) if number is None else number
    return [f"### {title} ({total})", "", *lines[:_MOST_ITEMS], *more]


def _documented(changes: Changes) -> Iterator[str]:
    before, after = changes.coverage
    if before == after:
        return
    yield (
        f"Documented public classes and functions: {before.documented} of {before.of} before, "
        f"{after.documented} of {after.of} now."
    )


def _all_added(heads: Iterable[Head]) -> Iterator[str]:
    for head, members in folded(heads, lambda head: head):
        yield _head(head) + _with(members)


def _all_removed(removed: Iterable[Removed]) -> Iterator[str]:
    for item, members in folded(removed, lambda it: it.definition, lambda it: bool(it.users)):
        yield _removed(item, members)


def _all_moved(pairs: Iterable[Pair]) -> Iterator[str]:
    for pair, members in folded(pairs, lambda pair: pair.after):
        yield _moved(pair) + _with(members)


def _with(members: int) -> str:
    return f", with {members} more in it" if members else ""


def _head(head: Head) -> str:
    return f"{head.kind} {_code(head.name + head.signature)}"


def _removed(removed: Removed, members: int) -> str:
    said = _head(removed.definition) + _with(members)
    if not removed.users:
        return said
    names = [_code(user.id) for user in removed.users[:_MOST_USERS]]
    left = len(removed.users) - len(names)
    more = f" and {left} more" if left > 0 else ""
    return f"{said}, which was used by {', '.join(names)}{more}"


def _changed(changed: Changed) -> str:
    after = changed.after
    pieces = (_code(it.text) if it.is_code else it.text for it in sentence(changed))
    return f"{after.kind} {_code(after.name)}: {''.join(pieces)}"


def _all_changed(changes: Changes) -> Iterator[str]:
    respelled = 0
    for changed in changes.changed:
        if is_respelled(changed):
            respelled += 1
        else:
            yield _changed(changed)
    if respelled:
        yield f"{respelled} more write the same types in another way"


def _moved(pair: Pair) -> str:
    return f"{pair.after.kind} {_code(pair.before.name)} is now {_code(pair.after.name)}"


def _code(text: str) -> str:
    """Return a text as code, between more backticks than any row of them inside."""
    text = " ".join(text.split())
    longest = max(map(len, _BACKTICKS.findall(text)), default=0)
    ticks, space = "`" * (longest + 1), " " * bool(longest)
    return f"{ticks}{space}{text}{space}{ticks}"
