"""The staged text of whole pages, to see every change of it in review.

After a wanted change: `pytest tests/core/test_snapshots.py --snapshot-update`.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.core.fixtures import Build, Staged, WriteTree

EXAMPLE_PROJECT = Path(__file__).parents[2] / "example_project"

HOSTILE: dict[str, str | bytes] = {
    "pyproject.toml": (
        '[project]\nname = "<b>*evil*</b> `x`"\ndescription = "# not a heading {ref}`x`"\n'
    ),
    "README.md": (
        "---\nfront: matter\n---\n\n<script>alert(1)</script>\n\nThe *first* words | here.\n"
    ),
    "index/doc.py": ('"""```{include} /etc/passwd\n```"""\nfrom . import *\n'),
    "index/a b#c%d.py": (
        '"""# Not a heading: ``code`` and :class:`~a.B` | <b>.\n\n'
        '{include} no role {{ x }} $y$ [link](z) \u202e\x1b[31m"""\n'
        "@deco('`')\nclass A_b_c(Base[`x`] if 0 else dict):\n    '''*Stars* & <tags>.'''\n"
        "    def __init__(self, a='|', *, b='```', **c: 'x') -> None: self._d = a\n"
        "    def __init__(self): ...\n"
        "X = '</script>\u2028'\n"
    ).replace("Base[`x`] if 0 else dict", "Base['`x`']"),
    "fences.md": "````\n```\n~~~\n````\n\n:::{note}\n:::\n",
    "data.bin": b"\0\1",
    "latin.txt": b"caf\xe9\n",
}


def test_pages_of_a_hostile_tree(
    write_tree: WriteTree, build: Build, staged: Staged, snapshot: SnapshotAssertion
) -> None:
    build(write_tree(HOSTILE))
    assert staged() == snapshot


@pytest.mark.grammars
@pytest.mark.parametrize(
    "docname",
    [
        "index",
        "src/tidepool/cli/sub",
        "src/tidepool/doc",
        "src/tidepool/settings.py_docs",
        "src/tidepool/settings.py_kw",
    ],
)
def test_page_of_the_example_project(
    tmp_path: Path, build: Build, staged: Staged, snapshot: SnapshotAssertion, docname: str
) -> None:
    pytest.importorskip("tree_sitter_c", reason="the example has a source in C")
    root = tmp_path / "example_project"
    shutil.copytree(EXAMPLE_PROJECT, root, ignore=shutil.ignore_patterns("_build", "__pycache__"))
    build(root)
    assert staged()[f"kwindex/{docname}"] == snapshot
