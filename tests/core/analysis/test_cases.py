"""What each analyser finds in a small file: the source and the facts lie side by side.

A new language is a new folder below ``cases``.  After a wanted change of the facts, run the tests
with ``KWINDEX_UPDATE_CASES=1`` and review what ``git diff`` shows.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import msgspec
import pytest

from sphinx_kwindex.analysis import analyse
from sphinx_kwindex.records.analysis import Analysis
from sphinx_kwindex.records.text import words_of

CASES = Path(__file__).parent / "cases"
FACTS = ".facts.json"
SOURCES = sorted(path for path in CASES.glob("*/*") if not path.name.endswith(FACTS))

_COLUMNS = ("kind", "qualname", "signature", "line", "end_line", "anchor", "parent")


def _facts(analysis: Analysis) -> dict[str, object]:
    """Return the facts that are not the default, one list for each symbol."""
    found = msgspec.to_builtins(analysis)
    default = msgspec.to_builtins(Analysis(analysis.language, analysis.lexer))
    del found["names"]  # tests/core/occurrences has cases of its own
    del found["written_names"]  # what they lead to is tested
    facts = {key: value for key, value in found.items() if value != default[key]}
    facts["symbols"] = [
        [
            *(getattr(symbol, column) for column in _COLUMNS),
            words_of(symbol.summary),
            *([] if symbol.value is None else [symbol.value]),
        ]
        for symbol in analysis.symbols
    ]
    if analysis.prose:
        facts["prose"][0] = words_of(analysis.prose.summary)
        facts["prose"][1] = list(map(words_of, analysis.prose.paragraphs))
    return {"language": analysis.language, **facts}


def _written(facts: dict[str, object]) -> str:
    """Return the facts as JSON, an item of a list a line."""
    parts = []
    for key, value in facts.items():
        shown = json.dumps(value, ensure_ascii=False)
        if isinstance(value, list) and value:
            lines = ",\n    ".join(json.dumps(item, ensure_ascii=False) for item in value)
            shown = f"[\n    {lines}\n  ]"
        parts.append(f'  "{key}": {shown}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _of(path: Path) -> str:
    return _written(_facts(analyse(path.name, path.read_bytes())))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_facts_are_those_beside_the_source(path: Path) -> None:
    expected = path.with_name(path.name + FACTS)
    if os.environ.get("KWINDEX_UPDATE_CASES"):
        expected.write_text(_of(path), "utf-8")
    assert _of(path) == expected.read_text("utf-8")
