"""The layers that a project declares (``kwindex_layers``), and the imports that break them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

import msgspec

from sphinx_kwindex.discovery import printable
from sphinx_kwindex.project import Project
from sphinx_kwindex.project.graph.graph import runs
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.records.diagnostics import Diagnostic, DiagnosticCode
from sphinx_kwindex.relations.context import Context


class Violation(msgspec.Struct, frozen=True):
    """An import of a module from a layer above."""

    path: str
    """The importing file."""
    line: int
    target: str
    """The imported file."""
    layer: str
    """The layer of the importing file."""
    above: str
    """The layer of the imported file."""


def layer_of(dotted: str, layers: tuple[str, ...]) -> str:
    """Return the declared layer of a module: the longest name that it is or lies below.

    Parameters
    ----------
    dotted:
        The dotted name of the module.
    layers:
        The layers of ``kwindex_layers``.
    """
    fitting = [layer for layer in layers if dotted == layer or dotted.startswith(f"{layer}.")]
    return max(fitting, key=len, default="")


def find_violations(project: Project, layers: tuple[str, ...]) -> Iterator[Violation]:
    """Yield the imports that lead upwards, in the order of files and lines.

    A module may import its own layer and those below.  Imports for type checking only are free,
    and so are modules of no layer.

    Parameters
    ----------
    project:
        The repository.
    layers:
        Dotted names of modules or packages, from the top layer to the bottom.
    """
    if not layers:
        return
    height = {layer: -position for position, layer in enumerate(layers)}
    placed = {path: layer_of(project.modules.dotted_name(path), layers) for path in project.imports}
    for path in sorted(project.imports):
        own = placed[path]
        seen: set[tuple[int, str]] = set()
        for item in project.imports[path] if own else ():
            above = placed.get(item.target or "", "")
            where = (item.statement.line, item.target or "")
            if above and height[above] > height[own] and runs(item, path) and where not in seen:
                seen.add(where)
                yield Violation(path, *where, own, above)


def unknown_layers(project: Project, layers: tuple[str, ...]) -> Iterator[str]:
    """Yield the layers to which no module of the repository belongs.

    Parameters
    ----------
    project:
        The linked repository.
    layers:
        The layers of ``kwindex_layers``.
    """
    names = [project.modules.dotted_name(path) for path in project.imports] if layers else []
    for layer in layers:
        if not any(name == layer or name.startswith(f"{layer}.") for name in names):
            yield layer


def violations_of_files(context: Context) -> Callable[[FileFacts], tuple[Violation, ...]]:
    """Relate each file to its imports that break a layer.

    Returns
    -------
    function from the facts of a file to its violations
        In the order of lines.
    """
    found: defaultdict[str, list[Violation]] = defaultdict(list)
    for violation in find_violations(context.project, context.settings.layers):
        found[violation.path].append(violation)
    return lambda facts: tuple(found.get(facts.path, ()))


def layer_diagnostics(context: Context) -> Iterator[Diagnostic]:
    """Yield a warning for each layer without a module, and for each import that leads upwards."""
    project, layers = context.project, context.settings.layers
    for layer in dict.fromkeys(unknown_layers(project, layers)):
        yield Diagnostic(
            DiagnosticCode.UNKNOWN_LAYER,
            f"kwindex_layers: no module belongs to the layer {layer!r}",
        )
    for found in find_violations(project, layers):
        yield Diagnostic(
            DiagnosticCode.LAYER_VIOLATION,
            f"imports {printable(found.target)} of the layer {found.above!r}, which is above "
            f"its own layer {found.layer!r} (kwindex_layers)",
            printable(project.files[found.path].source.location),
            found.line,
        )
