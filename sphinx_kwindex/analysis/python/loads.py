"""Libraries that a module loads or builds by name: ``ctypes``, ``cffi``, ``torch.ops``."""

from __future__ import annotations

from astroid import nodes

from sphinx_kwindex.analysis.python.bindings import Bindings
from sphinx_kwindex.analysis.python.occurrences.literals import encodable
from sphinx_kwindex.analysis.python.tree import Tree
from sphinx_kwindex.records.bindings import Load

_CTYPES = frozenset(
    {f"ctypes.{name}" for name in ("CDLL", "WinDLL", "OleDLL", "PyDLL")}
    | {f"ctypes.{name}.LoadLibrary" for name in ("cdll", "windll", "oledll", "pydll")}
)
_CFFI = frozenset({f"cffi.FFI().{name}" for name in ("dlopen", "set_source")})
_TORCH = frozenset({"torch.ops.load_library", "torch.classes.load_library"})
_LOADERS = _CTYPES | _CFFI | _TORCH
_LAST_NAMES = frozenset(loader.rpartition(".")[2] for loader in _LOADERS)
_PACKAGES = frozenset({"ctypes", "cffi", "torch"})


def extract_loads(tree: Tree, bindings: Bindings) -> tuple[Load, ...]:
    """Return the libraries with their names as literals, in source order.

    Parameters
    ----------
    tree:
        The module.
    bindings:
        What its names stand for.
    """
    if not any(_imports_loader(statement) for statement in (*tree.imports, *tree.from_imports)):
        return ()
    found = [load for call in tree.calls if (load := _load(call, bindings)) is not None]
    return tuple(sorted(found, key=lambda load: (load.line, load.name, load.by)))


def _imports_loader(statement: nodes.Import | nodes.ImportFrom) -> bool:
    if isinstance(statement, nodes.ImportFrom):
        return not statement.level and statement.modname.partition(".")[0] in _PACKAGES
    return any(name.partition(".")[0] in _PACKAGES for name, _ in statement.names)


def _load(call: nodes.Call, bindings: Bindings) -> Load | None:
    if isinstance(call.func, nodes.Attribute) and call.func.attrname not in _LAST_NAMES:
        return None
    path = bindings.path_of(call.func)
    if path not in _LOADERS:
        return None
    given = [word.value for word in call.keywords if word.arg in ("name", "module_name")]
    name = bindings.text_of(next(iter((*call.args[:1], *given)), None)).strip()
    by = path.replace("cffi.FFI()", "cffi.FFI")
    return Load(by, encodable(" ".join(name.split())), call.lineno or 1) if name else None
