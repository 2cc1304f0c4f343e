"""The comments and strings of languages with braces."""

from __future__ import annotations

import re
from functools import lru_cache

from sphinx_kwindex.analysis.grammars.literals import Lexicon, Quotes

_COMMENTS = rb"(?P<line>//)|(?P<block>/\*)"
_CHARACTER = (
    rb"(?P<character>'(?:\\[^\n][^\n']{0,8}|[^\\'\n\x80-\xff]|[\xc0-\xff][\x80-\xbf]{1,3})')"
)
r"""``'a'``, ``'\''``, ``'\u0041'``: one character: lifetimes of Rust begin so too."""
_NAME = rb"`[^`\n]*`"
_IN_ONE_LINE = rb'\\[^\n]|(?P<close>"|\n)'


@lru_cache(maxsize=256)
def _quotes(pattern: bytes) -> Quotes:
    return Quotes(re.compile(pattern))


def _kotlin_quotes(start: bytes) -> Quotes:
    """Return how ``$$"`` ends: in it ``$${`` begins code."""
    hole = rb"|(?P<hole>\${%d}\{)" % min(max(start.count(b"$"), 1), 99)
    return _quotes((rb'(?P<close>"{3,})' if start.endswith(b'"""') else _IN_ONE_LINE) + hole)


def _swift_quotes(start: bytes) -> Quotes:
    r"""Return how ``#"`` ends: in it ``\#`` begins an escape, and ``\#(`` code."""
    marks = rb"#{%d}" % min(start.count(b"#"), 99)
    if start.endswith(b"/"):
        return _quotes(rb"(?P<close>/" + marks + rb")")
    end = rb'"""' + marks if start.endswith(b'"""') else rb'"' + marks + rb"|\n"
    return _quotes(rb"\\" + marks + rb"(?:(?P<hole>\()|[^\n(])|(?P<close>" + end + rb")")


def _java_quotes(start: bytes) -> Quotes:
    return _quotes(rb'\\.|(?P<close>""")' if start == b'"""' else _IN_ONE_LINE)


def _go_quotes(start: bytes) -> Quotes:
    return _quotes(rb"(?P<close>`)" if start == b"`" else _IN_ONE_LINE)


def _rust_quotes(start: bytes) -> Quotes:
    if b"r" not in start:
        return _quotes(rb'\\[\s\S]|(?P<close>")')
    return _quotes(rb'(?P<close>"#{%d})' % min(start.count(b"#"), 255))


def _csharp_quotes(start: bytes) -> Quotes:
    """Return how ``$@"`` or ``\"\"\"`` ends."""
    holes, quotes = min(start.count(b"$"), 99), min(start.count(b'"'), 99)
    hole = rb"|\{\{|(?P<hole>\{)" if holes == 1 else rb"|(?P<hole>\{{%d})" % holes if holes else b""
    if quotes > 2:
        hole = hole.replace(rb"\{\{|", b"")
        return _quotes(rb'(?P<close>"{%d,})' % quotes + hole)
    return _quotes((rb'""|(?P<close>")' if b"@" in start else _IN_ONE_LINE) + hole)


def _php_quotes(start: bytes) -> Quotes:
    if start.startswith(b"<"):
        name = start.strip(b"<\"' \t")
        return _quotes(rb"\n[ \t]*(?P<close>" + re.escape(name) + rb")\b")
    if start == b"'":
        return _quotes(rb"\\[\s\S]|(?P<close>')")
    return _quotes(rb"\\[\s\S]|(?P<close>" + start + rb")|(?P<hole>\{(?=\$))")


def _ecmascript_quotes(start: bytes) -> Quotes:
    if start == b"`":
        return _quotes(rb"\\[\s\S]|(?P<close>`)|(?P<hole>\$\{)")
    return _quotes(rb"\\[\s\S]|(?P<close>" + start + rb"|\n)")


ECMASCRIPT = Lexicon(
    re.compile(
        _COMMENTS
        + rb"|(?P<character>(?:(?<=[(,=:;\[!&|?{}\n>])|(?<=[(,=:;\[!&|?{}\n>] )|(?<=\breturn ))/"
        rb"(?:[^/\\\[\n]|\\[^\n]|\[(?:[^\]\\\n]|\\[^\n])*+\])++/)"
        rb"|(?P<string>[\"'`])|[{}]"
    ),
    _ecmascript_quotes,
    b"{}",
)  # fmt: skip
r"""Of ``split(/[/"]/)`` the expression is a literal; ``a / b`` divides."""
KOTLIN = Lexicon(
    re.compile(
        _COMMENTS
        + rb'|(?P<string>(?<!\$)\$*+"(?:"")?)|'
        + _CHARACTER + b"|" + _NAME + rb"|[{}]"
    ),
    _kotlin_quotes,
    b"{}",
    is_nested=True,
)  # fmt: skip
SWIFT = Lexicon(
    re.compile(
        _COMMENTS + rb"|(?P<directive>(?m:^)[ \t]*+#(?:if|elseif|else|endif|error|warning)\b)"
        + rb'|(?P<string>(?<!#)#*+"(?:"")?|(?<!#)#++/)|' + _NAME + rb"|[()]"
    ),
    _swift_quotes,
    b"()",
    is_nested=True,
)  # fmt: skip
JAVA = Lexicon(re.compile(_COMMENTS + rb'|(?P<string>"(?:"")?)|' + _CHARACTER), _java_quotes)
GO = Lexicon(re.compile(_COMMENTS + rb'|(?P<string>["`])|' + _CHARACTER), _go_quotes)
RUST = Lexicon(
    re.compile(_COMMENTS + rb'|(?P<string>"|\b[bc]?r#*+")|' + _CHARACTER),
    _rust_quotes,
    is_nested=True,
)
CSHARP = Lexicon(
    re.compile(
        _COMMENTS + rb'|(?P<string>(?<![$@])[$@]*+(?:"{3,}+|"))|' + _CHARACTER + rb"|[{}]"
    ),
    _csharp_quotes,
    b"{}",
)  # fmt: skip
PHP = Lexicon(
    re.compile(
        rb"(?P<line>//|#(?!\[))|(?P<block>/\*)"
        rb"|(?P<string><<<[ \t]*+(?:\w++|\"\w++\"|'\w++')|[\"'`])|[{}]"
    ),
    _php_quotes,
    b"{}",
)  # fmt: skip
