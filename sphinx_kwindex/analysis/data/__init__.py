"""Facts of data files: their tables and keys, and what known kinds of file declare by them.

A format is read to entries (:mod:`.entries`), one module each; what the entries of a
``pyproject.toml`` or a workflow mean is a table of rules (:mod:`.shapes`), whatever their format.
"""

from sphinx_kwindex.analysis.data.ini import analyse_environment, analyse_ini
from sphinx_kwindex.analysis.data.json import analyse_json
from sphinx_kwindex.analysis.data.requirements import analyse_requirements
from sphinx_kwindex.analysis.data.toml import analyse_toml
from sphinx_kwindex.analysis.data.yaml import analyse_yaml

__all__ = [
    "analyse_environment",
    "analyse_ini",
    "analyse_json",
    "analyse_requirements",
    "analyse_toml",
    "analyse_yaml",
]
