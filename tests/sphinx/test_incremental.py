"""Building again: what is read, what is rewritten, what is gone."""

from __future__ import annotations

import random
import shutil
from typing import Any

import pytest

#: Sphinx itself does not keep these equal between incremental and clean builds
#: (https://github.com/sphinx-doc/sphinx/issues/12599), or writes the time into them.
NOT_COMPARABLE = ("searchindex.js",)


def comparable(snapshot: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in snapshot.items() if name not in NOT_COMPARABLE}


def test_a_second_build_reads_no_document(repository: Any) -> None:
    first = repository.build()
    second = repository.build()

    assert len(first.read) > 20
    assert second.read == frozenset()
    assert "from the cache" in second.status


def test_an_edit_reads_only_the_pages_whose_text_changed(repository: Any) -> None:
    repository.build()
    repository.write({"src/demo/extra.py": "from . import core\n\n\ndef helper():\n    return 2\n"})

    result = repository.build()

    assert "kwindex/src/demo/extra.py_docs" in result.read
    assert "kwindex/src/demo/core.py_docs" not in result.read
    assert "kwindex/src/demo/sub" not in result.read
    assert "index" not in result.read


def test_lines_that_move_change_only_the_overview_page_of_their_file(repository: Any) -> None:
    repository.build()
    source = (repository.root / "src/demo/core.py").read_text()
    moved = source.replace("LIMIT = 3\n\n", "LIMIT = 3\n").replace("LIMIT", "# ok\nLIMIT", 1)
    repository.write({"src/demo/core.py": moved.replace("# ok\n", "#\n", 1)})

    read = repository.build().read

    pages = {name for name in read if name.endswith(("_docs", "_kw"))}
    assert pages == {"kwindex/src/demo/core.py_docs"}


def test_a_touched_file_reads_nothing(repository: Any) -> None:
    repository.build()
    (repository.root / "src/demo/core.py").touch()

    assert repository.build().read == frozenset()


def test_a_deleted_file_leaves_no_page(repository: Any) -> None:
    repository.build()
    (repository.root / "src/demo/extra.py").unlink()

    result = repository.build()

    assert not list(result.outdir.rglob("extra.py*"))
    assert result.warnings == ""
    assert comparable(result.snapshot()) == comparable(repository.clean_build().snapshot())


def test_a_renamed_folder_leaves_no_page(repository: Any) -> None:
    repository.build()
    shutil.move(repository.root / "tests", repository.root / "checks")

    result = repository.build()

    assert not (result.outdir / "kwindex" / "tests").exists()
    assert result.warnings == ""
    assert comparable(result.snapshot()) == comparable(repository.clean_build().snapshot())


def test_files_of_the_user_in_the_output_folder_stay(repository: Any) -> None:
    result = repository.build()
    foreign = result.outdir / "kwindex" / "src" / "mine.html"
    foreign.write_text("mine")
    (repository.root / "src/demo/extra.py").unlink()

    repository.build()

    assert foreign.read_text() == "mine"


def test_a_changed_option_gives_the_pages_of_a_clean_build(repository: Any) -> None:
    repository.build()
    repository.configure("kwindex_private = False\nkwindex_show_source = False\n")

    result = repository.build()

    assert "guide" not in result.read
    assert comparable(result.snapshot()) == comparable(repository.clean_build().snapshot())


def test_parallel_and_serial_builds_write_the_same(repository: Any) -> None:
    serial = repository.build(place="serial").snapshot()
    parallel = repository.build(place="parallel", jobs=2).snapshot()

    assert serial == parallel


def test_a_build_that_stopped_in_between_is_made_good(
    repository: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.build()
    repository.write({"src/demo/core.py": "class Other: ...\n"})
    with monkeypatch.context() as patch:
        patch.setattr("sphinx.builders.Builder.read", _stop)
        with pytest.raises(KeyboardInterrupt):
            repository.build()

    result = repository.build()

    assert comparable(result.snapshot()) == comparable(repository.clean_build().snapshot())


def _stop(*_: object) -> None:
    raise KeyboardInterrupt


def test_another_builder_on_the_same_doctrees_reads_nothing(repository: Any) -> None:
    repository.build("html")

    result = repository.build("text")

    assert result.read == frozenset()


@pytest.mark.parametrize("seed", [1, 2])
def test_any_sequence_of_edits_gives_the_pages_of_a_clean_build(repository: Any, seed: int) -> None:
    choose = random.Random(seed)
    names = [f"src/demo/m{n}.py" for n in range(6)] + ["src/demo/deep/x.py", "top.py"]
    for step in range(8):
        name = choose.choice(names)
        path = repository.root / name
        if path.exists() and choose.random() < 0.4:
            path.unlink()
        else:
            other = choose.choice(names).rpartition("/")[2].removesuffix(".py")
            lines = [f"from demo import {other}", f"VALUE_{step} = {step}", f"def f{step}(): ..."]
            repository.write({name: "\n".join(choose.sample(lines, 2)) + "\n"})
        result = repository.build()
        assert result.warnings == ""

    assert comparable(result.snapshot()) == comparable(repository.clean_build().snapshot())
