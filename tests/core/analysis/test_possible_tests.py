"""What is kept of a file that is perhaps one of tests."""

from __future__ import annotations

import json

import msgspec
import pytest

from sphinx_kwindex.analysis import analyse
from sphinx_kwindex.analysis.languages import language_of
from sphinx_kwindex.records.analysis import Analysis
from sphinx_kwindex.records.source_files import SourceFile
from sphinx_kwindex.records.testing import LONGEST_WORD, TestContent
from tests.core.fixtures import AnalysePython

SHORT = "def {name}():\n    tide = shore.Tide()\n    tide.rise()\n"


def _of(path: str, text: str) -> TestContent | None:
    return analyse(SourceFile(path, path).telling_name, text.encode()).test_content


def _words(path: str, text: str) -> list[str]:
    content = _of(path, text)
    assert content is not None
    return content.words.split()


def _short(text: str) -> list[str]:
    content = _of("test_m.py", text)
    assert content is not None
    return [item.text.partition("(")[0].removeprefix("def ") for item in content.short]


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("m.py", "x = 1\n", False),
        ("m.rs", "fn test_a() {}\n", False),
        ("data.json", '{"pytest": 1}', False),
        ("test_m.py", "x = 1\n", True),
        ("testing.py", "x = 1\n", True),
        ("conftest.py", "", True),
        ("a/tests/data/x.json", "{}", True),
        ("test/x.c", "int x;\n", True),
        ("check_m.py", "import pytest\n", True),
        ("check_m.py", "def test_a(): ...\n", True),
        ("check_m.py", "from unittest import TestCase\n", True),
        ("check_m.py", "def check_a(): ...\n", False),
    ],
)
def test_name_folder_or_content_tell_what_may_hold_tests(
    path: str, text: str, *, expected: bool
) -> None:
    assert (_of(path, text) is not None) is expected


def test_words_are_those_that_may_be_public_names() -> None:
    text = "def test_a(x1, _y):\n    return 'ebb_away 3d', été, __name__, x1\n"
    assert _words("test_m.py", text) == ["d", "ebb_away", "test_a", "x1", "été"]
    assert _words("tests/a.txt", f"{'a' * LONGEST_WORD} {'b' * (LONGEST_WORD + 1)}") == [
        "a" * LONGEST_WORD
    ]


def test_words_of_a_notebook_are_those_of_its_cells() -> None:
    cell = {"cell_type": "code", "source": "shore.ebb()", "outputs": [], "metadata": {}}
    text = json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    words = _words("tests/a.ipynb", text)
    assert "ebb" in words
    assert "nbformat" not in words


def test_shortest_function_is_kept_for_each_thing_that_is_named() -> None:
    longer = "def test_long():\n    tide = shore.Tide()\n\n    tide.rise()\n"
    other = "def test_moon():\n    shore.moon()\n\n    shore.Tide()\n    pass\n"
    text = "import shore\n" + longer + SHORT.format(name="test_short") + other
    assert _short(text) == ["test_short", "test_moon"]
    assert _short("import shore\n" + longer) == ["test_long"]


def test_function_that_is_not_called_like_a_test_does_not_stand_for_one() -> None:
    longer = "def test_long():\n    tide = shore.Tide()\n\n    tide.rise()\n"
    assert _short("import shore\n" + longer + SHORT.format(name="made")) == ["test_long", "made"]


@pytest.mark.parametrize(
    "body",
    [
        "    shore.Tide()\n",
        "    shore.Tide()\n" + "    pass\n" * 12,
        "    with pytest.raises(ValueError):\n        shore.Tide()\n",
        "    with self.assertRaises(ValueError):\n        shore.Tide()\n",
        "    tide = 1\n    assert tide\n",
    ],
)
def test_function_that_shows_no_use_is_not_kept(body: str) -> None:
    assert _short(f"import shore\ndef test_a():\n{body}") == []


def test_method_is_kept_without_its_indent() -> None:
    method = "".join(f"    {line}\n" for line in SHORT.format(name="test_a").splitlines())
    content = _of("test_m.py", f"import shore\nclass TestTide:\n{method}")
    assert content is not None
    assert [item.text for item in content.short] == [SHORT.format(name="test_a")]


@pytest.mark.parametrize("name", [".dockerfile", "a.txt", ".cmake.in", "requirements/a.txt"])
def test_folder_of_tests_changes_no_language(name: str) -> None:
    path = f"tests/{name}"
    assert language_of(SourceFile(path, path).telling_name) == language_of(name)


def test_content_outlives_the_cache(python: AnalysePython) -> None:
    found = python("import shore\n" + SHORT.format(name="test_a"), "test_m.py")
    assert found.test_content is not None
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(found), type=Analysis) == found
