"""The last stage: the pages that show something else than in the last run are written."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from sphinx_kwindex.blocks.myst import write_page
from sphinx_kwindex.build.progress import Progress
from sphinx_kwindex.pages.site.asked_folders import folder_answers
from sphinx_kwindex.pages.site.docnames import PageNames
from sphinx_kwindex.pages.site.plan import Plan
from sphinx_kwindex.pages.site.planned_pages import PlannedPages
from sphinx_kwindex.pages.site.targets import (
    folder_lists,
    former_pages,
    join_targets,
    page_mentions,
    pages_shown_by_line,
)
from sphinx_kwindex.records.catalogue import Catalogue, Mentions, NamedSection
from sphinx_kwindex.store.page_keys import KeyedPages, StagedText, decode_targets, encode_targets
from sphinx_kwindex.store.staging import StagingArea

_encoded = msgspec.msgpack.Encoder().encode


class Staged(msgspec.Struct, frozen=True):
    """What a run staged."""

    pages: Mapping[str, KeyedPages]
    """By what they are about."""
    catalogue: Catalogue | None
    """None where it is as it was."""
    entries: Mapping[str, msgspec.Raw] | None
    """What the finder finds, encoded, by what the pages are about; None where it is as it was."""

    @property
    def docnames(self) -> tuple[str, ...]:
        """Of all pages, sorted."""
        texts = (text for pages in self.pages.values() for text in pages.texts)
        return tuple(sorted(text.docname for text in texts))


def stage_pages(
    site_plan: Plan,
    before: Mapping[str, KeyedPages],
    area: StagingArea,
    progress: Progress,
    *,
    keeps_others: bool,
) -> Staged:
    """Write the pages that show something else than in the last run, and keep the others.

    Parameters
    ----------
    site_plan:
        The pages.
    before:
        Those of the last run, by what they are about.
    area:
        Where pages are staged.
    progress:
        Shows how far the stage is.
    keeps_others:
        Whether pages that are not planned are as they were, rather than gone.
    """
    pages: dict[str, KeyedPages] = dict(before) if keeps_others else {}
    names = site_plan.site.names
    known = area.entries()
    entries: dict[str, msgspec.Raw] = dict(known) if keeps_others else {}
    for planned in progress(site_plan.planned(), "writing pages", site_plan.number):
        kept = before.get(planned.subject)
        found = known.get(planned.subject)
        if kept is None or not _is_true(kept, planned, names) or not _is_held(kept, area):
            kept, found = _staged(planned, area, names), None
        elif kept.reads != planned.reads:
            kept = msgspec.structs.replace(kept, reads=planned.reads)
        pages[planned.subject] = kept
        entries[planned.subject] = found or msgspec.Raw(_encoded(planned.entries()))
    changed = entries if entries != known else None
    if keeps_others and all(_refers_alike(pages[subject], before[subject]) for subject in pages):
        return Staged(pages, None, changed)
    return Staged(pages, _catalogue(site_plan, pages), changed)


def _is_true(kept: KeyedPages, planned: PlannedPages, names: PageNames) -> bool:
    """Return whether pages of the last run show what they would show now."""
    is_same = bool(planned.reads) and kept.reads == planned.reads
    return (is_same or kept.key == planned.key() != "") and kept.answers == folder_answers(
        names, kept.asked
    )


def _staged(planned: PlannedPages, area: StagingArea, names: PageNames) -> KeyedPages:
    texts: list[StagedText] = []
    mentions: list[Mentions] = []
    lines_of: set[str] = set()
    for page in planned.build():
        texts.append(area.stage(page.docname, write_page(page)))
        mentions.extend(page_mentions(page))
        lines_of |= pages_shown_by_line(page)
    targets = encode_targets(planned.targets())
    asked = tuple(sorted(planned.asked))
    return KeyedPages(
        planned.key(),
        tuple(texts),
        tuple(mentions),
        targets,
        tuple(sorted(lines_of)),
        asked,
        folder_answers(names, asked),
        planned.reads,
    )


def _is_held(pages: KeyedPages, area: StagingArea) -> bool:
    return all(area.holds(text) for text in pages.texts)


def _refers_alike(one: KeyedPages, other: KeyedPages) -> bool:
    """Return whether the catalogue is told the same by two pages."""
    return one is other or (one.mentions == other.mentions and one.targets == other.targets)


def _catalogue(site_plan: Plan, pages: Mapping[str, KeyedPages]) -> Catalogue:
    mentions = sorted(mention for found in pages.values() for mention in found.mentions)
    return Catalogue(
        join_targets(decode_targets(pages.values())),
        folder_lists(site_plan.site.names),
        tuple(mentions),
        tuple(NamedSection(item.name, item.anchor) for item in site_plan.sections),
        former_pages(site_plan.site.names),
    )
