"""Questions: what is found, in words and as data, and what is said if there is nothing."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from sphinx_kwindex.data_files.data import Data, find_data
from sphinx_kwindex.data_files.sorted_lines import SortedLines, UnreadableDataError
from sphinx_kwindex.query.__main__ import main
from sphinx_kwindex.query.questions import definitions, impact, messages, subclasses
from sphinx_kwindex.records.data_lines import MANIFEST, MessageLine


@pytest.fixture
def data(folder: Path) -> Data:
    return find_data(folder)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Shape", ["demo/shapes.py#Shape"]),
        ("demo.shapes.Shape", ["demo/shapes.py#Shape"]),
        ("shapes.Shape", ["demo/shapes.py#Shape"]),
        ("demo.Shape", ["demo/shapes.py#Shape"]),
        ("demo/shapes.py#Shape", ["demo/shapes.py#Shape"]),
        ("Square.area", ["demo/shapes.py#Square.area"]),
        ("area", ["demo/shapes.py#Shape.area", "demo/shapes.py#Square.area"]),
        ("TOTAL", ["demo/shapes.py#total"]),
        ("apes.Shape", []),
        ("Nothing", []),
        ("", []),
    ],
)
def test_a_definition_is_found_by_any_of_its_names(data: Data, name: str, found: list[str]) -> None:
    assert [item.id for item in definitions(data, name)] == found


def test_classes_further_below_come_after_those_next_below(data: Data) -> None:
    assert [(item.id, item.distance) for item in subclasses(data, "demo.Shape")] == [
        ("demo/shapes.py#Square", 1),
        ("demo/more.py#Tile", 2),
    ]


def test_a_change_is_followed_from_user_to_user(data: Data) -> None:
    reached = {item.id: (item.distance, item.inferred) for item in impact(data, "Shape.area")}
    assert reached["demo/shapes.py#total"] == (1, True)
    assert reached["demo/use.py#run"] == (2, True)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("no area of <Circle>", "no area of {self}"),
        (
            "2031-01-02 ERROR demo: a.txt is larger than 500 bytes",
            "{path} is larger than {limit} bytes",
        ),
        ("a.txt is larger than", "{path} is larger than {limit} bytes"),
        ("north: kept 3 readings", "%s: kept %d readings"),
        ("larger than 500 bytes", "{path} is larger than {limit} bytes"),
        ("nothing of this kind", None),
    ],
)
def test_a_line_of_a_log_finds_its_message(data: Data, line: str, found: str | None) -> None:
    answers = messages(data, line)
    assert (answers[0].text if answers else None) == found


def test_answers_in_words_say_where_and_how(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["uses", "Square", "--data", str(folder)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "demo/shapes.py#Square",
        "  demo/more.py:2: module level (import)",
        "  demo/more.py:7: Tile (base)",
        "  tests/test_shapes.py:1: module level (import; test)",
        "  tests/test_shapes.py:5, 6: test_area (call; test)",
    ]


@pytest.mark.parametrize(
    "question", ["callers", "definition", "impact", "subclasses", "tests", "uses"]
)
def test_every_question_has_an_answer_in_words_and_in_json(
    folder: Path, capsys: pytest.CaptureFixture[str], question: str
) -> None:
    name = {"subclasses": "Shape", "definition": "total"}.get(question, "Square")
    assert main([question, name, "--data", str(folder)]) == 0
    words = capsys.readouterr().out
    assert main([question, name, "--data", str(folder), "--json"]) == 0
    for line in capsys.readouterr().out.splitlines():
        answer = json.loads(line)
        assert (answer.get("path") or answer["id"]) in words


def test_a_limit_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["uses", "Square", "--data", str(folder), "--limit", "1"]) == 0
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == 2
    assert "more than 1 answer" in said.err


def test_what_is_not_there_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["uses", "Nothing", "--data", str(folder)]) == 1
    assert "nothing found for Nothing" in capsys.readouterr().err
    assert main(["uses", "Shape", "--data", str(folder.parent)]) == 2
    assert "kwindex_exports" in capsys.readouterr().err


def test_data_that_lack_a_kind_name_it(folder: Path, tmp_path: Path) -> None:
    manifest = (folder / "_kwindex/data" / MANIFEST).read_bytes().replace(b"uses.jsonl", b"other")
    (tmp_path / MANIFEST).write_bytes(manifest)
    with pytest.raises(UnreadableDataError, match="'uses'"):
        _ = find_data(tmp_path).uses


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"format": 99, "version": "", "files": {}}']
)
def test_a_manifest_that_is_broken_or_newer_is_an_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / MANIFEST).write_bytes(content)
    with pytest.raises(UnreadableDataError, match=r"manifest\.json"):
        find_data(tmp_path)


def test_lines_that_are_broken_are_an_error(tmp_path: Path) -> None:
    path = tmp_path / "lines"
    path.write_bytes(b'{"text":"a","path":"p","line":1}\nbroken\n')
    with pytest.raises(UnreadableDataError, match="not what sphinx-kwindex writes"):
        list(SortedLines(path, MessageLine))


@pytest.mark.parametrize("seed", range(5))
def test_a_line_is_found_by_halves_wherever_it_is(tmp_path: Path, seed: int) -> None:
    chosen = random.Random(seed)
    keys = sorted("".join(chosen.choices("aAé𝄞", k=chosen.randint(0, 4))) for _ in range(60))
    path = tmp_path / "lines"
    records = [MessageLine(key, "p", number) for number, key in enumerate(keys)]
    path.write_bytes(b"".join(msgspec.json.encode(record) + b"\n" for record in records))
    lines = SortedLines(path, MessageLine)
    for key in {*keys, "", "b", "aaaaa", "𝄞𝄞𝄞𝄞𝄞"}:
        assert list(lines.under(key)) == [record for record in records if record.text == key]


def test_the_command_loads_neither_sphinx_nor_what_reads_sources(folder: Path) -> None:
    script = (
        "import sys\n"
        "from sphinx_kwindex.query.__main__ import main\n"
        f"main(['uses', 'Square', '--data', {str(folder)!r}])\n"
        "loaded = {'sphinx', 'astroid', 'networkx', 'docutils', 'pygments', 'tree_sitter'}\n"
        "sys.exit(sorted(loaded & set(sys.modules)) or 0)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, stdout=subprocess.DEVNULL)
