"""Declared layers in a real build: the warning, and what a change of them builds again."""

from __future__ import annotations

from tests.sphinx.building import Repository

LAYERS = 'kwindex_layers = ["demo.extra", "demo.core"]\n'
UPWARDS = '"""The core."""\n\nfrom demo.extra import helper\n'


def test_import_that_leads_upwards_warns_with_file_line_and_subtype(repository: Repository) -> None:
    repository.write({"src/demo/core.py": UPWARDS})
    repository.configure(LAYERS)

    result = repository.build(show_warning_types=True)

    (line,) = result.warnings.strip().splitlines()
    assert line.endswith(
        "core.py:3: WARNING: imports src/demo/extra.py of the layer 'demo.extra', which is above "
        "its own layer 'demo.core' (kwindex_layers) [kwindex.layer_violation]"
    )
    assert "Breaks the layers" in result.output("kwindex/src/demo/core.py_docs.html")


def test_new_layers_and_imports_build_again_what_they_change(repository: Repository) -> None:
    repository.build()
    repository.configure(LAYERS)
    repository.write({"src/demo/core.py": UPWARDS})
    broken = repository.build()
    assert "kwindex/src/demo/core.py_docs" in broken.read
    assert broken.snapshot("*.html") == repository.clean_build().snapshot("*.html")

    repository.write({"src/demo/core.py": '"""The core."""\n'})
    mended = repository.build()

    assert mended.warnings == ""
    assert mended.snapshot("*.html") == repository.clean_build().snapshot("*.html")


def test_layer_that_is_no_module_warns(repository: Repository) -> None:
    repository.configure('kwindex_layers = ["demo.extra", "demo.cor"]\n')

    result = repository.build(show_warning_types=True)

    assert "kwindex_layers: no module belongs to the layer 'demo.cor'" in result.warnings
    assert "[kwindex.unknown_layer]" in result.warnings
    assert result.warnings.count("WARNING") == 1


def test_entry_point_is_referred_to_by_its_own_role(repository: Repository) -> None:
    repository.write(
        {
            "pyproject.toml": '[project]\nname = ""\n[project.scripts]\ndemo = "demo.core:LIMIT"\n',
            "docs/guide.rst": "Guide\n=====\n\n:kw:entry-point:`demo` and :kw:symbol:`demo`\n",
        }
    )

    result = repository.build()

    assert result.warnings == ""
    guide = result.output("guide.html")
    assert 'href="kwindex/pyproject.toml_docs.html#at-entry-point-project-scripts-demo-' in guide
    assert 'href="kwindex/src/demo/__init__.py_docs.html#' in guide
