"""Languages that are read by the grammars of tree-sitter, where these are installed.

To add a language, write its queries (``queries/NAME.scm``) and declare a
:class:`~sphinx_kwindex.analysis.grammars.declaration.Grammar` in the module of its family; list the
family in :data:`GRAMMARS`.
"""

from __future__ import annotations

import msgspec

from sphinx_kwindex.analysis.grammars.apple import APPLE
from sphinx_kwindex.analysis.grammars.approximate import analyse_approximately
from sphinx_kwindex.analysis.grammars.c_family import C_FAMILY
from sphinx_kwindex.analysis.grammars.databases import DATABASES
from sphinx_kwindex.analysis.grammars.declaration import Grammar
from sphinx_kwindex.analysis.grammars.dotnet import DOTNET
from sphinx_kwindex.analysis.grammars.ecmascript import ECMASCRIPT
from sphinx_kwindex.analysis.grammars.engine import read_source
from sphinx_kwindex.analysis.grammars.go import GO
from sphinx_kwindex.analysis.grammars.installed import reader
from sphinx_kwindex.analysis.grammars.jvm import JVM
from sphinx_kwindex.analysis.grammars.parsing import Unfit
from sphinx_kwindex.analysis.grammars.rust import RUST
from sphinx_kwindex.analysis.grammars.scripting import SCRIPTING
from sphinx_kwindex.analysis.grammars.trees import TooHardError
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.limits import Limits
from sphinx_kwindex.records.analysis import Analysis, Problem
from sphinx_kwindex.records.diagnostics import DiagnosticCode

__all__ = ["GRAMMARS", "analyse_source"]

GRAMMARS: dict[str, Grammar] = {
    grammar.language: grammar
    for grammar in (
        *C_FAMILY,
        *ECMASCRIPT,
        *JVM,
        *GO,
        *RUST,
        *SCRIPTING,
        *DOTNET,
        *APPLE,
        *DATABASES,
    )
}
"""By the name of the language."""


def analyse_source(text: str, language: Language, limits: Limits) -> Analysis:
    """Return the facts of a source in one of these languages; never raises for its content.

    Parameters
    ----------
    text:
        The content, with line feeds as line ends.
    language:
        Its language.
    limits:
        How much is read.
    """
    grammar = GRAMMARS[language.name]
    installed = reader(grammar.module, grammar.function, grammar.query)
    if installed is None:
        return analyse_approximately(text, language, grammar, limits)
    if isinstance(installed, Unfit):
        found = analyse_approximately(text, language, grammar, limits)
        return msgspec.structs.replace(found, unfit_grammar=installed.reason)
    try:
        return read_source(text, language, grammar, installed, limits)
    except TooHardError as error:
        problem = Problem(
            DiagnosticCode.SYNTAX_ERROR,
            f"cannot be parsed: {str(error) or 'nested too deeply'}",
            1,
        )
        return analyse_approximately(text, language, grammar, limits, problem)
