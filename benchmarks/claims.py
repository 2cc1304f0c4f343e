"""The command ``python -m benchmarks.claims TREE...``: claims to check against the source.

It makes the pages of each tree and draws from them what they say, one claim a line, as many from
each tree and each section as can be.  A person then reads the source and writes the verdict;
``--report`` makes the page of the documentation from the claims with their verdicts.
"""

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

import msgspec

from benchmarks.pages import TreePages, pages_of
from sphinx_kwindex.blocks.blocks import (
    HERE,
    Block,
    Definition,
    Definitions,
    Docstring,
    Fields,
    Folded,
    Heading,
    Mark,
    Notice,
    Page,
    Paragraph,
    Row,
    Snippet,
    Table,
)
from sphinx_kwindex.blocks.folds import Fold, Folds
from sphinx_kwindex.pages.files.sections import SECTIONS
from sphinx_kwindex.records.analysis import LINE_ANCHOR
from sphinx_kwindex.records.docstrings import Code, Entries, Items, Passage, Titled, Words
from sphinx_kwindex.records.text import Span, Text

_TITLES = {section.anchor: section.title for section in SECTIONS}
"""Of the sections that have none on a page, by the mark where they begin."""

SECTIONS_LEFT_OUT = frozenset({"", "Facts", "Source"})
"""What stands above the first section is navigation; the path, the size and the source of a file
are no claims."""


class Claim(msgspec.Struct, frozen=True):
    """One statement of a page."""

    tree: str
    path: str
    section: str
    text: str
    """With the place that a link leads to in square brackets."""
    verdict: str = ""
    """``true`` or ``false``, after somebody read the source; empty before."""
    check: str = ""
    """What was looked at."""


def claims_of(tree: str, made: TreePages) -> Iterator[Claim]:
    """Yield what the pages of a tree say."""
    for path, page in made.pages.items():
        for section, text in _statements(page, made.paths):
            yield Claim(tree, path, section, text)


def drawn(claims: Iterable[Claim], number: int, seed: int) -> list[Claim]:
    """Draw claims at random, in turn from each section of each tree.

    Parameters
    ----------
    claims:
        All claims.
    number:
        How many to draw; fewer are returned if there are fewer.
    seed:
        Start of the random numbers: the same draws the same.
    """
    groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[claim.section, claim.tree].append(claim)
    source = random.Random(seed)  # noqa: S311 # a sample, no secret
    for group in groups.values():
        source.shuffle(group)
    rounds = max(map(len, groups.values()), default=0)
    order = sorted(groups)
    in_turn = (
        group[position]
        for position in range(rounds)
        for group in (groups[name] for name in order)
        if position < len(group)
    )
    return [claim for claim, _ in zip(in_turn, range(number), strict=False)]


def report(claims: Sequence[Claim]) -> str:
    """Return the claims with their verdicts as Markdown: the figures, then each claim."""
    lines = ["| Section | Claims | True | False |", "| --- | --: | --: | --: |"]
    sections = sorted({claim.section for claim in claims})
    for section in sections:
        verdicts = [claim.verdict for claim in claims if claim.section == section]
        lines.append(
            f"| {section} | {len(verdicts)} | {verdicts.count('true')} "
            f"| {verdicts.count('false')} |"
        )
    for section in sections:
        lines += ["", f"## {section}", "", "| File | Claim | Checked | Verdict |"]
        lines.append("| --- | --- | --- | --- |")
        lines += (
            f"| {_literal(f'{claim.tree}: {claim.path}')} | {_literal(claim.text)} "
            f"| {_literal(claim.check)} | {claim.verdict} |"
            for claim in claims
            if claim.section == section
        )
    return "\n".join(lines) + "\n"


def _literal(text: str) -> str:
    """Return text as code in a cell of a table, whatever is in it."""
    if not text:
        return ""
    shown = text.replace("|", "\\|")
    ticks = "`" * (1 + max((len(run) for run in _runs_of_ticks(shown)), default=0))
    return f"{ticks} {shown} {ticks}"


def _runs_of_ticks(text: str) -> Iterator[str]:
    return (run for run in "".join(c if c == "`" else " " for c in text).split() if run)


def _statements(page: Page, paths: dict[str, str]) -> Iterator[tuple[str, str]]:
    section = ""
    for block in page.blocks:
        if isinstance(block, Mark):
            section = _TITLES[block.anchor]
        elif isinstance(block, Heading):
            section = block.text if block.level == 2 else section
        elif isinstance(block, Folded) and block.is_part:
            if block.title not in SECTIONS_LEFT_OUT:
                for part in block.blocks:
                    yield from ((block.title, text) for text in _said(part, paths))
        elif section not in SECTIONS_LEFT_OUT:
            for text in _said(block, paths):
                yield section, text


def _said(block: Block, paths: dict[str, str]) -> Iterator[str]:  # noqa: C901 - a case a kind
    match block:
        case Paragraph(text) | Notice(text):
            yield _shown(text, paths)
        case Fields(rows):
            for field in rows:
                yield f"{field.label}: {_shown(field.value, paths)}"
        case Table(columns, rows):
            yield from (_row(columns, row, paths) for row in rows)
        case Definitions(definitions):
            for item in definitions:
                yield from _definition(item, paths)
        case Docstring(passages):
            yield from _passages(passages, paths)
        case Folds(folds):
            yield from _folds(folds, paths)
        case Folded(blocks=blocks):
            yield from chain.from_iterable(_said(part, paths) for part in blocks)
        case Snippet(_, text):
            yield f"example: {text}"


def _row(columns: Sequence[str], row: Row, paths: dict[str, str]) -> str:
    cells = (_shown(cell, paths) for cell in row.cells)
    return " | ".join(
        f"{column}: {cell}" if column else cell
        for column, cell in zip(columns, cells, strict=True)
        if cell
    )


def _passages(passages: Iterable[Passage], paths: dict[str, str]) -> Iterator[str]:
    """Yield what a docstring says, a paragraph, list, listing or parameter each."""
    for passage in passages:
        match passage:
            case Words(text):
                yield _shown(text, paths)
            case Code(text):
                yield f"listing: {text}"
            case Items(items):
                for item in items:
                    yield "item: " + " / ".join(_passages(item, paths))
            case Entries(title, rows):
                for row in rows:
                    name, kind = _shown(row.name, paths), _shown(row.type, paths)
                    default = f" = {row.default}" if row.default else ""
                    words = " / ".join(_passages(row.body, paths))
                    yield f"{title or 'term'}: {name} | {kind}{default} | {words}"
            case Titled(title, body):
                yield f"{title}: " + " / ".join(_passages(body, paths))


def _definition(item: Definition, paths: dict[str, str]) -> Iterator[str]:
    decorators = "".join(f"@{_shown(name, paths)} " for name in item.decorators)
    words = f": {_shown(item.summary, paths)}" if item.summary else ""
    note = f" ({item.note})" if item.note else ""
    head = f"{decorators}{item.prefix} {item.name}{_shown(item.signature, paths)}".strip()
    yield f"{head}{note} [line {item.line}]{words}"
    for said in _passages(item.passages, paths):
        yield f"{item.name} [line {item.line}]: {said}"
    for said in _folds(item.remarks, paths):
        yield f"{item.name} [line {item.line}]: {said}"


def _folds(folds: Iterable[Fold], paths: dict[str, str]) -> Iterator[str]:
    for fold in folds:
        yield _shown(fold.head, paths)
        for line in fold.lines:
            yield f"{_shown(fold.head, paths)} / {_shown(line, paths)}"


def _shown(text: Text, paths: dict[str, str]) -> str:
    return "".join(chain.from_iterable(_span(span, paths) for span in text))


def _span(span: Span, paths: dict[str, str]) -> Iterator[str]:
    yield span.text
    line = span.anchor.removeprefix(LINE_ANCHOR)
    if span.url:
        yield f" [{span.url}]"
    elif span.docname == HERE:
        yield f" [line {line}]" if line != span.anchor else f" [#{span.anchor}]"
    elif span.docname:
        target = paths.get(span.docname, span.docname)
        anchor = f"#{span.anchor}" if span.anchor else ""
        if (target, anchor) != (span.text, "") or anchor:
            yield f" [{target}{anchor}]"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print claims as lines of JSON, or the report on claims that were checked.

    Parameters
    ----------
    arguments:
        The command line without the program's name; ``sys.argv`` when ``None``.

    Returns
    -------
    The exit status: 1 if a reported claim is not true.
    """
    parser = argparse.ArgumentParser(prog="python -m benchmarks.claims", description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path, metavar="TREE")
    parser.add_argument("--number", type=int, default=200, help="claims to draw (%(default)s)")
    parser.add_argument("--seed", type=int, default=0, help="of the random numbers (%(default)s)")
    parser.add_argument("--report", action="store_true", help="the paths are files of claims")
    options = parser.parse_args(arguments)
    if options.report:
        lines = (line for path in options.paths for line in path.read_bytes().splitlines())
        checked = [msgspec.json.decode(line, type=Claim) for line in lines]
        sys.stdout.write(report(checked))
        return int(any(claim.verdict != "true" for claim in checked))
    claims = (
        claim
        for tree in options.paths
        for claim in claims_of(tree.resolve().name, pages_of(tree.resolve()))
    )
    for claim in drawn(claims, options.number, options.seed):
        sys.stdout.write(msgspec.json.encode(claim).decode() + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
