"""A plugin for pytest that writes where the tests are defined that it collects.

``KWINDEX_LISTING=tests.json python -m pytest --collect-only -q -p benchmarks.collecting``: a list
of pairs of a path and a qualified name, each function once, in the class that defines it, for
``python -m benchmarks.collected TREE tests.json``.
"""

import json
import os
import sys
from pathlib import Path
from types import ModuleType
from typing import Any


def definition(cls: type | None, name: str, module: ModuleType | None) -> tuple[str, str] | None:
    """Return the file and qualified name of a test; None if no class defines it.

    Parameters
    ----------
    cls:
        The class that it is run in, if any.
    name:
        Of the function.
    module:
        Of a function outside classes.
    """
    if cls is None:
        return (str(module.__file__), name) if module is not None else None
    for owner in cls.__mro__:
        if name in vars(owner):
            return str(sys.modules[owner.__module__].__file__), f"{owner.__qualname__}.{name}"
    return None


def pytest_collection_finish(session: Any) -> None:
    """Write what was collected."""
    root = Path(session.config.rootpath)
    found = set()
    for item in session.items:
        name = getattr(item, "originalname", None) or item.name
        place = definition(getattr(item, "cls", None), name, item.module)
        if place is not None:
            found.add((os.path.relpath(place[0], root), place[1]))
    listing = Path(os.environ["KWINDEX_LISTING"])
    listing.write_text(json.dumps(sorted(found), indent=0), encoding="utf-8")
