"""Facts: what the file system and the first bytes tell."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.analysis.inline import marked_up
from sphinx_kwindex.blocks.blocks import Block, Field, Fields, Notice, code, plain
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.pages.words.counting import byte_size, count
from sphinx_kwindex.records.analysis import Analysis
from sphinx_kwindex.records.source_files import TextState
from sphinx_kwindex.records.text import Span, Text


def metadata(view: FileView) -> Iterator[Block]:
    """Yield path, size, type, extension, encoding and lines, and why it could not be read."""
    facts, analysis = view.facts, view.analysis
    # The rest is in the line of facts at the top.
    is_whole = "glance" not in view.site.section_names
    fields = [Field("Path", (code(facts.path),))]
    if is_whole:
        fields.append(Field("Type", (plain(analysis.language),)))
    fields.append(Field("Size", (plain(byte_size(facts.size)),)))
    if analysis.lines and is_whole:
        fields.append(Field("Lines", (plain(f"{analysis.lines:,}"),)))
    if analysis.encoding:
        fields.append(Field("Encoding", (plain(analysis.encoding),)))
    name, dot, extension = facts.source.name.rpartition(".")
    if name and dot:
        fields.append(Field("Extension", (code(f".{extension}"),)))
    if view.module is not None and is_whole:
        module = view.module.name
        fields.append(Field("Module", (Span(module, code=True, elsewhere=module),)))
    role = view.relations.role
    if role is not None and analysis.prose is not None and not view.is_classic:
        rule = (plain(" ("), *marked_up(role.rule), plain(")"))
        fields.append(Field("Role", (*marked_up(role.statement), *rule)))
    yield Fields(tuple(fields))
    if is_whole:
        yield from notices(view)


def notices(view: FileView) -> Iterator[Block]:
    """Yield what of the file could not be read, and why."""
    analysis = view.analysis
    problem = analysis.problem
    if problem is not None:
        line = f" (line {problem.line})" if problem.line else ""
        consequence = (
            " The definitions on this page come from a tolerant reading and are approximate."
            if analysis.approximate
            else ""
        )
        yield Notice((plain(f"This file {problem.message}{line}.{consequence}"),))
    elif analysis.approximate:
        yield Notice((*_approximate(analysis), plain(".")))
    if analysis.unparsed is not None:
        lines = count(analysis.unparsed.lines, "line")
        first = analysis.unparsed.first
        yield Notice(
            (
                plain(f"{lines} could not be parsed ("),
                view.line_link(first, f"from line {first}"),
                plain("): definitions there may be missing."),
            )
        )
    if analysis.is_cut:
        said = "This file is too long to be read whole: what stands near its end may be missing."
        yield Notice((plain(said),))
    if analysis.state is TextState.OVERSIZE:
        limit = byte_size(view.site.settings.max_file_size)
        yield Notice(
            (
                plain("This file was not read: it is larger than "),
                code("kwindex_max_file_size"),
                plain(f" ({limit})."),
            )
        )


def _approximate(analysis: Analysis) -> Text:
    said = "The definitions on this page are approximate: they come from syntax highlighting"
    if not analysis.lacks_grammar:
        return (plain(said),)
    command = code("pip install sphinx-kwindex[languages]")
    lack = (
        "the installed grammar does not fit"
        if analysis.unfit_grammar
        else ("no grammar for this language is installed")
    )
    because = f"{said}, since {lack} ("
    return (plain(because), command, plain(")"))
