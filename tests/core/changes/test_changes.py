"""Two states of a repository: what is told of their differences, and what is not one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from sphinx_kwindex.changes.__main__ import main
from sphinx_kwindex.changes.comparing import Changes, compare
from sphinx_kwindex.changes.markdown import markdown_of
from sphinx_kwindex.changes.states import Coverage, Dependent
from sphinx_kwindex.data_files.data import find_data
from sphinx_kwindex.export.__main__ import main as export

BEFORE = {
    "demo/__init__.py": "",
    "demo/old.py": (
        "import json\nimport requests\n\n\n"
        'def stays(a):\n    """Stay."""\n\n\ndef widens(a):\n    return stays(a)\n\n\n'
        "def goes(a):\n    pass\n\n\ndef uses_it():\n    goes(1)\n\n\n"
        "def moves(x, y=1):\n    pass\n\n\n"
        "class Base:\n    size = 1\n\n\nclass Other:\n    pass\n\n\n"
        "class Child(Base):\n    pass\n\n\n"
        "def _private(a):\n    pass\n"
    ),
    "demo/gone.py": "size = 1\n",
    "tests/test_old.py": "from demo.old import goes\n\n\ndef test_goes():\n    goes(1)\n",
}
AFTER = {
    "demo/__init__.py": "",
    "demo/old.py": (
        "import tomllib\nimport numpy.linalg\n\n\n"
        'def stays(a):\n    """Stay."""\n    return a\n\n\n'
        'def widens(a, b=None):\n    """Widen."""\n    return stays(a)\n\n\n'
        "def uses_it():\n    pass\n\n\n"
        "class Base:\n    size = 2\n\n\nclass Other:\n    pass\n\n\n"
        "class Child(Other):\n    pass\n\n\n"
        "def comes():\n    pass\n\n\ndef _private():\n    pass\n"
    ),
    "demo/new.py": "def moves(x, y=1):\n    pass\n",
    "tests/test_old.py": "def test_nothing():\n    pass\n",
}


def _data(base: Path, files: Mapping[str, str]) -> Path:
    for path, text in files.items():
        file = base / "repository" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    kinds = ("files", "messages", "symbols", "uses")
    assert export([*kinds, "--root", str(base / "repository"), "-o", str(base / "data")]) == 0
    return base / "data"


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The data of both states."""
    base = tmp_path_factory.mktemp("states")
    return _data(base / "before", BEFORE), _data(base / "after", AFTER)


@pytest.fixture(scope="module")
def changes(states: tuple[Path, Path]) -> Changes:
    before, after = states
    return compare(find_data(before), find_data(after))


def test_definitions_come_go_move_and_change(changes: Changes) -> None:
    assert [head.name for head in changes.added] == ["demo.old.comes"]
    assert [item.definition.name for item in changes.removed] == ["demo.gone.size", "demo.old.goes"]
    assert [(pair.before.id, pair.after.id) for pair in changes.moved] == [
        ("demo/old.py#moves", "demo/new.py#moves")
    ]
    assert [pair.after.name for pair in changes.changed] == ["demo.old.Child", "demo.old.widens"]


def test_what_used_a_definition_that_is_gone_is_named_if_it_is_still_there(
    changes: Changes,
) -> None:
    (goes,) = [item for item in changes.removed if item.definition.name == "demo.old.goes"]
    assert goes.users == (Dependent("demo/old.py#uses_it", "demo/old.py", "uses_it"),)


def test_files_dependencies_and_coverage_are_compared(changes: Changes) -> None:
    assert (changes.added_files, changes.removed_files) == (("demo/new.py",), ("demo/gone.py",))
    # Not what Python brings along.
    assert changes.added_dependencies == ("numpy",)
    assert changes.removed_dependencies == ("requests",)
    assert changes.coverage == (Coverage(1, 8), Coverage(2, 8))


def test_what_is_private_and_for_tests_counts_if_wanted(states: tuple[Path, Path]) -> None:
    before, after = map(find_data, states)
    private = compare(before, after, private=True)
    assert "demo.old._private" in [pair.after.name for pair in private.changed]
    tests = compare(before, after, tests=True)
    assert "test_nothing" in [head.name.rpartition(".")[2] for head in tests.added]


def test_a_comment_says_it_in_markdown(changes: Changes) -> None:
    text = markdown_of(changes)
    assert text.startswith("### Removed (2)\n\n- variable `demo.gone.size`\n")
    assert "- function `demo.old.goes(a)`, which was used by `demo/old.py#uses_it`\n" in text
    assert "- function `demo.old.widens`: parameter `b=None` is new\n" in text
    assert "- class `demo.old.Child`: derived from `Base`, now from `Other`\n" in text
    assert "- function `demo.old.moves` is now `demo.new.moves`\n" in text
    assert "documented: " not in text
    assert text.endswith("functions: 1 of 8 before, 2 of 8 now.\n")


def test_overloads_are_one_definition_and_what_is_local_is_none(tmp_path: Path) -> None:
    head = "from typing import overload\n\n\n"
    one, other = (f"@overload\ndef f(a: {name}) -> {name}: ...\n" for name in ("int", "str"))
    local = "def f(a):\n    def inner():\n        pass\n    return a\n"
    before = _data(tmp_path / "before", {"m.py": f"{head}{one}{local}"})
    after = _data(
        tmp_path / "after", {"m.py": f"{head}{one}{other}{local.replace('inner', 'in_')}"}
    )
    found = compare(find_data(before), find_data(after))
    assert (found.added, found.removed) == ((), ())
    (pair,) = found.changed
    assert pair.after.signature == "(a: str) -> str"
    assert pair.is_more


def test_the_same_state_has_no_changes(
    states: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    before, _ = states
    assert main([str(before), str(before), "--exit-code"]) == 0
    assert capsys.readouterr().out == "No definition, file or dependency changed.\n"


def test_the_exit_status_can_tell_that_something_changed(
    states: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    before, after = map(str, states)
    assert main([before, after, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["added_dependencies"] == ["numpy"]
    assert main([before, after, "--exit-code"]) == 1
    assert main([before, str(Path(after).parent / "none")]) == 2
    assert "there are no data below" in capsys.readouterr().err


def test_backticks_in_a_head_stay_inside_the_code(tmp_path: Path) -> None:
    before = _data(tmp_path / "before", {"m.py": "def f(a='``'):\n    pass\n"})
    after = _data(tmp_path / "after", {"m.py": "def f(a='`'):\n    pass\n"})
    text = markdown_of(compare(find_data(before), find_data(after)))
    assert "``` a='``' ``` is now `` a='`' ``" in text
