"""Sites that are built in shards: the same bytes as one that is built whole."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sphinx.errors import ConfigError

from sphinx_kwindex.shards.__main__ import main
from sphinx_kwindex.shards.parts import RECORD_FILE
from tests.sphinx.building import (
    CHECKOUT,
    BuildExample,
    MakeRepository,
    Repository,
    snapshot_of,
)

_MAKE = re.compile(r"```make\n(.*?)```", re.DOTALL)
_EXPORTS = 'kwindex_exports = ["json", "llms", "symbols"]\nkwindex_small_folder = 1\n'


def _linked(repository: Repository, count: int, *more: str) -> Path:
    """Return the folder of what the steps before Sphinx wrote."""
    docs, work = str(repository.root / "docs"), repository.work / f"shards-{count}"
    facts = [str(work / f"facts-{number}.zip") for number in range(1, count + 1)]
    for number, path in enumerate(facts, 1):
        assert main(["facts", docs, "--shard", f"{number}/{count}", "-o", path, *more]) == 0
    assert main(["link", docs, *facts, "-o", str(work / "linked"), *more]) == 0
    return work / "linked"


def _part(repository: Repository, linked: Path, shard: str, **options: object) -> Path:
    """Return the output folder of a shard."""
    path = linked / f"pages-{shard.replace('/', '-of-')}.zip"
    place = linked.parent / f"part-{shard.partition('/')[0]}"
    more = {"kwindex_shard": shard, "kwindex_shard_slice": str(path), **options}
    result = repository.build(place=place, options=more)
    assert not result.warnings
    return result.outdir


def _differing(folder: Path, whole: Path) -> set[str]:
    """Return the files that are not the same bytes in both."""
    names = {*snapshot_of(folder), *snapshot_of(whole)}
    return {
        name
        for name in names
        if not (folder / name).is_file()
        or not (whole / name).is_file()
        or (folder / name).read_bytes() != (whole / name).read_bytes()
    }


def test_three_shards_by_the_recipe_for_make_are_the_same_bytes_as_a_whole_build(
    example: BuildExample, tmp_path: Path
) -> None:
    if shutil.which("make") is None:
        pytest.skip("needs make")
    whole = example("html")
    project = tmp_path / "project"
    shutil.copytree(whole.app.srcdir.parent, project)
    recipe = _MAKE.search((CHECKOUT / "docs" / "howto" / "shards.md").read_text("utf-8"))
    assert recipe is not None
    (tmp_path / "shards.mk").write_text(recipe[1], "utf-8")
    options = ("copyright=2026", "version=1", "nitpicky=1", "kwindex_small_folder=1")
    given = " ".join(f"-D {option}" for option in options)
    command = ["make", "-j2", "-f", str(tmp_path / "shards.mk"), f"PYTHON={sys.executable}"]
    done = subprocess.run(
        [*command, "SHARDS=3", f"OPTIONS={given}"],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert _differing(project / "_build" / "html", whole.outdir) == set()


def test_one_shard_and_two_are_the_same_bytes_as_a_whole_build_with_data_and_excerpts(
    make_repository: MakeRepository,
) -> None:
    repository = make_repository()
    repository.configure(_EXPORTS)
    guide = "Guide\n=====\n\n:kw:class:`Engine` and :doc:`/kwindex/src/demo/extra.py_docs`.\n\n"
    shown = ".. kw:section:: src/demo/core.py\n   :section: source\n"
    repository.write({"docs/guide.rst": guide + shown})
    whole = repository.build()
    assert not whole.warnings
    for count in (1, 2):
        linked = _linked(repository, count)
        shards = [f"{number}/{count}" for number in range(1, count + 1)]
        parts = [str(_part(repository, linked, shard)) for shard in shards]
        site = repository.work / f"html-{count}"
        docs = str(repository.root / "docs")
        arguments = [docs, str(linked / "site.zip"), *parts, "-o", str(site), "-q", "-W"]
        assert main(["merge", *arguments]) == 0
        assert _differing(site, whole.outdir) == set()


def test_what_does_not_fit_to_a_shard_is_refused_in_one_line(
    make_repository: MakeRepository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository = make_repository()
    repository.configure("kwindex_small_folder = 1\n")
    linked = _linked(repository, 2)
    capsys.readouterr()

    def refusal(**options: object) -> str:
        with pytest.raises(ConfigError):
            _part(repository, linked, "1/2", **options)
        said = capsys.readouterr().err
        assert said.count("\n") == 1
        assert not list(repository.work.rglob(RECORD_FILE))
        return said

    other = linked / "pages-2-of-2.zip"
    assert "is of shard 2/2, not of 1/2" in refusal(kwindex_shard_slice=str(other))
    assert "with other values of the options" in refusal(kwindex_private=False)
    assert "no file that the step link wrote" in refusal(kwindex_shard_slice="")
    toctree = "Guide\n=====\n\n.. toctree::\n\n   kwindex/src/demo/core.py_docs\n"
    toctree += "   kwindex/notes.txt_docs\n   kwindex/tests/test_core.py_docs\n"
    repository.write({"docs/guide.rst": toctree})
    assert "a table of contents in guide lists the page kwindex/" in refusal()
