"""Names of the places on pages that others refer to."""

FILE_ANCHOR = "file-overview"
"""Of the title of a file's overview page."""
FILE_KEYWORDS_ANCHOR = "file-keywords"
"""Of the title of a file's keyword page."""
FILE_USES_ANCHOR = "file-uses"
"""Of the title of the page of what uses a file's definitions."""
FOLDER_ANCHOR = "folder-index"
"""Of the title of a folder's index page."""
ABOUT_ANCHOR = "folder-documentation"
"""Of the title of the page about a folder."""
KEYWORDS_ANCHOR = "keyword-index"
"""Of the title of a folder's keyword index."""
DOCUMENTATION_ANCHOR = "documentation-coverage"
"""Of that section on a file's overview page."""
FOLDERS_ANCHOR = "subfolders-table"
"""Of the list of folders on a folder's index page."""
FILES_ANCHOR = "files-table"
"""Of the list of files on a folder's index page."""
PURPOSE_ANCHOR = "file-purpose"
"""Of that section on a file's overview page."""


def kind_anchor(slug: str) -> str:
    """Return the anchor of the keywords of a kind on a file's keyword page."""
    return f"kind-{slug}"


def uses_anchor(anchor: str) -> str:
    """Return the anchor of what uses a definition, on the overview page of its file.

    Parameters
    ----------
    anchor:
        Of the definition itself.
    """
    return f"uses-of-{anchor}"
