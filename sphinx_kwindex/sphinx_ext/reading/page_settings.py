"""The settings of docutils for generated pages, made once.

Since version 9 Sphinx declares all options of docutils, and looks for its configuration files, for
each document that it reads.  They say the same of all generated pages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import sphinx.util.docutils
from docutils.frontend import Values
from docutils.utils import DependencyList

from sphinx_kwindex.sphinx_ext.reading.parser import PageParser

_REPLACED = "_get_settings"

_MakeSettings = Callable[..., Values]


class PageSettings:
    """Makes the settings of generated pages while documents are read; others are as they were."""

    def __init__(self) -> None:
        self._make: _MakeSettings | None = None
        self._defaults: Mapping[str, Any] = {}
        self._known: Values | None = None

    def install(self) -> None:
        """Stand in for the function of Sphinx, where there is one that is called for each page."""
        self._make = vars(sphinx.util.docutils).get(_REPLACED)
        self._known = None
        if self._make is not None:
            setattr(sphinx.util.docutils, _REPLACED, self._settings)

    def remove(self, *_: object) -> None:
        """Let Sphinx have its function back."""
        if self._make is not None:
            setattr(sphinx.util.docutils, _REPLACED, self._make)
            self._make = None

    def _settings(
        self, *components: Any, defaults: Mapping[str, Any], read_config_files: bool = False
    ) -> Values:
        make = self._make
        if make is None:
            raise RuntimeError("Sphinx has its own function back")
        if not any(isinstance(component, PageParser) for component in components):
            return make(*components, defaults=defaults, read_config_files=read_config_files)
        if self._known is None or self._defaults != defaults:
            self._defaults = dict(defaults)
            self._known = make(*components, defaults=defaults, read_config_files=read_config_files)
        settings: Values = self._known.copy()
        # The only value that docutils changes while it reads.
        settings.record_dependencies = DependencyList()
        return settings
