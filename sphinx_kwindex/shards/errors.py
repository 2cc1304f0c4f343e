"""What stops a step."""

from __future__ import annotations


class ShardError(Exception):
    """A step cannot be done; the text says why, and what to do, in one line."""
