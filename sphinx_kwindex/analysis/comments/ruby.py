"""What tools of Ruby read in comments: RDoc, TomDoc and YARD."""

from __future__ import annotations

import re

LEXERS = frozenset({"ruby", "rb"})
"""Pygments' aliases of the language."""

_HEADING = re.compile(r"^[ ]*={1,6}[ ]+(?=\S)", re.MULTILINE)
"""The marks of ``== Usage``."""
_LABEL = re.compile(r"^[ ]*(?:[\w][\w ,/-]{0,40}::|\[[^\]\n]{1,60}\])(?:[ ].*)?$", re.MULTILINE)
"""``[name] The name.``."""
_CODE = re.compile(r"(?<![\w+`])\+([\w:.#?!@\[\]=]{1,80})\+(?![\w+`])")
"""``+paths+``."""
_TOMDOC = re.compile(r"\A\s*(?:Public|Internal|Private|Deprecated):[ \t]+(?=\S)")
_LINK = re.compile(
    r"(?<![#\w])\{(?P<target>[A-Z#.:][\w:#.?!=]{0,120}|(?:file|render):\S{1,120}|https?://[^\s{}]+)"
    r"(?:[ ]+(?P<label>[^{}\n]{1,200}))?\}"
)
"""``{Gauge#read a gauge}``, ``{file:README.md}``."""
_DIRECTIVE = re.compile(r"(?P<indent>[ ]*)@!(?P<name>[a-z_]+)\b")
"""``@!attribute [r] name``."""
_OF_DEFINITION = frozenset({"attribute", "method"})
"""Directives that describe a definition, in the lines that are further in."""


def ruby_words(text: str) -> str:
    """Return the text of a comment as words, with the same lines."""
    if "@!" in text:
        text = "\n".join(_without_directives(text.split("\n")))
    text = _LINK.sub(_label, _CODE.sub(r"`\1`", text))
    return _TOMDOC.sub("", _LABEL.sub("", _HEADING.sub("# ", text)), count=1)


def _label(match: re.Match[str]) -> str:
    if match["label"]:
        return match["label"]
    target = match["target"].removeprefix("file:").removeprefix("render:")
    return target if "://" in target else f"`{target.lstrip('#')}`"


def _without_directives(lines: list[str]) -> list[str]:
    """Return lines without YARD's directives.

    What one says of a definition is further in, and counts if there are no words beside it.
    """
    plain, said = [""] * len(lines), [""] * len(lines)
    name, indent = "", -1
    for at, line in enumerate(lines):
        directive = _DIRECTIVE.match(line)
        depth = len(line) - len(line.lstrip())
        if directive is not None:
            name, indent = directive["name"], len(directive["indent"])
        elif line.strip() and depth <= indent:
            name, indent = "", -1
        if indent < 0:
            plain[at] = line
        elif directive is None and name in _OF_DEFINITION:
            said[at] = line.strip()
    has_words = any(line.strip() and not line.lstrip().startswith("@") for line in plain)
    return plain if has_words else [own or other for own, other in zip(plain, said, strict=True)]
