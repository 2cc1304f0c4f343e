from __future__ import annotations

import pytest

from sphinx_kwindex.records.catalogue import Target, TargetIndex

ENGINE = Target("class", "demo.core.Engine", "core", "Engine")
RUN = Target("method", "demo.core.Engine.run", "core", "Engine.run")
OFFERED = Target("class", "demo.Engine", "core", "Engine", is_alias=True)
FILE = Target("file", "src/demo/core.py", "core", "file-overview")
OTHER = Target("class", "tests/a.py::Engine", "a", "Engine")
INDEX = TargetIndex([ENGINE, RUN, OFFERED, FILE, OTHER])


def names(name: str, *kinds: str) -> list[str]:
    return [target.name for target in INDEX.find(name, kinds)]


@pytest.mark.parametrize(
    ("name", "kind", "found"),
    [
        ("demo.core.Engine", "class", ["demo.core.Engine"]),
        ("core.Engine", "class", ["demo.core.Engine"]),
        ("Engine", "class", ["demo.core.Engine", "tests/a.py::Engine"]),
        ("Engine.run", "method", ["demo.core.Engine.run"]),
        ("ngine", "class", []),
        ("Engine", "method", []),
        ("demo.Engine", "class", ["demo.Engine"]),
        ("a.py::Engine", "class", ["tests/a.py::Engine"]),
        ("core.py", "file", ["src/demo/core.py"]),
        ("demo/core.py", "file", ["src/demo/core.py"]),
        ("ore.py", "file", []),
        ("py", "file", []),
        ("", "class", []),
    ],
)
def test_a_target_is_found_by_its_name_or_the_end_of_it(
    name: str, kind: str, found: list[str]
) -> None:
    assert names(name, kind) == found


def test_the_names_of_one_thing_count_once() -> None:
    index = TargetIndex([OFFERED, ENGINE])

    assert index.find("Engine", ("class",)) == (ENGINE,)


def test_a_whole_name_goes_before_the_end_of_another() -> None:
    short = Target("class", "Engine", "x", "Engine")

    assert TargetIndex([ENGINE, short]).find("Engine", ("class",)) == (short,)
