from __future__ import annotations

from collections.abc import Callable

import pytest

from sphinx_kwindex.keywords import KeywordKind, keywords_of
from sphinx_kwindex.pages.plan import Plan
from sphinx_kwindex.project import read_metadata

Planned = Callable[..., Plan]

PYPROJECT = """\
[project]
name = "tide"
[project.scripts]
tide = "tide.cli:main"
[project.gui-scripts]
"tide-view" = 'tide:App.run [gui]'
[project.entry-points."pytest11"]
tide_plugin = "tide.plugin"
elsewhere = "numpy:array"
"""
FILES = {
    "pyproject.toml": PYPROJECT,
    "src/tide/__init__.py": "from tide.app import App\n",
    "src/tide/app.py": "class App:\n    def run(self): ...\n",
    "src/tide/cli.py": "from tide.commands import main\n",
    "src/tide/commands.py": "def main(): ...\n",
    "src/tide/plugin.py": "",
}


def _declared(text: str) -> list[tuple[str, str, str, int]]:
    points = read_metadata("pyproject.toml", text.encode()).entry_points
    return [(point.table, point.name, point.value, point.line) for point in points]


def test_scripts_and_plugins_are_read_with_their_lines() -> None:
    assert _declared(PYPROJECT) == [
        ("project.scripts", "tide", "tide.cli:main", 4),
        ("project.gui-scripts", "tide-view", "tide:App.run [gui]", 6),
        ("project.entry-points.pytest11", "tide_plugin", "tide.plugin", 8),
        ("project.entry-points.pytest11", "elsewhere", "numpy:array", 9),
    ]


@pytest.mark.parametrize(
    "text",
    [
        '[project.scripts]\na = "b:c"\n[tool.x]\na = "b:c"\n',
        '[project.scripts]\na = "b\\u003ac"\n',
        '[project.scripts]\na = """b:c"""\n',
    ],
)
def test_line_is_left_out_where_it_is_not_certain(text: str) -> None:
    assert _declared(text) == [("project.scripts", "a", "b:c", 0)]


@pytest.mark.parametrize(
    "text",
    ["[project]\nscripts = 3\n", "[project.scripts]\na = 3\n", "[project.entry-points]\na = 1\n"],
)
def test_tables_that_are_wrong_declare_nothing(text: str) -> None:
    assert _declared(text) == []


def test_inline_table_and_comment_do_not_mislead() -> None:
    text = '# a = "b:c"\n[project]\nscripts = {a = "b:c", ba = "b:c"}\n'
    assert [line for *_, line in _declared(text)] == [3, 3]


def test_entry_points_lead_to_definitions_through_packages_and_reexports(planned: Planned) -> None:
    found = planned(FILES).site.project.entry_points
    leads = [
        (
            item.target,
            item.definition and (item.definition.path, item.definition.symbol.qualname),
        )
        for item in found
    ]
    assert leads == [
        ("src/tide/cli.py", ("src/tide/commands.py", "main")),
        ("src/tide/__init__.py", ("src/tide/app.py", "App.run")),
        ("src/tide/plugin.py", None),
        (None, None),
    ]


def test_entry_points_are_keywords_of_the_file_that_declares_them(planned: Planned) -> None:
    plan = planned(FILES)
    found = keywords_of(plan.site.project, plan.site.project.files["pyproject.toml"], private=True)
    keywords = [keyword for keyword in found if keyword.kind is KeywordKind.ENTRY_POINT]
    # A script that is an entry point is not a second keyword.
    assert KeywordKind.SCRIPT not in {keyword.kind for keyword in found}
    assert [(keyword.qualname, keyword.anchor) for keyword in keywords] == [
        ("tide", "L-4"),
        ("tide-view", "L-6"),
        ("tide_plugin", "L-8"),
        ("elsewhere", "L-9"),
    ]
    assert "pyproject.toml" in plan.site.names.file_keywords
