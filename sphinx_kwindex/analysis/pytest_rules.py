"""The configuration of pytest, as far as it says which files, classes and functions are tests."""

from __future__ import annotations

import configparser
import re
import shlex
import tomllib

from sphinx_kwindex.records.testing import CollectionRules

_INI_SECTIONS = {
    "pytest.ini": "pytest",
    ".pytest.ini": "pytest",
    "tox.ini": "pytest",
    "setup.cfg": "tool:pytest",
}
_TOML_TABLES = {
    "pyproject.toml": ("tool.pytest.ini_options", "tool.pytest"),
    "pytest.toml": ("pytest",),
    ".pytest.toml": ("pytest",),
}
_HEADER = re.compile(r"\s*\[(?P<name>[\w .-]+)\]\s*(?:#.*)?$")
"""``[tool.pytest.ini_options]``; no line of a list of strings looks like that."""
_ALWAYS_COUNT = frozenset({"pytest.ini", ".pytest.ini", "pytest.toml", ".pytest.toml"})
"""Files that make their folder the root of a run even if they say nothing."""
CONFIGURATION_FILES = (
    "pytest.toml",
    ".pytest.toml",
    "pytest.ini",
    ".pytest.ini",
    "pyproject.toml",
    "tox.ini",
    "setup.cfg",
)
"""In the order in which pytest looks for them in a folder; the first that configures it counts."""


def read_collection_rules(name: str, text: str) -> CollectionRules | None:
    """Return what a file says of tests; None if it does not configure pytest.

    Parameters
    ----------
    name:
        The name of the file, which tells how it is written.
    text:
        What is in it.
    """
    if name in _INI_SECTIONS:
        values = _of_ini(text, _INI_SECTIONS[name])
    elif name in _TOML_TABLES:
        values = _of_toml(text, _TOML_TABLES[name])
    else:
        return None
    if values is None:
        return CollectionRules() if name in _ALWAYS_COUNT else None
    keys = ("python_files", "python_classes", "python_functions")
    return CollectionRules(*(_words(values[key]) if key in values else None for key in keys))


def _of_ini(text: str, section: str) -> dict[str, object] | None:
    parser = configparser.RawConfigParser(strict=False, allow_no_value=True, default_section="")
    try:
        parser.read_string(text)
    except (configparser.Error, ValueError):
        return None
    return dict(parser.items(section)) if parser.has_section(section) else None


def _of_toml(text: str, tables: tuple[str, ...]) -> dict[str, object] | None:
    for name in tables:
        lines = _table(text.split("\n"), name)
        if lines is not None:
            try:
                return tomllib.loads("\n".join(lines))
            except (ValueError, RecursionError):
                return {}
    return None


def _table(lines: list[str], name: str) -> list[str] | None:
    """Return the lines below the header of a table: the rest of the file may be anything."""
    found: list[str] | None = None
    for line in lines:
        header = _HEADER.match(line)
        if header and found is not None:
            break
        if header and "".join(header["name"].split()) == name:
            found = []
        elif found is not None:
            found.append(line)
    return found


def _words(value: object) -> tuple[str, ...]:
    """Return the patterns of a value: a list, or words with spaces or line breaks between."""
    if isinstance(value, list):
        return tuple(item for item in value if isinstance(item, str))
    if not isinstance(value, str):
        return ()
    try:
        return tuple(shlex.split(value))
    except ValueError:
        return tuple(value.split())
