from __future__ import annotations

import pytest

from sphinx_kwindex.relations.layers import find_violations, layer_of, unknown_layers
from tests.core.fixtures import Link

LAYERS = ("app.cli", "app.core", "app.base")


@pytest.mark.parametrize(
    ("dotted", "layer"),
    [
        ("app.core", "app.core"),
        ("app.core.x.y", "app.core"),
        ("app.core.top.z", "app.core.top"),
        ("app.corelike", ""),
        ("app", ""),
    ],
)
def test_module_belongs_to_the_longest_layer_that_holds_it(dotted: str, layer: str) -> None:
    assert layer_of(dotted, ("app.core.top", *LAYERS)) == layer


def test_only_imports_that_run_and_lead_upwards_break_layers(project: Link) -> None:
    linked = project(
        {
            "app/__init__.py": "from app import cli\n",
            "app/cli.py": "import app.core\nimport app.base\n",
            "app/core.py": "import os\nfrom app.cli import x, y\ndef f():\n    import app.cli\n",
            "app/base/__init__.py": "from . import inner\nfrom app import core\n",
            "app/base/inner.py": "import app.base\nif TYPE_CHECKING:\n    import app.cli\n",
        }
    )
    found = [
        (item.path, item.line, item.target, item.layer, item.above)
        for item in find_violations(linked, LAYERS)
    ]
    assert found == [
        ("app/base/__init__.py", 2, "app/core.py", "app.base", "app.core"),
        ("app/core.py", 2, "app/cli.py", "app.core", "app.cli"),
        ("app/core.py", 4, "app/cli.py", "app.core", "app.cli"),
    ]
    assert list(find_violations(linked, ())) == []


def test_layer_without_a_module_is_named(project: Link) -> None:
    linked = project({"app/__init__.py": "", "app/cli/x.py": "", "app/cli/__init__.py": ""})
    assert list(unknown_layers(linked, ("app.cli", "app.core", "app.bas"))) == [
        "app.core",
        "app.bas",
    ]
