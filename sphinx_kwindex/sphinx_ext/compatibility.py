"""What differs between the supported versions of Sphinx, in one place."""

from __future__ import annotations

from typing import cast

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment


def application_of(env: BuildEnvironment) -> Sphinx:
    """Return the application; ``env.app`` is deprecated since Sphinx 9."""
    return cast("Sphinx", getattr(env, "_app", None) or env.app)
