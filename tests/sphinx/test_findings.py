"""Findings of ruff in a real build."""

from __future__ import annotations

import pytest

from sphinx_kwindex.insights import ruff
from tests.sphinx.building import Repository

UNPICKLES = {
    "src/demo/load.py": (
        "import pickle\nimport threading\n\n\ndef load(data):\n    return pickle.loads(data)\n"
    )
}


def test_page_names_the_rule_and_links_its_documentation_and_the_line(
    repository: Repository,
) -> None:
    repository.write(UNPICKLES)

    result = repository.build()

    page = result.output("kwindex/src/demo/load.py_docs.html")
    assert result.warnings == ""
    assert 'id="security-safety"' in page
    assert 'href="https://docs.astral.sh/ruff/rules/suspicious-pickle-usage/"' in page
    assert 'href="#L-6"' in page
    assert "security-safety" not in result.output("kwindex/src/demo/core.py_docs.html")


def test_missing_ruff_costs_one_warning_that_can_be_suppressed(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write(UNPICKLES)
    monkeypatch.setattr(ruff, "find_ruff", lambda: "/nonexistent/ruff")

    result = repository.build(show_warning_types=True)

    (line,) = result.warnings.strip().splitlines()
    assert "no findings of ruff on the pages: it cannot be run" in line
    assert "[kwindex.findings_unavailable]" in line
    repository.configure('suppress_warnings = ["kwindex.findings_unavailable"]\n')
    assert repository.build().warnings == ""
