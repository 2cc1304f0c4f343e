"""Where the names in a source lead, and the anchors of its lines."""

from __future__ import annotations

from itertools import pairwise

import pytest

from sphinx_kwindex.blocks.blocks import ListedPlaces, Listing
from sphinx_kwindex.blocks.characters import visible
from sphinx_kwindex.pages.files.sections import source_places
from tests.core.fixtures import Planned
from tests.core.pages.looking import blocks_of, page_of

LIBRARY = "class Box:\n    def open(self): ...\n\n\ndef box() -> Box: ...\n"


def _listing(planned: Planned, source: str, **options: object) -> Listing:
    plan = planned({"lib.py": LIBRARY, "m.py": source}, **options)
    (listing,) = blocks_of(page_of(plan, "m.py_docs"), Listing)
    return listing


def _named(listing: Listing) -> list[tuple[int, str, str]]:
    """Return the names that lead somewhere: their line, text and anchor."""
    lines = visible(listing.text).split("\n")
    return [
        (
            name.line,
            lines[name.line - 1][name.column : name.column + name.length],
            listing.places.targets[name.target].anchor,
        )
        for name in listing.places.names
    ]


@pytest.mark.parametrize(
    "lead",
    ["", "'\u202e'; ", "'\x1b\x01'; ", "'\U0001d518'; ", "'\ufeff\u2028'; ", "'\x0c\t'; "],
    ids=ascii,
)
def test_a_name_is_where_it_is_shown_whatever_stands_before_it(planned: Planned, lead: str) -> None:
    source = f"from lib import box\n\n\n{lead}box().open()\n"

    assert _named(_listing(planned, source)) == [
        (1, "lib", ""),
        (1, "box", "box"),
        (4, "box", "box"),
        (4, "open", "Box.open"),
    ]


def test_a_local_name_and_one_that_may_be_several_things_lead_nowhere(planned: Planned) -> None:
    source = (
        "def a(): ...\ndef b(): ...\n\n\ndef f(x):\n    y = x\n"
        "    (a if x else b)()\n    g = a if x else b\n    return g, y\n"
    )

    found = _named(_listing(planned, source))

    assert {text for _, text, _ in found} == {"a", "b", "f"}
    assert [text for line, text, _ in found if line == 7] == ["a", "b"]


def test_no_two_links_overlap_and_all_are_in_source_order(planned: Planned) -> None:
    source = (
        "import lib\nfrom lib import Box as B, box\n\n\n"
        "class C(lib.Box, B):\n    def c(self) -> B: ...\n"
    )

    names = _listing(planned, source).places.names

    places = [(name.line, name.column, name.column + name.length) for name in names]
    assert places == sorted(places)
    assert all((one[0], one[2]) <= (other[0], other[1]) for one, other in pairwise(places))


def test_without_the_structure_names_lead_to_lines_of_the_own_page_alone(planned: Planned) -> None:
    source = "from lib import box\n\n\ndef f(): box()\n\n\nf()\n"

    listing = _listing(planned, source, sections=["source"])

    assert _named(listing) == [
        (1, "lib", ""), (1, "box", ""), (4, "box", ""), (7, "f", "L-4"),
    ]  # fmt: skip


def test_a_listing_of_another_language_has_no_places(planned: Planned) -> None:
    plan = planned({"notes.md": "# Box\n\nbox()\n", "lib.py": LIBRARY})

    (listing,) = blocks_of(page_of(plan, "notes.md_docs"), Listing)

    assert listing.places == ListedPlaces()


def test_what_is_shown_of_a_long_line_is_found_out_once(
    planned: Planned, monkeypatch: pytest.MonkeyPatch
) -> None:
    work: list[int] = []

    def noted(text: str) -> str:
        work.append(len(text))
        return visible(text)

    monkeypatch.setattr(source_places, "visible", noted)
    costs = []
    for times in (50, 200):
        work.clear()
        source = f"from lib import box\n'\u202e'{'; box()' * times}\n"
        assert len(_named(_listing(planned, source))) == times + 2
        costs.append(sum(work))
    assert costs[1] <= 5 * costs[0]
