"""The links of themes to the source of a page: never to the staged text, always to the file.

Each theme has its own options and its own place in the context of a page for them.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

import jinja2
import msgspec

from sphinx_kwindex.sphinx_ext.themes.repository_links import (
    FILENAME,
    PLATFORMS,
    Links,
    Target,
    filled,
    platform_repository,
    repository_at,
)

Context = dict[str, Any]


def links_of(context: Mapping[str, Any], target: Target) -> Links:
    """Return the links that the theme would show on a page about a file or folder.

    Parameters
    ----------
    context:
        What the template of the page gets, by which the theme is known.
    target:
        The file or folder that the page is about.
    """
    if "theme_source_repository" in context:
        return _basic_ng(context, target)
    if "theme_use_edit_page_button" in context:
        return _pydata(context, target)
    if "theme_vcs_pageview_mode" in context:
        return _read_the_docs(context, target)
    return Links()


def address_of_lines(context: Mapping[str, Any], target: Target) -> str:
    """Return the address of lines of a file in its repository; empty if nobody says where that is.

    Parameters
    ----------
    context:
        What the template of the page gets.
    target:
        The file that the page is about.
    """
    if target.is_folder:
        return ""
    found = links_of(context, target).lines
    repository = None if found else platform_repository(context, list(PLATFORMS))
    return found if repository is None else repository.links(target).lines


def announce(context: Context, target: Target | None, links: Links) -> None:
    """Tell the theme, before its own work on a page, whether there is anything to link.

    Themes show a link if the page has a suffix.  That of pydata-sphinx-theme alone knows no link
    but the one for editing.

    Parameters
    ----------
    context:
        What the template of the page gets; changed here.
    target:
        What the page is about; None for a page about neither a file nor a folder.
    links:
        What :func:`links_of` found.
    """
    only_edits = (
        "theme_use_edit_page_button" in context and "theme_use_source_button" not in context
    )
    shown = links.edit if only_edits else links.edit or links.view
    context["sourcename"] = ""
    context["page_source_suffix"] = _suffix(target) if shown and target else ""


def install(context: Context, links: Links) -> None:
    """Put the links where the templates look for them, after the theme's own work on a page.

    Parameters
    ----------
    context:
        What the template of the page gets; changed here.
    links:
        What :func:`links_of` found.
    """
    links = Links(escape(links.edit), escape(links.view), links.label)
    if "theme_source_repository" in context:
        context["theme_source_repository"] = ""
        context["theme_source_edit_link"] = _not_a_format(links.edit)
        context["theme_source_view_link"] = _not_a_format(links.view)
        # Else furo makes addresses of the docname on Read the Docs.
        context["conf_py_path"] = ""
    if "theme_vcs_pageview_mode" in context:
        edits = context["theme_vcs_pageview_mode"] == "edit"
        shown = links.edit and (links.edit if edits else links.view)
        context["display_vcs_links"] = bool(shown) and context.get("display_vcs_links", True)
        if shown:
            key = f"{links.label.lower()}_url"
            context["meta"] = {**(context.get("meta") or {}), key: shown}
    if "get_edit_provider_and_url" in context:
        context["get_edit_provider_and_url"] = lambda: (links.label, links.edit)
        if not links.edit:
            context["page_source_suffix"] = ""
    if "header_buttons" in context:
        context["header_buttons"] = _buttons(context["header_buttons"], links)


def _suffix(target: Target) -> str:
    path = PurePosixPath(target.relative)
    return "/" if target.is_folder else path.suffix or path.name


def _not_a_format(address: str) -> str:
    return address.replace("{", "{{").replace("}", "}}")


def _basic_ng(context: Mapping[str, Any], target: Target) -> Links:
    """Follow furo, and other themes made from sphinx-basic-ng."""
    repository = repository_at(
        str(context["theme_source_repository"] or ""),
        str(context.get("theme_source_branch") or ""),
        str(context.get("theme_source_directory") or ""),
    )
    if repository is None and context.get("READTHEDOCS") and context.get("conf_py_path"):
        repository = platform_repository(context, ["github"])
    links = Links()
    if repository is not None and repository.branch:
        links = repository.links(target)
    for field in ("edit", "view"):
        template = context.get(f"theme_source_{field}_link")
        if template:
            links = msgspec.structs.replace(links, **{field: _quoted(str(template), target)})
    return links


def _pydata(context: Mapping[str, Any], target: Target) -> Links:
    """Follow pydata-sphinx-theme, and sphinx-book-theme, which is made from it."""
    template = context.get("edit_page_url_template")
    if template is None:
        repository = platform_repository(context, ["bitbucket", "github", "gitlab"])
        return repository.links(target) if repository is not None else Links()
    hosts = {f"{key}_url": platform.url for key, platform in PLATFORMS.items()}
    folder = str(context.get("doc_path") or "")
    place = {"doc_path": folder and f"{folder.rstrip('/')}/", "file_name": FILENAME}
    address = jinja2.Template(str(template)).render(**{**hosts, **context, **place})
    label = str(context.get("edit_page_provider_name") or "")
    return Links(edit=_quoted(address, target), label=label)


def _read_the_docs(context: Mapping[str, Any], target: Target) -> Links:
    """Follow sphinx-rtd-theme; its one link says that it is for editing."""
    shown = [key for key in ("github", "bitbucket", "gitlab") if context.get(f"display_{key}")]
    repository = platform_repository(context, shown[:1])
    return repository.links(target) if repository is not None else Links()


def _quoted(template: str, target: Target) -> str:
    quoted = msgspec.structs.replace(target, relative=quote(target.relative))
    return filled(template, quoted)


def _buttons(buttons: list[Context], links: Links) -> list[Context]:
    """Return the buttons of sphinx-book-theme with addresses of ours."""
    kept: list[Context] = []
    addresses = {
        "download-source-button": "",
        "source-file-button": links.view,
        "source-edit-button": links.edit,
    }
    for button in buttons:
        label = button.get("label")
        if "buttons" in button:
            inner = _buttons(button["buttons"], links)
            if inner:
                kept.append({**button, "buttons": inner})
        elif label not in addresses:
            kept.append(button)
        elif addresses[label]:
            kept.append({**button, "url": addresses[label]})
    return kept
