"""The language of a script, by the line that says what runs it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.records.analysis import PYTHON

_LONGEST = 500
"""Bytes of a line that are looked at; no system reads more of it."""
_UTF8_MARK = b"\xef\xbb\xbf"
_BREAKS = re.compile(rb"\r\n|\r|\n")
_VERSION = re.compile(r"(?P<name>.*?[^\d.-])[\d.-]*(?<=\d)t?$")
"""``python3.11t``, ``perl5.36``, ``lua-5.4``."""

_RUNNERS = frozenset({"uv", "uvx", "pipx", "poetry", "pdm", "rye", "hatch", "pipenv"})
"""Programs of Python that run a script of Python, unless they are told to run something else."""
_PASSING_ON = frozenset(
    {
        "env",
        "busybox",
        "sudo",
        "nice",
        "nohup",
        "time",
        "conda",
        "mamba",
        "micromamba",
        "pixi",
        "npx",
        "bunx",
        "pnpx",
    }
)
"""Programs that run the program named after them."""
_WITH_VALUE = frozenset({"-u", "-C", "-n", "-p", "-P", "--name", "--prefix", "--unset", "--chdir"})
"""Options of those that take the next word."""
_NIX = "nix-shell"

_LEXERS = {
    **dict.fromkeys(
        ("python", "pythonw", "pypy", "ipython", "jython", "micropython", "xonsh"), "python"
    ),
    **dict.fromkeys(
        ("sh", "bash", "rbash", "dash", "ash", "zsh", "ksh", "mksh", "pdksh", "bats"), "bash"
    ),
    **dict.fromkeys(("csh", "tcsh"), "tcsh"),
    **dict.fromkeys(("ruby", "jruby", "truffleruby", "rake", "macruby"), "ruby"),
    **dict.fromkeys(("node", "nodejs", "zx", "qjs", "gjs"), "javascript"),
    **dict.fromkeys(("deno", "bun", "tsx", "ts-node"), "typescript"),
    **dict.fromkeys(("make", "gmake"), "make"),
    **dict.fromkeys(("awk", "gawk", "mawk", "nawk"), "awk"),
    **dict.fromkeys(("rscript", "r", "littler"), "r"),
    **dict.fromkeys(("lua", "luajit"), "lua"),
    **dict.fromkeys(("tclsh", "wish", "expect"), "tcl"),
    **dict.fromkeys(("pwsh", "powershell"), "powershell"),
    **dict.fromkeys(("runhaskell", "runghc", "stack"), "haskell"),
    **dict.fromkeys(("raku", "perl6"), "raku"),
    **dict.fromkeys(("guile", "scheme"), "scheme"),
    **dict.fromkeys(("rust-script", "cargo"), "rust"),
    **dict.fromkeys(("clojure", "clj", "bb"), "clojure"),
    **dict.fromkeys(("osascript",), "applescript"),
    **dict.fromkeys(
        (
            "crystal", "dart", "elixir", "erlang", "escript", "fish", "gnuplot", "go", "groovy",
            "java", "julia", "kotlin", "nim", "octave", "ocaml", "perl", "php", "racket", "scala",
            "sed", "swift",
        ), ""
    ),
}  # fmt: skip
"""Names of Pygments' lexers by the program; empty where both have one name."""


def script_language(data: bytes) -> Language | None:
    """Return the language of a script, None if its first line does not tell."""
    lines = _BREAKS.split(data.removeprefix(_UTF8_MARK)[: 2 * _LONGEST], maxsplit=2)
    words = _words(lines[0])
    while words:
        program = words.pop(0).replace("\\", "/").rpartition("/")[2].lower().removesuffix(".exe")
        if program in _PASSING_ON:
            words = _passed_on(words)
            continue
        if program == _NIX:
            words = _nix_interpreter(lines[1] if len(lines) > 1 else b"")
            continue
        if program in _RUNNERS:
            return _of_runner(words)
        return _of_program(program)
    return None


def _words(line: bytes) -> list[str]:
    if not line.startswith(b"#!"):
        return []
    return line[2:_LONGEST].decode("latin-1").replace('"', " ").replace("'", " ").split()


def _passed_on(words: Sequence[str]) -> list[str]:
    """Return the command after the options and settings of the program that runs it."""
    at = 0
    while at < len(words):
        word = words[at]
        if word.startswith("-S") and len(word) > 2 and not word.startswith("-S="):
            return [word[2:], *words[at + 1 :]]
        if word in _WITH_VALUE:
            at += 1
        elif not (word.startswith("-") or "=" in word or word in ("run", "exec")):
            break
        at += 1
    return list(words[at:])


def _nix_interpreter(line: bytes) -> list[str]:
    """Return the program in the second line of a script for Nix: ``#! nix-shell -i bash``."""
    words = _words(line)
    return [words[words.index("-i") + 1]] if "-i" in words[:-1] else []


def _of_runner(words: Sequence[str]) -> Language | None:
    """Return the language of what a program of Python runs."""
    for word in words:
        found = None if word.startswith("-") else _of_program(word.rpartition("/")[2].lower())
        if found is not None:
            return found
    return Language(PYTHON, "python") if "run" in words or not words else None


def _of_program(program: str) -> Language | None:
    alias = _LEXERS.get(program)
    if alias is None:
        versioned = _VERSION.match(program)
        program = versioned["name"] if versioned else ""
        alias = _LEXERS.get(program)
    if alias is None:
        return None
    try:
        lexer = get_lexer_by_name(alias or program)
    except ClassNotFound:
        return None
    name = lexer.name if lexer.name != "S" else "R"
    return Language(name, lexer.aliases[0])
