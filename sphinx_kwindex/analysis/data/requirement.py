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

_CONDA = re.compile(
    r"(?:[\w./-]+::)?(?P<name>[A-Za-z_][\w.-]*)\s*"
    r"(?P<rest>={1,2}\s*[\w.*]+(?:=[\w.*]+)?|[<>!~][^@]*)?",
    re.ASCII,
)
"""``conda-forge::numpy=1.26=py311_0``: the channel, and what is wanted of a package of Conda."""
_DIGEST = re.compile(r"@sha\d+:")


def split_requirement(text: str) -> tuple[str, str]:
    """Return the name of a dependency, and what else is said of it.

    A requirement of Python is read as :pep:`508` says, an action of GitHub or an image of Docker by
    the mark before its version; any other text is a name.

    Returns
    -------
    name and rest
        The rest is empty where nothing else is said.
    """
    found = None if _DIGEST.search(text) else python_requirement(text)
    if found is not None:
        return found
    package = _CONDA.fullmatch(text.strip()) if "=" in text or "::" in text else None
    if package is not None:
        return package["name"], package["rest"] or ""
    name, separator, version = text.rpartition("@")
    if separator and ":" not in version and name and "/" not in version:
        return name, version
    return split_image(text)


def split_image(text: str) -> tuple[str, str]:
    """Return the name of an image of Docker, and its tag with the digest that may follow it.

    Returns
    -------
    name and tag
        The tag is empty without one.
    """
    named, at, digest = text.partition("@")
    name, separator, tag = named.rpartition(":")
    if not separator or not name or "/" in tag:
        return named, digest
    return name, f"{tag}{at}{digest}"


def python_requirement(text: str) -> tuple[str, str] | None:
    """Return the name of a requirement of Python and the rest of it, None for any other text.

    Returns
    -------
    name and rest
        The rest holds extras, versions and markers, as they are written.
    """
    text = text.strip()
    plain = _PLAIN.match(text)
    if plain:
        return plain["name"], plain["rest"].strip()
    try:
        name = Requirement(text).name
    except InvalidRequirement:
        return None
    return name, text[len(name) :].strip()
