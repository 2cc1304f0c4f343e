"""Data to ask questions of."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_kwindex.export.__main__ import main as export
from tests.core.export.test_data import FILES

KINDS = ("files", "messages", "symbols", "uses")


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a small repository."""
    base = tmp_path_factory.mktemp("data")
    more = {
        "demo/more.py": (
            "import logging\nfrom demo.shapes import Square\n\n"
            "log = logging.getLogger(__name__)\n\n\nclass Tile(Square):\n    pass\n\n\n"
            "class SHAPE:\n    pass\n\n\ndef size(path):\n"
            '    raise OSError(f"{path} is larger than {limit} bytes")\n\n\n'
            "def start():\n    log.warning('%s: kept %d readings', 1, 2)\n"
        )
    }
    for path, text in {**FILES, **more}.items():
        file = base / "repository" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    written = base / "site" / "_kwindex" / "data"
    assert export([*KINDS, "--root", str(base / "repository"), "-o", str(written)]) == 0
    return base / "site"
