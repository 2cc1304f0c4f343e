"""What an edit costs: which pages are made again, and that no page is kept that should not be."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

import pytest

from sphinx_kwindex.keywords import Keyword
from sphinx_kwindex.keywords.extraction import keywords_of
from sphinx_kwindex.project import Project
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.records.catalogue import Catalogue
from sphinx_kwindex.relations import FileRelations, RelatedFiles, uses
from sphinx_kwindex.relations import keywords as relation
from sphinx_kwindex.relations.context import Context
from sphinx_kwindex.relations.folders import KeywordIndex
from sphinx_kwindex.relations.folders.keyword_index import FolderIndexes
from sphinx_kwindex.relations.uses import UsedDefinition
from sphinx_kwindex.store.staging import StagingArea
from tests.core.fixtures import Build, Staged, WriteTree

TREE = {
    "pyproject.toml": '[project]\nname = "tide"\n[project.scripts]\ntide = "tide.app:main"\n',
    "README.md": "# Tide\n\nSee [the curve](src/tide/curve.py) and `tide.curve.Curve`.\n",
    "src/tide/__init__.py": '"""Tides."""\n\nfrom tide.curve import Curve\n\n__all__ = ["Curve"]\n',
    "src/tide/curve.py": (
        '"""Curves; see `Base`, `Base.height()`."""\n\nfrom tide.base import Base\n\n\n'
        'class Curve(Base):\n    """A line through `Base.height()`."""\n'
    ),
    "src/tide/base.py": (
        'class Base:\n    """What curves share."""\n\n    def height(self) -> int: ...\n'
    ),
    "src/tide/app.py": "from tide import Curve\n\n\ndef main() -> None:\n    Curve().height()\n",
    "src/tide/alone.py": '"""Needs nobody."""\n\n\ndef nothing(): ...\n',
    "tests/conftest.py": "import pytest\n\n\n@pytest.fixture\ndef line(): ...\n",
    "tests/test_curve.py": (
        "from tide.curve import Curve\n\n\ndef test_it(line):\n    curve = Curve()\n"
        "    assert curve.height() == 1\n"
    ),
}

EDITS: tuple[tuple[str, str], ...] = (
    ("src/tide/base.py", "class Base:\n    def height(self): ...\n    def depth(self): ...\n"),
    ("src/tide/base.py", "\n\n\n" + TREE["src/tide/base.py"]),
    ("src/tide/base.py", "class Basis: ...\n"),
    ("src/tide/base.py", "class Base(ValueError): ...\n"),
    ("src/tide/curve.py", "import os\nfrom tide.app import main\n\nclass Curve: ...\n"),
    ("src/tide/curve.py", ""),
    ("src/tide/app.py", "import tide.alone\n"),
    ("src/tide/app.py", "def main(): ...\n\nif __name__ == '__main__':\n    main()\n"),
    ("src/tide/__init__.py", ""),
    ("src/tide/alone.py", "from tide.base import *\n"),
    ("src/tide/alone.py", "def broken(:\n"),
    ("src/tide/alone.py", "\0"),
    ("src/tide/base.py", "\0"),
    ("src/tide/Alone.py", "X = 1\n"),
    ("src/tide/alone.pyi", "def nothing() -> None: ...\n"),
    ("tests/test_curve.py", "def test_it(): ...\n"),
    ("tests/test_curve.py", "\n\n" + TREE["tests/test_curve.py"]),
    ("tests/test_base.py", "from tide.base import Base\n\ndef test_base():\n    Base().height()\n"),
    ("tests/conftest.py", "import pytest\n\n@pytest.fixture(name='line')\ndef other(): ...\n"),
    ("README.md", "# Tide\n\nNo link; `tide.base.Base.height`.\n"),
    ("pyproject.toml", '[project]\nname = "ebb"\ndependencies = ["pytest"]\n'),
    ("examples/use.py", "from tide import Curve\n\nCurve()\n"),
    # Bodies alone, which say who uses what.
    ("src/tide/app.py", "from tide import Curve\n\n\ndef main() -> None:\n    Curve()\n"),
    ("src/tide/app.py", "from tide import Curve\n\n\ndef main() -> None:\n    pass\n"),
    (
        "src/tide/curve.py",
        TREE["src/tide/curve.py"] + "\n    def low(self):\n        self.height()\n",
    ),
    ("src/tide/curve.py", TREE["src/tide/curve.py"] + "\n    def low(self):\n        pass\n"),
)


def _catalogue(folder: Path, state: str) -> Catalogue:
    return StagingArea(folder / state / "staged").catalogue()


def _of_files(docnames: list[str]) -> set[str]:
    return {name for name in docnames if name.endswith(("_docs", "_kw"))}


def test_edit_of_a_body_makes_the_pages_of_its_file_alone(
    write_tree: WriteTree, build: Build, made: list[str]
) -> None:
    root = write_tree(TREE)
    build(root)
    made.clear()
    (root / "src/tide/alone.py").write_text('"""Needs nobody."""\n\n\ndef nothing():\n    1\n')
    build(root)
    assert _of_files(made) == {"kwindex/src/tide/alone.py_docs", "kwindex/src/tide/alone.py_kw"}


def test_shifted_lines_make_no_page_of_a_file_that_imports_them(
    write_tree: WriteTree, build: Build, made: list[str]
) -> None:
    root = write_tree(TREE)
    build(root)
    made.clear()
    (root / "src/tide/base.py").write_text("# A comment.\n" + TREE["src/tide/base.py"])
    build(root)
    assert "kwindex/src/tide/base.py_docs" in made
    assert "kwindex/src/tide/curve.py_docs" not in made


def test_file_that_loses_its_page_makes_those_that_link_to_it(
    write_tree: WriteTree, build: Build, staged: Staged
) -> None:
    root = write_tree(TREE)
    build(root)
    (root / "src/tide/base.py").write_text("\0")
    build(root)
    build(root, state="clean")
    assert staged() == staged("clean")


@pytest.mark.parametrize("seed", range(3))
def test_pages_after_any_edits_are_those_of_a_clean_run(
    write_tree: WriteTree, build: Build, staged: Staged, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    root = write_tree(TREE)
    build(root)
    for step in range(12):
        path, text = chance.choice(EDITS)
        target = root / path
        if chance.random() < 0.2 and target.exists():
            target.unlink()
        elif chance.random() < 0.3:
            target.parent.mkdir(exist_ok=True)
            target.write_text(TREE.get(path, text))
        else:
            target.parent.mkdir(exist_ok=True)
            target.write_text(text)
        build(root)
        if step % 2 == 0:
            # What is wrong now stays so, and is seen after the next step.
            continue
        build(root, state=f"clean-{step}")
        assert staged() == staged(f"clean-{step}"), (seed, step, path)
        assert _catalogue(tmp_path, "state") == _catalogue(tmp_path, f"clean-{step}")


RICH = {
    **TREE,
    "src/tide/flow.py": (
        '"""Flows."""\n\nimport os\nfrom tide import eddy\n\n\ndef flow(depth):\n'
        '    if not depth:\n        raise ValueError("no depth")\n'
        '    return os.environ["TIDE_DEPTH"], eddy\n'
    ),
    "src/tide/eddy.py": "from tide import flow\n\n\ndef eddy():\n    return flow.flow(1)\n",
    "tests/test_flow.py": (
        "import pytest\nfrom tide.flow import flow\n\n\n@pytest.fixture\ndef deep():\n"
        "    return flow(9)\n\n\ndef test_flow(deep):\n    assert deep == flow(9)\n"
    ),
    "examples/drift.py": "from tide.eddy import eddy\n\neddy()\n",
}


@pytest.mark.parametrize("seed", range(3))
def test_pages_after_edits_that_others_do_not_see_are_those_of_a_clean_run(
    write_tree: WriteTree, build: Build, staged: Staged, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    root = write_tree(RICH)
    build(root)
    sources = sorted(path for path in RICH if path.endswith(".py"))
    for step in range(4):
        for path in chance.sample(sources, chance.choice([1, 1, 2, len(sources)])):
            lines = (root / path).read_text().splitlines(keepends=True)
            # Between statements at the top, where a comment means nothing.
            free = [at for at, line in enumerate(lines) if line[:1].isalpha() and at] or [
                len(lines)
            ]
            at = chance.choice([*free, len(lines)])
            lines.insert(at, chance.choice(["# A comment.\n\n", "\n\n"]))
            (root / path).write_text("".join(lines))
        build(root)
        build(root, state=f"clean-{step}")
        assert staged() == staged(f"clean-{step}"), (seed, step)
        assert _catalogue(tmp_path, "state") == _catalogue(tmp_path, f"clean-{step}")


def test_edit_of_a_body_changes_what_is_said_of_the_definitions_that_it_uses(
    write_tree: WriteTree, build: Build, staged: Staged, tmp_path: Path
) -> None:
    root = write_tree(RICH)
    build(root)
    bodies = (
        ("src/tide/app.py", "    Curve().height()\n", "    return None\n"),
        ("src/tide/app.py", "    return None\n", "    Curve()\n"),
        ("src/tide/eddy.py", "flow.flow(1)", "flow"),
        ("src/tide/eddy.py", "return flow\n", "return flow.flow(2)\n"),
        ("tests/test_curve.py", "curve.height() == 1", "curve"),
        ("tests/test_curve.py", "assert curve\n", "assert curve.height()\n"),
        ("examples/drift.py", "\neddy()\n", "\n"),
        ("examples/drift.py", "import eddy\n", "import eddy\n\neddy()\n"),
    )
    for step, (path, old, new) in enumerate(bodies):
        text = (root / path).read_text()
        assert old in text
        (root / path).write_text(text.replace(old, new))
        build(root)
        build(root, state=f"clean-{step}")
        assert staged() == staged(f"clean-{step}"), (path, new)
        assert _catalogue(tmp_path, "state") == _catalogue(tmp_path, f"clean-{step}")


def test_edit_looks_for_no_keywords_of_other_files(
    write_tree: WriteTree, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_tree(RICH)
    build(root)
    asked: list[str] = []

    def keywords(project: Project, facts: FileFacts, *, private: bool) -> list[Keyword]:
        asked.append(facts.path)
        return keywords_of(project, facts, private=private)

    monkeypatch.setattr(relation, "keywords_of", keywords)
    path = "src/tide/eddy.py"
    (root / path).write_text(RICH[path].replace("return", "# Round.\n    return"))
    build(root)
    assert path in asked
    # A test and an example lead to lines of it.
    assert set(asked) < {path, "src/tide/flow.py", "tests/test_flow.py", "examples/drift.py"}
    asked.clear()
    (root / path).write_text(RICH[path].replace("def eddy()", "def eddy(size=1)"))
    build(root)
    # Nor does one that others see: keywords are kept by what they are made from.
    assert asked == [path]


def test_edit_that_shifts_a_message_and_a_variable_makes_no_index_that_leads_to_them(
    write_tree: WriteTree, build: Build, staged: Staged, made: list[str]
) -> None:
    root = write_tree(RICH)
    build(root)
    assert "at-error-message-no-depth-" in staged()["kwindex/error-messages"]
    made.clear()
    path = "src/tide/flow.py"
    (root / path).write_text(RICH[path].replace("    if not", "    # A comment.\n    if not"))
    build(root)
    assert _of_files(made) == {f"kwindex/{path}_docs", f"kwindex/{path}_kw"}
    lists = ("/keywords", "/sub", "-messages", "-variables")
    assert not [name for name in made if name.endswith(lists)]
    build(root, state="clean")
    assert staged() == staged("clean")


def test_new_definition_makes_indexes_of_its_folders_and_one_page_of_the_whole(
    write_tree: WriteTree, build: Build, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    names = "".join(f"{letter}{number} = 1\n" for letter in "bcdefg" for number in range(8))
    tree = {"a/many.py": names, "a/b/few.py": "x = 1\n", "a/c/few.py": "y = 1\n", "z.py": ""}
    root = write_tree(tree)
    build(root, keywords_per_page=20, small_folder=0)
    made.clear()
    (root / "a/b/few.py").write_text("x = 1\ne4x = 1\n")
    wanted: list[set[str]] = []
    of = FolderIndexes.of

    def noting(self: FolderIndexes, folders: Iterable[str]) -> dict[str, KeywordIndex]:
        wanted.append(set(folders))
        return of(self, wanted[-1])

    monkeypatch.setattr(FolderIndexes, "of", noting)
    build(root, keywords_per_page=20, small_folder=0)
    assert wanted == [{"", "a", "a/b"}]
    indexes = {name for name in made if "/keywords" in name or "/sub" in name or "_kw" in name}
    (page,) = (name for name in indexes if name.startswith("kwindex/keywords-"))
    # The index of a/ leads to that of a/b/, which is not too long to be whole.
    assert indexes == {page, "kwindex/a/b/sub", "kwindex/a/b/few.py_kw"}


def test_message_that_moves_to_another_function_is_listed_there(
    write_tree: WriteTree, build: Build, staged: Staged
) -> None:
    text = "def one():\n    raise E('no way')\n\n\ndef two():\n    pass\n"
    root = write_tree({"m.py": text})
    build(root)
    statement = "raise E('no way')"
    (root / "m.py").write_text(f"{text.replace(statement, 'pass')}    {statement}\n")
    build(root)
    build(root, state="clean")
    assert staged() == staged("clean")
    assert '"two"' in staged()["kwindex/error-messages"]


def test_definition_that_moves_in_its_file_makes_no_page_whose_source_names_it(
    write_tree: WriteTree, build: Build, staged: Staged, made: list[str]
) -> None:
    root = write_tree(RICH)
    build(root)
    link = '["kwindex/src/tide/base.py_docs","Base",false,'
    assert link in staged()["kwindex/src/tide/curve.py_docs"]
    made.clear()
    (root / "src/tide/base.py").write_text("# A comment.\n\n" + RICH["src/tide/base.py"])
    build(root)
    assert "kwindex/src/tide/base.py_docs" in made
    assert "kwindex/src/tide/curve.py_docs" not in made
    made.clear()
    (root / "src/tide/base.py").write_text("class Basis: ...\n")
    build(root)
    assert "kwindex/src/tide/curve.py_docs" in made
    assert link not in staged()["kwindex/src/tide/curve.py_docs"]


@pytest.mark.parametrize("sections", [(), ("testing", "metadata")], ids=str)
@pytest.mark.parametrize("shown", [True, False])
def test_lines_of_other_files_are_right_after_an_edit_whether_or_not_they_are_links(
    write_tree: WriteTree, build: Build, staged: Staged, *, shown: bool, sections: tuple[str, ...]
) -> None:
    root = write_tree(RICH)
    build(root, show_source=shown, sections=sections)
    for path in ("examples/drift.py", "tests/test_flow.py"):
        (root / path).write_text("\n\n" + RICH[path])
    build(root, show_source=shown, sections=sections)
    build(root, state="clean", show_source=shown, sections=sections)
    assert staged() == staged("clean")


def test_edit_that_shifts_lines_of_users_makes_no_page_of_what_they_use(
    write_tree: WriteTree, build: Build, made: list[str]
) -> None:
    root = write_tree(RICH)
    build(root)
    users = ("src/tide/app.py", "tests/test_curve.py", "examples/drift.py")
    made.clear()
    for path in users:
        (root / path).write_text("# A comment.\n\n" + RICH[path])
    build(root)
    files = {name.rpartition("_")[0] for name in _of_files(made)}
    assert files == {f"kwindex/{path}" for path in users}


def test_edit_that_adds_a_call_makes_the_pages_that_show_it(
    write_tree: WriteTree, build: Build, staged: Staged, made: list[str]
) -> None:
    root = write_tree(TREE)
    build(root)
    made.clear()
    path = "src/tide/app.py"
    (root / path).write_text(TREE[path] + "\n\ndef more() -> None:\n    Curve()\n")
    build(root)
    build_pages = {name for name in made if name.endswith("_docs")}
    assert build_pages == {f"kwindex/{path}_docs", "kwindex/src/tide/curve.py_docs"}
    assert '"more"' in staged()["kwindex/src/tide/curve.py_docs"]
    made.clear()
    (root / path).write_text(TREE[path].replace("height()\n", "height()\n    Curve()\n"))
    build(root)
    build_pages = {name for name in made if name.endswith("_docs")}
    assert build_pages == {f"kwindex/{path}_docs", "kwindex/src/tide/curve.py_docs"}


PACKAGES = {
    **RICH,
    "src/tide/__init__.py": (
        '"""Tides."""\n\nfrom tide import flow\nfrom tide.curve import Curve as Line\n'
        '\nmain = flow.flow\n__all__ = ["Line", "main"]\n'
    ),
    "src/tide/names.py": (
        "from tide import Line, main\nfrom tide.base import *\n\nshort = main\n\n\n"
        "def use(it: Line) -> None:\n    main(1)\n    short(2)\n    it.height()\n"
    ),
    "docs/notes.md": (
        "# Notes\n\n`Curve`, `tide.Line`, `flow`, `Base.height`, [it](../src/tide/flow.py)\n"
    ),
}
"""With other names of definitions, passed on from file to file."""

VISIBLE: tuple[tuple[str, str, str], ...] = (
    # What is put in, goes, or has another name.
    ("src/tide/flow.py", "def flow(depth):", "def deeper(): ...\n\n\ndef flow(depth):"),
    ("src/tide/flow.py", "def flow(", "def stream("),
    ("src/tide/flow.py", "def flow(depth):\n", 'def flow(depth):\n    """Go."""\n'),
    ("src/tide/base.py", "def height(", "def depth("),
    ("src/tide/base.py", "def height(self)", "def height(self, unheard_of=0)"),
    ("src/tide/base.py", "class Base:", "UNHEARD = 1\n\n\nclass Base:\n    unheard = UNHEARD\n"),
    ("src/tide/flow.py", "def flow(depth):", "def unheard():\n    flow(1)\n\n\ndef flow(depth):"),
    (
        "src/tide/curve.py",
        "class Curve(",
        "class Unheard:\n    def height(self): ...\n\n\nclass Curve(",
    ),
    (
        "src/tide/eddy.py",
        "from tide import flow",
        "from tide import flow\n\ndef unheard():\n    raise ValueError('no water in it')\n",
    ),
    ("src/tide/base.py", "class Base:", "def apart(): ...\n\n\nclass Base:"),
    ("src/tide/base.py", "class Base:", "class _Base:"),
    ("src/tide/curve.py", "class Curve(Base):", "class Curve:"),
    ("src/tide/curve.py", "class Curve(Base):", "class Arc: ...\n\n\nclass Curve(Arc, Base):"),
    # What a package passes on.
    ("src/tide/__init__.py", '"Line", "main"', '"Line"'),
    ("src/tide/__init__.py", "main = flow.flow", "main = Line"),
    ("src/tide/__init__.py", "tide.curve import Curve", "tide.base import Base"),
    ("src/tide/__init__.py", " as Line", ""),
    ("src/tide/names.py", "short = main", "short = Line"),
    ("src/tide/names.py", "import *", "import Base as B"),
    ("src/tide/eddy.py", "def eddy(", "@flow.flow\ndef eddy("),
    (
        "src/tide/eddy.py",
        "from tide import flow\n",
        "from tide import flow\nfrom tide.base import *\n",
    ),
    ("src/tide/eddy.py", "from tide import flow\n", "import json\nfrom tide import flow\n"),
    ("src/tide/eddy.py", "from tide import flow", "import tide.flow as flow"),
    # Tests, and names in words.
    ("tests/test_flow.py", "def test_flow(", "def check_flow("),
    ("tests/test_flow.py", "@pytest.fixture\n", ""),
    ("docs/notes.md", "`flow`", "`eddy`"),
)
MOVED = (
    ("src/tide/flow.py", "src/tide/stream.py"),
    ("src/tide/names.py", "src/tide/deep/names.py"),
    ("tests/test_flow.py", "tests/deep/test_flow.py"),
    ("tests/test_flow.py", "src/tide/try_flow.py"),
    ("examples/drift.py", "src/drift.py"),
)


@pytest.mark.parametrize("seed", range(4))
def test_pages_after_edits_that_others_see_are_those_of_a_clean_run(
    write_tree: WriteTree, build: Build, staged: Staged, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    root = write_tree(PACKAGES)
    build(root)
    done: list[object] = []
    for step in range(12):
        if chance.random() < 0.2:
            one, other = chance.choice(MOVED)
            there, gone = ((root / it) for it in (one, other))
            if not there.exists():
                there, gone = gone, there
            gone.parent.mkdir(exist_ok=True)
            there.rename(gone)
            done.append((one, other))
        else:
            for edit in chance.sample(VISIBLE, chance.choice([1, 1, 1, 2])):
                path, old, new = edit
                text = (root / path).read_text() if (root / path).exists() else ""
                # The same edit a second time takes it back.
                (root / path).write_text(
                    text.replace(new, old) if new and new in text else text.replace(old, new)
                )
                done.append(edit)
        build(root)
        if step % 2 == 0:
            # What is wrong now stays so, and is seen after the next step.
            continue
        build(root, state=f"clean-{step}")
        assert staged() == staged(f"clean-{step}"), (seed, done)
        assert _catalogue(tmp_path, "state") == _catalogue(tmp_path, f"clean-{step}")


def test_new_definition_asks_what_uses_the_definitions_of_few_other_files(
    write_tree: WriteTree, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_tree(PACKAGES)
    build(root)
    asked: list[str] = []
    prepared = uses.used_definitions

    def used(context: Context, facts: FileFacts) -> list[UsedDefinition]:
        asked.append(facts.path)
        return prepared(context, facts)

    monkeypatch.setattr(uses, "used_definitions", used)
    path = "src/tide/eddy.py"
    (root / path).write_text(PACKAGES[path] + "\n\ndef whirl(): ...\n")
    build(root)
    assert set(asked) == {path}


def test_new_definition_looks_for_what_holds_between_few_other_files(
    write_tree: WriteTree, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_tree(PACKAGES)
    build(root)
    asked: list[str] = []
    related = RelatedFiles.without_uses

    def without_uses(self: RelatedFiles, facts: FileFacts) -> FileRelations:
        asked.append(facts.path)
        return related(self, facts)

    monkeypatch.setattr(RelatedFiles, "without_uses", without_uses)
    path = "src/tide/eddy.py"
    (root / path).write_text(PACKAGES[path] + "\n\ndef whirl(): ...\n")
    build(root)
    assert set(asked) == {path}
    # A name that is written elsewhere may mean something there.
    asked.clear()
    (root / path).write_text(PACKAGES[path] + "\n\ndef height(): ...\n")
    build(root)
    assert set(asked) == set(PACKAGES)
