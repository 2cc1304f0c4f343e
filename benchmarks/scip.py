"""Reading occurrences from a SCIP index as Pyrefly writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sphinx_kwindex.scip.messages import Roles, decode_documents

_MODULE = re.compile(r"(?:`([^`]+)`|(\w+))/")
"""The module in a symbol: ```` `pkg.a`/ ```` or ``pkg/``."""

_DESCRIPTOR = re.compile(r"(?:`([^`]+)`|(\w+))(\(\)\.|#|\.|:)")
"""A part of a symbol after the module: ``Client#``, ``go().``, ``size.``, ``__init__:``."""


@dataclass(frozen=True)
class Occurrence:
    """A place with the symbol that it names."""

    line: int
    """From 0, as in SCIP."""
    column: int
    end_column: int
    symbol: str
    is_definition: bool


def read_index(path: Path) -> Iterator[tuple[str, list[Occurrence]]]:
    """Yield the occurrences of each document with its path.

    Parameters
    ----------
    path:
        The index.
    """
    for document in decode_documents(path.read_bytes()):
        yield (
            document.path,
            [
                Occurrence(
                    item.range[0],
                    item.range[1],
                    item.range[-1],
                    item.symbol,
                    bool(item.roles & Roles.DEFINITION),
                )
                for item in document.occurrences
            ],
        )


def parts_of(symbol: str) -> tuple[str, str, bool] | None:
    """Return module and qualified name of a symbol, and whether it has a name for others.

    Parameters
    ----------
    symbol:
        A symbol in the scheme ``scip-python``.

    Returns
    -------
    module, qualified name, whether it is not a parameter
        None for what is local to a file; the name of a module itself is empty.
    """
    descriptors = symbol.split(" ", 4)[-1] if not symbol.startswith("local ") else ""
    match = _MODULE.match(descriptors)
    if match is None:
        return None
    rest = descriptors[match.end() :]
    names: list[str] = []
    position = 0
    while found := _DESCRIPTOR.match(rest, position):
        names.append(found[1] or found[2])
        position = found.end()
    if rest == "__init__:":
        names = []
    return match[1] or match[2], ".".join(names), position == len(rest)
