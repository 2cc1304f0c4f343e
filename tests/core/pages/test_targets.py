from __future__ import annotations

from collections.abc import Mapping

import pytest

from sphinx_kwindex.pages.site.plan import Plan
from sphinx_kwindex.pages.site.targets import page_mentions
from sphinx_kwindex.records.catalogue import Target
from tests.core.fixtures import Planned
from tests.core.pages.looking import targets_of


def by_name(plan: Plan) -> Mapping[tuple[str, str], Target]:
    return {(target.kind, target.name): target for target in targets_of(plan)}


def test_a_definition_is_named_by_its_module(planned: Planned) -> None:
    found = by_name(planned({"src/p/__init__.py": "", "src/p/m.py": "class A:\n    x = 1\n"}))

    assert found["class", "p.m.A"].anchor == "A"
    assert found["attribute", "p.m.A.x"].docname == "kwindex/src/p/m.py_docs"
    assert found["module", "p.m"].anchor == "file-overview"
    assert ("folder", "src/p") in found
    assert found["folder", "."].docname == "kwindex/index"


def test_a_definition_that_a_package_offers_has_its_name_there_too(planned: Planned) -> None:
    found = by_name(
        planned(
            {
                "p/__init__.py": "from p._m import A as B\nfrom p import _m\n",
                "p/_m.py": "class A:\n    def f(self): ...\n",
                "p/other.py": "from p._m import A\n",
            }
        )
    )

    assert found["class", "p.B"] == Target(
        "class", "p.B", "kwindex/p/_m.py_docs", "A", is_alias=True
    )
    assert found["method", "p.B.f"].anchor == "A.f"
    assert ("class", "p.other.A") not in found


def test_files_that_share_a_dotted_name_are_named_by_their_path(planned: Planned) -> None:
    found = by_name(planned({"a/conftest.py": "x = 1\n", "b/conftest.py": "x = 1\n"}))

    assert ("variable", "conftest.x") not in found
    assert found["variable", "a/conftest.py::x"].docname == "kwindex/a/conftest.py_docs"
    assert ("module", "b/conftest.py") in found


def test_the_source_goes_before_its_stub(planned: Planned) -> None:
    found = by_name(planned({"m.py": "def f(): ...\n", "m.pyi": "def f(): ...\n"}))

    assert found["function", "m.f"].docname == "kwindex/m.py_docs"
    assert found["function", "m.pyi::f"].docname == "kwindex/m.pyi_docs"


def test_an_implementation_goes_before_its_overloads(planned: Planned) -> None:
    source = "from typing import overload\n@overload\ndef f(a: int): ...\ndef f(a): ...\n"

    assert by_name(planned({"m.py": source}))["function", "m.f"].anchor == "f.2"


def test_a_definition_without_a_place_of_its_own_leads_to_its_page(planned: Planned) -> None:
    found = by_name(planned({"m.py": "def f(): ...\n"}, sections=["purpose"]))

    assert found["function", "m.f"].anchor == "file-overview"


@pytest.mark.parametrize("name", ["a\nb.py", "a  b.py", "a\u202eb.py"])
def test_a_name_is_one_line_that_shows_all_of_it(planned: Planned, name: str) -> None:
    (target,) = (item for (kind, _), item in by_name(planned({name: ""})).items() if kind == "file")

    assert "\n" not in target.name
    assert "  " not in target.name
    assert "\u202e" not in target.name


def test_what_others_may_document_is_collected(planned: Planned) -> None:
    plan = planned({"m.py": "import os\nfrom numpy import *\nfrom numpy.linalg import norm\n"})

    (mentions,) = (item for page in plan.pages() for item in page_mentions(page))
    assert mentions.docname == "kwindex/m.py_docs"
    assert mentions.names == ("m", "numpy", "numpy.linalg", "numpy.linalg.norm", "os")


def test_a_literal_is_named_by_itself_and_by_its_file_where_several_have_it(
    planned: Planned,
) -> None:
    shared = "raise E('it failed. Twice')\n"
    found = by_name(
        planned(
            {
                "a.py": shared,
                "b.py": shared,
                "c.py": "import argparse\np.add_argument('-v', '--verbose')\n",
            }
        )
    )

    assert found["command-line-option", "--verbose"].anchor.startswith(
        "at-command-line-option-verbose-"
    )
    assert found["error-message", "a.py::it failed. Twice"].docname == "kwindex/a.py_docs"
    assert ("error-message", "b.py::it failed. Twice") in found
    assert ("error-message", "it failed. Twice") not in found


@pytest.mark.parametrize(
    ("limit", "page"), [(10, "kwindex/keywords-m"), (1000, "kwindex/keywords")]
)
def test_an_import_is_named_on_the_index_of_the_whole_repository(
    planned: Planned, limit: int, page: str
) -> None:
    files = {"a/m.py": "import os\n" + "".join(f"x{n} = 1\n" for n in range(12)), "n.py": ""}
    target = by_name(planned(files, keywords_per_page=limit))["import", "os"]

    assert (target.docname, target.anchor) == (page, "import-os")
