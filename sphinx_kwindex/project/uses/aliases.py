"""Following variables that are other names, and other names of these, to what is behind them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sphinx_kwindex.records.references import Alias, Certainty, LinkedFile, Target

_MOST_STEPS = 20
"""Other names that are followed for one."""


class Aliases:
    """Finds what is behind other names.

    Parameters
    ----------
    linked:
        What the names in each file lead to.
    """

    def __init__(self, linked: Mapping[str, LinkedFile]) -> None:
        self._aliases: dict[str, dict[str, Alias]] = {
            path: item.aliases for path, item in linked.items() if item.aliases
        }

    def __iter__(self) -> Iterator[Target]:
        """Yield the other names."""
        return (Target(path, name) for path, names in self._aliases.items() for name in names)

    def from_file(self, path: str) -> Mapping[str, Mapping[str, Alias]]:
        """Return the other names that may be followed from a file on.

        Returns
        -------
        mapping from files to their other names
            The file itself first; a file without any is there if one of another leads to it.
        """
        if path not in self._aliases:
            return {}
        found: dict[str, Mapping[str, Alias]] = {}
        pending = [path]
        while pending:
            at = pending.pop()
            if at not in found:
                found[at] = self._aliases.get(at, {})
                targets = (target for alias in found[at].values() for target in alias.targets)
                pending += (target.path for target in targets)
        return found

    def behind(self, target: Target) -> Mapping[Target, Certainty]:
        """Return the definitions that another name stands for, with how certain that is.

        Parameters
        ----------
        target:
            The other name.

        Returns
        -------
        mapping from definitions to certainties
            Empty for what is no other name, and for names that lead in a circle.
        """
        found: dict[Target, Certainty] = {}
        pending = [(target, Certainty.EXACT)]
        seen = {target}
        for _ in range(_MOST_STEPS):
            if not pending:
                break
            at, certainty = pending.pop()
            alias = self._aliases.get(at.path, {}).get(at.qualname)
            if alias is None and at != target:
                found[at] = certainty
            elif alias is not None:
                further = [item for item in alias.targets if item not in seen]
                seen.update(further)
                pending += ((item, max(certainty, alias.certainty)) for item in further)
        return {} if pending else found
