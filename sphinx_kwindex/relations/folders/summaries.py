"""What the pages of folders say of a file: one small record for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from sphinx_kwindex.analysis.inline import marked_up
from sphinx_kwindex.blocks.sentences import shortened
from sphinx_kwindex.config import Settings
from sphinx_kwindex.insights.patterns import Match
from sphinx_kwindex.keywords import Keyword, KeywordKind
from sphinx_kwindex.paths import name_of
from sphinx_kwindex.project import Definition, Project
from sphinx_kwindex.project.python.imports import DefinitionReference
from sphinx_kwindex.project.roles import role_of
from sphinx_kwindex.project.uses.index import Use
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.records.text import Text
from sphinx_kwindex.relations.context import Context
from sphinx_kwindex.relations.coverage import coverage_of_files
from sphinx_kwindex.relations.documentation import NOTHING, Coverage
from sphinx_kwindex.relations.folders.weights import Weight, weight_of
from sphinx_kwindex.relations.roles import role_in
from sphinx_kwindex.relations.uses import most_used, needs_page, used_definitions

BINARY = "Binary"
"""What stands for the language of a file without pages."""
_MOST_KINDS = 3
_MOST_USED = 5
_UNCOUNTED = (KeywordKind.MODULE, KeywordKind.IMPORT)


class Description(msgspec.Struct, frozen=True, array_like=True):
    """One sentence for a file."""

    words: Text = ()
    """Empty where there are none."""
    definition: DefinitionReference | None = None
    """Whose words they are, unless they are the file's own or tell its role."""


class UsedName(msgspec.Struct, frozen=True, array_like=True):
    """A definition that other files use."""

    definition: DefinitionReference
    files: int
    """How many of them do, files for tests left out."""


class KindCount(msgspec.Struct, frozen=True, array_like=True):
    """How many keywords of a kind a file has."""

    singular: str
    plural: str
    number: int


class PatternCount(msgspec.Struct, frozen=True, array_like=True):
    """How many places of a file a pattern has; private ones only where pages show these."""

    row: int
    """Position of the pattern in the table."""
    name: str
    url: str
    places: int


class FileSummary(msgspec.Struct, frozen=True):
    """A file as the pages of its folder, and of the folders around, show it."""

    path: str
    language: str
    size: int
    lines: int
    has_pages: bool
    description: Description = Description()
    keywords: int = 0
    has_keyword_page: bool = False
    """Whether these have a page of their own."""
    kinds: tuple[KindCount, ...] = ()
    """The first kinds of its keywords, without its module and its imports."""
    importers: int = 0
    """How many files import it when they run; none count of a file for tests."""
    is_unreached: bool = False
    """Whether it is a module to which neither an import nor an entry point leads."""
    has_uses_page: bool = False
    """Whether a page of its own is for what uses its definitions."""
    has_patterns: bool = False
    patterns: tuple[PatternCount, ...] = ()
    documentation: Coverage | None = None
    """None where nothing counts."""
    used: tuple[UsedName, ...] = ()
    """The public definitions that most other files use, most first."""
    weight: Weight | None = None
    """None for what is no code."""
    is_product: bool = False
    """Whether it is code that is neither a test nor an example."""

    @property
    def name(self) -> str:
        """The last part of the path."""
        return name_of(self.path)

    def has_same_pages(self, other: FileSummary | None) -> bool:
        """Return whether the pages of the file are named as they were when this was another."""
        if other is None:
            return False
        one, two = (
            (it.has_pages, it.keywords > 0, bool(it.kinds), it.has_keyword_page, it.has_uses_page)
            for it in (self, other)
        )
        return one == two

    @property
    def coverage(self) -> Coverage:
        """The figures of its documentation."""
        return self.documentation or NOTHING


class KnownUses(msgspec.Struct, frozen=True, array_like=True):
    """What the summary of a file shows of what uses its definitions."""

    key: bytes
    """Of what is read to know it."""
    needs_page: bool
    words: Description | None
    """Those of the definition that most files use, of those with words; None where the file has
    words or a role of its own, so that nobody looked."""
    users: int
    """How many other files use it."""
    names: tuple[UsedName, ...]
    """Its public definitions that most other files use, most first."""


def summaries(
    context: Context,
    keywords: Mapping[str, Sequence[Keyword]],
    before: Mapping[str, KnownUses],
) -> tuple[dict[str, FileSummary], dict[str, KnownUses]]:
    """Return the summaries of some files.

    Parameters
    ----------
    context:
        The linked repository.
    keywords:
        The keywords of these files, by their paths.
    before:
        What was known after the last run of uses, by the paths of files.

    Returns
    -------
    summaries, and what they show of uses
        Both by the paths of files.
    """
    project, private = context.project, context.settings.private
    entered = {found.target for points in project.entry_points.values() for found in points}
    documented = coverage_of_files(context)
    found = {}
    uses = {}
    for path, own in keywords.items():
        facts = project.files[path]
        is_test = project.is_test_file(path)
        matches = context.patterns(facts)
        said = documented(facts)
        coverage = said.coverage if said is not None else None
        used = uses[path] = _known_uses(context, facts, before.get(path))
        weight = weight_of(context, facts, used.users, coverage or NOTHING)
        found[path] = FileSummary(
            path=path,
            language=facts.analysis.language if facts.has_pages else BINARY,
            size=facts.size,
            lines=facts.analysis.lines,
            has_pages=facts.has_pages,
            description=_own_description(context, facts) or used.words or Description(),
            keywords=len(own),
            has_keyword_page=_has_keyword_page(context.settings, own),
            kinds=_kinds(own),
            importers=0 if is_test else len(project.graph.dependents.get(path, ())),
            is_unreached=path not in entered and not is_test and _is_unreached(project, facts),
            has_uses_page=used.needs_page,
            has_patterns=bool(matches),
            patterns=tuple(_patterns(matches, private=private)),
            documentation=coverage,
            used=() if is_test else used.names,
            weight=weight,
            is_product=weight is not None and not project.is_aside(path),
        )
    return found, uses


def _used(project: Project, facts: FileFacts, uses: Iterable[Use]) -> tuple[UsedName, ...]:
    """Return the outermost public definitions of a file that most other files use."""
    users: dict[str, set[str]] = {}
    for use in uses:
        if use.path != facts.path and not project.tests.is_code(use.path):
            users.setdefault(use.found.used, set()).add(use.path)
    found = {
        symbol.qualname: UsedName(Definition(facts.path, symbol).reference, len(users[symbol.name]))
        for symbol in facts.analysis.symbols
        if symbol.parent < 0 and symbol.qualname in users and not symbol.is_private
    }
    ranked = sorted(found.values(), key=lambda name: (-name.files, name.definition.qualname))
    return tuple(ranked[:_MOST_USED])


def _known_uses(context: Context, facts: FileFacts, before: KnownUses | None) -> KnownUses:
    """Return what is known of the uses of a file, from the last run if nothing changed."""
    key = context.reads(facts)
    is_silent = _own_description(context, facts) is None
    if before is not None and before.key == key and (before.words is not None or not is_silent):
        return before
    words = _words_of_most_used(context, facts) if is_silent else None
    uses = context.project.uses.of(facts.path)
    users = len({use.path for use in uses} - {facts.path})
    names = _used(context.project, facts, uses)
    return KnownUses(key, needs_page(context, facts), words, users, names)


def _own_description(context: Context, facts: FileFacts) -> Description | None:
    """Return the first of the file's own words, else the role that its name gives it.

    If there is neither, the definition speaks that most files use, of those with words.
    """
    words = facts.analysis.prose
    if words is not None:
        return Description(shortened(words.summary))
    role = role_in(context.project, facts.path)
    return Description(marked_up(role.statement)) if role is not None else None


def _words_of_most_used(context: Context, facts: FileFacts) -> Description:
    uses = used_definitions(context, facts)
    for symbol, _ in most_used(facts, uses):
        if symbol.summary:
            return Description(shortened(symbol.summary), Definition(facts.path, symbol).reference)
    return Description()


def _has_keyword_page(settings: Settings, keywords: Sequence[Keyword]) -> bool:
    names = sum(keyword.kind not in _UNCOUNTED for keyword in keywords)
    return settings.keyword_pages and names > settings.small_file


def _kinds(keywords: Sequence[Keyword]) -> tuple[KindCount, ...]:
    counts = Counter(keyword.kind for keyword in keywords)
    kinds = sorted((kind for kind in counts if kind not in _UNCOUNTED), key=lambda kind: kind.order)
    return tuple(KindCount(kind.value, kind.plural, counts[kind]) for kind in kinds[:_MOST_KINDS])


def _is_unreached(project: Project, facts: FileFacts) -> bool:
    """Return whether a file has no way in but an entry point.

    Programs have one, and files with a role by their name, such as ``__init__.py`` and
    ``conftest.py``.
    """
    return (
        facts.is_python
        and facts.is_text
        and not project.importers_of(facts.path)
        and not facts.analysis.main_line
        and role_of(facts.path) is None
    )


def _patterns(matches: Sequence[Match], *, private: bool) -> Iterator[PatternCount]:
    for match in matches:
        places = len(match.shown(private=private))
        if places:
            yield PatternCount(match.row, match.pattern.name, match.pattern.url, places)
