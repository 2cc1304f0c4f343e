"""Runs pytest, and writes down which calls in a tree led to which code of it.

It runs in the environment of the tests, with Python 3.12 or later, and needs nothing but pytest:
``python recording.py OUTPUT TREE [ARGUMENT ...]``.
"""

from __future__ import annotations

import functools
import inspect
import json
import sys
from pathlib import Path
from types import CodeType, FunctionType, MethodType
from typing import Any

_MONITORING: Any = getattr(sys, "monitoring", None)
"""None before Python 3.12."""
_MOST_CALLEES = 4
"""Different callees of a call that are written down."""
_MOST_WRAPPED = 10
_ARGUMENTS = ["-q", "-p", "no:cacheprovider", "--continue-on-collection-errors"]

Callee = tuple[str, str, str]
"""Kind, file below the tree and qualified name."""
Site = tuple[str, int, int]
"""File below the tree, and line and column (in bytes) where a call ends, from 1 and 0."""


class Recorder:
    """Writes down calls in a tree.

    Parameters
    ----------
    tree:
        The folder.
    """

    def __init__(self, tree: Path) -> None:
        self._root = f"{tree}/"
        self.sites: dict[Site, set[Callee]] = {}
        self._positions: dict[tuple[CodeType, int], Site | None] = {}

    def called(self, code: CodeType, offset: int, called: object, _: object) -> object:
        """Write down a call; the parameters are those of the event ``CALL``."""
        if not code.co_filename.startswith(self._root):
            return _MONITORING.DISABLE
        key = code, offset
        if key not in self._positions:
            self._positions[key] = self._site(code, offset)
        site = self._positions[key]
        if site is None:
            return _MONITORING.DISABLE
        found = self.sites.setdefault(site, set())
        found.update(self._callees(called))
        return _MONITORING.DISABLE if len(found) >= _MOST_CALLEES else None

    def _site(self, code: CodeType, offset: int) -> Site | None:
        positions = list(code.co_positions())
        _, line, _, column = positions[offset // 2]
        if line is None or column is None:
            return None
        return code.co_filename[len(self._root) :], line, column

    def _callees(self, called: object) -> list[Callee]:
        """Return what is called, and what that wraps, as far as it is in the tree."""
        found: list[Callee] = []
        for _ in range(_MOST_WRAPPED):
            if isinstance(called, functools.partial):
                called = called.func
            if isinstance(called, MethodType):
                called = called.__func__
            if isinstance(called, type):
                found += self._class(called)
                break
            if isinstance(called, FunctionType):
                found += self._code("function", called.__code__)
            else:
                method = inspect.getattr_static(type(called), "__call__", None)
                if isinstance(method, FunctionType):
                    found += self._code("instance", method.__code__)
            inner = getattr(called, "__wrapped__", None)
            if inner is None:
                break
            called = inner
        return found

    def _code(self, kind: str, code: CodeType) -> list[Callee]:
        if not code.co_filename.startswith(self._root):
            return []
        name = code.co_qualname.replace(".<locals>", "")
        return [(kind, code.co_filename[len(self._root) :], name)]

    def _class(self, called: type) -> list[Callee]:
        module = sys.modules.get(called.__module__)
        file = getattr(module, "__file__", None) or ""
        if not file.startswith(self._root):
            return []
        name = called.__qualname__.replace(".<locals>", "")
        return [("class", file[len(self._root) :], name)]


def main(arguments: list[str]) -> int:
    """Run the tests.

    Returns
    -------
    The exit status of pytest.
    """
    import pytest

    output, tree = Path(arguments[0]), Path(arguments[1]).resolve()
    recorder = Recorder(tree)
    if _MONITORING is None:
        raise SystemExit("the tests need Python 3.12 or later, for sys.monitoring")
    monitoring = _MONITORING
    tool = monitoring.PROFILER_ID
    monitoring.use_tool_id(tool, "kwindex")
    monitoring.register_callback(tool, monitoring.events.CALL, recorder.called)
    monitoring.set_events(tool, monitoring.events.CALL)
    try:
        status = int(pytest.main(_ARGUMENTS + arguments[2:]))
    finally:
        monitoring.set_events(tool, 0)
        monitoring.free_tool_id(tool)
    sites = [[*site, sorted(found)] for site, found in sorted(recorder.sites.items()) if found]
    output.write_text(json.dumps(sites), "utf-8")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
