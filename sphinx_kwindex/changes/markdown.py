"""Changes in Markdown, as a comment on a proposed change shows them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sphinx_kwindex.changes.comparing import Changes, Head, Pair, Removed

_MOST_ITEMS = 50
"""Of a list; a comment has an end."""
_MOST_USERS = 5
_BACKTICKS = re.compile(r"`+")


def markdown_of(changes: Changes) -> str:
    """Return what changed as Markdown; one sentence if nothing did."""
    if changes.is_empty:
        return "No definition, file or dependency changed.\n"
    parts = [
        _part("Removed", map(_removed, changes.removed)),
        _part("Changed", map(_changed, changes.changed)),
        _part("Moved", map(_moved, changes.moved)),
        _part("Added", map(_head, changes.added)),
        _part("New dependencies", map(_code, changes.added_dependencies)),
        _part("Dependencies that are gone", map(_code, changes.removed_dependencies)),
        _part("New files", map(_code, changes.added_files)),
        _part("Files that are gone", map(_code, changes.removed_files)),
        list(_documented(changes)),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _part(title: str, items: Iterable[str]) -> list[str]:
    lines = [f"- {item}" for item in items]
    if not lines:
        return []
    left = len(lines) - _MOST_ITEMS
    more = [f"- … and {left} more"] if left > 0 else []
    return [f"### {title} ({len(lines)})", "", *lines[:_MOST_ITEMS], *more]


def _documented(changes: Changes) -> Iterator[str]:
    before, after = changes.coverage
    if before == after:
        return
    yield (
        f"Documented public classes and functions: {before.documented} of {before.of} before, "
        f"{after.documented} of {after.of} now."
    )


def _head(head: Head) -> str:
    return f"{head.kind} {_code(head.name + head.signature)}"


def _removed(removed: Removed) -> str:
    said = _head(removed.definition)
    if not removed.users:
        return said
    names = [_code(user) for user in removed.users[:_MOST_USERS]]
    left = len(removed.users) - len(names)
    more = f" and {left} more" if left > 0 else ""
    return f"{said}, which was used by {', '.join(names)}{more}"


def _changed(pair: Pair) -> str:
    before, after = pair.before, pair.after
    said = f"{after.kind} {_code(after.name)}: "
    changes = []
    if before.signature != after.signature:
        changes.append(f"{_code(before.signature)} is now {_code(after.signature)}")
    if before.bases != after.bases:
        names = [", ".join(base.rpartition("#")[2] for base in it.bases) for it in (before, after)]
        old, new = (_code(name) if name else "no base class" for name in names)
        changes.append(f"derives from {new}, before from {old}")
    return said + "; ".join(changes)


def _moved(pair: Pair) -> str:
    return f"{pair.after.kind} {_code(pair.before.name)} is now {_code(pair.after.name)}"


def _code(text: str) -> str:
    """Return a text as code, between more backticks than any row of them inside."""
    text = " ".join(text.split())
    longest = max(map(len, _BACKTICKS.findall(text)), default=0)
    ticks, space = "`" * (longest + 1), " " * bool(longest)
    return f"{ticks}{space}{text}{space}{ticks}"
