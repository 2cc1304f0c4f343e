"""The figures of the import graph, on trees small enough to count by hand."""

from __future__ import annotations

import random

import pytest

from sphinx_kwindex.project.graph.graph import Reach
from tests.core.fixtures import Link


def test_layer_of_a_file_is_the_longest_chain_of_imports_below_it(project: Link) -> None:
    linked = project(
        {"a.py": "import b\nimport c", "b.py": "import c", "c.py": "import os", "d.py": ""}
    )
    assert linked.graph.layers == {"a.py": 2, "b.py": 1, "c.py": 0}


def test_files_of_a_cycle_share_a_layer(project: Link) -> None:
    linked = project(
        {"a.py": "import b", "b.py": "import a\nimport c", "c.py": "", "d.py": "import a"}
    )
    assert linked.graph.layers == {"a.py": 1, "b.py": 1, "c.py": 0, "d.py": 2}


def test_import_in_a_function_runs_but_makes_no_layer(project: Link) -> None:
    graph = project({"a.py": "def f():\n    import b\n", "b.py": "import a"}).graph
    assert graph.running == {"a.py": ("b.py",), "b.py": ("a.py",)}
    assert graph.loading == {"b.py": ("a.py",)}
    assert graph.layers == {"a.py": 0, "b.py": 1}
    assert graph.cycles == {}


@pytest.mark.parametrize(
    ("name", "source"),
    [("a.py", "if TYPE_CHECKING:\n    import b\n"), ("a.pyi", "import b\n")],
)
def test_import_for_type_checking_and_in_a_stub_never_runs(
    project: Link, name: str, source: str
) -> None:
    graph = project({name: source, "b.py": "import a"}).graph
    assert graph.imports[name] == ("b.py",)
    assert name not in graph.running
    assert "b.py" not in graph.dependents
    assert graph.cycles == {}


def test_file_that_is_imported_twice_counts_for_the_import_that_runs(project: Link) -> None:
    source = "if TYPE_CHECKING:\n    from b import X\nfrom b import Y\n"
    assert project({"a.py": source, "b.py": ""}).graph.running == {"a.py": ("b.py",)}


def test_change_reaches_every_file_that_imports_it_through_others(project: Link) -> None:
    graph = project(
        {
            "base.py": "",
            "mid.py": "import base",
            "top.py": "import mid",
            "other.py": "",
            "test_top.py": "import top",
        }
    ).graph
    assert graph.reach == {
        "base.py": Reach(3, 1),
        "mid.py": Reach(2, 1),
        "top.py": Reach(1, 1),
    }
    assert graph.nearest_dependents("base.py", 10) == (("top.py", 2), ("test_top.py", 3))
    assert graph.nearest_dependents("base.py", 1) == (("top.py", 2),)


def test_file_of_a_cycle_reaches_the_others_of_it_but_not_itself(project: Link) -> None:
    graph = project({"a.py": "import test_b", "test_b.py": "import a"}).graph
    assert graph.reach == {"a.py": Reach(1, 1), "test_b.py": Reach(1, 0)}


def test_import_of_a_program_goes_no_further(project: Link) -> None:
    guarded = 'if __name__ == "__main__":\n    import base\n'
    graph = project({"base.py": "", "demo.py": guarded, "user.py": "import demo"}).graph
    assert graph.reach == {"base.py": Reach(1, 0), "demo.py": Reach(1, 0)}
    assert graph.nearest_dependents("base.py", 9) == ()


def test_reach_is_what_a_search_from_every_file_finds(project: Link) -> None:
    chance = random.Random(7)
    names = [f"m{number}" for number in range(40)]
    used = {name: chance.sample(names, 2) for name in names}
    run = {name: chance.choice(names) for name in names}
    files = {
        f"{name}.py": "".join(f"import {other}\n" for other in used[name])
        + f'if __name__ == "__main__":\n    import {run[name]}\n'
        for name in names
    }
    graph = project(files).graph
    for changed in names:
        loaded = {changed}
        pending = [changed]
        while pending:
            last = pending.pop()
            further = {name for name in names if last in used[name]} - loaded
            loaded |= further
            pending += further
        reached = loaded | {name for name in names if run[name] in loaded}
        path = f"{changed}.py"
        found = graph.reach.get(path, Reach(0, 0))
        assert found.files == len(reached - {changed}), path
        assert sum(number for _, number in graph.reached_folders(path, 9)) == found.files
        indirect = {f"{name}.py" for name in reached} - {path, *graph.dependents.get(path, ())}
        assert {found for found, _ in graph.nearest_dependents(path, 99)} == indirect


def test_reached_folders_are_gathered_from_within_until_they_are_few(project: Link) -> None:
    folders = {"a": 1, "a/b": 2, "a/b/c": 3, "a/d": 4, "e/f": 5}
    files = {
        f"{folder}/m{number}.py": "import base\n"
        for folder, count in folders.items()
        for number in range(count)
    }
    graph = project({"base.py": "", **files}).graph
    assert graph.reached_folders("base.py", 5) == tuple(folders.items())
    assert graph.reached_folders("base.py", 4) == (("a", 1), ("a/b", 5), ("a/d", 4), ("e/f", 5))
    assert graph.reached_folders("base.py", 3) == (("a", 10), ("e", 5))
    assert graph.reached_folders("base.py", 1) == (("a", 10), ("e", 5))
    assert graph.reached_folders("a/m0.py", 3) == ()


def test_very_deep_folders_are_gathered_at_once(project: Link) -> None:
    deep = "/".join("abcdefghijklmnopqrstuvwxyz")
    files = {f"{deep}/{name}/m.py": "import base\n" for name in ("one", "two")}
    graph = project({"base.py": "", **files}).graph
    assert graph.reached_folders("base.py", 1) == (("/".join(deep.split("/")[:23]), 2),)
    assert graph.reached_folders("base.py", 2) == ((f"{deep}/one", 1), (f"{deep}/two", 1))


def test_shortest_cycle_starts_at_the_file_and_takes_no_detour(project: Link) -> None:
    graph = project(
        {
            "a.py": "import b",
            "b.py": "import c\nimport d",
            "c.py": "import a",
            "d.py": "import c",
            "e.py": "import a",
        }
    ).graph
    assert graph.shortest_cycle("a.py") == ("a.py", "b.py", "c.py")
    assert graph.shortest_cycle("d.py") == ("d.py", "c.py", "a.py", "b.py")
    assert graph.shortest_cycle("e.py") == ()
