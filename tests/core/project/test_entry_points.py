from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_kwindex.blocks.blocks import KeywordList, Listing
from sphinx_kwindex.keywords import KeywordKind
from sphinx_kwindex.keywords.extraction import keywords_of
from sphinx_kwindex.project import project_metadata
from tests.core.analysed import facts_by_path
from tests.core.fixtures import Build, Planned, WriteTree
from tests.core.pages.looking import blocks_of

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


def _declared(text: str, name: str = "pyproject.toml") -> list[tuple[str, str, str, int]]:
    points = project_metadata("", facts_by_path({name: text})).entry_points
    return [(point.table, point.name, point.value, point.line) for point in points]


def test_scripts_and_plugins_are_read_with_their_lines() -> None:
    assert _declared(PYPROJECT) == [
        ("[project.scripts]", "tide", "tide.cli:main", 4),
        ("[project.gui-scripts]", "tide-view", "tide:App.run [gui]", 6),
        ("[project.entry-points.pytest11]", "tide_plugin", "tide.plugin", 8),
        ("[project.entry-points.pytest11]", "elsewhere", "numpy:array", 9),
    ]


@pytest.mark.parametrize(
    "text",
    [
        '[project.scripts]\na = "b:c"\n[tool.x]\na = "b:c"\n',
        '[project.scripts]\na = "b\\u003ac"\n',
        '[project.scripts]\na = """b:c"""\n',
        '[project]\nscripts.a = "b:c"\n',
        '[project]\n"scripts" . \'a\' = "b:c"\n',
        '[project]\r\nscripts = { a = "b:c" }\r\n',
        '# \u2028\nproject.scripts.a = "b:c"\n',
    ],
)
def test_entry_point_has_the_line_of_its_key_however_it_is_written(text: str) -> None:
    assert _declared(text) == [("[project.scripts]", "a", "b:c", 2)]


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
    (found,) = planned(FILES).related.context.project.entry_points.values()
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
    project = plan.related.context.project
    found = keywords_of(project, project.files["pyproject.toml"], private=True)
    keywords = [keyword for keyword in found if keyword.kind is KeywordKind.ENTRY_POINT]
    # A script that is an entry point is not a second keyword.
    assert KeywordKind.SCRIPT not in {keyword.kind for keyword in found}
    names = ["tide", "tide-view", "tide_plugin", "elsewhere"]
    assert [keyword.qualname for keyword in keywords] == names
    # Where they are declared has an anchor that stays when lines move.
    assert all(keyword.anchor.startswith("at-entry-point-") for keyword in keywords)
    pages = {page.docname: page for page in plan.pages()}
    source = blocks_of(pages[plan.site.names.file_docs["pyproject.toml"]], Listing)
    lines = {found.anchor: found.line for found in source[0].places.anchors}
    assert [lines[keyword.anchor] for keyword in keywords] == [4, 6, 8, 9]
    listed = blocks_of(pages[plan.site.names.file_keywords["pyproject.toml"]], KeywordList)
    assert {row.line for block in listed for row in block.rows if row.name == "tide"} == {4}


def test_tables_of_poetry_and_flit_are_read() -> None:
    text = """\
[tool.poetry.scripts]
tide = "tide.cli:main"
with-extra = { callable = "tide.app:run", extras = ["x"] }
newer = { reference = "tide.app:go", type = "console" }
bare = { reference = "bin/tide", type = "file" }
[tool.poetry.plugins."tide.backends"]
mem = "tide.mem:Memory"
[tool.flit.scripts]
flit-tide = "tide:main"
[tool.flit.entrypoints.pytest11]
plug = "tide.plug"
"""
    assert _declared(text) == [
        ("[tool.poetry.scripts]", "tide", "tide.cli:main", 2),
        ("[tool.poetry.scripts]", "with-extra", "tide.app:run", 3),
        ("[tool.poetry.scripts]", "newer", "tide.app:go", 4),
        ("[tool.poetry.plugins.tide.backends]", "mem", "tide.mem:Memory", 7),
        ("[tool.flit.scripts]", "flit-tide", "tide:main", 9),
        ("[tool.flit.entrypoints.pytest11]", "plug", "tide.plug", 11),
    ]


def test_setup_cfg_is_read_group_by_group() -> None:
    text = """\
[metadata]
name = tide
[options.entry_points]
console_scripts =
    tide = tide.cli:main
    # old = tide.cli:old
    view=tide.app:App.run [gui]
Tide.Backends = mem = tide.mem:Memory
"""
    assert _declared(text, "setup.cfg") == [
        ("[options.entry_points] console_scripts", "tide", "tide.cli:main", 5),
        ("[options.entry_points] console_scripts", "view", "tide.app:App.run [gui]", 7),
        ("[options.entry_points] Tide.Backends", "mem", "tide.mem:Memory", 8),
    ]


def test_setup_py_is_read_as_far_as_it_is_written_out_and_never_run() -> None:
    text = """\
import setuptools
raise SystemExit("never run")
setuptools.setup(
    name="tide",
    entry_points={
        "console_scripts": ["tide = tide.cli:main", COMPUTED, f"{x} = y"],
        GROUP: ["a = b"],
        "one": "x = tide.x:y",
        **more,
    },
)
other(entry_points={"console_scripts": ["no = no:no"]})
"""
    assert _declared(text, "setup.py") == [
        ("setup(entry_points=…) console_scripts", "tide", "tide.cli:main", 6),
        ("setup(entry_points=…) one", "x", "tide.x:y", 8),
    ]


def test_setup_py_with_its_entry_points_in_a_string_is_read() -> None:
    text = 'setup(entry_points="""\n[console_scripts]\ntide=tide.cli:main\n""")\n'
    assert _declared(text, "setup.py") == [
        ("setup(entry_points=…) console_scripts", "tide", "tide.cli:main", 3)
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("setup.py", "setup(entry_points={"),
        ("setup.py", "setup(entry_points=3)\nsetup(entry_points='x')\n"),
        ("setup.py", "setup(entry_points={'a': 3, **b})\n"),
        ("setup.py", "x = '\\d'\n" + "(" * 500),
        ("setup.py", "\0"),
        ("setup.cfg", "no section"),
        ("setup.cfg", "[options.entry_points]\nconsole_scripts = \n  nothing\n"),
        ("setup.cfg", "[a]\nx=1\nx=2\n"),
        ("pyproject.toml", "[tool]\npoetry = 3\n"),
        ("pyproject.toml", "[tool.poetry.scripts]\na = {reference = 3}\n"),
        ("other.toml", '[project.scripts]\na = "b:c"\n'),
    ],
)
def test_files_that_are_wrong_declare_nothing(name: str, text: str) -> None:
    assert _declared(text, name) == []
    assert project_metadata("", facts_by_path({name: b"\xff\xfe\x00"})).entry_points == ()


def test_what_several_files_declare_is_told_once() -> None:
    files = {
        "a/setup.py": b"setup(entry_points={'console_scripts': ['tide=tide.cli:main', 'b=c:d']})",
        "a/pyproject.toml": b'[project.scripts]\ntide = "tide.cli: main"\n',
        "a/setup.cfg": b"[options.entry_points]\nother =\n  tide = tide.cli:main\n",
    }
    declared = project_metadata("a/", facts_by_path(files)).entry_points
    assert [(found.path, found.group, found.name) for found in declared] == [
        ("a/pyproject.toml", "console_scripts", "tide"),
        ("a/setup.cfg", "other", "tide"),
        ("a/setup.py", "console_scripts", "b"),
    ]


def test_setup_py_shows_what_it_declares_and_the_program_leads_there(
    build: Build, write_tree: WriteTree, tmp_path: Path
) -> None:
    root = write_tree(
        {
            "setup.py": "setup(entry_points={'console_scripts': ['tide=tide.cli:main']})\n",
            "tide/__init__.py": "",
            "tide/cli.py": "def main(): ...\n",
        }
    )
    build(root)
    staged = tmp_path / "state" / "staged"
    declaring = next(staged.rglob("setup.py_docs*")).read_text()
    assert '[[{"text":"tide","code":true}]' in declaring
    led = next(staged.rglob("cli.py_docs*")).read_text()
    assert "leads to [`tide.cli:main`]" in led
    assert "setup.py" in led
