"""What the section Tests, and the part on testing of a folder's page, say."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_kwindex.blocks.blocks import Block, Glance, Snippet, Table
from sphinx_kwindex.blocks.reading import section_of
from sphinx_kwindex.pages.site.plan import Plan
from sphinx_kwindex.records.text import Span, words_of
from sphinx_kwindex.relations import FileRelations
from tests.core.fixtures import Planned
from tests.core.pages.looking import paragraphs_of

Tree = Mapping[str, str]

SHORE: Tree = {
    "pyproject.toml": "[tool.pytest.ini_options]\n",
    "src/shore/__init__.py": "from shore.tide import Tide\n",
    "src/shore/tide.py": (
        "class Tide:\n    def rise(self): ...\n    def ebb_away(self): ...\n"
        "    def _private(self): ...\ndef moon(): ...\n"
    ),
    "src/shore/rock.py": "def lichen(): ...\n",
    "tests/conftest.py": (
        "import pytest\nfrom shore import Tide\n\n@pytest.fixture\ndef tide():\n    return Tide()\n"
    ),
    "tests/test_tide.py": (
        "import pytest\nimport shore\nfrom shore.tide import moon\n\n"
        "def test_rise():\n    tide = shore.Tide()\n    tide.rise()\n\n"
        "def test_moon():\n    moon()\n    shore.Tide\n\n"
        "def test_taken(tide): ...\n\n"
        "@pytest.mark.parametrize('tide', [1])\ndef test_given(tide): ...\n"
        "@pytest.mark.parametrize('tide', [1])\nclass TestB:\n    def test_too(self, tide): ...\n"
    ),
}


def _section(plan: Plan, docname: str, anchor: str = "testing-usage") -> tuple[Block, ...]:
    page = next(page for page in plan.pages() if page.docname == f"kwindex/{docname}")
    return section_of(page, anchor)


def _table(blocks: tuple[Block, ...], column: str) -> list[list[str]]:
    return [
        [words_of(cell) for cell in row.cells]
        for block in blocks
        if isinstance(block, Table) and column in block.columns
        for row in block.rows
    ]


def _links(blocks: tuple[Block, ...]) -> dict[str, Span]:
    return {
        span.text: span
        for block in blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row.cells
        for span in cell
        if span.docname
    }


def test_source_file_lists_the_tests_that_name_something_of_it(planned: Planned) -> None:
    blocks = _section(planned(SHORE), "src/shore/tide.py_docs")
    assert _table(blocks, "Test file") == [
        ["tests/test_tide.py", "test_rise, test_moon"],
        ["tests/conftest.py", "tide (fixture)"],
    ]
    links = _links(blocks)
    assert links["test_rise"].docname == "kwindex/tests/test_tide.py_docs"
    assert links["test_moon"].anchor == "test_moon"


def test_fixture_counts_the_tests_that_take_it_and_not_those_that_are_given_a_value(
    planned: Planned,
) -> None:
    blocks = _section(planned(SHORE), "src/shore/tide.py_docs")
    assert _table(blocks, "Fixture") == [["tide in tests/conftest.py", "Tide", "1 in 1 file"]]


def test_fixture_of_the_file_or_an_imported_one_stands_before_that_of_conftest(
    planned: Planned,
) -> None:
    own = "import pytest\n@pytest.fixture\ndef tide(): ...\ndef test_own(tide): ...\n"
    imported = "from somewhere import tide\ndef test_imported(tide): ...\n"
    local = "def test_local(tide): ...\ndef test_other():\n    from somewhere import tide\n"
    tree = {
        **SHORE,
        "tests/test_own.py": own,
        "tests/test_imported.py": imported,
        "tests/test_local.py": local,
    }
    takers = planned(tree).related.context.tests.takers
    assert takers == {
        ("tests/conftest.py", 0): (("tests/test_local.py", 0), ("tests/test_tide.py", 2)),
        ("tests/test_own.py", 0): (("tests/test_own.py", 1),),
    }


@pytest.mark.parametrize(
    ("decorator", "is_taken"),
    [
        ("pytest.mark.usefixtures('tide')", True),
        ("mark.usefixtures('tide', 'moon')", True),
        ("pytest.mark.skip(tide='low')", True),
        ("pytest.mark.slow('tide')", True),
        ("pytest.mark.parametrize('tide', [1], indirect=True)", True),
        ("pytest.mark.parametrize('tide, moon', [], indirect=['tide'])", True),
        ("pytest.mark.parametrize('tide, moon', [], indirect=['moon'])", False),
        ("pytest.mark.parametrize('tide', [1], indirect=False)", False),
        ("pytest.mark.parametrize('tide', [1], indirect=known())", False),
        ("pytest.mark.parametrize('moon', [1], ids=str, tide=1)", True),
        ("pytest.mark.parametrize(('moon', 'tide'), [])", False),
        ("pytest.mark.parametrize(argnames=['tide'], argvalues=[])", False),
        ("given(tide=integers())", False),
    ],
)
def test_only_what_gives_a_parameter_its_value_keeps_the_fixture_from_it(
    planned: Planned, decorator: str, *, is_taken: bool
) -> None:
    test = f"@{decorator}\ndef test_one(tide): ...\n"
    takers = planned({**SHORE, "tests/test_tide.py": test}).related.context.tests.takers
    assert takers == ({("tests/conftest.py", 0): (("tests/test_tide.py", 0),)} if is_taken else {})


def test_few_tests_are_run_by_their_names(planned: Planned) -> None:
    blocks = _section(planned(SHORE), "src/shore/tide.py_docs")
    assert (
        "Run just these tests with python -m pytest tests/test_tide.py::test_rise "
        "tests/test_tide.py::test_moon."
    ) in paragraphs_of(blocks)


def test_public_definitions_are_unnamed_if_no_test_file_has_the_word(planned: Planned) -> None:
    plan = planned(SHORE)
    lead = "Public definitions that no test file mentions: "
    assert f"{lead}Tide.ebb_away." in paragraphs_of(_section(plan, "src/shore/tide.py_docs"))
    assert paragraphs_of(_section(plan, "src/shore/rock.py_docs")) == [f"{lead}lichen."]


def test_word_in_any_file_below_a_folder_of_tests_counts(planned: Planned) -> None:
    tree = {**SHORE, "tests/data.txt": "about lichen", "tests/helping.py": "'ebb_away'"}
    plan = planned(tree)
    assert "no test file mentions" not in str(_section(plan, "src/shore/rock.py_docs"))
    assert "no test file mentions" not in str(_section(plan, "src/shore/tide.py_docs"))


def test_nothing_is_said_of_words_where_a_test_file_does_not_look_like_one(
    planned: Planned,
) -> None:
    rules = (
        "[tool.pytest.ini_options]\npython_files = ['test_*.py', 'check_*.py']\n"
        "python_functions = ['test', 'check']\n"
    )
    check = "def check_rock():\n    assert 'lichen'\n"
    known = {**SHORE, "pyproject.toml": rules, "check_rock.py": f"import pytest\n{check}"}
    assert "Tide.ebb_away" in str(_section(planned(known), "src/shore/tide.py_docs"))
    assert "no test file mentions" not in str(_section(planned(known), "src/shore/rock.py_docs"))
    unknown = planned({**known, "check_rock.py": check})
    for path in ("src/shore/tide.py_docs", "src/shore/rock.py_docs"):
        assert "no test file mentions" not in str(_section(unknown, path))


def test_records_of_tests_name_no_line_of_a_definition_that_moves(planned: Planned) -> None:
    moved = {**SHORE, "src/shore/tide.py": "# One.\n# Two.\n" + SHORE["src/shore/tide.py"]}
    before, after = (
        plan.view_of("tests/test_tide.py").relations for plan in (planned(SHORE), planned(moved))
    )
    assert before.contained_tests == after.contained_tests
    assert before.contained_tests is not None
    encoded = msgspec.msgpack.encode(before)
    assert msgspec.msgpack.decode(encoded, type=FileRelations) == before


def test_repository_without_tests_says_nothing_of_them(planned: Planned) -> None:
    tree = {path: text for path, text in SHORE.items() if not path.startswith("tests/")}
    plan = planned(tree)
    for path in ("src/shore/tide.py_docs", "src/shore/__init__.py_docs"):
        assert _section(plan, path) == ()
    assert _section(plan, "src/shore/doc", "folder-testing") == ()


def test_test_file_says_what_it_tests_test_by_test(planned: Planned) -> None:
    blocks = _section(planned(SHORE), "tests/test_tide.py_docs")
    assert _table(blocks, "File") == [["src/shore/tide.py", "Tide, Tide.rise, moon", "2"]]
    assert _table(blocks, "Test") == [
        ["test_rise", "5", "Tide, Tide.rise"],
        ["test_moon", "9", "Tide, moon"],
    ]
    assert paragraphs_of(blocks) == [
        "It also imports src/shore/__init__.py.",
        "Run these tests with python -m pytest tests/test_tide.py, one alone with "
        "python -m pytest tests/test_tide.py::test_rise.",
    ]


def test_conftest_lists_its_fixtures_and_no_command(planned: Planned) -> None:
    blocks = _section(planned(SHORE), "tests/conftest.py_docs")
    assert _table(blocks, "Fixture") == [["tide", "5", "Tide", "1"]]
    assert not any("Run" in words for words in paragraphs_of(blocks))


def test_fixture_is_shown_by_the_name_that_tests_take_it_by(planned: Planned) -> None:
    conftest = SHORE["tests/conftest.py"].replace(
        "fixture\ndef tide", "fixture(name='tide')\ndef a"
    )
    plan = planned({**SHORE, "tests/conftest.py": conftest})
    blocks = _section(plan, "tests/conftest.py_docs")
    assert _table(blocks, "Fixture") == [["tide (function a)", "5", "Tide", "1"]]
    assert _links(blocks)["a"].anchor == "a"
    (row,) = _table(_section(plan, "src/shore/tide.py_docs"), "Fixture")
    assert row == ["tide (function a) in tests/conftest.py", "Tide", "1 in 1 file"]
    (fixture,) = (item for item in plan.related.keywords["tests/conftest.py"] if item.name == "a")
    assert fixture.note == "taken as tide"


def test_short_test_is_the_example_if_nobody_wrote_another(planned: Planned) -> None:
    blocks = _section(planned(SHORE), "src/shore/tide.py_docs")
    (snippet,) = (block for block in blocks if isinstance(block, Snippet))
    assert snippet == Snippet(
        "python", "def test_rise():\n    tide = shore.Tide()\n    tide.rise()\n"
    )


def test_docstrings_and_folders_of_examples_come_before_tests(planned: Planned) -> None:
    tree = {
        **SHORE,
        "src/shore/tide.py": SHORE["src/shore/tide.py"]
        + '\n\ndef flow():\n    """Flow.\n\n    >>> flow()\n    3\n    """\n',
        "examples/show.py": "from shore import Tide\nTide()\n",
    }
    where = paragraphs_of(_section(planned(tree), "src/shore/tide.py_docs"))
    assert "There are examples in the docstrings of flow." in where
    blocks = _section(planned(tree, sections=("classic",)), "src/shore/tide.py_docs")
    snippets = [block for block in blocks if isinstance(block, Snippet)]
    assert snippets == [Snippet("pycon", ">>> flow()\n3\n")]
    assert "From the docstring of flow (line 11):" in paragraphs_of(blocks)
    assert _table(blocks, "Example") == [["examples/show.py", "Tide"]]


def test_example_of_a_private_definition_is_shown_only_with_private_ones(planned: Planned) -> None:
    tree = {"m.py": 'def _f():\n    """F.\n\n    >>> _f()\n    """\n'}
    assert _section(planned(tree, private=False), "m.py_docs") == ()
    (where,) = paragraphs_of(_section(planned(tree, private=True), "m.py_docs"))
    assert where == "There are examples in the docstrings of _f."


def test_folder_says_how_to_run_its_tests_and_what_they_name(planned: Planned) -> None:
    tree = {**SHORE, "Makefile": "check:\n\tpytest -q\n"}
    plan = planned(tree)
    top = _section(plan, "doc", "folder-testing")
    assert paragraphs_of(top) == [
        "1 test file with 5 test functions here. Run them with python -m pytest tests.",
        "How many tests refer to something in each file:",
        "No test or example refers, by an imported name, to anything in src/shore/rock.py.",
    ]
    assert _table(top, "Configured command") == [["make check", "pytest -q", "Makefile, line 2"]]
    assert _table(top, "File") == [["src/shore/tide.py", "2", "1"]]
    package = _section(plan, "src/shore/doc", "folder-testing")
    assert _table(package, "File") == [["tide.py", "2", "1"]]


def test_folder_keeps_silent_on_what_is_unnamed_where_a_test_imports_all_names(
    planned: Planned,
) -> None:
    tree = {**SHORE, "tests/test_all.py": "from shore import *\n"}
    assert "No test" not in str(_section(planned(tree), "src/shore/doc", "folder-testing"))


def test_program_in_a_package_is_run_as_a_module(planned: Planned) -> None:
    main = 'if __name__ == "__main__":\n    ...\n'
    plan = planned({"p/__init__.py": main, "p/__main__.py": "", "p/x.py": main, "run.py": main})
    commands = {
        path: [
            words_of(fact)
            for block in _section(plan, f"{path}_docs", "at-a-glance")
            if isinstance(block, Glance)
            for fact in block.facts
        ][-1]
        for path in ("p/__init__.py", "p/__main__.py", "p/x.py", "run.py")
    }
    assert commands == {
        "p/__init__.py": "run it with python -m p.__init__",
        "p/__main__.py": "run it with python -m p",
        "p/x.py": "run it with python -m p.x",
        "run.py": "run it with python run.py",
    }


@given(
    st.lists(
        st.sampled_from(
            ["import m\n", "from m import f\n", "def test_a(f):\n    m.f()\n", "@m.f\n",
             "class TestB:\n    def test_c(self, m): f()\n", "f = 1\n", "m.f.g\n",
             "import pytest\n",
             "@pytest.fixture\n", "def f(): ...\n"]
        ),
        max_size=8,
    )
)  # fmt: skip
def test_pages_of_a_source_and_its_test_agree(planned: Planned, lines: list[str]) -> None:
    plan = planned({"m.py": "def f(): ...\n", "test_m.py": "".join(lines)})
    source = [used.tests for used in plan.view_of("m.py").uses if used.test_users.total]
    test = _table(_section(plan, "test_m.py_docs"), "File")
    assert [("f", f"{tests}") for tests in source] == [(row[1], row[2]) for row in test]


def test_folder_gives_no_number_of_tests_where_some_may_be_none(planned: Planned) -> None:
    odd = "import pytest\nfrom kit import Suite\nclass A(Suite):\n    def test_x(self): ...\n"
    files = {"tests/test_a.py": "def test_y(): ...\n", "tests/test_b.py": odd}
    first, second = paragraphs_of(_section(planned(files), "tests/doc", "folder-testing"))
    assert first == "2 test files here. Run them with python -m pytest tests."
    assert second == (
        "They are not counted, since the sources do not say whether some methods called "
        "`test_…` are tests: test_b.py (line 4)."
    )


def test_view_has_what_a_section_of_a_project_may_look_at(planned: Planned) -> None:
    plan = planned({**SHORE, "data.bin": b"\0\1"})
    view = plan.view_of("src/shore/tide.py")
    assert view.text == SHORE["src/shore/tide.py"]
    assert [file.path for file in view.tests.files.first] == [
        "tests/test_tide.py",
        "tests/conftest.py",
    ]
    used = [view.analysis.symbols[item.symbol].name for item in view.uses]
    assert used == ["Tide", "rise", "moon"]
    assert plan.view_of("data.bin").text == ""
