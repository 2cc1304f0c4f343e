"""What is marked up in comments, as plain words: Doxygen, JSDoc, Javadoc, XML, POD, Markdown."""

from __future__ import annotations

import html
import re

from sphinx_kwindex.analysis.comments import ruby

_TAG = re.compile(
    r"[@\\](?P<name>[A-Za-z]\w*(?:[-:]\w+)*)\b(?:\[[\w, ]*\]|\{[\w, ]*\})?[ \t]*:?[ \t]*"
)
"""``@param[in] name:``."""
_SAID = frozenset(
    {"brief", "short", "summary", "description", "desc", "details", "detail", "fileoverview",
     "overview", "abstract", "discussion", "remark", "remarks", "purpose"}
)  # fmt: skip
"""Commands before words that describe."""
_NAMED = frozenset(
    {"file", "class", "struct", "union", "enum", "interface", "protocol", "fn", "function", "func",
     "method", "module", "namespace", "package", "def", "var", "typedef", "property", "name",
     "category", "constructor", "callback", "event", "mixin", "external", "typealias",
     "headerfile", "overload", "memberof", "kind", "subpackage", "subsection", "page", "mainpage",
     "section", "defgroup", "addtogroup", "ingroup", "weakgroup"}
)  # fmt: skip
"""Commands before a name; what follows on the next lines describes it."""
_TITLED = frozenset({"page", "section", "defgroup", "subsection", "addtogroup"})
_MET = frozenset(
    {"abstract", "abstractmethod", "access", "alpha", "api", "api-private", "async", "augments",
     "author", "authors", "backupglobals", "beta", "category", "codecoverageignore", "cond",
     "copyright", "covers", "coversnothing", "dataprovider", "date", "default", "depends",
     "endcond", "experimental", "export", "exports", "extends", "final", "generator", "global",
     "group", "hide", "ignore", "immutable", "implements", "impure", "inheritdoc", "internal",
     "internal_api", "large", "licence", "license", "link", "link-plugin", "medium", "mutable",
     "nodoc", "noinspection", "noop", "nosubgrouping", "override", "packagedocumentation",
     "preserve", "private", "protected", "public", "pure", "readonly", "requires",
     "runinseparateprocess", "runtestsinseparateprocesses", "sa", "see", "since", "small",
     "stable", "static", "suppress", "template", "test", "tparam", "typeparam", "unstable", "url",
     "uses", "version"}
)  # fmt: skip
"""Commands that say nothing of what something is for; their line goes, words may follow."""
_FILE_NAME = re.compile(r"[\w./+-]+\.\w{1,8}\b[ \t]*(?:$|(?:-{1,3}|–|—|:)[ \t]*)|[\w./+-]*$")
"""``src/tide.c --``."""
_XML = re.compile(r"<summary>(?P<said>.*?)</summary>", re.DOTALL | re.IGNORECASE)
_XML_OTHER = re.compile(
    r"<(?P<name>param|returns?|exception|typeparam|value|remarks|example|seealso|inheritdoc|code"
    r"|permission|include|auto-generated|copyright)\b[^<>]*(?:/>|>.*?(?:</(?P=name)>|\Z))",
    re.DOTALL | re.IGNORECASE,
)
"""``<param name="x">The x.</param>``."""
_XML_NAME = re.compile(
    r"<(?:see|seealso|paramref|typeparamref)\s+\w+\s*=\s*\"(?:[A-Z]:)?([^\"<>]+)\"\s*(?:/>"
    r"|>([^<>]*)</\w+>)"
)
"""``<see cref="T:Tide.Gauge"/>``."""
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_PARAGRAPH = re.compile(r"(?<!\w)</?(?:p|P|para|div)(?:\s[^<>]*)?/?>|</(?:p|para|div)>")
"""``<p class="note">``."""
_CODE = re.compile(r"<(code|c|tt|kbd|samp)>([^<>`]+)</\1>", re.IGNORECASE)
_INLINE_TAG = re.compile(
    r"(?:(?<![\w`])<|</)(?:b|i|em|strong|a|span|u|sub|sup|small|font|code|c|tt|kbd|samp|var|cite"
    r"|center|abbr|big|nobr|h[1-6])(?:\s[^<>]*)?/?>"
)
"""What stands right behind a word is a type that belongs to it: ``Map<a>``."""
_BLOCK_TAG = re.compile(
    r"<(?:pre|ul|ol|dl|table|blockquote|li|dt|h[1-6]|hr|img|script)\b", re.IGNORECASE
)
_BRACED = re.compile(r"\{@(?P<name>\w+)(?:\s+(?P<words>[^{}]*(?:\{[^{}]*\}[^{}]*)*))?\}")
"""``{@link Gauge#read a reading}``."""
_UNCLOSED = re.compile(r"\{@\w+\s*")
"""The beginning of ``{@link Gauge``, whose end is not there."""
_IN_LINE = re.compile(
    r"(?<=\S)[ \t]+[@\\](?:see|sa|param|tparam|returns?|since|throws|link|deprecated|version"
    r"|author)[ \t].*$",
    re.MULTILINE,
)
"""A command behind words: ``Reads tides. @see Gauge``."""
_TARGET = re.compile(
    r"(?P<name>[^\s(<]+(?:<(?:[^<>]|<[^<>]*>)*>)?[^\s(]*(?:\([^()]*\))?)\s*(?P<label>.*)$"
)
"""``Gauge#read(int) a reading``."""
_INLINE_COMMAND = re.compile(
    r"(?<![\w@\\])[@\\](?P<name>[cpabe]|em|ref|code"
    r"|link)[ \t]+(?P<word>[^\s,;]+?)(?=[.,;:)]{0,4}(?:\s|$))"
)
"""``@c NULL.``."""
_END_OF_LINK = re.compile(r"[@\\]endlink\b")
_REFERENCE_TARGET = re.compile(
    r"^[ ]{0,3}\[(?P<label>[^\]\n]{1,200})\]:[ \t]+\S+[^\n]*$", re.MULTILINE
)
_REFERENCE = re.compile(r"!?\[(?P<words>(?:[^\[\]`]|`[^`\n]*`)+)\]\[[^\[\]\n]*\]")
"""``[the `Gauge`][gauge]``."""
_SHORTCUT = re.compile(
    r"(?<![\w\])`\[])\[(?P<words>`[^`\[\]\n]+`|[A-Za-z_][\w.:]*(?:\(\))?)\](?![\[(\w])"
)
"""``[`Gauge`]``."""
_INLINE_LINK = re.compile(
    r"(?<!!)\[(?P<words>(?:[^\[\]`]|`[^`\n]*`)+)\]\((?!https?:)[^()\s]*(?:\([^()\s]*\)[^()\s]*)?\)"
)
"""``[a gauge](gauge.md#read)``."""
_LABEL = re.compile(r"(?<!\])\[(?P<words>[^\[\]]{1,200})\](?![\[(:])")
"""``[the gauge]``."""
_IMAGE = re.compile(r"\[?!\[[^\[\]]*\](?:\([^()]*\)|\[[^\[\]]*\])(?:\]\([^()]*\))?")
"""``[![build](badge.svg)](ci.html)``."""
_MARKDOWN_LEXERS = frozenset(
    {"rust", "swift", "kotlin", "typescript", "ts", "javascript", "js", "dart", "java", "zig",
     "julia",
     "elixir", "csharp", "go", "cpp", "c", "tsx", "jsx", "objective-c", "scala", "php"}
)  # fmt: skip
_LINKS = re.compile(r"^[^\w\[\n]*(?:\[[^\[\]\n]*\]\([^()\n]*\)[^\w\[\n]*){2,}$", re.MULTILINE)
"""``[Previous](@previous) - [Contents](contents)``: a line that only leads away."""
_HELP = re.compile(r"^[ \t]*\.(?P<name>[A-Za-z]{4,})\b[^\n]*$", re.MULTILINE)
"""``.SYNOPSIS``, on a line of its own."""
_POD = re.compile(
    r"^=(?:head\d|over|item|back|begin|end|for|encoding|pod|cut)\b[^\n]*$", re.MULTILINE
)
"""``=head1 NAME``."""
_DOTNET_LEXERS = frozenset({"csharp", "fsharp", "vb.net", "c#"})
_SPAN = re.compile(r"(`+[^`\n]+`+)")
_LONGEST = 20_000


def in_words(lines: list[str], lexer: str) -> list[str]:
    """Return the lines of a comment as words; each keeps its place.

    Parameters
    ----------
    lines:
        Without delimiters, directives and notices.
    lexer:
        Pygments' alias of the language.
    """
    text = "\n".join(lines)
    if len(text) > _LONGEST:
        return lines
    if lexer == "powershell" and _HELP.search(text):
        text = _help(text)
    if lexer == "perl":
        text = _POD.sub("", text)
    if lexer in ruby.LEXERS:
        text = ruby.ruby_words(text)
    if "@" in text or "\\" in text:
        text = _UNCLOSED.sub("", _BRACED.sub(_braced, text))
        text = _IN_LINE.sub("", _INLINE_COMMAND.sub(_inline, _END_OF_LINK.sub("", text)))
        text = "\n".join(_without_commands(text.split("\n")))
    if "<" in text:
        text = _without_tags(text, lexer)
    if "[" in text and lexer in _MARKDOWN_LEXERS:
        text = _without_references(text)
    return text.split("\n")


def _help(text: str) -> str:
    """Return what the help of PowerShell says that something does, with the same lines."""
    found, is_said = [], True
    for line in text.split("\n"):
        keyword = _HELP.match(line)
        if keyword is not None:
            is_said = keyword["name"].upper() in ("SYNOPSIS", "DESCRIPTION")
        found.append(line.strip() if is_said and keyword is None else "")
    return "\n".join(found)


def _without_references(text: str) -> str:
    labels = {match["label"].lower() for match in _REFERENCE_TARGET.finditer(text)}
    text = _REFERENCE_TARGET.sub("", _LINKS.sub("", _IMAGE.sub("", text)))
    if labels:
        text = _LABEL.sub(lambda match: _labelled(match, labels), text)
    text = _REFERENCE.sub(lambda match: match["words"], text)
    text = _INLINE_LINK.sub(lambda match: match["words"], text)
    return _SHORTCUT.sub(lambda match: f"`{match['words'].strip('`')}`", text)


def _labelled(match: re.Match[str], labels: set[str]) -> str:
    """Return the words of a reference whose target the comment gives."""
    is_known = " ".join(match["words"].lower().split()) in labels
    return match["words"] if is_known else match[0]


def _without_tags(text: str, lexer: str) -> str:
    said = _XML.search(text)
    if said is not None:
        before = "\n" * text.count("\n", 0, said.start("said"))
        text = before + said["said"] + "\n" * text.count("\n", said.end("said"))
    elif lexer in _DOTNET_LEXERS:
        text = _XML_OTHER.sub(lambda match: "\n" * match[0].count("\n"), text)
    text = _XML_NAME.sub(_of_name, text)
    text = _CODE.sub(r"`\2`", text)
    # What is code in Markdown is no tag, and stays.
    parts = _SPAN.split(text)
    for number in range(0, len(parts), 2):
        block = _BLOCK_TAG.search(parts[number])
        if block is not None:
            cut = parts[number][block.start() :] + "".join(parts[number + 1 :])
            parts[number:] = [_plain(parts[number][: block.start()]), "\n" * cut.count("\n")]
            break
        parts[number] = _plain(parts[number])
    return "".join(parts)


def _of_name(match: re.Match[str]) -> str:
    """Return what a reference in XML shows; types in braces are those in angle brackets."""
    name = match[1].partition("(")[0].replace("{", "<").replace("}", ">")
    return match[2] or f"`{name}`"


def _plain(text: str) -> str:
    text = _INLINE_TAG.sub("", _PARAGRAPH.sub(_of_paragraph, _BREAK.sub(" ", text)))
    return html.unescape(text) if "&" in text else text


def _of_paragraph(match: re.Match[str]) -> str:
    """Return the end of a paragraph, which must not move the lines below."""
    del match
    return "\f"


def _braced(match: re.Match[str]) -> str:
    """Return what ``{@code x}`` or ``{@link Type#member words}`` shows."""
    words = " ".join((match["words"] or "").split())
    if "{@" in words:
        words = _BRACED.sub(_braced, words).replace("`", "")
    breaks = "\n" * match[0].count("\n")
    name = match["name"].lower()
    if name in ("code", "literal", "value", "systemproperty"):
        return f"{breaks}`{words}`" if words and "`" not in words else breaks + words
    if name in ("summary", "return"):
        return breaks + (words if name == "summary" else f"Returns {words}.")
    if not name.startswith(("link", "see", "tutorial")):
        return breaks
    target = _TARGET.match(words.replace("|", " ", 1))
    label = target["label"] if target else ""
    shown = label or (target["name"] if target else words).lstrip("#").replace("#", ".")
    is_name = not label and "`" not in shown and "://" not in shown
    return breaks + (f"`{shown.partition('(')[0]}`" if is_name else shown)


def _inline(match: re.Match[str]) -> str:
    word = match["word"].lstrip("#")
    is_code = match["name"] in ("c", "p", "code") and "`" not in word
    return f"`{word}`" if is_code else word


def _without_commands(lines: list[str]) -> list[str]:
    """Return lines without commands; those from the first on that describes no more are empty."""
    found = []
    is_over = is_aside = False
    for line in lines:
        words = line.strip()
        match = _TAG.match(words)
        is_aside = is_aside and bool(words)
        if match is None:
            found.append("" if is_over or is_aside else line)
            continue
        is_aside = False
        name = match["name"]
        rest = words[match.end() :]
        if name.lower() in _SAID:
            is_over = False
            found.append(rest)
        elif is_over:
            found.append("")
        elif name.lower() in _NAMED:
            found.append(_after_name(name.lower(), rest))
        elif name.lower() in _MET:
            is_aside = bool(rest)
            found.append("")
        else:
            is_over = bool(words)
            found.append("")
    return found


def _after_name(command: str, rest: str) -> str:
    """Return what stands behind the name that a command is followed by: a title, or words."""
    if command in _TITLED:
        return rest.partition(" ")[2].strip()
    if command == "mainpage":
        return rest
    if command == "file":
        match = _FILE_NAME.match(rest)
        return rest[match.end() :] if match else rest
    return ""
