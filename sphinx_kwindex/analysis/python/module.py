"""The analysis of one Python file."""

from __future__ import annotations

from pygments.lexers.python import PythonLexer

from sphinx_kwindex.analysis.comments import leading_comment
from sphinx_kwindex.analysis.docstrings import prose_of_docstring, read_docstring
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.python.attribute_comments import with_comments
from sphinx_kwindex.analysis.python.bindings import Bindings
from sphinx_kwindex.analysis.python.examples import extract_examples
from sphinx_kwindex.analysis.python.exports import extract_exports, main_guard_line
from sphinx_kwindex.analysis.python.fallback import DefinitionNames, approximate_symbols
from sphinx_kwindex.analysis.python.heads import HeadNames
from sphinx_kwindex.analysis.python.imports import extract_imports
from sphinx_kwindex.analysis.python.loads import extract_loads
from sphinx_kwindex.analysis.python.names import extract_names
from sphinx_kwindex.analysis.python.occurrences import extract_occurrences
from sphinx_kwindex.analysis.python.references import (
    extract_references,
    positions_of,
)
from sphinx_kwindex.analysis.python.symbols import docstring_of, extract_symbols
from sphinx_kwindex.analysis.python.tolerant_docstrings import (
    MODULE,
    NOTHING,
    described,
    docstrings_by_line,
)
from sphinx_kwindex.analysis.python.traits import extract_traits
from sphinx_kwindex.analysis.python.tree import parse
from sphinx_kwindex.analysis.tokens import lexed_part
from sphinx_kwindex.limits import Limits
from sphinx_kwindex.records.analysis import Analysis, Problem
from sphinx_kwindex.records.diagnostics import DiagnosticCode


def analyse_python(text: str, language: Language, limits: Limits) -> Analysis:
    """Return the facts of a Python source or stub file; never raises for its content.

    Parameters
    ----------
    text:
        The content, with line feeds as line ends.
    language:
        Its language.
    limits:
        How much is read.
    """
    try:
        return _exact(text, language, limits)
    except SyntaxError as error:
        return _approximate(text, language, error.msg or "invalid syntax", error.lineno or 1)
    except (RecursionError, MemoryError):
        return _approximate(text, language, "nested too deeply to parse", 1)


def _exact(text: str, language: Language, limits: Limits) -> Analysis:
    tree = parse(text, limits)
    module = tree.module
    bindings = Bindings(tree)
    names = HeadNames(tree, bindings)
    symbols = with_comments(extract_symbols(module, names), text)
    imports = extract_imports(module)
    positions = positions_of(symbols)
    docstring = docstring_of(module)
    line = module.doc_node.lineno or 1 if module.doc_node else 1
    said = read_docstring(docstring, is_of_file=True)
    exports, export_lists = extract_exports(module)
    return Analysis(
        language=language.name,
        lexer=language.lexer,
        prose=prose_of_docstring(said, line) or leading_comment(text, language.lexer),
        documented=bool(docstring.strip()),
        docstring=said.body,
        symbols=symbols,
        unlisted=tree.unread.definitions,
        is_cut=tree.unread.is_something,
        imports=imports,
        occurrences=extract_occurrences(tree, bindings),
        traits=extract_traits(tree, bindings, names),
        references=extract_references(tree, bindings, imports, positions),
        examples=extract_examples(tree, positions, symbols, said.body),
        exports=exports,
        export_lists=export_lists,
        loads=extract_loads(tree, bindings),
        names=extract_names(tree.syntax, text, exports, export_lists).encoded(),
        main_line=main_guard_line(module),
    )


def _approximate(text: str, language: Language, reason: str, line: int) -> Analysis:
    part = lexed_part(text)
    names = DefinitionNames()
    tokens = PythonLexer(stripnl=False, ensurenl=False).get_tokens(part)
    docstrings = docstrings_by_line(names.noted(tokens))
    written = docstrings.get(MODULE, NOTHING)
    said = read_docstring(written.text, is_of_file=True)
    return Analysis(
        language=language.name,
        lexer=language.lexer,
        prose=prose_of_docstring(said, written.line) or leading_comment(text, language.lexer),
        documented=bool(written.text.strip()),
        docstring=said.body,
        symbols=described(approximate_symbols(part, names), docstrings),
        is_cut=len(part) < len(text),
        problem=Problem(DiagnosticCode.SYNTAX_ERROR, f"cannot be parsed: {reason}", line),
        approximate=True,
    )
