"""One file in SCIP: its definitions, and the places that name definitions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from sphinx_kwindex.build.exporting import Repository
from sphinx_kwindex.export.exported import exported_symbols, language_of
from sphinx_kwindex.export.scip.kinds import KINDS, LANGUAGES, MODULE
from sphinx_kwindex.export.scip.relationships import Relationships
from sphinx_kwindex.export.scip.symbols import LOCAL, Definition
from sphinx_kwindex.project.positions import Positions
from sphinx_kwindex.records.analysis import FileFacts, Symbol
from sphinx_kwindex.records.names import Role
from sphinx_kwindex.records.references import FileReferences
from sphinx_kwindex.records.signatures import Variant
from sphinx_kwindex.records.text import words_of
from sphinx_kwindex.scip.messages import Document, Information, Occurrence, Roles

_ROLES = {Role.IMPORT: Roles.IMPORT, Role.WRITE: Roles.WRITE}


class Documents:
    """Makes the documents of a repository.

    Parameters
    ----------
    repository:
        The repository.
    symbols:
        What definitions are called.
    """

    def __init__(self, repository: Repository, symbols: Mapping[Definition, str]) -> None:
        self._repository = repository
        self._symbols = symbols
        self._relationships = Relationships(repository, symbols)

    def of(self, facts: FileFacts, references: FileReferences) -> Document:
        """Return the document of a file.

        Parameters
        ----------
        facts:
            The file.
        references:
            What its places name.
        """
        lines = self._repository.read_text(facts).split("\n")
        positions = Positions(facts.path, lines, references)
        in_tests = Roles.TEST if self._repository.project.is_test_file(facts.path) else Roles(0)
        known: dict[tuple[tuple[int, ...], str], Occurrence] = {}
        for item in self._definitions(facts, positions):
            known.setdefault((item.range, item.symbol), item)
        for item in self._uses(facts, positions, references):
            known.setdefault((item.range, item.symbol), item)
        occurrences = (
            msgspec.structs.replace(item, roles=int(item.roles | in_tests))
            for item in known.values()
        )
        language = language_of(facts)
        return Document(
            facts.path,
            LANGUAGES.get(language, language),
            tuple(sorted(occurrences)),
            tuple(self._information(facts)),
        )

    def _definitions(self, facts: FileFacts, positions: Positions) -> Iterator[Occurrence]:
        module = self._symbols.get((facts.path, ""))
        if module is not None:
            yield Occurrence((0, 0, 0), module, Roles.DEFINITION)
        for symbol in exported_symbols(self._repository, facts):
            name = self._symbols.get((facts.path, symbol.qualname))
            place = positions.of(symbol)
            if name is None or place is None:
                continue
            is_declared = symbol.variant is Variant.DECLARATION
            role = Roles.FORWARD_DEFINITION if is_declared else Roles.DEFINITION
            has_body = symbol.is_callable or symbol.is_type
            yield Occurrence(place, name, role, positions.around(symbol) if has_body else ())

    def _uses(
        self, facts: FileFacts, positions: Positions, references: FileReferences
    ) -> Iterator[Occurrence]:
        for place in references.places():
            where = positions.checked(place.line, place.column, place.length)
            if where is None:
                continue
            for target in place.targets:
                name = self._symbols.get((target.path, target.qualname))
                if name is None or (name.startswith(LOCAL) and target.path != facts.path):
                    continue
                yield Occurrence(where, name, _ROLES.get(place.role, Roles.READ))

    def _information(self, facts: FileFacts) -> Iterator[Information]:
        """Yield what is known of each symbol, once."""
        module = self._symbols.get((facts.path, ""))
        if module is not None:
            prose = facts.analysis.prose
            said = words_of(prose.summary) if prose is not None else ""
            dotted = self._repository.project.modules.dotted_name(facts.path)
            yield Information(module, MODULE, dotted, said)
        seen: set[str] = set()
        for symbol in exported_symbols(self._repository, facts):
            name = self._symbols.get((facts.path, symbol.qualname))
            if name is not None and name not in seen:
                seen.add(name)
                yield self._about(facts, symbol, name)

    def _about(self, facts: FileFacts, symbol: Symbol, name: str) -> Information:
        around = ""
        if name.startswith(LOCAL) and symbol.parent >= 0:
            owner = facts.analysis.symbols[symbol.parent]
            around = self._symbols.get((facts.path, owner.qualname), "")
        return Information(
            name,
            KINDS.get(self._repository.project.kind_of(facts.path, symbol), 0),
            symbol.name,
            words_of(symbol.summary),
            _signature(facts, symbol),
            self._relationships.of(facts, symbol),
            around,
        )


def _signature(facts: FileFacts, symbol: Symbol) -> str:
    if not symbol.is_callable or not symbol.signature:
        return ""
    lead = symbol.lead
    if facts.is_python:
        lead = "async def" if symbol.is_async else "def"
    return f"{lead} {symbol.name}{symbol.signature}".strip()
