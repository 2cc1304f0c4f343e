"""Pages are written by one process or several, each once, with few documents in memory."""

from __future__ import annotations

import weakref
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.util.build_phase import BuildPhase
from sphinx.util.parallel import parallel_available
from sphinx.util.tags import Tags

from sphinx_kwindex.sphinx_ext.finishing.page_writing import write_with_few_in_memory
from sphinx_kwindex.sphinx_ext.reading import kept_doctrees
from sphinx_kwindex.sphinx_ext.reading.kept_doctrees import KeptDoctrees


class _Document:
    """Stands for a doctree; one of docutils is held by itself until garbage is collected."""


class _Pages(Builder):
    """Writes a file for each document, and counts the documents that are in memory."""

    def __init__(self, folder: Path) -> None:
        self.outdir = folder
        self.tags = Tags()
        self.phase = BuildPhase.WRITING
        environment = SimpleNamespace(
            _app=SimpleNamespace(verbosity=0), get_and_resolve_doctree=self._resolve
        )
        self.env = cast("BuildEnvironment", environment)
        self.serialized: list[str] = []
        self.most = 0
        self._alive: weakref.WeakSet[_Document] = weakref.WeakSet()

    def _resolve(self, docname: str, builder: Builder, **tags: object) -> _Document:
        document = _Document()
        self._alive.add(document)
        self.most = max(self.most, len(self._alive))
        return document

    def write_doc_serialized(self, docname: str, doctree: nodes.document) -> None:
        self.serialized.append(docname)

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        with (Path(self.outdir) / docname).open("a") as file:
            file.write(f"{docname}\n")


def _written(folder: Path, docnames: Sequence[str], processes: int) -> _Pages:
    folder.mkdir()
    builder = _Pages(folder)
    write_with_few_in_memory(builder)
    builder._write_parallel(docnames, processes)
    return builder


@pytest.mark.skipif(not parallel_available, reason="processes cannot be copied")
@pytest.mark.parametrize("processes", [1, 2])
def test_each_page_is_written_once_and_few_documents_are_in_memory(
    tmp_path: Path, processes: int
) -> None:
    docnames = [f"page{number:04}" for number in range(400)]
    few = _written(tmp_path / "few", docnames[:120], processes)
    many = _written(tmp_path / "many", docnames, processes)
    found = {path.name: path.read_text() for path in (tmp_path / "many").iterdir()}
    assert found == {name: f"{name}\n" for name in docnames}
    assert many.serialized == docnames
    assert few.most <= many.most <= 100


@pytest.mark.skipif(not parallel_available, reason="processes cannot be copied")
@pytest.mark.parametrize("number", [1, 2, 41])
def test_few_pages_are_all_written(tmp_path: Path, number: int) -> None:
    docnames = [f"page{at}" for at in range(number)]
    _written(tmp_path / "out", docnames, 1)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(docnames)


def test_a_builder_with_a_method_of_its_own_keeps_it(tmp_path: Path) -> None:
    class _Own(_Pages):
        def _write_parallel(self, docnames: Sequence[str], nproc: int) -> None:
            raise NotImplementedError

    builder = _Own(tmp_path)
    write_with_few_in_memory(builder)
    assert "_write_parallel" not in vars(builder)


def test_one_process_keeps_the_first_generated_pages_and_all_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(kept_doctrees, "is_generated", lambda _app, name: name.startswith("ours"))
    docnames = [name for at in range(300) for name in (f"ours{at}", f"written{at}")]
    cache: dict[str, object] = {}
    app = cast("Sphinx", SimpleNamespace(env=SimpleNamespace(_write_doc_doctree_cache=cache)))
    kept = KeptDoctrees()
    for docname in docnames:
        # Sphinx keeps a document after the event.
        kept.on_doctree_read(app, docname)
        cache[docname] = object()
    ours = [name for name in cache if name.startswith("ours")]
    assert ours == [f"ours{at}" for at in range(100)]
    assert len(cache) == 300 + len(ours)
