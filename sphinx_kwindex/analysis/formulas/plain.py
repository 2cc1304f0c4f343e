"""The parts of formulas in plain characters, for where nothing is typeset."""

from __future__ import annotations

import re
from unicodedata import normalize

from sphinx_kwindex.analysis.formulas.vocabulary import DOUBLE_STRUCK, LOWERED, RAISED

_SPACES = re.compile(r"\s+")
_SPACES_WITHIN = re.compile(r"(?<=[(\[⟨⌊⌈]) +| +(?=[)\]⟩⌋⌉,;])")
_ENDS = re.compile(r"[,;] ?;")
"""A row that ends with a comma."""
_ONE_THING = re.compile(r"[^\s+\-*/=<>≤≥±·×,;]+|\([^()]*\)|-?\d+")


def tidied(plain: str) -> str:
    """Return plain text without the spaces that TeX does not show."""
    spaced = _SPACES_WITHIN.sub("", _SPACES.sub(" ", plain))
    return _ENDS.sub(";", spaced).strip(" ;")


def scripted(sign: str, argument: str) -> str:
    """Return something raised or lowered.

    Parameters
    ----------
    sign:
        ``^`` or ``_``.
    argument:
        What is.
    """
    shown = tidied(argument)
    signs = RAISED if sign == "^" else LOWERED
    compact = shown.replace(" ", "")
    is_number = compact.lstrip("+-").isdigit()
    if compact and all(one in signs for one in compact) and (is_number or len(compact) == 1):
        return "".join(signs[one] for one in compact)
    return f"{sign}{_enclosed(shown)}"


def fraction(above: str, below: str) -> str:
    """Return a fraction on one line.

    Parameters
    ----------
    above:
        The numerator.
    below:
        The denominator.
    """
    return f"{_enclosed(tidied(above))}/{_enclosed(tidied(below))}"


def root(argument: str, index: str) -> str:
    """Return a root.

    Parameters
    ----------
    argument:
        What it is of.
    index:
        Which one; empty for the square root.
    """
    lead = scripted("^", index).removeprefix("^") if index.strip() else ""
    return f"{lead}√{_enclosed(tidied(argument))}"


def accented(argument: str, mark: str) -> str:
    """Return one sign with a mark over it; longer things stay without.

    Parameters
    ----------
    argument:
        What has it.
    mark:
        A combining character.
    """
    shown = tidied(argument)
    return normalize("NFC", f"{shown}{mark}") if len(shown) == 1 else shown


def double_struck(argument: str) -> str:
    """Return the letters for sets of numbers as such."""
    return "".join(DOUBLE_STRUCK.get(sign, sign) for sign in argument)


def _enclosed(shown: str) -> str:
    return shown if _ONE_THING.fullmatch(shown) else f"({shown})"
