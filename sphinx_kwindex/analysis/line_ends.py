r"""What a line is: it ends with ``\n``, ``\r\n`` or ``\r``, as in editors, in Python and in Git.

Every text is brought to ``\n`` once, when it is decoded.  Libraries that end lines elsewhere too
(PyYAML and docutils at U+2028, :meth:`str.splitlines` at ten characters) are given a text without
these characters, so that what they say of lines holds for the file.
"""

from __future__ import annotations

_OTHER_BREAKS = dict.fromkeys(map(ord, "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), " ")


def normalise_lines(text: str) -> str:
    r"""Return ``text`` with ``\n`` for every line end."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def without_other_breaks(text: str) -> str:
    r"""Return ``text`` with a space for each other character that some take for a line end."""
    return text.translate(_OTHER_BREAKS)
