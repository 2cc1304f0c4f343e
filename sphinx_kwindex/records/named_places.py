"""Anchors of what stands in a source and is no definition: messages, options, bindings.

Indexes of other folders lead to them.  So an anchor is made of what is there and not of its line:
an edit that shifts lines changes no page that leads to it.
"""

from __future__ import annotations

import hashlib
import re

NAMED_ANCHOR = "at-"
"""What these anchors start with; no anchor of a symbol holds a hyphen."""

_LONGEST_SLUG = 40
_UNSAFE = re.compile(r"[^a-z0-9]+")


def named_anchor(kind: str, name: str) -> str:
    """Return the anchor of something by its name.

    Parameters
    ----------
    kind:
        What it is, in words.
    name:
        What it is called.  A short hash of all of it follows what a reader can make out.
    """
    digest = hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    words = (_UNSAFE.sub("-", part.lower()).strip("-") for part in (kind, name))
    parts = (word[:_LONGEST_SLUG].rstrip("-") for word in words)
    return f"{NAMED_ANCHOR}{'-'.join(part for part in (*parts, digest) if part)}"
