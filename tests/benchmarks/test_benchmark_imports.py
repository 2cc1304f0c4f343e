from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("grimp")

from benchmarks.imports import compare, main, packages_of

FILES = {
    "src/kwtree/__init__.py": "from kwtree.a import A\n",
    "src/kwtree/a.py": "import os\nfrom . import b\nfrom .sub import deep\nclass A: ...\n",
    "src/kwtree/b.py": "def f():\n    from kwtree import a\n",
    "src/kwtree/sub/__init__.py": "",
    "src/kwtree/sub/deep.py": "import kwtree.sub.deep\nfrom ..b import f\n",
    "src/kwtree/loose/c.py": "from kwtree import b\n",
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name, content in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return tmp_path


def test_graphs_of_a_small_package_are_the_same(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tree)]) == 0
    assert capsys.readouterr().out == (
        "kwtree: 5 imports by grimp, 0 missing, 0 invented; 1 modules that grimp does not read\n"
    )


def test_difference_is_found(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "benchmarks.imports.our_edges", lambda package: (set(), {("kwtree.b", "kwtree")})
    )
    (package,) = packages_of(tree)
    found = compare(package)
    assert ("kwtree.b", "kwtree.a") in found.missing
    assert found.invented == (("kwtree.b", "kwtree"),)


def test_nothing_to_compare_is_a_failure(tmp_path: Path) -> None:
    assert main([str(tmp_path)]) == 1
