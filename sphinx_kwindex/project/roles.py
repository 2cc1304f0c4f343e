"""The role of a file, as its name and place tell; each role names the rule behind it."""

from __future__ import annotations

import re

import msgspec

_TEST_FOLDERS = frozenset({"test", "tests"})
_TEST_NAME = re.compile(r"(?:test_.*|.*_test|tests?|conftest)\.pyi?$")

_EXAMPLE_FOLDERS = frozenset({"example", "examples"})
_TEST_FOLDERS = frozenset({"test", "tests"})


class Role(msgspec.Struct, frozen=True):
    """What a file is for."""

    statement: str
    """One sentence."""
    rule: str
    """What tells so."""


_BY_NAME = {
    "__init__.py": Role(
        "Makes its folder a package and runs when the package is imported.", "name"
    ),
    "__init__.pyi": Role("Describes the interface of its package to type checkers.", "name"),
    "__main__.py": Role("Runs when its package is executed with `python -m`.", "name"),
    "conftest.py": Role("Holds pytest fixtures and hooks for the tests below its folder.", "name"),
    "setup.py": Role("Builds and installs the project with setuptools.", "name"),
    "pyproject.toml": Role(
        "Declares the project's build system, metadata and tool settings.", "name"
    ),
    "setup.cfg": Role("Holds the declarative settings of setuptools and other tools.", "name"),
    "tox.ini": Role("Declares the environments in which tox runs the project's checks.", "name"),
    "noxfile.py": Role("Declares the sessions in which nox runs the project's checks.", "name"),
    "Makefile": Role("Holds build targets for make.", "name"),
    "CMakeLists.txt": Role("Describes the build of its folder to CMake.", "name"),
    "Dockerfile": Role("Describes how a container image is built.", "name"),
    "conf.py": Role("Configures a Sphinx documentation build.", "name"),
    "py.typed": Role("Tells type checkers that the package is typed (PEP 561).", "name"),
    "requirements.txt": Role("Lists requirements for pip.", "name"),
    "LICENSE": Role("Holds the licence of the project.", "name"),
    "LICENSE.txt": Role("Holds the licence of the project.", "name"),
    "LICENSE.md": Role("Holds the licence of the project.", "name"),
    "COPYING": Role("Holds the licence of the project.", "name"),
}


def role_of(path: str) -> Role | None:
    """Return the role that the name of a file gives it, None for an ordinary file."""
    name = path.rpartition("/")[2]
    role = _BY_NAME.get(name)
    if role is not None:
        return role
    if is_test_path(path):
        return Role("Holds tests.", f"named `{name}`")
    if name.endswith(".pyi"):
        return Role("A stub: describes the interface of a module to type checkers.", "suffix")
    return None


def is_test_code(path: str) -> bool:
    """Tell whether a file holds tests or serves them: by its name, or by a folder above it."""
    return is_test_path(path) or not _TEST_FOLDERS.isdisjoint(path.split("/")[:-1])


def is_test_path(path: str) -> bool:
    """Tell whether a Python file holds tests by pytest's and unittest's naming conventions."""
    name = path.rpartition("/")[2]
    return _TEST_NAME.match(name) is not None and name.endswith((".py", ".pyi"))


def is_example_path(path: str) -> bool:
    """Tell whether a file lies in a folder of examples, and is no test of them."""
    folders = path.split("/")[:-1]
    return not is_test_path(path) and not _EXAMPLE_FOLDERS.isdisjoint(folders)


def is_below_tests(path: str) -> bool:
    """Tell whether a file lies in a folder of tests, whatever its name."""
    return not _TEST_FOLDERS.isdisjoint(path.split("/")[:-1])
