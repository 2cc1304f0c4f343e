"""Shards as scripts: each calls one function with its lines."""

from __future__ import annotations

import base64
import hashlib
import re

FUNCTION = "kwindexFinder"
"""What the scripts call."""

LENGTH = 8
"""Of the name of a shard."""

_SPECIAL = re.compile(r"[\\`\r]|\$(?=\{)")
_ESCAPED = {"\r": "\\r"}


def digest_of(body: str) -> str:
    """Return the name of a shard with some lines: one that every file system tells from others."""
    digest = hashlib.blake2b(body.encode("utf-8", "replace"), digest_size=5).digest()
    return base64.b32encode(digest).decode().lower()


def script_of(digest: str, body: str) -> str:
    """Return a shard as a script.

    Parameters
    ----------
    digest:
        Its name.
    body:
        Its lines.
    """
    return f'{FUNCTION}.add("{digest}",`{_SPECIAL.sub(_escaped, body)}`)\n'


def lines_in_script(script: str) -> str:
    """Return the lines of a shard that is a script."""
    start, end = script.index("`") + 1, script.rindex("`")
    text = script[start:end]
    return _ESCAPE.sub(lambda match: _PLAIN.get(match[1], match[1]), text)


_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_PLAIN = {"r": "\r"}


def _escaped(match: re.Match[str]) -> str:
    return _ESCAPED.get(match[0], f"\\{match[0]}")
