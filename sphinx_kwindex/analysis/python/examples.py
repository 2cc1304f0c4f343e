"""Code that docstrings show: sessions of the interpreter, and the code of "Examples" sections."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

from astroid import nodes

from sphinx_kwindex.analysis.docstrings.lines import next_written
from sphinx_kwindex.analysis.python.references import Positions
from sphinx_kwindex.analysis.python.tree import Tree
from sphinx_kwindex.records.examples import Example

_MOST_LINES = 16
"""Lines of an example that are kept."""
_NOT_WORTH_CUTTING = 8
"""Lines that are kept too if the example ends with them."""
_MOST_EXAMPLES = 6
"""Examples of a file that are kept."""
_LONGEST_LINE = 160

_PROMPT = re.compile(r"\s*>>> \S")
_TITLE = re.compile(r"\s*(?:examples?|usage|usage examples?)\s*:{0,2}\s*$", re.IGNORECASE)
_INTRODUCTION = re.compile(r".*\bexamples?\b.*:\s*$", re.IGNORECASE)
_DIRECTIVE = re.compile(r"\s*\.\. (?:code-block|code|sourcecode):: *(?:python3?|py|pycon)?\s*$")
_OPTION = re.compile(r"\s*:[\w-]+:")
_FENCE = re.compile(r"\s*```(?:python3?|py|pycon)\s*$")

_TELLING = (ast.Call, ast.Assign, ast.Import, ast.ImportFrom, ast.FunctionDef, ast.With)


def extract_examples(tree: Tree, positions: Positions) -> tuple[Example, ...]:
    """Return the first example of each docstring, as far as there is room for them.

    Parameters
    ----------
    tree:
        The module.
    positions:
        Which of its nodes are which definitions.
    """
    found: list[Example] = []
    for node in (tree.module, *sorted(tree.documented, key=lambda node: node.lineno)):
        doc = node.doc_node
        if doc is None or not isinstance(doc.value, str) or not _may_hold_example(doc.value):
            continue
        position = -1 if node is tree.module else _position(node, positions)
        example = None if position is None else _example(doc, position)
        if example is not None:
            found.append(example)
        if len(found) == _MOST_EXAMPLES:
            break
    return tuple(found)


def _position(node: nodes.FunctionDef | nodes.ClassDef, positions: Positions) -> int | None:
    line = node.position.lineno if node.position is not None else node.lineno
    return positions.get((line, node.name))


def _may_hold_example(text: str) -> bool:
    return ">>> " in text or "xample" in text or "sage" in text


def _example(doc: nodes.Const, position: int) -> Example | None:
    lines = doc.value.expandtabs(8).split("\n")
    session = _session(lines)
    start, code = session or _code(lines)
    if not code:
        return None
    kept = code if len(code) <= _MOST_LINES + _NOT_WORTH_CUTTING else code[:_MOST_LINES]
    shown = [line.encode("utf-8", "replace").decode() for line in kept]
    if any(len(line) > _LONGEST_LINE for line in shown):
        return None
    # An escape in the docstring makes lines that the file does not have.
    first = doc.lineno or 1
    is_exact = (doc.end_lineno or first) - first == len(lines) - 1
    text = "\n".join(shown).rstrip() + "\n"
    return Example(position, first + is_exact * start, bool(session), text, len(code))


def _session(lines: Sequence[str]) -> tuple[int, list[str]] | None:
    """Return the first session, with the ones that follow it after an empty line."""
    start = next((at for at, line in enumerate(lines) if _PROMPT.match(line)), None)
    if start is None:
        return None
    indent = _indent(lines[start])
    found: list[str] = []
    written = next_written(lines)
    for at in range(start, len(lines)):
        line = lines[at]
        if not line.strip():
            following = written[at]
            if not _PROMPT.match(following) or _indent(following) != indent:
                break
        elif _indent(line) < indent or line.strip().startswith("```"):
            break
        found.append(line[indent:].rstrip())
    while found[-1] in ("", ">>>"):
        found.pop()
    return start, found


def _code(lines: Sequence[str]) -> tuple[int, list[str]]:
    """Return the first code in a section of examples, or after words that announce one."""
    for at, line in enumerate(lines):
        is_title = _TITLE.match(line) is not None
        if not (is_title or _INTRODUCTION.match(line)):
            continue
        for start, code in _candidates(lines, at, is_title=is_title):
            if _is_telling(code):
                return start, code
    return 0, []


def _candidates(
    lines: Sequence[str], title: int, *, is_title: bool
) -> Iterator[tuple[int, list[str]]]:
    """Yield the blocks below a title or an introduction that are written as code."""
    outer = _indent(lines[title])
    if lines[title].rstrip().endswith("::"):
        yield _block(lines, title + 1, outer)
    if is_title and title + 1 < len(lines) and _indent(lines[title + 1]) > outer:
        yield _block(lines, title + 1, outer)
    for at in range(title + 1, len(lines)):
        line = lines[at]
        if _is_next_section(lines, at, outer) or _TITLE.match(line):
            return
        if _DIRECTIVE.match(line) or (is_title and line.rstrip().endswith("::")):
            yield _block(lines, at + 1, _indent(line))
        elif _FENCE.match(line):
            end = next((to for to in range(at + 1, len(lines)) if "```" in lines[to]), at)
            yield at + 1, _dedented(lines[at + 1 : end])
        elif not is_title and line.strip():
            return


def _is_next_section(lines: Sequence[str], at: int, outer: int) -> bool:
    """Return whether a line is the title of a section as NumPy and Google write them."""
    line = lines[at]
    if not line.strip() or _indent(line) > outer:
        return False
    following = lines[at + 1].strip() if at + 1 < len(lines) else ""
    underlined = len(following) > 2 and set(following) <= set("-=~")
    return underlined or re.match(r"\s*[A-Z][\w ]*:$", line) is not None


def _block(lines: Sequence[str], start: int, outer: int) -> tuple[int, list[str]]:
    """Return the lines from ``start`` on that are indented more than ``outer``."""
    while start < len(lines) and (not lines[start].strip() or _OPTION.match(lines[start])):
        start += 1
    end = start
    while end < len(lines) and (not lines[end].strip() or _indent(lines[end]) > outer):
        end += 1
    return start, _dedented(lines[start:end])


def _dedented(lines: Sequence[str]) -> list[str]:
    indent = min((_indent(line) for line in lines if line.strip()), default=0)
    found = [line[indent:].rstrip() for line in lines]
    while found and not found[-1]:
        found.pop()
    return found


def _is_telling(code: Sequence[str]) -> bool:
    """Return whether lines are Python that does something: no prose, no table, no shell."""
    if not code:
        return False
    try:
        tree = ast.parse("\n".join(code))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return any(isinstance(node, _TELLING) for node in ast.walk(tree))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
