"""All facts together: which file an import means, who imports whom, which folder holds what."""

from sphinx_kwindex.project.declared.metadata import ProjectMetadata, project_metadata
from sphinx_kwindex.project.graph.folders import Folder
from sphinx_kwindex.project.link import Project, link
from sphinx_kwindex.project.python.imports import Definition, ResolvedImport

__all__ = [
    "Definition",
    "Folder",
    "Project",
    "ProjectMetadata",
    "ResolvedImport",
    "link",
    "project_metadata",
]
