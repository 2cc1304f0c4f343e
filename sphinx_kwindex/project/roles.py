"""The role of a file, as its name and place tell; each role names the rule behind it."""

from __future__ import annotations

import re

import msgspec

from sphinx_kwindex.paths import name_of
from sphinx_kwindex.records.testing_paths import is_test_path

_EXAMPLE_FOLDERS = frozenset({"example", "examples"})


class Role(msgspec.Struct, frozen=True):
    """What a file is for."""

    statement: str
    """One sentence."""
    rule: str
    """What tells so."""


_BY_NAME = {
    "__init__.py": "Makes its folder a package and runs when the package is imported.",
    "__init__.pyi": "Describes the interface of its package to type checkers.",
    "__main__.py": "Runs when its package is executed with `python -m`.",
    "conftest.py": "Holds pytest fixtures and hooks for the tests below its folder.",
    "setup.py": "Builds and installs the project with setuptools.",
    "pyproject.toml": "Declares the project's build system, metadata and tool settings.",
    "setup.cfg": "Holds the declarative settings of setuptools and other tools.",
    "tox.ini": "Declares the environments in which tox runs the project's checks.",
    "noxfile.py": "Declares the sessions in which nox runs the project's checks.",
    "Makefile": "Holds build targets for make.",
    "CMakeLists.txt": "Describes the build of its folder to CMake.",
    "Dockerfile": "Describes how a container image is built.",
    "conf.py": "Configures a Sphinx documentation build.",
    "py.typed": "Tells type checkers that the package is typed (PEP 561).",
    "requirements.txt": "Lists requirements for pip.",
    "LICENSE": "Contains the project's licence.",
    "LICENSE.txt": "Contains the project's licence.",
    "LICENSE.md": "Contains the project's licence.",
    "COPYING": "Contains the project's licence.",
}


TOOL_FILES = frozenset(
    {"setup.py", "conf.py", "noxfile.py", "conftest.py", "fabfile.py", "manage.py", "wscript.py",
     "hatch_build.py", "versioneer.py", "ez_setup.py", "gunicorn.conf.py", "dodo.py", "pavement.py",
     "conanfile.py", "locustfile.py", "dangerfile.py", "sitecustomize.py", "usercustomize.py"}
)  # fmt: skip
"""Python files that only a tool reads, or that one puts there, by their names."""
TOOL_FOLDERS = frozenset({".github", ".gitlab", ".circleci", ".azure", ".ci", "ci"})
"""Folders of files that only a tool runs."""
_TOOL_OUTPUT = re.compile(r"\w+_pb2(?:_grpc)?\.py$|\d{4}_\w+\.py$")
"""Names of what compilers of protocol buffers, and migrations of Django, are called."""


def is_tool_file(path: str) -> bool:
    """Return whether only a tool reads or writes a Python file, as its name and place tell."""
    *folders, name = path.split("/")
    is_made = name in TOOL_FILES or _TOOL_OUTPUT.match(name) is not None
    return is_made or not TOOL_FOLDERS.isdisjoint(folders)


def role_of(path: str) -> Role | None:
    """Return the role that the name of a file gives it, None for an ordinary file."""
    name = name_of(path)
    statement = _BY_NAME.get(name, "Holds tests." if is_test_path(path) else "")
    if statement:
        return Role(statement, f"named `{name}`")
    if name.endswith(".pyi"):
        return Role(
            "A stub: describes the interface of a module to type checkers.", "ends in `.pyi`"
        )
    return None


def is_example_path(path: str) -> bool:
    """Return whether a file lies in a folder of examples, and is no test of them."""
    folders = path.split("/")[:-1]
    return not is_test_path(path) and not _EXAMPLE_FOLDERS.isdisjoint(folders)
