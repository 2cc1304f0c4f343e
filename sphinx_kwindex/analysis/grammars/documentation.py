"""Comments that document what follows them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from sphinx_kwindex.analysis.comments import first_words
from sphinx_kwindex.analysis.prose import summary_of
from sphinx_kwindex.records import Prose

_MOST_LINES = 400
_MOST_BYTES_BETWEEN = 1_000
_MOST_BYTES_OF_HEAD = 10_000
_CODE_ENDS = re.compile(rb"[;{}]|\n[ \t]*\r?\n")
_MARKS = re.compile(
    r"^[ \t]*(?:/\*[*!]*|///?/?!?|//!|\*+/|\*+(?!/)|#+|--+|;+)[ \t]?|[ \t]*\*+/\s*$"
)
_FILE = re.compile(
    r"[@\\](?:file|fileoverview|overview|module)\b[ \t]*(?:[\w./-]+\.\w+[ \t]*(?=[\r\n*]))?"
)
_FILE_BRIEF = re.compile(r"[@\\]brief\b")
_BRIEF = re.compile(r"^\s*[@\\](?:brief|short|summary|description|class|struct|fn|enum)\b[ \t]*")
_INLINE = re.compile(r"\{@\w+\s+([^{}]*)\}|[@\\](?:c|p|a|ref|b|e|em|code)\s+(?=\S)")
_XML_SUMMARY = re.compile(r"<summary>(.*?)</summary>", re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z][\w-]*(?:\s[^<>]*)?/?>")
_XML_REFERENCE = re.compile(r"<(?:see|paramref|typeparamref)\s+\w+=\"(?:[A-Z]:)?([^\"<>]+)\"\s*/>")


class Comments:
    """The comments of one source, for look-up."""

    def __init__(
        self, source: bytes, places: Sequence[tuple[int, int]], documentation: re.Pattern[str]
    ) -> None:
        self._source = source
        self._places = sorted(places)
        self._starts = [start for start, _ in self._places]
        self._documentation = documentation
        self._taken: set[int] = set()
        self._used: set[int] = set()

    def summary_before(self, start: int, *, is_of_file: bool = False) -> str:
        """Return the first sentence of the documentation of what begins at a byte.

        A comment documents the first thing that follows it, or with it the file as a whole.
        """
        position = bisect_right(self._starts, start - 1) - 1
        if position < 0 or position in self._taken or not self._is_documentation(position):
            return ""
        end = self._places[position][1]
        if start - end > _MOST_BYTES_BETWEEN or _CODE_ENDS.search(self._source, end, start):
            return ""  # an attribute may stand between, but no other code and no empty line
        first = position
        while (
            first > 0
            and position - first < _MOST_LINES
            and self._is_documentation(first - 1)
            and self._follows(first)
        ):
            first -= 1
        if self._has_code_before(first):
            return ""
        self._taken.add(position)
        if not is_of_file:
            self._used.update(range(first, position + 1))
        return _summary("\n".join(self._text(index) for index in range(first, position + 1)))

    def of_file(self) -> Prose | None:
        """Return the words at the head of the source; not those on its first definition."""
        blocks: list[tuple[int, str]] = []
        end = 0
        for index, (start, stop) in enumerate(self._places):
            between = self._source[end:start]
            if start > _MOST_BYTES_OF_HEAD or between.strip():
                break
            text = self._text(index)
            if index in self._used and not _FILE.search(text):
                break
            line = self._source.count(b"\n", 0, start) + 1
            if blocks and between.count(b"\n") < 2 and text.startswith(("//", "#", "--")):
                blocks[-1] = (blocks[-1][0], f"{blocks[-1][1]}\n{text}")
            else:
                blocks.append((line, _FILE_BRIEF.sub("", _FILE.sub("", text))))
            end = stop
        return first_words(blocks)

    def _text(self, index: int) -> str:
        return self._source[slice(*self._places[index])].decode("utf-8", "replace")

    def _is_documentation(self, index: int) -> bool:
        start = self._places[index][0]
        head = self._source[start : start + 8].decode("utf-8", "replace")
        return self._documentation.match(head) is not None

    def _follows(self, index: int) -> bool:
        """Tell whether nothing but the end of a line is between a comment and the one before."""
        between = self._source[self._places[index - 1][1] : self._places[index][0]]
        return not between.strip() and between.count(b"\n") <= 1

    def _has_code_before(self, index: int) -> bool:
        """Tell whether a comment stands behind code, of which it says something."""
        start = self._places[index][0]
        line_start = self._source.rfind(b"\n", max(0, start - 500), start) + 1
        return bool(self._source[line_start:start].strip(b" \t({"))


def _summary(comment: str) -> str:
    """Return the first sentence of a comment without its marks, tags and commands."""
    xml = _XML_SUMMARY.search(comment)
    lines = (
        _MARKS.sub("", _MARKS.sub("", line)) for line in (xml[1] if xml else comment).split("\n")
    )
    text = "\n".join(lines)
    text = _XML_REFERENCE.sub(r"\1", text)
    text = _INLINE.sub(lambda match: match[1] or "", _TAG.sub("", text))
    return summary_of(_BRIEF.sub("", text.strip("\n")).strip())
