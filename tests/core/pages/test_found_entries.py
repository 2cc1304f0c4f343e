"""What the finder finds on the pages of a file."""

from __future__ import annotations

from typing import NamedTuple

from sphinx_kwindex.finder.entries import weight_of
from sphinx_kwindex.pages.site.found_entries import file_entries
from tests.core.fixtures import Planned

FILES = {
    "app/__init__.py": "from app.core import Engine\n",
    "app/core.py": """\
        import argparse
        from numpy.testing import assert_allclose
        from app import other

        class Engine: ...

        parser = argparse.ArgumentParser()
        parser.add_argument("--rate", help="Samples in a second.")
        """,
    "app/other.py": "",
}


class _Found(NamedTuple):
    path: str
    weight: int
    summary: str


def _found(planned: Planned, path: str) -> dict[tuple[str, str], _Found]:
    """Return the entries of a file by the letters of their kinds and their names."""
    found = {}
    for header, line in file_entries(planned(FILES).view_of(path)).all_entries():
        head, name, *rest = line.split("\t")
        summary = rest[1] if len(rest) > 1 else ""
        found[head[0], name] = _Found(header, weight_of(line), summary)
    return found


def test_imports_from_elsewhere_are_entries_below_all_definitions(planned: Planned) -> None:
    found = _found(planned, "app/core.py")
    imports = {name for letter, name in found if letter == "i"}
    assert imports == {"argparse", "numpy.testing.assert_allclose"}
    definition = found["V", "parser"].weight
    assert all(found["i", name].weight < definition for name in imports)


def test_a_name_that_a_package_offers_leads_to_the_definition_and_stands_behind_it(
    planned: Planned,
) -> None:
    offered = _found(planned, "app/__init__.py")["C", "app.Engine"]
    assert offered.path == "app/core.py"
    assert offered.weight < _found(planned, "app/core.py")["C", "Engine"].weight


def test_an_option_has_the_words_of_its_help(planned: Planned) -> None:
    assert _found(planned, "app/core.py")["o", "--rate"].summary == "Samples in a second."
