"""Related Files: those that an import, a stub or a test's name connects with the file."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.pages.blocks import Block, Row, Table, plain
from sphinx_kwindex.pages.counting import in_words
from sphinx_kwindex.pages.sections.view import FileView

_MOST = 12
_INIT = "__init__"


def related(view: FileView) -> Iterator[Block]:
    """Yield the files with the most relations to this one, each with its relations."""
    relations = _relations(view)
    ranked = sorted(relations.items(), key=lambda item: (-len(item[1]), item[0]))
    if ranked:
        rows = tuple(
            Row(((view.site.file_link(path),), (plain(in_words(reasons)),)))
            for path, reasons in ranked[:_MOST]
        )
        yield Table(("File", "Relation"), rows)


def _relations(view: FileView) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    project = view.project
    counterpart = project.counterpart_of(view.path)
    for paths, reason in (
        ([counterpart] if counterpart else [], "stub and module"),
        (_named_alike(view), "test and tested by name"),
        (project.imported_by(view.path), "imported by this file"),
        (project.importers_of(view.path), "imports this file"),
    ):
        for path in paths:
            found.setdefault(path, []).append(reason)
    for path, reasons in found.items():
        if path.rpartition("/")[0] == view.facts.source.folder:
            reasons.append("same folder")
    return found


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
