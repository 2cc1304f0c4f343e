from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_kwindex.build import pipeline
from sphinx_kwindex.build.contents import Outcome
from sphinx_kwindex.insights import ruff
from sphinx_kwindex.records.diagnostics import DiagnosticCode
from tests.core.fixtures import Build, Staged, WriteTree

FILES: dict[str, str | bytes] = {
    "a.py": "import pickle\npickle.loads(b'')\n",
    "b.py": "x = 1\n",
    "c.pyi": "import pickle\npickle.loads(b'')\n",
    "d.py": "assert (\n",
    "tests/e.py": "assert 1\n",
}
RULE = "suspicious-pickle-usage"


def _failures(outcome: Outcome) -> list[str]:
    return [
        item.message
        for item in outcome.manifest.diagnostics
        if item.code is DiagnosticCode.FINDINGS_UNAVAILABLE
    ]


def test_default_build_shows_findings_on_the_pages_of_python_files_that_parse(
    write_tree: WriteTree, build: Build, staged: Staged
) -> None:
    build(write_tree(FILES))
    assert [name for name, text in staged().items() if RULE in text] == ["kwindex/a.py_docs"]
    assert not any("S101" in text for text in staged().values())


def test_option_turns_findings_off_or_chooses_the_rules(
    write_tree: WriteTree, build: Build, staged: Staged
) -> None:
    root = write_tree(FILES)
    build(root, findings=False)
    assert not any(RULE in text for text in staged().values())
    build(root, findings=("S3",))
    assert RULE in staged()["kwindex/a.py_docs"]
    build(root, findings=("PERF",))
    assert not any(RULE in text for text in staged().values())


def test_rule_that_ruff_does_not_know_is_a_diagnostic(write_tree: WriteTree, build: Build) -> None:
    (message,) = _failures(build(write_tree(FILES), findings=("S999",)))
    assert "S999" in message


def test_build_without_ruff_lacks_the_findings_only_and_the_next_one_tries_again(
    write_tree: WriteTree, build: Build, staged: Staged, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_tree(FILES)
    monkeypatch.setattr(ruff, "find_ruff", lambda: "/nonexistent/ruff")
    assert len(_failures(build(root))) == 1
    assert "Access Through Imports" in staged()["kwindex/a.py_docs"]
    assert len(_failures(build(root))) == 1
    monkeypatch.undo()
    assert _failures(build(root)) == []
    assert RULE in staged()["kwindex/a.py_docs"]


def test_build_with_nothing_to_do_does_not_run_ruff_and_one_edit_checks_one_file(
    write_tree: WriteTree, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_tree(FILES)
    build(root)
    run = ruff.check
    checked: list[bytes] = []

    def noted(
        contents: list[bytes], rules: list[str], target: str, folder: Path, seconds: float
    ) -> object:
        checked.extend(contents)
        return run(contents, rules, target, folder, seconds)

    monkeypatch.setattr("sphinx_kwindex.insights.ruff_runs.check", noted)
    build(root)
    assert checked == []
    (root / "b.py").write_text("x = 2\n")
    build(root)
    assert checked == [b"x = 2\n"]


def test_another_version_of_ruff_makes_the_pages_anew(
    write_tree: WriteTree, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_tree(FILES)
    before = build(root).manifest.fingerprint
    monkeypatch.setattr(pipeline, "ruff_version", lambda: "99")
    assert build(root).manifest.fingerprint != before


def test_pages_are_the_same_whether_findings_were_stored_or_not(
    write_tree: WriteTree, build: Build, staged: Staged
) -> None:
    root = write_tree(FILES)
    build(root)
    (root / "b.py").write_text("assert 1\n")
    build(root)
    build(root, state="fresh")
    assert staged() == staged("fresh")


def test_each_root_is_judged_by_the_python_that_it_asks_for(
    tmp_path: Path, write_tree: WriteTree, build: Build, staged: Staged
) -> None:
    loop = "for i in x:\n    try:\n        f()\n    except E:\n        g()\n"
    root = write_tree(
        {
            "old/pyproject.toml": '[project]\nname = "old"\nrequires-python = ">=3.9"\n',
            "old/m.py": loop,
            "new/pyproject.toml": '[project]\nname = "new"\nrequires-python = ">=3.12"\n',
            "new/m.py": loop,
        }
    )
    build(root, roots=(str(root / "old"), str(root / "new")))
    assert [name for name, text in staged().items() if "PERF203" in text] == [
        "kwindex/old/m.py_docs"
    ]


def test_tree_is_not_written_to(write_tree: WriteTree, build: Build) -> None:
    root = write_tree(FILES)
    before = sorted(path.relative_to(root) for path in root.rglob("*"))
    build(root)
    assert sorted(path.relative_to(root) for path in root.rglob("*")) == before
