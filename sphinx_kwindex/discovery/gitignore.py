"""Finding and reading ``.gitignore`` files; what is wrong with one costs one warning."""

from __future__ import annotations

from pathlib import Path

import msgspec

from sphinx_kwindex.config import Settings
from sphinx_kwindex.discovery.ignore import RuleSet, gitignore_rules
from sphinx_kwindex.discovery.roots import printable
from sphinx_kwindex.disk.reading import UnreadableError, exists, read_file
from sphinx_kwindex.records.diagnostics import Diagnostic, DiagnosticCode


class Gitignore(msgspec.Struct, frozen=True):
    """What a ``.gitignore`` file says."""

    rules: RuleSet
    diagnostics: tuple[Diagnostic, ...]


def read_gitignore(path: Path, most: int, *, base: str = "", lead: str = "") -> Gitignore:
    """Read a ``.gitignore`` file; one that cannot be read has no rules.

    As for Git, a link is none: it may lead anywhere.

    Parameters
    ----------
    path:
        Where it lies.
    most:
        The most bytes that it may have.
    base:
        The folder of the root that it lies in.
    lead:
        For a file above the root, the path from its folder to the root, with a trailing slash.
    """
    try:
        data = read_file(path, most, follow_link=False)
    except UnreadableError as error:
        message = f"its rules are not applied, it cannot be read: {error}"
        problem = Diagnostic(DiagnosticCode.UNREADABLE, message, printable(str(path)))
        return Gitignore(gitignore_rules(b"", base=base, lead=lead), (problem,))
    rules = gitignore_rules(data, base=base, lead=lead)
    return Gitignore(rules, _diagnostics(path, rules))


def _diagnostics(path: Path, rules: RuleSet) -> tuple[Diagnostic, ...]:
    if not rules.malformed:
        return ()
    first, *others = rules.malformed
    pattern = printable(first.pattern if len(first.pattern) < 60 else f"{first.pattern[:50]}…")
    more = f" (and {len(others):,} more below)" if others else ""
    message = f"the pattern {pattern!r} matches nothing: {first.reason}{more}"
    code = DiagnosticCode.MALFORMED_PATTERN
    return (Diagnostic(code, message, printable(str(path)), first.line),)


def find_outer_gitignores(root: Path, settings: Settings) -> tuple[Gitignore, ...]:
    """Return the ``.gitignore`` files above ``root``, up to the top of its Git work tree.

    A repository that an outer one ignores (a vendored checkout, an installed package) is a
    repository of its own: the outer rules say nothing about its files.

    Parameters
    ----------
    root:
        The folder of the repository.
    settings:
        The options, for the size of the largest file that is read.

    Returns
    -------
    tuple of Gitignore
        Outermost first; empty when ``root`` is not inside a work tree.
    """
    tops = [folder for folder in (root, *root.parents) if exists(folder / ".git")]
    if not tops or tops[0] == root:
        return ()
    found: list[Gitignore] = []
    for folder in root.parents:
        ignore_file = folder / ".gitignore"
        if exists(ignore_file):
            lead = root.relative_to(folder).as_posix() + "/"
            read = read_gitignore(ignore_file, settings.max_file_size, lead=lead)
            if _is_ignored(read.rules, root, folder):
                return ()
            found.append(read)
        if folder == tops[0]:
            break
    return tuple(reversed(found))


def _is_ignored(rules: RuleSet, root: Path, folder: Path) -> bool:
    """Return whether rules leave out the root, or a folder between their own and the root."""
    names = root.relative_to(folder).parts
    paths = ("".join(f"{name}/" for name in names[: end + 1]) for end in range(len(names)))
    return any(rules.patterns.ignores(rules.patterns.rank(path)) for path in paths)
