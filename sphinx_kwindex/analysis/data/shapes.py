"""What the entries of a data file declare.

To teach it another kind of file, add a :class:`Shape`: what tells the kind by its top-level keys,
which paths declare what, and what the file says of its purpose.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from sphinx_kwindex.analysis.data import purposes
from sphinx_kwindex.analysis.data.entries import Entry, Form, Path
from sphinx_kwindex.analysis.data.requirement import split_requirement
from sphinx_kwindex.analysis.notes import Notes
from sphinx_kwindex.analysis.outline import Outline
from sphinx_kwindex.document_records import LinkKind
from sphinx_kwindex.records import Prose
from sphinx_kwindex.symbol_kinds import SymbolKind

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
_PYPROJECT_KEYS = ("project", "build-system", "tool", "dependency-groups")

SHAPES = (
    # pyproject.toml
    Shape(
        lambda entries: any((key,) in entries for key in _PYPROJECT_KEYS),
        _TOML_RULES,
        purposes.of_pyproject,
    ),
    # A workflow of GitHub
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
            ("name",) in entries
            and any((key,) in entries for key in ("scripts", "dependencies", "devDependencies"))
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
        (Rule(("dependencies", EACH), _DEPENDENCY, by_value=True),),
        purposes.of_nothing,
    ),
    # setup.cfg
    Shape(
        lambda entries: ("metadata",) in entries or ("options",) in entries,
        (
            Rule(("options", "install_requires", EACH), _DEPENDENCY, by_value=True),
            Rule(("options.extras_require", ANY, EACH), _DEPENDENCY, by_value=True),
            Rule(
                ("options.entry_points", "console_scripts", EACH), SymbolKind.SCRIPT, by_value=True
            ),
        ),
        purposes.of_setup_cfg,
    ),
    Shape(lambda _: True, (), purposes.of_nothing),
)
"""In the order in which they are tried; the last one fits any file."""


def describe(entries: Sequence[Entry], outline: Outline, notes: Notes) -> Prose | None:
    """Add the parts of a data file, and return what it says of its purpose.

    Tables of TOML and INI files, their keys, and the top-level keys of all formats are parts in any
    case; what a shape declares stands below them.
    """
    by_path: dict[Path, Entry] = {}
    for entry in entries:
        by_path.setdefault(entry.path, entry)
    shape = next(shape for shape in SHAPES if shape.matches(by_path))
    inner = _inner_entries(by_path)
    rules = _declared_by(shape, by_path)
    declared = {path[:-1] for path in rules}
    parts: dict[Path, int] = {}
    for path, entry in by_path.items():
        rule = rules.get(path)
        if rule is not None:
            _declare(rule, entry, parts, outline, notes)
            outline.summarise(parts.get(path, -1), _steps(path, by_path))
        elif entry.form is Form.SECTION:
            name = _dotted(path)
            parts[path] = outline.add(SymbolKind.TABLE, name, entry.line, signature=entry.value)
        elif isinstance(path[-1], str) and _is_key(path, by_path):
            parts[path] = outline.add(
                _KEY,
                entry.name,
                entry.line,
                parent=parts.get(path[:-1], -1),
                owner=_dotted(path[:-1]),
                signature="" if path in declared else _content(entry, inner.get(path, ())),
            )
    return shape.purpose(by_path)


def _steps(path: Path, entries: Mapping[Path, Entry]) -> str:
    """Return the names of the steps of a job."""
    names: list[str] = []
    while (step := (*path, "steps", len(names))) in entries:
        named = entries.get((*step, "name")) or entries.get((*step, "uses"))
        run = entries.get((*step, "run"))
        names.append(named.value if named else run.value.partition("\n")[0] if run else "…")
    return f"Steps: {'; '.join(names[:_MOST_STEPS])}." if names else ""


def _declared_by(shape: Shape, paths: Iterable[Path]) -> dict[Path, Rule]:
    """Return the paths that declare something, each with the rule that says what."""
    by_length: dict[int, list[Rule]] = {}
    for rule in shape.rules:
        by_length.setdefault(len(rule.pattern), []).append(rule)
    found = {}
    for path in paths:
        for rule in by_length.get(len(path), ()):
            if _fits(rule.pattern, path):
                found[path] = rule
                break
    return found


def _is_key(path: Path, entries: Mapping[Path, Entry]) -> bool:
    """Tell whether a key stands at the top, or in a table that has a line of its own."""
    if len(path) == 1:
        return True
    above = entries.get(path[:-1])
    return above is not None and above.form is Form.SECTION


def _dotted(path: Path) -> str:
    return ".".join(map(str, path))


def _declare(
    rule: Rule, entry: Entry, parts: dict[Path, int], outline: Outline, notes: Notes
) -> None:
    name, rest = (entry.value, "") if rule.by_value else (entry.name, entry.value)
    if rule.kind is _DEPENDENCY and rule.by_value:
        if name.startswith(("./", "../")):
            # A workflow or action of the repository itself.
            notes.link(name, entry.line, "", LinkKind.INCLUDE)
            return
        name, rest = split_requirement(name)
    elif rule.kind is SymbolKind.SCRIPT and rule.by_value:
        name, _, rest = (part.strip() for part in name.partition("="))
    parts[entry.path] = outline.add(
        rule.kind,
        name,
        entry.line,
        parent=_owner(entry.path, parts),
        signature=f" {rest}" if rest else "",
    )


def _owner(path: Path, parts: Mapping[Path, int]) -> int:
    """Return the part that stands nearest above a path."""
    for end in range(len(path) - 1, 0, -1):
        if path[:end] in parts:
            return parts[path[:end]]
    return -1


def _fits(pattern: Sequence[str], path: Path) -> bool:
    """Tell whether a path of the same length as a pattern follows it."""
    for wanted, key in zip(pattern, path, strict=True):
        if isinstance(key, int):
            if wanted != EACH:
                return False
        elif wanted not in (key, ANY):
            return False
    return True


def _inner_entries(entries: Mapping[Path, Entry]) -> dict[Path, list[Entry]]:
    """Return what stands in each table or list."""
    found: dict[Path, list[Entry]] = {}
    for path, entry in entries.items():
        found.setdefault(path[:-1], []).append(entry)
    return found


_MOST_SHOWN = 8
_MOST_STEPS = 15


def _content(entry: Entry, inner: Sequence[Entry]) -> str:
    """Return what follows a key: its value, the keys of its table, or what is in its list."""
    if entry.form is Form.VALUE:
        return f": {entry.value}" if entry.value else ""
    is_plain = all(item.form is Form.VALUE for item in inner)
    if entry.form is Form.LIST and not is_plain:
        return f": {len(inner):,} {'entry' if len(inner) == 1 else 'entries'}"
    shown = [item.value if entry.form is Form.LIST else item.name for item in inner[:_MOST_SHOWN]]
    more = f", … ({len(inner):,})" if len(inner) > _MOST_SHOWN else ""
    return f": {', '.join(shown)}{more}" if shown else ""
