"""What is said of options that are wrong."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable

PREFIX = "kwindex_"

_LONGEST_VALUE = 300
"""Characters of a wrong value that a message repeats."""


class OptionError(ValueError):
    """An option has a value that it may not have.

    The text names the option, what was found and what is allowed, in one line.
    """

    def __init__(self, name: str, found: object, allowed: str) -> None:
        super().__init__(f"{PREFIX}{name} is {shown(found)}, but should be {allowed}")

    def __reduce__(self) -> tuple[Callable[..., ValueError], tuple[type[OptionError], str]]:
        # What was found may be anything: only the text goes from process to process.
        return ValueError.__new__, (type(self), str(self))


def shown(value: object) -> str:
    """Return any value in one line of limited length, whatever it is."""
    try:
        text = " ".join(repr(value).split())
    except Exception:  # a class in conf.py, a number of many digits, lists in each other
        return f"something of the type {type(value).__name__}"
    if len(text) <= _LONGEST_VALUE:
        return text
    return f"{text[: _LONGEST_VALUE // 2]}...{text[-_LONGEST_VALUE // 2 :]}"


def misspelt(names: Iterable[str], known: Iterable[str]) -> dict[str, str]:
    """Return the names that look as if they were meant for options, each with the nearest option.

    Parameters
    ----------
    names:
        Names in ``conf.py`` that mean nothing to anybody else.
    known:
        The full names of the options.

    Returns
    -------
    mapping from names to options
        In the order of the names; a name that looks like no option is not in it.
    """
    options = {_letters(name): name for name in known}
    found = {}
    for name in names:
        letters = _letters(name)
        if _is_ours(letters) and letters not in ("kwindex", ""):
            near = difflib.get_close_matches(letters, options, n=1, cutoff=0)
            found[name] = options[near[0]]
    return found


def _letters(name: str) -> str:
    return name.replace("_", "").casefold()


def _is_ours(letters: str) -> bool:
    """Return whether a name begins like those of our options, as ``kwindx_root`` does."""
    lead = _letters(PREFIX)
    begin = letters[: len(lead)]
    return begin[:2] == lead[:2] and bool(difflib.get_close_matches(begin, [lead], cutoff=0.8))
