"""What a page is made from: records that can be written down, and nothing of the whole project."""

from __future__ import annotations

import typing
from collections.abc import Iterator, Mapping

import msgspec
import pytest

from sphinx_kwindex.config import Settings
from sphinx_kwindex.pages.files.sections import FileView
from sphinx_kwindex.pages.site.site import Site
from sphinx_kwindex.project import Project
from sphinx_kwindex.relations.context import Context
from sphinx_kwindex.relations.folders import FolderView, KeywordIndex, RepositoryCoverage
from tests.core.fixtures import Planned

VIEWS = (FileView, FolderView, KeywordIndex, RepositoryCoverage, Site)
FILES = {
    "pyproject.toml": '[project]\nname = "tide"\n[project.scripts]\ntide = "tide.app:main"\n',
    "README.md": "# Tide\n\nSee [the curve](tide/curve.py) and `tide.curve.Curve`.\n",
    "tide/__init__.py": "from tide.curve import Curve\n",
    "tide/curve.py": "import tide.app\nclass Curve(ValueError):\n    def height(self): ...\n",
    "tide/app.py": "from tide import Curve\n\ndef main():\n    Curve().height()\n",
    "test_curve.py": "from tide.curve import Curve\n\ndef test_it():\n    Curve()\n",
}


def _records(kind: object, seen: set[object]) -> Iterator[type]:
    """Yield all classes that the fields of a record lead to, itself included."""
    if kind in seen:
        return
    seen.add(kind)
    for argument in typing.get_args(kind):
        # The arguments of a function are a list.
        for part in argument if isinstance(argument, list) else (argument,):
            yield from _records(part, seen)
    if isinstance(kind, type):
        yield kind
        if issubclass(kind, msgspec.Struct):
            for hint in typing.get_type_hints(kind).values():
                yield from _records(hint, seen)


@pytest.mark.parametrize("view", VIEWS)
def test_no_view_leads_to_the_project(view: type) -> None:
    found = set(_records(view, set()))
    assert {Settings, str} & found
    assert not {Project, Context} & found


def test_the_test_above_finds_what_leads_to_the_project() -> None:
    assert Project in set(_records(Mapping[str, tuple[Context, ...]], set()))


@pytest.mark.parametrize("view", VIEWS)
def test_all_records_of_a_view_are_frozen(view: type) -> None:
    structs = [kind for kind in _records(view, set()) if issubclass(kind, msgspec.Struct)]
    assert structs
    assert [kind.__name__ for kind in structs if not kind.__struct_config__.frozen] == []


def test_views_of_files_and_folders_can_be_written_down(planned: Planned) -> None:
    plan = planned(FILES)
    assert msgspec.json.encode(plan.site)
    assert msgspec.json.encode(plan.related.folders)
    for path in FILES:
        view = plan.view_of(path)
        assert msgspec.json.encode((view.relations, view.keywords, view.neighbours))
