"""How a Python file is run as a program."""

from __future__ import annotations

import shlex
from collections.abc import Callable

from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.relations.context import Context


def programs_of_files(context: Context) -> Callable[[FileFacts], str]:
    """Relate each program to the command that runs it.

    Returns
    -------
    function from the facts of a file to its command
        Empty for a file that is no program.
    """
    project = context.project
    modules = project.modules

    def of(facts: FileFacts) -> str:
        is_main = facts.source.name == "__main__.py"
        if not facts.is_python or not (is_main or facts.analysis.main_line):
            return ""
        name = modules.dotted_name(facts.path)
        if facts.source.name == "__init__.py" and name:
            # ``-m`` with a package runs its ``__main__``.
            return f"python -m {name}.__init__"
        if is_main and "." in name:
            return f"python -m {name.rpartition('.')[0]}"
        if modules.package_of(facts.path) and modules.is_importable(facts.path):
            return f"python -m {name}"
        return f"python {shlex.quote(project.relative(facts.path))}"

    return of
