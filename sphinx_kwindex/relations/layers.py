"""The imports of a file that break the layers of ``kwindex_layers``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

from sphinx_kwindex.discovery import printable
from sphinx_kwindex.project.graph.declared_layers import Violation, find_violations, unknown_layers
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.records.diagnostics import Diagnostic, DiagnosticCode
from sphinx_kwindex.relations.context import Context


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
