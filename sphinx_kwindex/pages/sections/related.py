"""Related Files: its stub, its tests, and the files that are imported together with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sphinx_kwindex.pages.blocks import Block, Row, Table, plain
from sphinx_kwindex.pages.counting import count
from sphinx_kwindex.pages.sections.view import FileView

_MOST_COMPANIONS = 6
_FEWEST_SHARED_IMPORTERS = 2
_INIT = "__init__"


def related(view: FileView) -> Iterator[Block]:
    """Yield the files that have a relation to this one, each with its relations."""
    relations = _relations(view)
    ranked = sorted(relations.items(), key=lambda item: (-len(item[1]), item[0]))
    if ranked:
        rows = tuple(
            Row(((view.site.file_link(path),), (plain("; ".join(reasons)),)))
            for path, reasons in ranked
        )
        yield Table(("File", "Relation"), rows)


def _relations(view: FileView) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    project = view.project
    counterpart = project.counterpart_of(view.path)
    graph = project.graph
    running = set(graph.running.get(view.path, ())) & set(graph.dependents.get(view.path, ()))
    mutual = set(project.imported_by(view.path)) & set(project.importers_of(view.path))
    for paths, reason in (
        ([counterpart] if counterpart else [], "stub and module"),
        (_named_alike(view), "test and tested, by name"),
        (sorted(running), "the two import each other"),
        (sorted(mutual - running), "the two import each other, one way for type checking only"),
    ):
        for path in paths:
            found.setdefault(path, []).append(reason)
    for path, shared in _companions(view):
        found.setdefault(path, []).append(f"imported together by {count(shared, 'file')}")
    return found


def _companions(view: FileView) -> list[tuple[str, int]]:
    """Return the files that the importers of this file import as well, most often first."""
    shared: Counter[str] = Counter()
    for importer in view.project.importers_of(view.path):
        shared.update(view.project.imported_by(importer))
    del shared[view.path]
    ranked = sorted(
        (
            (path, number)
            for path, number in shared.items()
            if number >= _FEWEST_SHARED_IMPORTERS and not view.project.is_test_file(path)
        ),
        key=lambda item: (-item[1], item[0]),
    )
    return ranked[:_MOST_COMPANIONS]


def _named_alike(view: FileView) -> list[str]:
    """Return the tests of a module by name, or the module of a test, where the name is unique."""
    if not view.facts.is_python:
        return []
    stems = view.site.stems
    stem = view.facts.source.name.partition(".")[0]
    if stem == _INIT:
        return []
    tested = stem.removeprefix("test_").removesuffix("_test")
    if tested != stem:
        found = stems.get(tested, ())
        return list(found) if len(found) == 1 else []
    if len(stems.get(stem, ())) != 1:
        return []
    return [*stems.get(f"test_{stem}", ()), *stems.get(f"{stem}_test", ())]
