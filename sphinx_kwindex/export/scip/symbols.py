"""What the definitions of a repository are called in SCIP.

A symbol is a scheme, a package, and a name for each scope: ``scip-python python demo . `demo.core`/
Engine#run().``  In Python these are the names by which others import; in other languages the path
of the file stands first, since nothing is known of what two files share.  What only a function can
name is ``local 0``, ``local 1`` and so on in its file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from sphinx_kwindex.build.exporting import Repository
from sphinx_kwindex.export.exported import exported_files, exported_symbols
from sphinx_kwindex.export.scip.kinds import suffix_of
from sphinx_kwindex.records.analysis import FileFacts

LOCAL = "local "

_SIMPLE = re.compile(r"[A-Za-z0-9_+$-]+")
_SEPARATORS = ".:"

Definition = tuple[str, str]
"""Path and qualified name; the name of a file itself is empty."""


def symbols_of(repository: Repository) -> dict[Definition, str]:
    """Return the symbols of all definitions, and of the modules.

    Definitions of one name in a file are one symbol, as overloads are.

    Parameters
    ----------
    repository:
        The repository.

    Returns
    -------
    mapping from definitions to symbols
        As SCIP writes them.
    """
    symbols: dict[Definition, str] = {}
    files = list(exported_files(repository))
    modules = _modules(repository, files)
    for facts in files:
        prefix = _prefix(repository, facts, modules)
        if facts.path in modules:
            symbols[facts.path, ""] = f"{prefix}__init__:"
        names = _names_in(repository, facts)
        symbols.update({(facts.path, name): f"{prefix}{text}" for name, text in names.items()})
        symbols.update(_locals_in(repository, facts))
    return symbols


def _modules(repository: Repository, files: list[FileFacts]) -> dict[str, str]:
    """Return the names of Python files by path; of files with the same name the first has it."""
    dotted = repository.project.modules.dotted_name
    python = [facts.path for facts in files if facts.is_python]
    # A module before its stub.
    python.sort(key=lambda path: (path.endswith(".pyi"), path))
    taken: Counter[tuple[str, str]] = Counter()
    modules = {}
    for path in python:
        key = repository.project.top_of(path), dotted(path)
        taken[key] += 1
        modules[path] = key[1] if taken[key] == 1 else path
    return modules


def _prefix(repository: Repository, facts: FileFacts, modules: Mapping[str, str]) -> str:
    top = repository.project.top_of(facts.path)
    metadata = repository.project.roots.get(top)
    package = (metadata.name if metadata is not None else "") or top or "."
    package = package.replace(" ", "  ")
    if facts.path in modules:
        return f"scip-python python {package} . {name_of(modules[facts.path])}/"
    return f"kwindex . {package} . {name_of(facts.path)}/"


def _names_in(repository: Repository, facts: FileFacts) -> dict[str, str]:
    """Return what follows the file in the symbols of its definitions, by qualified name."""
    names: dict[str, str] = {}
    known = {item.qualname: item for item in reversed(facts.analysis.symbols)}
    # The scope around a definition has a shorter name, and is there when it is asked for.
    for symbol in sorted(known.values(), key=lambda item: len(item.qualname)):
        if symbol.is_local or not symbol.name:
            continue
        kind = repository.project.kind_of(facts.path, symbol)
        suffix = suffix_of(kind, is_python=facts.is_python)
        around = symbol.qualname.removesuffix(symbol.name).rstrip(_SEPARATORS)
        if around in names and around != symbol.qualname:
            names[symbol.qualname] = f"{names[around]}{name_of(symbol.name)}{suffix}"
        else:
            names[symbol.qualname] = f"{name_of(symbol.qualname)}{suffix}"
    shown = {symbol.qualname for symbol in exported_symbols(repository, facts)}
    return {name: text for name, text in names.items() if name in shown}


def _locals_in(repository: Repository, facts: FileFacts) -> dict[Definition, str]:
    found = (item for item in exported_symbols(repository, facts) if item.is_local)
    names = dict.fromkeys(item.qualname for item in found)
    return {(facts.path, name): f"{LOCAL}{number}" for number, name in enumerate(names)}


def name_of(text: str) -> str:
    """Return a name as it stands in a symbol: in backticks if it has other signs than letters."""
    if _SIMPLE.fullmatch(text):
        return text
    return f"`{text.replace('`', '``')}`"
