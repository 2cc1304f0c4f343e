"""A digest of the package's own code.

Cached facts, staged pages and Sphinx's doctrees are valid for the code that made them.  With the
digest among their keys an upgrade, or an edit of the package, needs no version number that somebody
has to remember to raise.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


@cache
def code_digest() -> str:
    """Return the hash of all modules, queries and assets of this package."""
    digest = hashlib.blake2b(digest_size=16)
    queries = _PACKAGE.rglob("*.scm")
    for path in sorted((*_PACKAGE.rglob("*.py"), *queries, *(_PACKAGE / "assets").iterdir())):
        digest.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0")
        digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()
