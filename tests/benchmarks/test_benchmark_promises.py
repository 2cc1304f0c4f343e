"""The page of promises names tests that exist, and says what they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import promises
from benchmarks.promises import CHAPTERS, cases_of, exists, named_tests

COMMITTED = Path(__file__).parents[2] / "docs" / "explanation" / "promises.md"


@pytest.mark.parametrize("test", sorted(set(named_tests())))
def test_each_promise_names_tests_that_exist(test: str) -> None:
    assert exists(test)


def test_a_test_that_does_not_exist_is_told() -> None:
    assert not exists("tests/core/test_cache.py::test_of_nothing")
    assert not exists("tests/core/no_such_file.py")


def test_the_page_has_each_promise_as_it_is_worded() -> None:
    text = COMMITTED.read_text(encoding="utf-8")
    for chapter in CHAPTERS:
        assert f"## {chapter.title}\n" in text
        for promise in chapter.promises:
            assert f"\n{promise.words}\n: " in text
    assert ": 0 cases" not in text


def test_cases_are_those_of_the_folder_file_or_function() -> None:
    passed = {"tests/a.py::test_x": 2, "tests/a.py::test_y": 3, "tests/b/c.py::test_z": 4}
    assert cases_of(["tests/a.py"], passed) == 5
    assert cases_of(["tests/a.py::test_x", "tests/b"], passed) == 6


def test_a_promise_whose_test_fails_writes_no_page(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = tmp_path / "page.md"
    failing = tmp_path / "test_fails.py"
    failing.write_text("def test_it(): assert False\n", encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["promises", str(page)])
    monkeypatch.setattr(promises, "named_tests", lambda: iter([str(failing)]))
    with pytest.raises(SystemExit, match="does not hold"):
        promises.main()
    assert not page.exists()
