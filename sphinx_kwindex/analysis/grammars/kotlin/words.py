"""Words and signs that tell what the heads of Kotlin's definitions are."""

from __future__ import annotations

import re

from sphinx_kwindex.analysis.grammars.kotlin.expressions import TYPES

HEADS = TYPES | frozenset({b"fun", b"val", b"var", b"typealias"})
PARAMETRIC = TYPES | {b"fun", b"constructor"}
HEAD_GOES_ON = re.compile(
    rb"[(:{,]|where\b|(?:@[\w.]++(?:\([^()]*+\))?\s*+|(?:private|internal|protected|public|actual)\s++)*+"
    rb"constructor\b"
)
"""The next line of the head of a type: ``@Inject internal constructor(``."""
SOFT = frozenset(
    b"abstract actual annotation by catch companion const constructor context crossinline data "
    b"delegate dynamic enum expect external field file final finally get import infix init inline "
    b"inner internal lateinit noinline open operator out override param private property protected "
    b"public receiver reified sealed set setparam suspend tailrec value vararg where".split()
)
"""Keywords that are names where no keyword can stand."""
VISIBILITY = frozenset({b"private", b"internal", b"protected", b"public"})
MODIFIERS = re.compile(
    rb"(?:(?:\b(?:private|internal|protected|public|inline|external)|@[\w.]+)[ \t]+){1,5}$"
)
"""Before an accessor."""
BODY_BEGINS = re.compile(rb"[ \t]*+(?::[^={\n]*+)?(?:\n[ \t]*+)?([={])")
"""``: Double =``."""
NEXT_PARAMETER = re.compile(rb"\s*(?:[\w@.]+\s+){0,4}[\w`]+\s*:(?!:)|\s*$")
"""``vararg heights: Double``."""
NOT_LINE_END = re.compile(rb"[^\r\n]")
COLON = re.compile(rb"\s*:(?!:)")
COMPLETE = re.compile(rb"[\w`\x80-\xff\"')\]}>?]")
