from pathlib import Path

import pytest

from benchmarks.site_counts import count_messages, count_pages, failure_reason


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("docs/a.rst:12: WARNING: undefined label: 'x' [ref.ref]\n", (1, 0)),
        ("WARNING: html_static_path entry does not exist\n", (1, 0)),
        ("\x1b[91mdocs/a.rst:1: WARNING: red\x1b[39;49;00m\n", (1, 0)),
        ("docs/a.rst:3: ERROR: Unexpected indentation. [docutils]\n", (0, 1)),
        ("docs/a.rst:3: CRITICAL: Unexpected section title. [docutils]\n", (0, 1)),
        ("a.rst:1: WARNING: text that quotes an ERROR: here\n", (1, 0)),
        ("a.rst:1: ERROR: text that quotes a WARNING: here\n", (0, 1)),
        ("MYWARNING: not a message of Sphinx\n", (0, 0)),
        ("warning: of another program\n", (0, 0)),
        ("    continued text of a message\n", (0, 0)),
        ("\n", (0, 0)),
    ],
)
def test_one_line_counts_as(line: str, expected: tuple[int, int]) -> None:
    assert count_messages([line]) == expected


def test_messages_add_up() -> None:
    lines = ["a: WARNING: x\n", "b: ERROR: y\n", "c: WARNING: z\n", "   more\n"]
    assert count_messages(lines) == (2, 1)


def test_pages_below_the_output_and_those_of_viewcode(tmp_path: Path) -> None:
    for name in ("index.html", "a/b.html", "_modules/a.html", "searchindex.js"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert count_pages(tmp_path) == (3, 1)


def test_no_output_is_no_page(tmp_path: Path) -> None:
    assert count_pages(tmp_path / "missing") == (0, 0)


def test_reason_is_the_last_exception() -> None:
    lines = [
        "Traceback\n",
        "    ValueError: first\n",
        "    sphinx.errors.ExtensionError: second\n",
        "\n",
        "Please report this.\n",
    ]
    assert failure_reason(lines) == "sphinx.errors.ExtensionError: second"


def test_reason_without_an_exception_is_the_last_text() -> None:
    assert failure_reason(["one\n", "two\n", "\n"]) == "two"
    assert failure_reason([]) == ""


def test_reason_of_pip() -> None:
    lines = ["ERROR: No matching distribution found for nothing\n", "[notice] a new pip\n"]
    assert failure_reason(lines) == "ERROR: No matching distribution found for nothing"
