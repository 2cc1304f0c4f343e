"""Formulas in Markdown files, as rules of ``markdown-it-py``.

The plugin ``dollarmath`` takes more for formulas than we do, and knows no brackets.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from sphinx_kwindex.analysis.formulas.delimiters import (
    INLINE,
    MOST_LINES,
    formula_between,
    formula_block,
)
from sphinx_kwindex.analysis.inline import formula_role

_INLINE = re.compile(INLINE)


def add_formulas(parser: MarkdownIt) -> None:
    """Have a parser make tokens of formulas: ``formula`` in a line, ``formula_block`` without."""
    parser.inline.ruler.before("escape", "formula", _formula)
    interrupted: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.before("fence", "formula_block", _formula_block, interrupted)


def _formula(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the form of a rule
    if state.src[state.pos] not in "$\\":
        return False
    match = _INLINE.match(state.src, state.pos)
    formula = formula_between(match) if match is not None else None
    if match is None or formula is None:
        return False
    if not silent:
        token = state.push("formula", "", 0)
        token.content = formula_role(formula.tex)
        token.markup = match[0]
    state.pos = match.end()
    return True


def _formula_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    if state.is_code_block(start):
        return False
    position = state.bMarks[start] + state.tShift[start]
    if state.src[position : position + 2] not in ("$$", "\\["):
        return False
    last = min(end, start + MOST_LINES)
    lines = state.getLines(start, last, state.blkIndent, keepLastLF=False).split("\n")
    found = formula_block(lines, 0)
    if found is None:
        return False
    if not silent:
        state.line = start + found[1]
        token = state.push("formula_block", "", 0)
        token.map = [start, state.line]
    return True
