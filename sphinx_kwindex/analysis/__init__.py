"""From the content of a file to its facts.

To add a language, write a module with one function ``(text, language) -> Analysis`` and name it in
:data:`ANALYSERS`; everything else follows.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from sphinx_kwindex.analysis.bounds import bounded
from sphinx_kwindex.analysis.build import analyse_cmake, analyse_docker, analyse_make
from sphinx_kwindex.analysis.components import analyse_component
from sphinx_kwindex.analysis.configured_commands import configured_commands
from sphinx_kwindex.analysis.data import (
    analyse_environment,
    analyse_ini,
    analyse_json,
    analyse_requirements,
    analyse_toml,
    analyse_yaml,
)
from sphinx_kwindex.analysis.decoding import decode
from sphinx_kwindex.analysis.documents import analyse_markdown, analyse_restructuredtext
from sphinx_kwindex.analysis.documents.passages import read_first
from sphinx_kwindex.analysis.go_module import analyse_go_module
from sphinx_kwindex.analysis.grammars import GRAMMARS, analyse_source
from sphinx_kwindex.analysis.headers import header_language
from sphinx_kwindex.analysis.highlighting import shown_lexer
from sphinx_kwindex.analysis.languages import PLAIN_TEXT, Language, is_known_type, language_of
from sphinx_kwindex.analysis.notebook import analyse_notebook, notebook_script
from sphinx_kwindex.analysis.plain import analyse_plain
from sphinx_kwindex.analysis.possible_tests import read_test_content
from sphinx_kwindex.analysis.project_metadata import declared_project
from sphinx_kwindex.analysis.pytest_rules import read_collection_rules
from sphinx_kwindex.analysis.python import analyse_cython, analyse_python
from sphinx_kwindex.analysis.secrets import find_token, holds
from sphinx_kwindex.analysis.shared_suffixes import implementation_language, perl_or_prolog
from sphinx_kwindex.analysis.shebang import script_language
from sphinx_kwindex.analysis.templates import analyse_html, analyse_jinja
from sphinx_kwindex.analysis.test_places import declared_places
from sphinx_kwindex.analysis.written_names import written_names
from sphinx_kwindex.limits import DEFAULT_LIMITS, Limits
from sphinx_kwindex.paths import name_of
from sphinx_kwindex.records.analysis import (
    NOTEBOOK,
    PYTHON,
    PYTHON_LANGUAGES,
    PYTHON_STUB,
    Analysis,
    Problem,
)
from sphinx_kwindex.records.diagnostics import DiagnosticCode
from sphinx_kwindex.records.source_files import CLEARED, TextState

__all__ = ["ANALYSERS", "LIMITED_ANALYSERS", "analyse", "shown_text"]

ANALYSERS: dict[str, Callable[[str, Language], Analysis]] = {
    "TOML": analyse_toml,
    "YAML": analyse_yaml,
    "JSON": analyse_json,
    "INI": analyse_ini,
    "Requirements": analyse_requirements,
    "CMake": analyse_cmake,
    "Docker": analyse_docker,
    "Makefile": analyse_make,
    "HTML": analyse_html,
    "HTML+Django/Jinja": analyse_html,
    "Jinja template": analyse_jinja,
    "Cython": analyse_cython,
    "Environment file": analyse_environment,
    "Go module": analyse_go_module,
}
"""Analyser by the name of the language; any other text gets :func:`analyse_plain`.

Each takes the content of a file, with line feeds as line ends, and its language, which goes into
the facts.  It raises for no content."""

LIMITED_ANALYSERS: dict[str, Callable[[str, Language, Limits], Analysis]] = {
    PYTHON: analyse_python,
    PYTHON_STUB: analyse_python,
    NOTEBOOK: analyse_notebook,
    "Markdown": analyse_markdown,
    "reStructuredText": analyse_restructuredtext,
    **dict.fromkeys(("Vue", "Svelte", "Astro"), analyse_component),
    **dict.fromkeys(GRAMMARS, analyse_source),
}
"""Analysers that make so much of a text that they have to know how much is wanted."""

_PERHAPS_WORDS = frozenset({"BUILD", "WORKSPACE"})
"""Names of files for Bazel that are those of notes for readers as well."""

BY_CONTENT: dict[str, Callable[[str], Language]] = {
    "C header": header_language,
    "Objective-C": implementation_language,
    "Perl": perl_or_prolog,
}
"""How to tell languages apart that share a suffix, by the name that they share."""


def shown_text(language: str, text: str) -> str:
    """Return what pages show of a text file: the text, of a notebook the script of its cells.

    Parameters
    ----------
    language:
        Name of its language.
    text:
        The content, with line feeds as line ends.
    """
    return notebook_script(text) if language == NOTEBOOK else text


def analyse(name: str, data: bytes, limits: Limits = DEFAULT_LIMITS) -> Analysis:
    """Return the facts of a file.

    Parameters
    ----------
    name:
        What of its path tells the language; if nothing does, the first line tells it.
    data:
        Its content.
    limits:
        How much of it is read.
    """
    is_cleared = name.startswith(CLEARED)
    name = name.removeprefix(CLEARED)
    by_name = language_of(name)
    language = by_name if is_known_type(name) else script_language(data) or by_name
    decoded = decode(data, is_python=language.name in PYTHON_LANGUAGES)
    if decoded.state is not TextState.TEXT:
        return Analysis(
            language=language.name,
            lexer=language.lexer,
            state=decoded.state,
            problem=_decoding_problem(decoded.problem, decoded.line),
        )
    token = None if is_cleared else find_token(decoded.text)
    if token is not None:
        return Analysis(
            language=language.name,
            lexer=language.lexer,
            state=TextState.SENSITIVE,
            problem=Problem(DiagnosticCode.SENSITIVE_FILE, holds(token), token.line),
        )
    if language.name in BY_CONTENT:
        language = BY_CONTENT[language.name](decoded.text)
    analysis = bounded(_analysed(decoded.text, language, limits), limits)
    if analysis.problem is not None and name_of(name) in _PERHAPS_WORDS:
        analysis = analyse_plain(decoded.text, PLAIN_TEXT)
    own_name = name_of(name)
    return msgspec.structs.replace(
        analysis,
        lexer=shown_lexer(analysis.lexer, decoded.text),
        encoding=decoded.encoding,
        lines=_count_lines(decoded.text),
        collection=read_collection_rules(own_name, decoded.text),
        readme=read_first(own_name, language.name, decoded.text),
        test_places=declared_places(own_name, decoded.text),
        declared=declared_project(own_name, decoded.text),
        test_commands=configured_commands(own_name, decoded.text),
        written_names=written_names(decoded.text, analysis),
        test_content=read_test_content(name, shown_text(language.name, decoded.text), analysis),
    )


def _analysed(text: str, language: Language, limits: Limits) -> Analysis:
    if language.name in LIMITED_ANALYSERS:
        return LIMITED_ANALYSERS[language.name](text, language, limits)
    return ANALYSERS.get(language.name, analyse_plain)(text, language)


def _decoding_problem(message: str, line: int) -> Problem | None:
    if not message:
        return None
    return Problem(DiagnosticCode.UNDECODABLE, f"cannot be decoded: {message}", line)


def _count_lines(text: str) -> int:
    return text.count("\n") + (not text.endswith("\n") and bool(text))
