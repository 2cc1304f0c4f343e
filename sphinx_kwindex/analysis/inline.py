"""Words as spans: literals become code, addresses links, emphasis stays; other markup goes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from sphinx_kwindex.analysis.formulas.delimiters import INLINE, formula_between
from sphinx_kwindex.analysis.formulas.formula import read_formula
from sphinx_kwindex.blocks.characters import one_line
from sphinx_kwindex.blocks.sentences import unlinked
from sphinx_kwindex.records.text import Span, Text

_URL = r"https?://[^\s<>\"'`\\^{}|]+"
_INLINE = re.compile(
    r"``(?P<literal>[^`]+)``"
    r"|:(?:\w+:)*(?P<kind>\w+):`(?P<role>[^`]+)`"
    r"|`(?P<name>[^`\s](?:[^`]*[^`\s])?)`_{0,2}"
    r"|(?<![\w*])(?P<stars>\*{1,3})(?P<emphasis>[\w(`](?:[^*]*[\w.!?:;,)`])?)(?P=stars)(?![\w*])"
    rf"|\[(?P<label>[^\[\]]+)\]\((?P<address>{_URL}?)\)"
    rf"|(?P<url>{_URL})"
)
_CALLED = "()"
"""After the name of what is called; it is not part of the name."""
_MARKS = re.compile(r"[`*\[]|http")
"""What any markup holds."""
_WITH_FORMULAS = re.compile(f"{_INLINE.pattern}|{INLINE}")
_MARKS_OR_FORMULAS = re.compile(rf"{_MARKS.pattern}|[$]|\\[(\[]")
_FORMULA = re.compile(r":math:`(?P<tex>[^`]+)`")
_TARGET = re.compile(r"^(?P<title>.*?)\s*<(?P<target>[^<>]*)>$")
_REFERENCE = re.compile(r"^(?P<title>.*?)\s+<(?P<target>[^<>]*)>$")
"""``its title <https://example.org>``; not ``Map<A, B>``."""
_WHOLE_URL = re.compile(f"{_URL}$")
_ROLES = frozenset({"class", "func", "meth", "exc", "attr", "data", "obj", "any", "const", "type"})
"""Roles whose text is the name of a definition."""
_CALL = re.compile(r"[\w.]+\(\)$")
_CLASS_NAME = re.compile(r"(?:\w+\.)*[A-Z]\w*[a-z]\w*$")


def inline(words: str) -> Text:
    """Return the words of a docstring or comment as spans.

    reST literals, roles and single backticks (Markdown code or a reST reference) are shown as
    code; of a role or link with a title, the title is shown.

    Parameters
    ----------
    words:
        One paragraph.
    """
    words = one_line(words)
    if not _MARKS.search(words):
        return (Span(words),) if words else ()
    return _joined(words, ((match, _marked(match)) for match in _INLINE.finditer(words)))


def inline_markdown(words: str) -> Text:
    """Return the words of a docstring as spans, which may have formulas as Markdown writes them.

    Parameters
    ----------
    words:
        One paragraph; see :func:`inline` for its other markup.
    """
    words = one_line(words)
    if not _MARKS_OR_FORMULAS.search(words):
        return (Span(words),) if words else ()
    return _joined(words, _markup_and_formulas(words))


def _markup_and_formulas(words: str) -> Iterator[tuple[re.Match[str], Iterable[Span]]]:
    position = 0
    while match := _WITH_FORMULAS.search(words, position):
        position = match.end()
        if match["dollars"] or match["round"] or match["square"]:
            formula = formula_between(match)
            if formula is not None:
                yield match, (Span(formula.plain, tex=formula.tex),)
            else:
                position = match.start() + 1
        else:
            yield match, _marked(match)


def _joined(words: str, marked: Iterable[tuple[re.Match[str], Iterable[Span]]]) -> Text:
    """Return what is marked up, with the words in between."""
    spans: list[Span] = []
    position = 0
    for match, found in marked:
        if match.start() > position:
            spans.append(Span(words[position : match.start()]))
        spans.extend(found)
        position = match.end()
    if position < len(words):
        spans.append(Span(words[position:]))
    return tuple(spans)


def formula_role(tex: str) -> str:
    """Return a formula among the words of a document, such that :func:`inline` finds it."""
    return f":math:`{' '.join(tex.split())}`" if "`" not in tex else tex


def without_formulas(words: str) -> str:
    """Return the words of a document with its formulas in plain characters."""
    return _FORMULA.sub(lambda match: _role("math", match["tex"]).text, words)


def marked_up(words: str) -> Text:
    """Return words that are no file's, with their code as code and their addresses as links."""
    return unlinked(inline(words))


def after(lead: str, text: Text) -> Text:
    """Return text with plain words before it.

    Parameters
    ----------
    lead:
        The words before it.
    text:
        The text.
    """
    if text and text[0] == Span(text[0].text):
        return (Span(lead + text[0].text), *text[1:])
    return (Span(lead), *text)


def code_span(text: str) -> Span:
    """Return code, which may be the name of a definition.

    Only what is called, or what is written like a class, is taken for one: a word may as well be a
    parameter.
    """
    is_name = _CALL.match(text) or _CLASS_NAME.match(text)
    return Span(text, code=True, name=text.removesuffix(_CALLED) if is_name else "")


def _marked(match: re.Match[str]) -> Iterator[Span]:
    if match["url"] is not None:
        yield from _bare(match["url"])
    elif match["address"] is not None:
        yield Span(match["label"].strip("`"), url=match["address"])
    elif match["literal"] is not None:
        yield code_span(match["literal"])
    elif match["emphasis"] is not None:
        stress = min(len(match["stars"]), 2)
        # There is no star in it, and so nothing that is emphasised once more.
        for span in inline(match["emphasis"]):
            yield span if span.code else replace(span, stress=stress)
    elif match["role"] is not None:
        yield _role(match["kind"], match["role"])
    else:
        yield _reference(match["name"])


def _role(kind: str, text: str) -> Span:
    if kind == "math":
        formula = read_formula(text)
        return Span(formula.plain, tex=formula.tex) if formula else Span(text, code=True)
    is_role = kind in _ROLES
    titled = _TARGET.match(text)
    if titled and titled["title"]:
        target = titled["target"].lstrip("~!.").removesuffix(_CALLED) if is_role else ""
        return Span(titled["title"], name=target, is_role=bool(target))
    shown = text.strip("<>").lstrip("~!")
    target = shown.lstrip(".").removesuffix(_CALLED) if is_role else ""
    is_short = bool(target) and text.startswith("~")
    return Span(shown, code=True, name=target, is_role=bool(target), shows_last=is_short)


def _reference(text: str) -> Span:
    titled = _REFERENCE.match(text)
    if titled and titled["title"]:
        is_address = _WHOLE_URL.match(titled["target"])
        return Span(titled["title"], url=titled["target"] if is_address else "")
    return code_span(text)


def _bare(url: str) -> Iterator[Span]:
    """Yield an address as a link, and the signs after it that end a sentence or a bracket."""
    end = len(url.rstrip(".,;:!?*_"))
    while end and url[end - 1] in ")]" and not _is_balanced(url[:end]):
        end = len(url[: end - 1].rstrip(".,;:!?*_"))
    if url[:end].partition("://")[2]:
        yield Span(url[:end], url=url[:end])
    else:
        end = 0
    if url[end:]:
        yield Span(url[end:])


def _is_balanced(text: str) -> bool:
    return text.count(")") <= text.count("(") and text.count("]") <= text.count("[")
