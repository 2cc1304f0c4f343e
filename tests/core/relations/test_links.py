from __future__ import annotations

import pytest

from sphinx_kwindex.relations.links import Leads, LinkResolver
from sphinx_kwindex.relations.mentions import MentionResolver
from tests.core.fixtures import Link

FILES = {
    "README.md": "# Tide\n",
    "docs/guide.md": "# The Guide\n\n## Part *two*\n",
    "docs/api.rst": "API\n===\n",
    "docs/img/wave.svg": "<svg/>\n",
    "docs/100%.md": "",
    "docs/a b.md": "",
    "docs/c#.md": "",
    "src/tide.py": "",
}


def _leads(
    project: Link, text: str, path: str = "docs/page.md", on_disk: str = "docs/_build/made.md"
) -> list[tuple[Leads, str, str]]:
    linked = project({**FILES, path: text})
    resolver = LinkResolver(linked.files, linked.folders, ("",), on_disk.__eq__)
    found = resolver.resolve_all(linked.files[path])
    return [(item.leads, item.path, item.anchor) for item in found]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("guide.md", (Leads.FILE, "docs/guide.md", "")),
        ("./guide.md#part-two", (Leads.FILE, "docs/guide.md", "part-part-two")),
        ("guide.md#nowhere", (Leads.FILE, "docs/guide.md", "")),
        ("guide", (Leads.FILE, "docs/guide.md", "")),
        ("api.html", (Leads.FILE, "docs/api.rst", "")),
        ("/docs/guide.md", (Leads.FILE, "docs/guide.md", "")),
        ("/guide.md", (Leads.FILE, "docs/guide.md", "")),
        ("../src/tide.py#L3", (Leads.FILE, "src/tide.py", "")),
        ("img/", (Leads.FOLDER, "docs/img", "")),
        ("../", (Leads.FOLDER, "", "")),
        ("#own-part", (Leads.HERE, "docs/page.md", "")),
        ("https://a.example/guide.md", (Leads.ADDRESS, "", "")),
        ("//a.example/x.md", (Leads.ADDRESS, "", "")),
        ("mailto:a@b.example", (Leads.ADDRESS, "", "")),
        ("project:guide.md#part-two", (Leads.FILE, "docs/guide.md", "part-part-two")),
        ("path:a%20b.md", (Leads.FILE, "docs/a b.md", "")),
        ("inv:python#x", (Leads.UNKNOWN, "", "")),
        ("attachment:x.png", (Leads.UNKNOWN, "", "")),
        ("C:/x.md", (Leads.UNKNOWN, "", "")),
        ("_build/made.md", (Leads.UNLISTED, "docs/_build/made.md", "")),
        ("gone.md", (Leads.DEAD, "docs/gone.md", "")),
        ("img/gone.png?raw=true", (Leads.DEAD, "docs/img/gone.png", "")),
        # What may be made by a site generator, or live on a web site, is not called dead.
        ("gone.html", (Leads.UNKNOWN, "docs/gone.html", "")),
        ("gone", (Leads.UNKNOWN, "docs/gone", "")),
        ("tide.frozen", (Leads.UNKNOWN, "docs/tide.frozen", "")),
        ("/gone.md", (Leads.UNKNOWN, "gone.md", "")),
        ("../../issues/1.md", (Leads.UNKNOWN, "", "")),
        ("<{{ site.url }}/x.md>", (Leads.UNKNOWN, "", "")),
        ("http://[broken", (Leads.ADDRESS, "", "")),
        ("100%25.md", (Leads.FILE, "docs/100%.md", "")),
        ("a%20b.md", (Leads.FILE, "docs/a b.md", "")),
        ("<a b.md>", (Leads.FILE, "docs/a b.md", "")),
        ("c%23.md", (Leads.FILE, "docs/c#.md", "")),
        ("%s.md", (Leads.UNKNOWN, "", "")),
        ("%7Bversion%7D.md", (Leads.UNKNOWN, "", "")),
    ],
)
def test_link_leads_to_what_the_repository_tells(
    project: Link, target: str, expected: tuple[Leads, str, str]
) -> None:
    assert _leads(project, f"[words]({target})\n") == [expected]


def test_link_to_an_own_heading_has_its_anchor(project: Link) -> None:
    assert _leads(project, "# Own part\n\n[up](#own-part)\n") == [
        (Leads.HERE, "docs/page.md", "part-own-part")
    ]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("page.html", '<a href="gone.md">x</a>'),
        ("Dockerfile", "FROM a\nCOPY gone.txt /x\n"),
        ("Makefile", "include gone.mk\n"),
        ("CMakeLists.txt", "include(cmake/gone.cmake)\n"),
    ],
)
def test_path_that_need_not_start_at_its_file_is_never_dead(
    project: Link, path: str, text: str
) -> None:
    (found,) = _leads(project, text, path)
    assert found[0] is Leads.UNKNOWN


def test_entry_of_a_table_of_contents_needs_no_suffix(project: Link) -> None:
    text = "Page\n====\n\n.. toctree::\n\n   guide\n   The API <api>\n   self\n   gone\n"
    assert _leads(project, text, "docs/index.rst") == [
        (Leads.FILE, "docs/guide.md", ""),
        (Leads.FILE, "docs/api.rst", ""),
        (Leads.UNKNOWN, "docs/gone", ""),
    ]


CODE = {
    "tide/__init__.py": "from tide.model import Station\n",
    "tide/model.py": (
        "class Station:\n    def read(self): ...\n    def print(self): ...\n"
        "def predict(): ...\ndef print(): ...\nLIMIT = 1\n"
    ),
    "tide/other.py": "def twice(): ...\n",
    "tide/third.py": "def twice(): ...\n",
    "tests/test_model.py": "class Sample: ...\n",
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("`Station`", ["Station"]),
        ("`Station.read()`", ["Station.read"]),
        ("`tide.Station`", ["Station"]),
        ("`predict()`", ["predict"]),
        ("`LIMIT`", ["LIMIT"]),
        # A verb, one of two, Python's own, a test's, a sentence.
        ("`predict`", []),
        ("`twice()`", []),
        ("`print()`", []),
        ("`Sample`", []),
        ("`Station or so`", []),
        ("```python\nfrom tide import Station as S\nS.read\n```", ["Station", "Station.read"]),
        ("```pycon\n>>> import tide.model\n>>> tide.model.print()\n```", ["print"]),
        ("```python\nimport tide.model as m\n```\n\n```python\nm.predict()\n```", ["predict"]),
        # Not imported, not Python, not parsed.
        ("```python\npredict()\n```", []),
        ("```sh\nimport tide.model\n```", []),
        ("```python\nfrom tide import (\n```", []),
    ],
)
def test_name_in_code_is_a_definition_where_there_is_no_doubt(
    project: Link, text: str, expected: list[str]
) -> None:
    linked = project({**CODE, "README.md": f"{text}\n"})
    found = MentionResolver(linked.files, linked.resolver, linked.tests.files).resolve_all(
        linked.files["README.md"]
    )
    assert [definition.symbol.qualname for _, definition in found] == expected
