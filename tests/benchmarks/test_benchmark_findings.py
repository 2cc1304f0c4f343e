from pathlib import Path

import pytest

from benchmarks import findings
from benchmarks.findings import compare, main
from sphinx_kwindex.insights.findings import Finding

BRANCHES = "".join(f"    if a == {number}:\n        return {number}\n" for number in range(12))

TREE: dict[str, str | bytes] = {
    "pyproject.toml": '[project]\nname = "p"\nrequires-python = ">=3.9"\n',
    "ruff.toml": 'lint.ignore = ["S"]\n',
    "p/__init__.py": "import pickle\npickle.loads(b'')\nassert 1\nassert 2  # noqa: S101\n",
    "p/slow.py": "for i in x:\n    try:\n        f()\n    except E:\n        g()\n",
    "p/many.py": "".join(f"def f{number}(a):\n{BRANCHES}" for number in range(13)),
    "p/-dash and space.py": "assert 1\n",
    "tests/test_p.py": "import pickle\nassert pickle.loads(b'')\n",
    "p/latin.py": b"# -*- coding: latin-1 -*-\nassert '\xe9'\n",
    "p/broken.py": "assert (\n",
    "p/stub.pyi": "import pickle\npickle.loads(b'')\n",
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name, content in TREE.items():
        path = tmp_path / "tree" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return tmp_path / "tree"


def test_pages_and_plain_ruff_agree(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    result = compare(tree)
    assert result.differences == ()
    assert (result.files, result.findings) == (6, 18)
    assert main([str(tree)]) == 0
    assert capsys.readouterr().out == f"{tree}: 6 files, 18 findings, 0 differences\n"


def test_difference_is_reported_with_its_place(
    tree: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = {"p/slow.py": [Finding(2, "S999", "")]}
    monkeypatch.setattr(findings, "plain_findings", lambda root, paths: said)
    assert main([str(tree)]) == 1
    out = capsys.readouterr().out
    assert "  p/slow.py:4: PERF203 is on the page only\n" in out
    assert "  p/slow.py:2: S999 is not on the page\n" in out
    assert "  p/many.py:1: C901 is on the page only\n" in out
