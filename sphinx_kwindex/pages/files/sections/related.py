"""Related Files: its stub, its tests, and the files that are imported together with it."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.blocks.blocks import Block, Row, Table, plain
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.pages.words.counting import count
from sphinx_kwindex.relations.related import Related


def related(view: FileView) -> Iterator[Block]:
    """Yield the files that have a relation to this one, each with its relations."""
    reasons = _reasons(view.relations.related)
    ranked = sorted(reasons.items(), key=lambda item: (-len(item[1]), item[0]))
    if ranked:
        rows = tuple(
            Row(((view.site.file_link(path),), (plain("; ".join(said)),))) for path, said in ranked
        )
        yield Table(("File", "Relation"), rows)


def _reasons(related: Related) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for paths, reason in (
        ((related.counterpart,) if related.counterpart else (), "stub and module"),
        (related.named_alike, "test and tested file, by name"),
        (related.mutual, "the two import each other"),
        (related.mutual_for_types, "the two import each other, one way for type checking only"),
    ):
        for path in paths:
            found.setdefault(path, []).append(reason)
    for companion in related.companions:
        words = f"imported together by {count(companion.importers, 'file')}"
        found.setdefault(companion.path, []).append(words)
    return found
