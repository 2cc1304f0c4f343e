"""Which definitions the places in a file name."""

from __future__ import annotations

from sphinx_kwindex.project.python.occurrences.evaluation import Tables
from sphinx_kwindex.project.python.occurrences.meanings import Meanings
from sphinx_kwindex.project.python.occurrences.values import (
    MOST_VALUES,
    UNNAMED,
    Kind,
    Named,
    Target,
    Value,
    here_first,
    named_outside,
)
from sphinx_kwindex.records.names import (
    ALIAS,
    ATTRIBUTE,
    CLASS,
    FLOW,
    FROM,
    FUNCTION,
    GLOBAL,
    KEYWORD,
    MEMBER,
    MODULE,
    Expression,
)


class Targets(Meanings):
    """Finds the definitions that expressions name."""

    def named(self, path: str, number: int) -> Named:
        """Return the definitions that a place names.

        Parameters
        ----------
        path:
            Path of the file.
        number:
            Number of the expression in its file.
        """
        tables = self.tables[path]
        expression = tables.expressions[number]
        operation, part = expression[0], expression[1]
        if operation in (MODULE, FROM):
            return self.imported(path, number)
        if operation == ALIAS:
            return self.named(path, part)
        if operation == GLOBAL:
            return self.named_in_module(path, tables.words[part])
        if operation in (ATTRIBUTE, KEYWORD):
            is_keyword = operation == KEYWORD
            return self._part_named(path, expression, is_keyword=is_keyword)
        if operation == FLOW:
            return _joined([self.named(path, item) for item in expression[1:]], is_exact=True)
        qualname = self._own_name(tables, expression)
        return Named((Target(path, qualname),), is_exact=True) if qualname else UNNAMED

    def _own_name(self, tables: Tables, expression: Expression) -> str:
        """Return the qualified name of a definition of the file itself."""
        if expression[0] == CLASS:
            return tables.classes[expression[1]].qualname
        if expression[0] == FUNCTION:
            return tables.functions[expression[1]].qualname
        if expression[0] == MEMBER:
            owner = tables.classes[expression[1]].qualname
            return f"{owner}.{tables.words[expression[2]]}"
        return ""

    def _part_named(self, path: str, expression: Expression, *, is_keyword: bool) -> Named:
        base = self.values(path, expression[1])
        name = self.tables[path].words[expression[2]]
        values = [item for item in base.values if not is_keyword or self._is_made_of_fields(item)]
        found = [self._named_of(value, name, path) for value in values]
        return _joined(found, is_exact=base.is_exact and not is_keyword)

    def _is_made_of_fields(self, value: Value) -> bool:
        """Return whether a call makes an instance, and its named arguments are attributes."""
        return value.kind is Kind.CLASS and all(
            self.owner_of(value.path, value.number, name) is None
            for name in ("__init__", "__new__")
        )

    def _named_of(self, value: Value, name: str, path: str) -> Named:
        if value.kind is Kind.MODULE:
            return self.named_in_module(value.path, name)
        if value.kind is Kind.EXTERNAL:
            dotted = f"{value.path}.{name}"
            file = self.outer_module(path, dotted)
            if file is None:
                return named_outside(dotted)
            return Named((Target(file, ""),), is_exact=True)
        after = (value.path, value.number) if value.kind is Kind.SUPER else None
        if value.kind not in (Kind.CLASS, Kind.INSTANCE, Kind.SUPER):
            return UNNAMED
        owner = self.owner_of(value.path, value.number, name, after=after)
        if owner is None and value.kind is Kind.CLASS:
            owner = self.metaclass_with(value.path, value.number, name)
        if owner is None:
            return UNNAMED
        qualname = self.tables[owner.path].classes[owner.number].qualname
        return Named((Target(owner.path, f"{qualname}.{name}"),), owner.is_certain)


def _joined(found: list[Named], *, is_exact: bool) -> Named:
    targets = here_first(target for item in found for target in item.targets)
    if not targets or len(targets) > MOST_VALUES:
        return UNNAMED
    are_exact = (item.is_exact for item in found if not targets[0].path or _is_here(item))
    return Named(targets, is_exact and all(are_exact))


def _is_here(named: Named) -> bool:
    """Return whether something in the repository is named."""
    return bool(named.targets and named.targets[0].path)
