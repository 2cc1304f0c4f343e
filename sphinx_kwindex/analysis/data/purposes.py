"""What known kinds of data file say of their purpose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sphinx_kwindex.analysis.data.entries import Entry, Form, Path
from sphinx_kwindex.analysis.inline import inline
from sphinx_kwindex.analysis.outline import printable
from sphinx_kwindex.analysis.prose import prose_in
from sphinx_kwindex.records.analysis import Prose

_MOST_NAMED = 8

Entries = Mapping[Path, Entry]


def of_nothing(_entries: Entries) -> Prose | None:
    """Return nothing: the file says nothing that is known."""
    return None


def of_pyproject(entries: Entries) -> Prose | None:
    """Return the project's description of itself."""
    for table in (("project",), ("tool", "poetry")):
        described = entries.get((*table, "description"))
        if described is not None and described.value:
            return _said(described, f"{'.'.join(table)}.description")
    return None


def of_cargo(entries: Entries) -> Prose | None:
    """Return the package's description of itself."""
    described = entries.get(("package", "description"))
    return _said(described, "package.description") if described and described.value else None


def of_setup_cfg(entries: Entries) -> Prose | None:
    """Return the project's description of itself."""
    described = entries.get(("metadata", "description"))
    return _said(described, "metadata.description") if described and described.value else None


def of_description(entries: Entries) -> Prose | None:
    """Return the value of the key ``description``."""
    described = entries.get(("description",))
    return _said(described, "description") if described and described.value else None


def of_workflow(entries: Entries) -> Prose | None:
    """Return when a workflow runs, and which jobs."""
    on = entries[("on",)]
    triggers = [on.value] if on.value else _below(entries, "on")
    jobs = _below(entries, "jobs")
    name = entries.get(("name",))
    title = f", “{name.value}”" if name and name.value else ""
    when = f", run on {_listed(triggers)}" if triggers else ""
    what = f": {_listed(jobs)}" if jobs else ""
    number = f"{len(jobs)} job{'s' if len(jobs) != 1 else ''}" if jobs else "no jobs"
    sentence = f"A GitHub Actions workflow{title}{when}, with {number}{what}."
    return Prose(inline(printable(sentence)), (), (name or on).line, "its keys name, on and jobs")


def of_hooks(entries: Entries) -> Prose | None:
    """Return the hooks that pre-commit runs."""
    hooks = [entry.value for path, entry in entries.items() if path[2::2] == ("hooks", "id")]
    if not hooks:
        return None
    sentence = f"Runs these pre-commit hooks: {_listed(hooks)}."
    return Prose(inline(printable(sentence)), (), entries[("repos",)].line, "its key repos")


def of_services(entries: Entries) -> Prose | None:
    """Return the services that Docker Compose starts."""
    services = _below(entries, "services")
    sentence = f"Describes the service{'s' if len(services) != 1 else ''} {_listed(services)}."
    return Prose(inline(printable(sentence)), (), entries[("services",)].line, "its key services")


def _said(entry: Entry, origin: str) -> Prose | None:
    words = printable(entry.value)
    if not words or entry.form is not Form.VALUE:
        return None
    return prose_in([words], entry.line, origin)


def _below(entries: Entries, key: str) -> list[str]:
    """Return the names, or single values, that stand right below a top-level key."""
    return [
        entry.value if isinstance(path[1], int) else entry.name
        for path, entry in entries.items()
        if len(path) == 2 and path[0] == key
    ]


def _listed(names: Iterable[str]) -> str:
    unique = list(dict.fromkeys(name for name in names if name))
    if len(unique) > _MOST_NAMED:
        more = len(unique) - _MOST_NAMED
        return f"{', '.join(unique[:_MOST_NAMED])} and {more} more"
    if len(unique) < 2:
        return "".join(unique)
    return f"{', '.join(unique[:-1])} and {unique[-1]}"
