"""Sources in every language with the facts that they must give, as data.

A case is a source below ``source_cases`` and beside it ``NAME.json``.  After a wanted change run
the tests with ``KWINDEX_UPDATE_CASES=1`` and review what ``git diff`` shows.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from sphinx_kwindex.analysis import analyse
from sphinx_kwindex.analysis.grammars import GRAMMARS
from sphinx_kwindex.records.analysis import Analysis
from tests.core.docstrings import written
from tests.core.grammars import require_grammars_of

pytestmark = pytest.mark.grammars

CASES = Path(__file__).parent / "source_cases"
SOURCES = sorted(path for path in CASES.rglob("*") if path.is_file() and path.suffix != ".json")


def facts_of(analysis: Analysis) -> dict[str, object]:
    """Return the facts as a person would write them down."""
    bindings = [
        f"{item.line} {item.kind.value} {item.dotted} | {item.function}"
        for item in analysis.bindings
    ]
    return {
        "language": analysis.language,
        "summary": written(analysis.prose.summary) if analysis.prose else "",
        "symbols": [
            f"{symbol.line}-{symbol.end_line} {symbol.kind.value} {symbol.qualname}"
            f" | {symbol.lead} | {symbol.signature} | {symbol.note} | {written(symbol.summary)}"
            f" | {analysis.symbols[symbol.parent].qualname if symbol.parent >= 0 else ''}"
            for symbol in analysis.symbols
        ],
        "imports": [
            f"{item.line} {item.dotted} | {item.alias} | {item.form}" for item in analysis.imports
        ],
        "unparsed": analysis.unparsed.lines if analysis.unparsed else 0,
        **({"bindings": bindings} if bindings else {}),
    }


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(CASES).as_posix())
def test_facts_of_a_source(path: Path) -> None:
    require_grammars_of(path.name)
    analysis = analyse(path.name, path.read_bytes())
    facts = facts_of(analysis)
    expected = path.with_name(f"{path.name}.json")
    if os.environ.get("KWINDEX_UPDATE_CASES"):
        expected.write_text(json.dumps(facts, indent=1, ensure_ascii=False) + "\n", "utf-8")
    assert facts == json.loads(expected.read_text("utf-8"))
    assert not analysis.approximate
    assert analysis.problem is None


def test_every_language_with_a_grammar_has_a_case() -> None:
    languages = {analyse(path.name, path.read_bytes()).language for path in SOURCES}
    like_another = {"Objective-C header", "Objective-C++"}
    made_of_others = {"Vue", "Svelte", "Astro"}
    assert languages | like_another == {*GRAMMARS, "Go module", *made_of_others}
