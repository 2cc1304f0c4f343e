"""All facts together: which file an import means, who imports whom, which folder holds what."""

from sphinx_kwindex.project.folders import Folder
from sphinx_kwindex.project.imports import Definition, ResolvedImport
from sphinx_kwindex.project.link import Project, link
from sphinx_kwindex.project.metadata import ProjectMetadata, read_metadata

__all__ = [
    "Definition",
    "Folder",
    "Project",
    "ProjectMetadata",
    "ResolvedImport",
    "link",
    "read_metadata",
]
