"""Globs of JavaScript's tools, as the plain ones that they stand for."""

from __future__ import annotations

import re

_GROUP = re.compile(r"(?P<sign>[?*+@]?)\((?P<either>[^(){}]*)\)|\{(?P<any>[^(){}]*)\}")
"""The innermost ``+(spec|test)`` or ``{spec,test}``; without a sign, brackets are a group, too."""
_MOST = 64


def plain_globs(glob: str) -> list[str]:
    """Return the globs without alternatives that one with them stands for; none if they are many.

    ``?(*.)+(spec|test).js`` stands for ``spec.js``, ``test.js``, ``*.spec.js`` and ``*.test.js``:
    of what may be there several times, once is enough.
    """
    waiting, found = [glob], list[str]()
    for _ in range(_MOST * 4):
        if not waiting:
            return found
        one = waiting.pop()
        group = _GROUP.search(one)
        if group is None:
            if any(sign in one for sign in "(){}"):
                return []
            found.append(one)
            continue
        if group["any"] is not None:
            choices = group["any"].split(",")
        else:
            choices = group["either"].split("|")
            choices += [""] if group["sign"] in ("?", "*") and group["sign"] else []
        waiting += [one[: group.start()] + choice + one[group.end() :] for choice in choices]
        if len(waiting) + len(found) > _MOST:
            return []
    return []
