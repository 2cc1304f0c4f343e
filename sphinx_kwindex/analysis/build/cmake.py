"""CMake files: the commands and targets that they define, what they look for and include."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from pygments.lexers.make import CMakeLexer
from pygments.token import Name, Punctuation, String

from sphinx_kwindex.analysis.comments import leading_comment
from sphinx_kwindex.analysis.inline import inline
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.notes import Notes
from sphinx_kwindex.analysis.outline import Outline
from sphinx_kwindex.analysis.tokens import is_a, lines_of_tokens, shortened
from sphinx_kwindex.records.analysis import Analysis, Prose
from sphinx_kwindex.records.documents import LinkKind
from sphinx_kwindex.records.symbol_kinds import SymbolKind

_NAMED = {
    "function": SymbolKind.COMMAND,
    "macro": SymbolKind.COMMAND,
    "add_library": SymbolKind.TARGET,
    "add_executable": SymbolKind.TARGET,
    "add_custom_target": SymbolKind.TARGET,
    "find_package": SymbolKind.DEPENDENCY,
    "option": SymbolKind.KEY,
}
"""Commands whose first argument is the name of something, with what it is."""

_MOST_ARGUMENTS = 12


class _Command(msgspec.Struct):
    name: str
    line: int
    arguments: list[str]
    depth: int = 0


def analyse_cmake(text: str, language: Language) -> Analysis:
    """Return the facts of a CMake file."""
    outline, notes = Outline(), Notes()
    purpose = leading_comment(text, language.lexer)
    for command in _commands(text):
        arguments = [argument.strip('"') for argument in command.arguments]
        if not arguments or "${" in arguments[0]:
            continue
        if command.name in _NAMED:
            outline.add(
                _NAMED[command.name],
                arguments[0],
                command.line,
                signature=_signature(command.name, arguments[1:]),
            )
        elif command.name == "set" and "CACHE" in arguments:
            outline.add(SymbolKind.KEY, arguments[0], command.line, signature=" (cached)")
        elif command.name == "add_subdirectory" or (
            command.name == "include" and ("/" in arguments[0] or "." in arguments[0])
        ):
            notes.link(arguments[0], command.line, "", LinkKind.INCLUDE)
        elif command.name == "project" and purpose is None:
            purpose = _project(arguments, command.line)
    return Analysis(
        language=language.name,
        lexer=language.lexer,
        prose=purpose,
        symbols=outline.symbols(text.count("\n") + 1),
        document=notes.document(outline.omitted),
    )


def _signature(command: str, arguments: Sequence[str]) -> str:
    """Return what a command says after the name."""
    if command in ("function", "macro"):
        return f"({' '.join(arguments)})"
    if command == "find_package":
        wanted = [word for word in arguments if word[:1].isdigit() or word == "REQUIRED"]
        return f" {' '.join(wanted)}" if wanted else ""
    if command == "option":
        return f": {arguments[0]}" if arguments else ""
    return ""


def _project(arguments: Sequence[str], line: int) -> Prose:
    words = list(arguments)
    name = words[0]
    said = words[words.index("DESCRIPTION") + 1 :][:1] if "DESCRIPTION" in words else []
    summary = said[0] if said else f"Describes the build of the project {name}."
    return Prose(inline(summary), (), line, "project()")


def _commands(text: str) -> Iterator[_Command]:
    command: _Command | None = None
    for line, token, value in lines_of_tokens(CMakeLexer(stripnl=False), shortened(text)):
        if token is Name.Builtin and (command is None or command.depth == 0):
            command = _Command(value.lower(), line, [])
        elif command is not None and token is Punctuation:
            command.depth += value.count("(") - value.count(")")
            if command.depth <= 0:
                yield command
                command = None
        elif command is not None and is_a(token, String):
            if len(command.arguments) < _MOST_ARGUMENTS:
                command.arguments.append(value)
        elif command is not None and value.startswith("${") and command.depth:
            command.arguments.append(value)
