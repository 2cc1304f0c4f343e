"""Names of dependencies and the versions that are wanted of them."""

from __future__ import annotations

import re

from packaging.requirements import InvalidRequirement, Requirement

_PLAIN = re.compile(
    r"(?P<name>[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)\s*"
    r"(?P<rest>(?:(?:===|==|~=|!=|<=|>=|<|>)\s*[\w.*+!-]+\s*,?\s*)*)\Z",
    re.ASCII,
)
"""What most requirements are: a name and versions.  ``packaging`` takes forty times as long."""


def split_requirement(text: str) -> tuple[str, str]:
    """Return the name of a dependency, and what else is said of it.

    A requirement of Python is read as :pep:`508` says, an action of GitHub or an image of Docker by
    the mark before its version; any other text is a name.
    """
    found = python_requirement(text)
    if found is not None:
        return found
    for mark in ("@", ":"):
        name, separator, version = text.rpartition(mark)
        if separator and name and "/" not in version:
            return name, version
    return text, ""


def python_requirement(text: str) -> tuple[str, str] | None:
    """Return the name of a requirement of Python and the rest of it, None for any other text."""
    text = text.strip()
    plain = _PLAIN.match(text)
    if plain:
        return plain["name"], plain["rest"].strip()
    try:
        name = Requirement(text).name
    except InvalidRequirement:
        return None
    return name, text[len(name) :].strip()
