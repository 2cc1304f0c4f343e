"""What other extensions are told of the generated pages: that they are no sources of the user's.

Some look for the source of each document in the repository or among the copied sources, and warn of
what is not there.  Each has an option that names documents to leave out.
"""

from __future__ import annotations

from sphinx.config import Config

EXCLUDING_OPTIONS = {
    # sphinx-last-updated-by-git asks Git for the date of each document's file.
    "git_exclude_patterns": "{prefix}/**",
    # sphinx-llms-txt makes one text of the copied sources, of which generated pages have none.
    "llms_txt_exclude": "{prefix}/*",
}
"""Options of other extensions, lists of patterns, and the pattern of our pages in them."""


def exclude_pages(config: Config, prefix: str) -> None:
    """Add the generated pages to what other extensions leave out.

    Parameters
    ----------
    config:
        The configuration, once all extensions have registered their options.
    prefix:
        What the names of the generated pages begin with.
    """
    for name, pattern in EXCLUDING_OPTIONS.items():
        if name not in config:
            continue
        given, own = config[name], pattern.format(prefix=prefix.replace("[", "[[]"))
        if isinstance(given, list | tuple) and own not in given:
            # A list of its own: the value may be the default, which all builds of a process share.
            setattr(config, name, [*given, own])
