"""Where the names in a source lead, and the anchors of its lines."""

from __future__ import annotations

from itertools import pairwise

import pytest

from sphinx_kwindex.blocks.blocks import Listing, Paragraph
from sphinx_kwindex.blocks.characters import visible
from sphinx_kwindex.blocks.listed_places import ListedPlaces
from sphinx_kwindex.pages.files.sections import source_places
from sphinx_kwindex.records.text import words_of
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

    assert listing.places == ListedPlaces(path="notes.md")


def test_a_name_from_another_project_keeps_its_dotted_name(planned: Planned) -> None:
    source = (
        "import os.path\nimport numpy as np\nfrom typing import Any\ntry:\n    import a\n"
        "except ImportError:\n    import b as a\n\n\ndef f(x: np.ndarray) -> Any:\n"
        "    return os.path.join(a.x, x.y, len(x), str.join)\n"
    )

    listing = _listing(planned, source)

    outside = [
        (name.line, listing.places.targets[name.target].name)
        for name in listing.places.names
        if listing.places.targets[name.target].name
    ]
    assert outside == [
        (1, "os.path"), (2, "numpy"), (2, "numpy"), (3, "typing"), (3, "typing.Any"),
        (5, "a"), (7, "b"), (7, "b"),
        (10, "numpy"), (10, "numpy.ndarray"), (10, "typing.Any"),
        (11, "os"), (11, "os.path"), (11, "os.path.join"),
    ]  # fmt: skip


def test_a_name_from_another_project_gives_way_to_one_of_the_repository(planned: Planned) -> None:
    source = (
        "try:\n    from fast import box\nexcept ImportError:\n    from lib import box\n\nbox()\n"
    )

    assert (6, "box", "box") in _named(_listing(planned, source))


def test_a_place_says_the_head_of_what_it_leads_to_and_its_first_sentence(
    planned: Planned,
) -> None:
    library = (
        'class Box(dict):\n    """Hold things.\n\n    More.\n    """\n\n\n'
        'async def box(a, b: int = 1) -> Box:\n    """Make a *box*. And more."""\n\n\n'
        f"def long({', '.join(f'parameter_{n}' for n in range(40))}): ...\n"
    )
    plan = planned({"lib.py": library, "m.py": "from lib import Box, box, long\n"})

    (listing,) = blocks_of(page_of(plan, "m.py_docs"), Listing)

    module, *words = [target.words for target in listing.places.targets]
    assert module == "lib.py"
    assert words[:2] == [
        "class Box(dict)\nHold things.",
        "async def box(a, b: int = 1) -> Box\nMake a box.",
    ]
    assert len(words[2]) < 170
    assert words[2].endswith(" …")


def test_the_name_of_a_definition_leads_to_its_uses_or_to_its_entry(planned: Planned) -> None:
    plan = planned({"lib.py": LIBRARY, "m.py": "from lib import Box\n"})

    (listing,) = blocks_of(page_of(plan, "lib.py_docs"), Listing)

    assert _named(listing) == [
        (1, "Box", "uses-of-Box"), (2, "open", "Box.open"), (5, "box", "box"), (5, "Box", "Box"),
    ]  # fmt: skip


def test_definitions_of_several_lines_are_scopes(planned: Planned) -> None:
    source = (
        "class A:\n    x = 1\n\n    def f(self):\n        return 1\n\n"
        "    def g(self):\n        return (\n            2\n        )\n"
    )

    scopes = _listing(planned, source).places.scopes

    assert [(item.name, item.start, item.end) for item in scopes] == [("A", 1, 10), ("A.g", 7, 10)]


def test_a_source_with_very_many_names_leads_from_the_first_of_each_in_some_lines(
    planned: Planned, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source_places, "MOST_NAMES", 20)
    source = "from lib import Box, box\n" + "Box, Box, box\n" * 60

    found = _named(_listing(planned, source))

    assert len(found) <= 20
    assert {text for _, text, _ in found} == {"lib", "Box", "box"}
    assert max(line for line, _, _ in found) > 30
    page = page_of(planned({"lib.py": LIBRARY, "m.py": source}), "m.py_docs")
    told = [words_of(block.text) for block in page.blocks if isinstance(block, Paragraph)]
    assert any("very many names" in words for words in told)


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
