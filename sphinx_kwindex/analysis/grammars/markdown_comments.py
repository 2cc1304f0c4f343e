"""Documentation in Markdown: what doc comments of Rust and Swift say after their first sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sphinx_kwindex.analysis.docstrings import read_docstring
from sphinx_kwindex.records.docstrings import Docstring

_DELIMITER = re.compile(r"[ \t]*(?:///?!?|/\*[*!]|\*/|\*(?![*\w]))[ ]?")
"""``///``, ``//!``, ``/**``, and the star that a line within such a comment starts with."""
_INNER = re.compile(r"//!|/\*!")
_DEFINITION = re.compile(r" {0,3}\[(?P<label>[^\]\[]{1,200})\]:\s*(?P<target>\S+)")
"""``[label]: https://example.org``"""
_REFERENCE = re.compile(
    r"(?<![\]\\!])\[(?P<text>[^\]\[]{1,200})\](?:\[(?P<label>[^\]\[]{0,200})\])?(?![(\[:])"
)
"""``[text][label]``, ``[text][]`` and ``[text]``; not ``[text](target)``."""
_FENCE = re.compile(r"(?P<fence>\s*(?:`{3,}|~{3,}))\s*(?P<info>[\w,= -]*)$")
_OF_RUST = frozenset({"", "rust", "no_run", "ignore", "should_panic", "compile_fail", "edition"})
_HIDDEN = re.compile(r"\s*#(?:\s|$)")
"""A line of an example of Rust that readers do not need."""


def read_comment(comment: str, summary: str | None, lexer: str) -> Docstring:
    """Return what a doc comment says.

    Parameters
    ----------
    comment:
        The comment as written, with its delimiters.
    summary:
        Its first sentence, where that is known already.
    lexer:
        That of the language, which examples are in.
    """
    lines = [_undelimited(line) for line in comment.split("\n")]
    targets = {
        found["label"].lower(): found["target"]
        for line in lines
        if (found := _DEFINITION.match(line)) is not None
    }
    plain = _without_title(list(_plain(lines, targets, lexer)))
    return read_docstring("\n".join(plain), summary=summary)


def inner_comments(texts: Iterable[str]) -> str:
    """Return the comments on what encloses them, which a source of Rust may start with."""
    found: list[str] = []
    for text in texts:
        if _INNER.match(text):
            found.append(text.rstrip("\n"))
        elif found:
            break
    return "\n".join(found)


def _undelimited(line: str) -> str:
    return _DELIMITER.sub("", line, count=1).removesuffix("*/").rstrip()


def _plain(lines: Iterable[str], targets: dict[str, str], lexer: str) -> Iterator[str]:
    """Yield lines with references in words or as links, and examples in the language."""
    fence, is_own = "", False
    for line in lines:
        match = _FENCE.match(line)
        if fence:
            if match is not None and match["fence"].strip().startswith(fence):
                fence = ""
            elif is_own and lexer == "rust" and _HIDDEN.match(line):
                continue
            yield line
        elif match is not None:
            fence = match["fence"].strip()
            info = match["info"].split(",")[0].strip()
            is_own = info.rstrip("0123456789") in _OF_RUST
            yield f"{match['fence']}{lexer if is_own else info}"
        elif not _DEFINITION.match(line):
            yield _REFERENCE.sub(lambda found: _resolved(found, targets), line)


def _resolved(found: re.Match[str], targets: dict[str, str]) -> str:
    """Return a reference as a link, or its words where its target is a name or not known."""
    words = found["text"]
    target = targets.get((found["label"] or words).lower(), "")
    if re.match(r"https?://", target):
        return f"[{words}]({target})"
    is_reference = target or found["label"] is not None or words.startswith("`")
    return words if is_reference else found[0]


def _without_title(lines: list[str]) -> list[str]:
    """Drop the heading that a comment starts with: the title of what it is about."""
    first = next((at for at, line in enumerate(lines) if line.strip()), len(lines))
    return lines[first + 1 :] if first < len(lines) and lines[first].startswith("# ") else lines
