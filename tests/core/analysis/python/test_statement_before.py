"""The statement before another one is found without a look through the whole block."""

from __future__ import annotations

import pytest
from astroid import nodes

from sphinx_kwindex.analysis import analyse
from sphinx_kwindex.analysis.python.tree import parse, statement_before, statements
from sphinx_kwindex.limits import DEFAULT_LIMITS

SOURCE = """\
a = 1; b = 2
if a:
    c = 3
    "of c"
else:
    "of nothing"
try:
    pass
except ValueError:
    "of nothing"
    raise
finally:
    d = 4
@a
def f():
    "of f"
    return d
match a:
    case 1:
        e = 5
        "of e"
"""


def test_it_is_the_one_that_the_syntax_tree_names() -> None:
    module = parse(SOURCE, DEFAULT_LIMITS).module
    blocks = [module.body, *(node.body for node in module.body if hasattr(node, "body"))]
    inner = (node for block in blocks for node in statements(block))
    found = [node for node in inner if not isinstance(node, nodes.MatchCase)]
    assert len(found) > 12
    for node in found:
        assert statement_before(node) is node.previous_sibling()


def test_analysis_looks_through_no_block(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(node: nodes.NodeNG, child: nodes.NodeNG) -> None:
        raise AssertionError(f"{child} is looked for in all of {node}")

    monkeypatch.setattr(nodes.NodeNG, "child_sequence", refuse)
    text = "NAME = 1\n'Of the name.'\ndef f():\n    text = 'too late'\n    raise ValueError(text)\n"
    found = analyse("a.py", text.encode())
    assert found.problem is None
    assert found.symbols[0].documented
    assert [item.name for item in found.occurrences] == ["too late"]
