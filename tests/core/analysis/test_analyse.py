from __future__ import annotations

import gc
from collections.abc import Callable
from functools import partial

import msgspec
import pytest
from astroid.nodes import Module
from hypothesis import given
from hypothesis import strategies as st

from sphinx_kwindex.analysis import analyse, batch
from sphinx_kwindex.analysis.batch import Work, analyse_all
from sphinx_kwindex.records.analysis import Analysis
from sphinx_kwindex.records.diagnostics import DiagnosticCode
from sphinx_kwindex.records.source_files import TextState


@pytest.mark.parametrize(
    ("text", "lines"), [("", 0), ("a", 1), ("a\n", 1), ("a\nb", 2), ("\n\n", 2), ("a\x0cb\n", 1)]
)
def test_lines_are_counted_as_an_editor_does(text: str, lines: int) -> None:
    assert analyse("a.txt", text.encode()).lines == lines


def test_data_has_a_type_and_nothing_else() -> None:
    assert analyse("logo.png", b"\x89PNG\0") == Analysis("Text", "text", TextState.BINARY)


def test_text_that_does_not_decode_says_why_and_where() -> None:
    problem = analyse("a.c", b"int\n\xe9;\n").problem
    assert problem is not None
    assert (problem.code, problem.line) == (DiagnosticCode.UNDECODABLE, 2)
    assert problem.message == "cannot be decoded: not valid UTF-8: byte 0xe9 at offset 4"


@given(
    st.sampled_from(["a.py", "a.pyi", "a.md", "a.c", "a.html", "a.yaml", "Makefile", "a.x"]),
    st.one_of(
        st.binary(max_size=80),
        st.text(max_size=80).map(lambda text: text.encode("utf-8", "replace")),
    ),
)
def test_no_content_makes_the_analysis_fail_or_yields_facts_that_cannot_be_stored(
    name: str, data: bytes
) -> None:
    facts = analyse(name, data)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(facts), type=Analysis) == facts


@pytest.fixture
def many() -> list[Work]:
    contents = [f"def f{number}(): ...\n".encode() * (number % 7 + 1) for number in range(60)]
    return [
        Work(f"m{number}.py", len(data), partial(bytes, data))
        for number, data in enumerate(contents)
    ]


def test_worker_processes_give_the_same_facts_in_the_same_order(
    many: list[Work], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = list(analyse_all(many, 1))
    monkeypatch.setattr(batch, "_FEWEST_BYTES_FOR_WORKERS", 1)
    assert list(analyse_all(many, 2)) == expected


def test_killed_worker_costs_time_but_no_facts(
    many: list[Work], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = list(analyse_all(many, 1))
    monkeypatch.setattr(batch, "_FEWEST_BYTES_FOR_WORKERS", 1)
    monkeypatch.setattr(batch, "_analyse_batch", _die_at_a_late_batch)
    assert list(analyse_all(many, 2)) == expected


def _die_at_a_late_batch(items: list[Work]) -> list[Analysis]:
    if any(item.name == "m40.py" for item in items):
        import os
        import signal

        os.kill(os.getpid(), signal.SIGKILL)
    return [analyse(item.name, item.read()) for item in items]


def test_syntax_trees_are_gone_before_the_last_file_is_analysed(
    many: list[Work], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "_MOST_BYTES_AT_ONCE", 1)
    thresholds = gc.get_threshold()
    # The suite has the collector wait for more objects than these small files make.
    gc.set_threshold(700, 10, 10)
    try:
        before = _living_trees()
        most = max(_living_trees() - before for _ in analyse_all(many, 1))
    finally:
        gc.set_threshold(*thresholds)
    assert most < len(many) / 2


def _living_trees() -> int:
    return sum(isinstance(thing, Module) for thing in gc.get_objects())


@pytest.mark.parametrize("enabled", [True, False])
def test_garbage_collector_is_left_as_it_was(many: list[Work], *, enabled: bool) -> None:
    before = gc.isenabled()
    switch: Callable[[], None] = gc.enable if enabled else gc.disable
    switch()
    try:
        assert len(list(analyse_all(many, 1))) == len(many)
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if before else gc.disable)()


@pytest.mark.parametrize(
    ("name", "title", "after", "marker", "first"),
    [
        ("a.rst", "Tides\n=====", "Ebb\n---", "-", 204),
        ("a.md", "# Tides", "## Ebb", "-", 93),
        ("a.md", "# Tides", "## Ebb", "1.", 93),
    ],
)
def test_blocks_that_are_nested_too_deeply_cost_nothing_else_of_a_document(
    name: str, title: str, after: str, marker: str, first: int
) -> None:
    indent = " " * (len(marker) + 1)
    deep = "".join(f"{indent * level}{marker} x\n\n" for level in range(300))
    text = f"{title}\n\nSays when the sea comes in.\n\n{deep}{after}\n\n{'- ' * 3_000}a\n"
    found = analyse(name, text.encode())
    assert [symbol.name for symbol in found.symbols] == ["Tides", "Ebb"]
    assert found.prose is not None
    assert found.problem is not None
    assert "nested too deeply" in found.problem.message
    assert found.problem.line == first


@pytest.mark.parametrize("marker", ["- ", "1. ", "> "])
def test_lists_of_twenty_levels_hide_no_heading_of_markdown(marker: str) -> None:
    deep = "".join(f"{' ' * len(marker) * level}{marker}x\n" for level in range(20))
    quoted = f"{marker * 20}x\n"
    found = analyse("a.md", f"# A\n\n{deep}\n# B\n\n{quoted}\n# C\n".encode())
    assert [symbol.name for symbol in found.symbols] == ["A", "B", "C"]
    assert found.problem is None
