"""Addresses of files in the repository, by what the options of a site say of its hosting."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec

from sphinx_kwindex.discovery import Root
from sphinx_kwindex.disk.reading import exists


class Platform(msgspec.Struct, frozen=True):
    """How a hosting platform addresses a file, below the address of the repository."""

    label: str
    url: str
    edit: str
    view: str
    folder: str
    lines: str
    """What follows the address of a file to show some of its lines."""


PLATFORMS: Mapping[str, Platform] = {
    "github": Platform(
        "GitHub",
        "https://github.com",
        edit="edit/{branch}/{path}",
        view="blob/{branch}/{path}?plain=1",
        folder="tree/{branch}/{path}",
        lines="#L{first}-L{last}",
    ),
    "gitlab": Platform(
        "GitLab",
        "https://gitlab.com",
        edit="-/edit/{branch}/{path}",
        view="-/blob/{branch}/{path}?plain=1",
        folder="-/tree/{branch}/{path}",
        lines="#L{first}-{last}",
    ),
    "bitbucket": Platform(
        "Bitbucket",
        "https://bitbucket.org",
        edit="src/{branch}/{path}?mode=edit&at={branch}",
        view="src/{branch}/{path}",
        folder="src/{branch}/{path}",
        lines="#lines-{first}:{last}",
    ),
}

FILENAME = "{filename}"
"""In the template of an address: the path of a file, from the source folder of the site."""


class Target(msgspec.Struct, frozen=True):
    """A file or folder of the repository, as seen from the source folder of the site."""

    relative: str
    is_folder: bool
    source_folder: Path


class Links(msgspec.Struct, frozen=True):
    """The addresses that a page offers; an empty one is not offered."""

    edit: str = ""
    view: str = ""
    label: str = ""
    """Name of the platform."""

    @property
    def lines(self) -> str:
        """The address of some lines of a file, with ``{first}`` and ``{last}`` to be filled in."""
        platform = next((item for item in PLATFORMS.values() if item.label == self.label), None)
        return f"{self.view}{platform.lines}" if platform is not None and self.view else ""


class Repository(msgspec.Struct, frozen=True):
    """A hosted repository, and where in it the source folder of the site is."""

    platform: Platform
    url: str
    branch: str
    folder: str

    def links(self, target: Target) -> Links:
        """Return the addresses of a file, or of a folder, which cannot be edited."""
        path = climbed(self.folder, target)
        if path is None:
            return Links()

        def address(pattern: str) -> str:
            filled = pattern.format(branch=quote(self.branch), path=quote(path))
            return f"{self.url.rstrip('/')}/{filled}".rstrip("/")

        if target.is_folder:
            return Links(view=address(self.platform.folder), label=self.platform.label)
        edit, view = address(self.platform.edit), address(self.platform.view)
        return Links(edit, view, self.platform.label)


class Locator:
    """Finds on disk what a page is about."""

    def __init__(self, roots: Sequence[Root], source_folder: Path) -> None:
        self._roots = roots
        self._source_folder = source_folder
        self._checkout = lru_cache(maxsize=None)(_checkout)

    def target(self, about: str) -> Target | None:
        """Return the file or folder, unless it is outside the repository of the site.

        Parameters
        ----------
        about:
            Its path on the pages; that of a folder ends with a slash.
        """
        for root in self._roots:
            if not about.startswith(root.prefix):
                continue
            location = root.location / about.removeprefix(root.prefix).strip("/")
            # The paths on the pages are printable; of some names that is not the path on disk.
            if not os.path.lexists(location):
                return None
            # A submodule, or a root elsewhere.
            folder = location if about.endswith("/") else location.parent
            if self._checkout(folder) != self._checkout(self._source_folder):
                return None
            relative = os.path.relpath(location, self._source_folder)
            return Target(Path(relative).as_posix(), about.endswith("/"), self._source_folder)
        return None


def platform_repository(context: Mapping[str, Any], keys: Sequence[str]) -> Repository | None:
    """Return the repository that ``html_context`` names.

    Its keys are those of the theme of Read the Docs, or those of pydata-sphinx-theme.

    Parameters
    ----------
    context:
        The context of a page.
    keys:
        Which platforms to look for, the likeliest first.
    """
    for key in keys:
        user, name, branch = (context.get(f"{key}_{part}") for part in ("user", "repo", "version"))
        if all(value not in (None, "", "None") for value in (user, name, branch)):
            platform = PLATFORMS[key]
            host = context.get(f"{key}_host")
            url = context.get(f"{key}_url") or (f"https://{host}" if host else platform.url)
            folder = context.get("conf_py_path") or context.get("doc_path") or ""
            return Repository(
                platform, f"{str(url).rstrip('/')}/{user}/{name}", str(branch), str(folder)
            )
    return None


def repository_at(url: str, branch: str, folder: str) -> Repository | None:
    """Return the repository at an address of one of the platforms.

    Parameters
    ----------
    url:
        The address of the repository.
    branch:
        The branch that links lead to.
    folder:
        The folder of the documentation in it.
    """
    for platform in PLATFORMS.values():
        if url.startswith(f"{platform.url}/"):
            return Repository(platform, url, branch, folder)
    return None


def filled(template: str, target: Target) -> str:
    """Return the address of a file by a template; empty if it has none or is a folder.

    Parameters
    ----------
    template:
        An address with a placeholder for the path of a source.
    target:
        The file or folder that the page is about.
    """
    before, found, after = template.partition(FILENAME)
    if not found or target.is_folder:
        return ""
    scheme, separator, place = before.rpartition("://")
    path = climbed(place, target)
    return f"{scheme}{separator}{path}{after}" if path is not None else ""


def climbed(place: str, target: Target) -> str | None:
    """Return where a target is if the source folder is at ``place``.

    A step up leaves a folder that has the same name there as on disk; where the names differ,
    nothing is known of what lies above, and there is no answer.

    Parameters
    ----------
    place:
        Where the source folder of the documentation is in the repository.
    target:
        The file or folder that the page is about.
    """
    parts = [part for part in place.split("/") if part not in ("", ".")]
    names = list(target.source_folder.parts)
    steps = posixpath.normpath(target.relative).split("/")
    while steps and steps[0] == "..":
        if not parts or parts.pop() != names.pop():
            return None
        del steps[0]
    return "/".join([*parts, *(step for step in steps if step != ".")])


def _checkout(folder: Path) -> Path | None:
    """Return the top of the work tree that a folder belongs to."""
    return next((top for top in (folder, *folder.parents) if exists(top / ".git")), None)
