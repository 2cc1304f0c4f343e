"""Writing pages by several processes, with few documents in memory.

Sphinx resolves all documents in one process, as fast as it can, and keeps each until one of the
others has time to write it.  Of a large repository nearly all of them wait in the end, which takes
gigabytes.  Here the process that resolves them lends a hand as soon as some wait.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from docutils import nodes
from sphinx.builders import Builder
from sphinx.highlighting import PygmentsBridge
from sphinx.util.build_phase import BuildPhase
from sphinx.util.display import status_iterator
from sphinx.util.parallel import ParallelTasks

from sphinx_kwindex.sphinx_ext.combined_lexing import join_rules
from sphinx_kwindex.sphinx_ext.compatibility import (
    application_of,
    resolved_doctree,
    set_phase,
)
from sphinx_kwindex.sphinx_ext.reading.nodes import kwindex_source

_SHARE = 40
"""Documents for which a process is started; a copy of this one takes about as long as one page."""

_MOST_WAITING = 2 * _SHARE
"""Documents that may wait for a process, before this one writes some of them."""

_REPLACED = "_write_parallel"

_Resolved = tuple[str, nodes.document]


def write_with_few_in_memory(builder: Builder) -> None:
    """Replace the method of one builder that writes pages by several processes.

    Parameters
    ----------
    builder:
        A builder; one with a method of its own keeps it.
    """
    if getattr(type(builder), _REPLACED, None) is getattr(Builder, _REPLACED, None):
        vars(builder)[_REPLACED] = partial(_write, builder)


class _Writers(ParallelTasks):
    """Processes that write pages; a task is only added when one is free."""

    def is_any_free(self) -> bool:
        """Return whether a process may be started now."""
        self._join_one()
        return self._pworking < self.nproc

    def add(self, task: Callable[[deque[_Resolved]], None], documents: deque[_Resolved]) -> None:
        """Start a process for some documents."""
        self.add_task(task, documents)
        # The process has a copy of them.
        self._args.update(dict.fromkeys(self._args))


def _write(builder: Builder, docnames: Sequence[str], nproc: int) -> None:
    writers = _Writers(nproc)
    languages: set[str] = set()
    waiting: deque[_Resolved] = deque()
    # Templates are compiled before any process is copied.
    waiting.append(_resolved(builder, docnames[0]))
    _write_some(builder, waiting, 1)
    for share in _shares(docnames[1:], builder):
        for docname in share:
            waiting.append(_resolved(builder, docname))
            # So are the rules of lexers joined.
            _prepare(builder, waiting[-1][1], languages)
            if len(waiting) >= _SHARE and writers.is_any_free():
                writers.add(partial(_write_some, builder), waiting)
                waiting = deque()
            elif len(waiting) >= _MOST_WAITING:
                _write_some(builder, waiting, 1)
    _write_rest(builder, waiting, writers)
    writers.join()


def _resolved(builder: Builder, docname: str) -> _Resolved:
    """Return a document with its references resolved, which must be done in one process."""
    set_phase(builder, BuildPhase.RESOLVING)
    doctree = resolved_doctree(builder, docname)
    builder.write_doc_serialized(docname, doctree)
    return docname, doctree


def _prepare(builder: Builder, doctree: nodes.document, languages: set[str]) -> None:
    """Prepare for the languages of the sources in a document, once for each."""
    highlighter: PygmentsBridge | None = getattr(builder, "highlighter", None)
    if highlighter is not None:
        for name in {str(node["lexer"]) for node in doctree.findall(kwindex_source)} - languages:
            languages.add(name)
            join_rules(highlighter.get_lexer("", name, force=True))


def _write_rest(builder: Builder, waiting: deque[_Resolved], writers: _Writers) -> None:
    """Write what waits in the end; a process that is free gets its part of it."""
    while waiting:
        share = len(waiting) // (writers.nproc + 1)
        if share and writers.is_any_free():
            part = deque(waiting.popleft() for _ in range(share))
            writers.add(partial(_write_some, builder), part)
        _write_some(builder, waiting, 1)


def _write_some(builder: Builder, waiting: deque[_Resolved], most: int | None = None) -> None:
    """Write the first documents that wait, and let go of them."""
    set_phase(builder, BuildPhase.WRITING)
    for _ in range(len(waiting) if most is None else most):
        builder.write_doc(*waiting.popleft())


def _shares(docnames: Sequence[str], builder: Builder) -> Iterable[Sequence[str]]:
    """Yield the documents in shares, and show how far they are as Sphinx does."""
    shares = [docnames[at : at + _SHARE] for at in range(0, len(docnames), _SHARE)]
    verbosity = application_of(builder.env).verbosity
    return status_iterator(shares, "writing output... ", "darkgreen", len(shares), verbosity)
