"""Names of dependencies and the versions that are wanted of them."""

from __future__ import annotations

from packaging.requirements import InvalidRequirement, Requirement


def split_requirement(text: str) -> tuple[str, str]:
    """Return the name of a dependency, and what else is said of it.

    A requirement of Python is read as :pep:`508` says, an action of GitHub or an image of Docker by
    the mark before its version; any other text is a name.
    """
    try:
        requirement = Requirement(text)
    except InvalidRequirement:
        for mark in ("@", ":"):
            name, found, version = text.rpartition(mark)
            if found and name and "/" not in version:
                return name, version
        return text, ""
    return requirement.name, text.strip()[len(requirement.name) :].strip()
