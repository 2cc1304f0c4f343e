"""What the entries of a data file declare.

To teach it another kind of file, add a :class:`Shape`: what tells the kind by its top-level keys,
which paths declare what, and what the file says of its purpose.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from sphinx_kwindex.analysis.data import purposes
from sphinx_kwindex.analysis.data.entries import Entry, Path
from sphinx_kwindex.records.analysis import Prose
from sphinx_kwindex.records.symbol_kinds import SymbolKind

ANY = "*"
"""In a pattern: any key."""
EACH = "#"
"""In a pattern: any position in a list."""


class Rule(msgspec.Struct, frozen=True):
    """What a path declares."""

    pattern: tuple[str, ...]
    kind: SymbolKind
    by_value: bool = False
    """Whether its name is the value, rather than the key."""


class Shape(msgspec.Struct, frozen=True):
    """A kind of file."""

    matches: Callable[[Mapping[Path, Entry]], bool]
    rules: tuple[Rule, ...]
    purpose: Callable[[Mapping[Path, Entry]], Prose | None]


def _has(*keys: str) -> Callable[[Mapping[Path, Entry]], bool]:
    return lambda entries: all((key,) in entries for key in keys)


_KEY = SymbolKind.KEY
_DEPENDENCY = SymbolKind.DEPENDENCY

_TOML_RULES = (
    Rule(("project", "scripts", ANY), SymbolKind.SCRIPT),
    Rule(("project", "gui-scripts", ANY), SymbolKind.SCRIPT),
    Rule(("project", "dependencies", EACH), _DEPENDENCY, by_value=True),
    Rule(("project", "optional-dependencies", ANY, EACH), _DEPENDENCY, by_value=True),
    Rule(("dependency-groups", ANY, EACH), _DEPENDENCY, by_value=True),
    Rule(("build-system", "requires", EACH), _DEPENDENCY, by_value=True),
    Rule(("tool", "poetry", "dependencies", ANY), _DEPENDENCY),
    Rule(("tool", "poetry", "dev-dependencies", ANY), _DEPENDENCY),
    Rule(("tool", "poetry", "group", ANY, "dependencies", ANY), _DEPENDENCY),
    Rule(("tool", "poetry", "scripts", ANY), SymbolKind.SCRIPT),
)
_CARGO_TABLES = ("dependencies", "dev-dependencies", "build-dependencies")
_CARGO_RULES = (
    *(Rule((table, ANY), _DEPENDENCY) for table in _CARGO_TABLES),
    *(Rule(("target", ANY, table, ANY), _DEPENDENCY) for table in _CARGO_TABLES),
    Rule(("workspace", "dependencies", ANY), _DEPENDENCY),
)
_CARGO_KEYS = frozenset(("package", key) for key in ("edition", "rust-version", "version"))
_CARGO_WORKSPACE = frozenset(
    ("workspace", key) for key in ("dependencies", "members", "package", "resolver")
)
_OF_PACKAGES = ("scripts", "dependencies", "devDependencies")
_TELLING = (
    "name",
    "private",
    "type",
    "devDependencies",
    "peerDependencies",
    "engines",
    "workspaces",
)
"""Keys of ``package.json``, of which one of each is in any."""
_PYPROJECT_KEYS = ("project", "build-system", "tool", "dependency-groups")

SHAPES = (
    # pyproject.toml
    Shape(
        lambda entries: any((key,) in entries for key in _PYPROJECT_KEYS),
        _TOML_RULES,
        purposes.of_pyproject,
    ),
    # Cargo.toml
    Shape(
        lambda entries: any(
            path[:2] in _CARGO_KEYS or path[:2] in _CARGO_WORKSPACE for path in entries
        ),
        _CARGO_RULES,
        purposes.of_cargo,
    ),
    # A GitHub Actions workflow
    Shape(
        _has("on", "jobs"),
        (
            Rule(("on", ANY), SymbolKind.TRIGGER),
            Rule(("on", EACH), SymbolKind.TRIGGER, by_value=True),
            Rule(("jobs", ANY), SymbolKind.JOB),
            Rule(("jobs", ANY, "uses"), _DEPENDENCY, by_value=True),
            Rule(("jobs", ANY, "steps", EACH, "uses"), _DEPENDENCY, by_value=True),
        ),
        purposes.of_workflow,
    ),
    # An action of GitHub
    Shape(
        _has("name", "runs"),
        (
            Rule(("inputs", ANY), _KEY),
            Rule(("outputs", ANY), _KEY),
            Rule(("runs", "steps", EACH, "uses"), _DEPENDENCY, by_value=True),
        ),
        purposes.of_description,
    ),
    # package.json
    Shape(
        lambda entries: (
            any((key,) in entries for key in _TELLING)
            and any((key,) in entries for key in _OF_PACKAGES)
            and all(path[0] != "dependencies" or path[-1] != 0 for path in entries)
        ),
        (
            Rule(("scripts", ANY), SymbolKind.SCRIPT),
            Rule(("dependencies", ANY), _DEPENDENCY),
            Rule(("devDependencies", ANY), _DEPENDENCY),
            Rule(("peerDependencies", ANY), _DEPENDENCY),
            Rule(("optionalDependencies", ANY), _DEPENDENCY),
        ),
        purposes.of_description,
    ),
    # composer.json
    Shape(
        lambda entries: any(
            len(path) == 2
            and path[0] in ("require", "require-dev")
            and isinstance(path[1], str)
            and (path[1] == "php" or "/" in path[1])
            for path in entries
        ),
        (
            Rule(("require", ANY), _DEPENDENCY),
            Rule(("require-dev", ANY), _DEPENDENCY),
            Rule(("scripts", ANY), SymbolKind.SCRIPT),
        ),
        purposes.of_description,
    ),
    # Pipfile
    Shape(
        lambda entries: (
            ("packages",) in entries
            and any((key,) in entries for key in ("source", "dev-packages", "requires"))
        ),
        (
            Rule(("packages", ANY), _DEPENDENCY),
            Rule(("dev-packages", ANY), _DEPENDENCY),
            Rule(("scripts", ANY), SymbolKind.SCRIPT),
        ),
        purposes.of_nothing,
    ),
    # pubspec.yaml
    Shape(
        lambda entries: ("environment", "sdk") in entries and ("name",) in entries,
        (
            Rule(("dependencies", ANY), _DEPENDENCY),
            Rule(("dev_dependencies", ANY), _DEPENDENCY),
        ),
        purposes.of_description,
    ),
    # Chart.yaml of Helm
    Shape(
        _has("apiVersion", "name", "version"),
        (Rule(("dependencies", EACH, "name"), _DEPENDENCY, by_value=True),),
        purposes.of_description,
    ),
    # Hooks of pre-commit
    Shape(
        lambda entries: ("repos", 0, "repo") in entries,
        (
            Rule(("repos", EACH, "repo"), _DEPENDENCY, by_value=True),
            Rule(("repos", EACH, "hooks", EACH, "id"), SymbolKind.COMMAND, by_value=True),
        ),
        purposes.of_hooks,
    ),
    # Services of Docker Compose
    Shape(
        lambda entries: any(
            path[0] == "services" and path[2:] in (("image",), ("build",)) for path in entries
        ),
        (
            Rule(("services", ANY), SymbolKind.JOB),
            Rule(("services", ANY, "image"), _DEPENDENCY, by_value=True),
        ),
        purposes.of_services,
    ),
    # An environment of Conda
    Shape(
        lambda entries: ("dependencies", 0) in entries and ("channels",) in entries,
        (
            Rule(("dependencies", EACH), _DEPENDENCY, by_value=True),
            Rule(("dependencies", EACH, "pip", EACH), _DEPENDENCY, by_value=True),
        ),
        purposes.of_nothing,
    ),
    # setup.cfg
    Shape(
        lambda entries: ("metadata",) in entries or ("options",) in entries,
        (
            Rule(("options", "install_requires", EACH), _DEPENDENCY, by_value=True),
            Rule(("options", "install_requires"), _DEPENDENCY, by_value=True),
            Rule(("options.extras_require", ANY, EACH), _DEPENDENCY, by_value=True),
            Rule(("options.extras_require", ANY), _DEPENDENCY, by_value=True),
            Rule(
                ("options.entry_points", "console_scripts", EACH), SymbolKind.SCRIPT, by_value=True
            ),
        ),
        purposes.of_setup_cfg,
    ),
    Shape(lambda _: True, (), purposes.of_nothing),
)
"""In the order in which they are tried; the last one fits any file."""
