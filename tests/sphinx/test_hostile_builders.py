"""Files that do harm, with every builder and several processes, and where some may not be read."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.sphinx.building import CHECKOUT, CONF, Repository, Result
from tests.sphinx.test_hostile_trees import FILES

DEPTH = 2_000
"""Of what is not parsed."""
LEVELS = 200
"""Of what is, and written by each builder."""
BAD: dict[str, str | bytes] = {
    "bad/attributes.toml": f"{'a.' * DEPTH}a = [\n",
    "bad/brackets.c": f"int x = {'(' * DEPTH}1{')' * DEPTH};\n",
    "bad/brackets.js": f"x = {'[' * DEPTH}{']' * DEPTH};\n",
    "bad/brackets.py": f"x = {'[' * DEPTH}{']' * DEPTH}\n",
    "bad/calls.py": f"x = {'f(' * DEPTH}{')' * DEPTH}\n",
    "bad/classes.py": "".join(f"{' ' * level}class C{level}:\n" for level in range(300)),
    "bad/flow.yaml": f"a: {'[' * DEPTH}{']' * DEPTH}\n",
    "bad/latin.md": b"caf\xe9\n",
    "bad/lists.json": f"{'[' * DEPTH}{']' * DEPTH}\n",
    "bad/objects.json": '{"a":' * DEPTH + "1" + "}" * DEPTH,
    "bad/sequences.yaml": f"{'- ' * DEPTH}x\n",
    "bad/lists.md": "".join(f"{'  ' * level}- x\n" for level in range(LEVELS)),
    "bad/lists.rst": "".join(f"{'  ' * level}- x\n\n" for level in range(LEVELS)),
    "bad/quotes.rst": "".join(f"{' ' * level}x\n\n" for level in range(LEVELS)),
    **{name: text for name, text in FILES.items() if name.startswith("levels")},
}
"""Each costs one warning, and has its pages nevertheless."""

FINE: dict[str, str | bytes] = {
    "fine/brackets.md": f"{'[' * LEVELS}a{'](b)' * LEVELS}\n",
    "fine/elements.html": f"{'<div>' * LEVELS}x{'</div>' * LEVELS}\n",
    "fine/emphasis.md": f"{'*a ' * LEVELS}{'b*' * LEVELS}\n",
    "fine/headings.rst": "".join(f"H{n}\n{'=-~^'[n % 4] * 8}\n\n" for n in range(LEVELS)),
    "fine/quotes.md": f"{'>' * LEVELS} x\n",
    **{
        name: text for name, text in FILES.items() if not name.startswith(("d/", "docs/", "levels"))
    },
    # Those of their tree are ten times as long, and most of what a build of it takes.
    "comments.html": "<!--\n" * 2_000,
    "comments.c": "/*\n" * 2_000,
    "line.js": f"a = [{'1, ' * 5_000}]\n",
}

BOOKS = {"latex": "*.tex", "man": "*.1", "singlehtml": "index.html", "texinfo": "*.texi"}
PAGES = {
    "html": ".html", "dirhtml": "/index.html", "epub": ".xhtml", "text": ".txt", "xml": ".xml"
}  # fmt: skip
"""What each builder puts behind the name of a document."""


@pytest.fixture(scope="module")
def build_tree(shared_repository: Repository) -> Callable[[str], Result]:
    """Return a function that builds the tree, which is read once, with two processes."""
    shared_repository.write({**FILES, **BAD, **FINE})
    shared_repository.configure('kwindex_exclude = ["docs/"]\nkwindex_full_books = True\n')

    def build(builder: str) -> Result:
        return shared_repository.build(builder, jobs=2, copyright="2026", version="1")

    read = build("dummy").read
    assert {f"kwindex/{name}_docs" for name in (*FINE, *BAD)} <= read
    return build


@pytest.mark.slow
@pytest.mark.parametrize("builder", [*PAGES, *BOOKS])
def test_each_bad_file_is_one_warning_and_no_page_is_lost(
    build_tree: Callable[[str], Result], builder: str
) -> None:
    result = build_tree(builder)

    assert not result.read
    warned = Counter(
        next((name for name in (*FINE, *BAD) if f"/{name}:" in line), line)
        for line in result.warnings.strip().splitlines()
    )
    assert warned == Counter([*BAD])
    if builder in PAGES:
        for name in (*FINE, *BAD):
            assert (result.outdir / f"kwindex/{name}_docs{PAGES[builder]}").is_file(), name
    else:
        (book,) = result.outdir.glob(BOOKS[builder])
        text = book.read_text(encoding="utf-8").replace("\\sphinxhyphen{}", "-").replace("\\", "")
        assert [name for name in (*FINE, *BAD) if name not in text] == []


@pytest.fixture
def common_folder() -> Iterator[Path]:
    """Return a folder that every user can reach, unlike those of pytest."""
    folder = Path(tempfile.mkdtemp(prefix="kwindex-"))
    folder.chmod(0o777)
    yield folder
    for path in folder.rglob("*"):
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o777)
    shutil.rmtree(folder)


def _as_another_user() -> list[str]:
    """Return the command that runs another without the rights of root; nothing for a user."""
    if not hasattr(os, "geteuid"):
        pytest.skip("no permissions of this kind here")
    if os.geteuid() != 0:
        return []
    command = ["setpriv", "--reuid=65534", "--clear-groups", "--inh-caps=-all"]
    if shutil.which("setpriv") is None:
        pytest.skip("root may read all files, and there is no setpriv")
    check = [*command, sys.executable, "-c", "import sphinx, sphinx_kwindex"]
    if subprocess.run(check, cwd=CHECKOUT, capture_output=True, check=False).returncode:
        pytest.skip("another user cannot run this Python here")
    return command


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_may_not_be_read_is_one_warning_and_no_page_of_others_is_lost(
    common_folder: Path, jobs: str
) -> None:
    command = _as_another_user()
    files = {
        "pyproject.toml": '[project]\nname = "demo"\n',
        "docs/conf.py": f'{CONF}kwindex_exclude = ["docs/"]\n',
        "docs/index.rst": "Demo\n====\n",
        "good.py": '"""All is well."""\nimport secret\n',
        "secret.py": "x = 1\n",
        "notes.md": "# Notes\n\nSee [the secret](secret.py).\n",
        "closed/m.py": "y = 1\n",
        "listed/m.py": "z = 1\n",
        "rules/.gitignore": "*.log\n",
        "rules/m.py": "w = 1\n",
    }
    root = common_folder / "repo"
    Repository(root, common_folder).write(files)
    closed = {"secret.py": 0, "closed": 0, "listed": 0o444, "rules/.gitignore": 0}
    for name, mode in closed.items():
        (root / name).chmod(mode)
    places = [str(root / "docs"), str(common_folder / "out"), "-d", str(common_folder / "trees")]

    done = subprocess.run(
        [*command, sys.executable, "-m", "sphinx", "-j", jobs, "-N", *places],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "HOME": str(common_folder), "PYTHONDONTWRITEBYTECODE": "1"},
    )

    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    warned = Counter(
        next((name for name in closed if f"/repo/{name}" in line), line)
        for line in done.stderr.strip().splitlines()
    )
    assert warned == Counter([*closed])
    for name in ("good.py", "notes.md", "secret.py", "rules/m.py"):
        assert (common_folder / f"out/kwindex/{name}_docs.html").is_file(), name
