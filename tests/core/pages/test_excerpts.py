from __future__ import annotations

import msgspec
import pytest

from sphinx_kwindex.blocks.blocks import (
    HERE,
    DataBlock,
    Definition,
    Definitions,
    Field,
    Fields,
    Finder,
    KeywordList,
    KeywordRow,
    Listing,
    Notice,
    Place,
    Row,
    Table,
    Trail,
)
from sphinx_kwindex.blocks.chapters import Crumb
from sphinx_kwindex.blocks.excerpts import excerpt, select_keywords
from sphinx_kwindex.blocks.listed_places import ListedAnchor, ListedName, ListedPlaces, ListedTarget
from sphinx_kwindex.records.text import Span

OWN = (Span("x", docname=HERE, anchor="L-1"),)
BLOCKS: tuple[DataBlock, ...] = (
    Notice(OWN),
    Fields((Field("a", OWN),)),
    Table(("a",), (Row((OWN,), "row-1"),)),
    Definitions((Definition(0, "A", "class", "A", OWN, 1, OWN),)),
    KeywordList((KeywordRow("A", "A", (Place("d", "A"),), anchor="import-a"),)),
    Listing(
        "python",
        "A\n",
        ListedPlaces(
            (ListedName(1, 0, 1, 0),), (ListedTarget(HERE, "A"),), (ListedAnchor(1, "row-1"),)
        ),
    ),
)
ROWS = (
    KeywordRow("Engine", "Engine", (Place("a", "E", "a.py"), Place("b", "E", "b.py")), "class"),
    KeywordRow("Engine.run", "run", (Place("a", "E.run", "a.py"),), "method"),
    KeywordRow("os", "os", (Place("b", "import-os", "b.py"),), "import", anchor="import-os"),
)


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: type(block).__name__)
def test_nothing_of_an_excerpt_leads_to_the_page_that_shows_it(block: DataBlock) -> None:
    shown = excerpt(block, "home")

    assert shown is not None
    written = msgspec.json.encode(shown).decode()
    assert f'"docname":"{HERE}"' not in written
    assert '"row-1"' not in written
    assert '"import-a"' not in written


def test_definitions_remember_their_page() -> None:
    shown = excerpt(BLOCKS[3], "home")

    assert isinstance(shown, Definitions)
    assert shown.home == "home"


@pytest.mark.parametrize("block", [Trail((Crumb("a", ""),)), Finder("x")])
def test_what_only_serves_its_own_page_is_left_out(block: DataBlock) -> None:
    assert excerpt(block, "home") is None


def test_keywords_are_selected_by_kind_prefix_and_file() -> None:
    def names(**choice: object) -> list[str]:
        return [row.qualname for row in select_keywords(ROWS, **choice)]  # type: ignore[arg-type]

    assert names() == ["Engine", "Engine.run", "os"]
    assert names(kinds=["method", "import"]) == ["Engine.run", "os"]
    assert names(prefix="ENG") == ["Engine", "Engine.run"]
    assert names(prefix="r") == ["Engine.run"]
    assert names(path="b.py") == ["Engine", "os"]


def test_keywords_of_one_file_show_no_path() -> None:
    row = select_keywords(ROWS, path="b.py")[0]

    assert row.places == (Place("b", "E"),)
