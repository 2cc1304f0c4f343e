"""What holds between files: a module for each relation, and the list of all.

A relation is prepared once for the repository and then asked for each file; what it says of one is
a frozen record of paths, anchors and figures.  The records of a file, together with its own facts,
are everything that its pages show.  To add a relation, write a module with its record and a
function that returns what gives it, add a field to :class:`FileRelations`, and list it in
:data:`RELATIONS`.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from sphinx_kwindex.insights.patterns import Match
from sphinx_kwindex.project.roles import Role
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.relations.calls import Calls, calls_of_files
from sphinx_kwindex.relations.change_records import FileChanges
from sphinx_kwindex.relations.changes import changes_of_files
from sphinx_kwindex.relations.context import Context, Relation
from sphinx_kwindex.relations.coupling import Coupling, coupling_of_files
from sphinx_kwindex.relations.coverage import coverage_of_files
from sphinx_kwindex.relations.cycles import Cycle, cycles_of_files
from sphinx_kwindex.relations.documentation import FileDocumentation
from sphinx_kwindex.relations.entry_points import EntryPoints, entry_points_of_files
from sphinx_kwindex.relations.examples import UsageExamples, examples_of_files
from sphinx_kwindex.relations.finding_aids import FindingAids, finding_aids_of_files
from sphinx_kwindex.relations.findings import MatchedRules, findings_of_files
from sphinx_kwindex.relations.imports import Imports, importer_uses_of_files, imports_of_files
from sphinx_kwindex.relations.inheritance import Inheritance, inheritance_of_files
from sphinx_kwindex.relations.layers import Violation, violations_of_files
from sphinx_kwindex.relations.links import ResolvedLink, links_of_files
from sphinx_kwindex.relations.mentions import MeantMention, mentions_of_files
from sphinx_kwindex.relations.modules import Module, modules_of_files
from sphinx_kwindex.relations.names import Names, names_of_files
from sphinx_kwindex.relations.native import NativeNames, native_names_of_files
from sphinx_kwindex.relations.patterns import patterns_of_files
from sphinx_kwindex.relations.programs import programs_of_files
from sphinx_kwindex.relations.public_api import PublicNames, public_names_of_files
from sphinx_kwindex.relations.related import Related, related_of_files
from sphinx_kwindex.relations.roles import roles_of_files
from sphinx_kwindex.relations.source_names import SourceNames, source_names_of_files
from sphinx_kwindex.relations.tests.contained import ContainedTests, contained_tests_of_files
from sphinx_kwindex.relations.tests.naming import NamingTests, naming_tests_of_files
from sphinx_kwindex.relations.uses import Uses, uses_of_files

__all__ = ["RELATIONS", "Context", "FileRelations", "RelatedFiles", "Relation"]


class FileRelations(msgspec.Struct, frozen=True):
    """What holds between a file and all others; a field for each relation."""

    role: Role | None = None
    """What it is there for, by its name or place; None for an ordinary file."""
    module: Module | None = None
    """What it is called where it is imported; None for files of other languages."""
    imports: Imports = Imports()
    """What it imports, and which files import it."""
    importer_uses: Mapping[str, tuple[int, ...]] = {}
    """What each of the other files uses of it: positions of its definitions."""
    uses: Uses = Uses()
    """Its definitions that something uses."""
    calls: tuple[Calls, ...] = ()
    """Its functions that call something, in source order."""
    inheritance: tuple[Inheritance, ...] = ()
    """Its classes and members with what is above and below them, in source order."""
    entry_points: EntryPoints = EntryPoints()
    public_names: PublicNames = PublicNames()
    """What packages offer under their own name."""
    tests: NamingTests = NamingTests()
    """The tests of a source file."""
    contained_tests: ContainedTests | None = None
    """What a test file tests; None for any other."""
    examples: UsageExamples = UsageExamples()
    program: str = ""
    """The command that runs it as a program."""
    related: Related = Related()
    native: NativeNames = NativeNames()
    """The names that pass between Python and C or C++."""
    source_names: SourceNames = SourceNames()
    """What the names in its source mean."""
    names: Names = Names()
    """What the names mean that it writes in words, as bases and in ``__all__``."""
    patterns: tuple[Match, ...] = ()
    """The patterns that it has examples of, in the order of the table."""
    findings: MatchedRules = MatchedRules()
    finding_aids: FindingAids = FindingAids()
    """What ranks and filters its entries in the finder."""
    links: tuple[ResolvedLink, ...] = ()
    """What its links lead to, in source order."""
    mentions: tuple[MeantMention, ...] = ()
    """The definitions that a document names, in source order."""
    violations: tuple[Violation, ...] = ()
    """Its imports against ``kwindex_layers``."""
    coupling: Coupling | None = None
    """Its figures in the import graph; None where it has no place in it."""
    cycle: Cycle | None = None
    """The import cycle that it is part of."""
    documentation: FileDocumentation | None = None
    """How much of its public definitions is documented; None where nothing counts."""
    changes: FileChanges | None = None
    """What changed since an earlier build; None where nothing did, or nobody knows."""


RELATIONS = (
    Relation("role", roles_of_files),
    Relation("module", modules_of_files),
    Relation("imports", imports_of_files),
    Relation("importer_uses", importer_uses_of_files, is_of_use=True),
    Relation("uses", uses_of_files, is_of_use=True),
    Relation("calls", calls_of_files, is_of_use=True),
    Relation("inheritance", inheritance_of_files),
    Relation("entry_points", entry_points_of_files),
    Relation("public_names", public_names_of_files),
    Relation("tests", naming_tests_of_files),
    Relation("contained_tests", contained_tests_of_files),
    Relation("examples", examples_of_files),
    Relation("program", programs_of_files),
    Relation("related", related_of_files),
    Relation("native", native_names_of_files),
    Relation("source_names", source_names_of_files, is_of_use=True),
    Relation("names", names_of_files),
    Relation("patterns", patterns_of_files),
    Relation("findings", findings_of_files),
    Relation("finding_aids", finding_aids_of_files),
    Relation("links", links_of_files),
    Relation("mentions", mentions_of_files),
    Relation("violations", violations_of_files),
    Relation("coupling", coupling_of_files),
    Relation("cycle", cycles_of_files),
    Relation("documentation", coverage_of_files),
    Relation("changes", changes_of_files),
)


class RelatedFiles:
    """Says what holds between files: all relations of a repository, prepared.

    Parameters
    ----------
    context:
        The linked repository.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._prepared = {relation.name: relation.prepare(context) for relation in RELATIONS}

    def __call__(self, facts: FileFacts) -> FileRelations:
        """Return what holds between a file and all others."""
        return self.with_uses(facts, self.without_uses(facts))

    def without_uses(self, facts: FileFacts) -> FileRelations:
        """Return all but what is known of uses as long as the key of these is the same."""
        return self._added(facts, FileRelations(), is_of_use=False)

    def with_uses(self, facts: FileFacts, relations: FileRelations) -> FileRelations:
        """Return relations with what was left out.

        Parameters
        ----------
        facts:
            The file.
        relations:
            What :meth:`without_uses` says of it.
        """
        return self._added(facts, relations, is_of_use=True)

    def reads(self, facts: FileFacts) -> bytes:
        """Return the key of what is read of a file to know its uses."""
        return self._context.reads(facts)

    def _added(
        self, facts: FileFacts, relations: FileRelations, *, is_of_use: bool
    ) -> FileRelations:
        names = (item.name for item in RELATIONS if item.is_of_use is is_of_use)
        found = {name: self._prepared[name](facts) for name in names}
        return msgspec.structs.replace(relations, **found)
