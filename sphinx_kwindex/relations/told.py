"""What data say of the definitions and files of a repository, as far as states are compared by it.

Exports write the same with more, so that the data of an earlier build and a repository are alike.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.project import Project
from sphinx_kwindex.records.analysis import NOTEBOOK, FileFacts, Symbol
from sphinx_kwindex.records.data_lines import FileLine, SymbolLine, id_of


def told_files(project: Project) -> Iterator[FileFacts]:
    """Yield the files with definitions in code, sorted by path.

    The lines of a notebook are those of the script of its cells, and no lines of the file.
    """
    for path in project.paths:
        facts = project.files[path]
        if facts.is_text and facts.analysis.language != NOTEBOOK:
            yield facts


def told_symbols(facts: FileFacts, *, private: bool) -> Iterator[Symbol]:
    """Yield the definitions of a file that are documented, without parts of documents.

    Parameters
    ----------
    facts:
        The file.
    private:
        Whether private ones are.
    """
    for symbol in facts.analysis.symbols:
        if symbol.name and not symbol.kind.is_part and (private or not symbol.is_private):
            yield symbol


def symbol_line(project: Project, facts: FileFacts, symbol: Symbol) -> SymbolLine:
    """Return a definition, without what holds between it and others but its bases.

    Parameters
    ----------
    project:
        The linked facts.
    facts:
        Its file.
    symbol:
        The definition.
    """
    path = facts.path
    return SymbolLine(
        symbol.name,
        symbol.qualname,
        id_of(path, symbol.anchor),
        path,
        symbol.line,
        max(symbol.line, symbol.end_line),
        project.kind_of(path, symbol).value,
        module=project.modules.dotted_name(path) if facts.is_python else "",
        signature=symbol.signature if symbol.is_callable else "",
        bases=tuple(_bases(project, path, symbol)),
        local=symbol.is_local,
        private=symbol.is_private,
        documented=symbol.documented,
        test=project.tests.is_code(path),
    )


def file_line(project: Project, facts: FileFacts) -> FileLine:
    """Return a file, without what holds between it and others.

    Parameters
    ----------
    project:
        The linked facts.
    facts:
        The file.
    """
    analysis = facts.analysis
    return FileLine(
        facts.path,
        analysis.language,
        facts.size,
        lines=analysis.lines,
        module=project.modules.dotted_name(facts.path) if facts.is_python else "",
        external=tuple(sorted(set(_external(project, facts)))),
        test=project.tests.is_code(facts.path),
        approximate=analysis.approximate,
        problem=analysis.problem.message if analysis.problem is not None else "",
    )


def _bases(project: Project, path: str, symbol: Symbol) -> Iterator[str]:
    known = {}
    if symbol.is_class:
        for base in project.classes.bases_of((path, symbol.anchor)):
            if base.found is not None:
                known[base.names[0] if base.names else ""] = id_of(*base.found)
    for written in symbol.bases:
        if written.name:
            yield known.get(written.name, written.name)
    if not symbol.bases:
        yield from known.values()


def _external(project: Project, facts: FileFacts) -> Iterator[str]:
    """Yield the top names of modules that a Python file imports from elsewhere."""
    for item in project.imports.get(facts.path, ()) if facts.is_python else ():
        if item.target is None and not item.is_unclear and not item.statement.level:
            yield item.statement.source.partition(".")[0]
