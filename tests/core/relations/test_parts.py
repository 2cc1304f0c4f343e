from __future__ import annotations

from sphinx_kwindex.relations.folders.parts import PartImport, parts_of_folders
from tests.core.fixtures import Link


def test_import_belongs_to_the_innermost_folder_that_holds_both_files(project: Link) -> None:
    parts = parts_of_folders(
        project(
            {
                "p/__init__.py": "",
                "p/a/__init__.py": "",
                "p/a/x.py": "from p.a import y\nfrom p.b import z\n",
                "p/a/y.py": "import os\nfrom p.b import z\n",
                "p/b/__init__.py": "",
                "p/b/z.py": "",
            }
        )
    )
    assert list(parts) == ["p/a", "p"]
    assert [(part.path, part.layer) for part in parts["p/a"]] == [("p/a/x.py", 1), ("p/a/y.py", 0)]
    (upper, lower) = parts["p"]
    assert (upper.path, upper.layer, upper.tied) == ("p/a", 1, False)
    assert upper.imports == (PartImport("p/b", 2, "p/a/x.py", "import-p.b.z", later=False),)
    assert (lower.path, lower.imports) == ("p/b", ())


def test_parts_that_load_each_other_are_tied_though_no_file_is_in_a_cycle(project: Link) -> None:
    linked = project(
        {
            "a/x.py": "import b.x",
            "a/y.py": "",
            "b/x.py": "",
            "b/y.py": "import a.y",
            "c.py": "import a.x",
        }
    )
    assert linked.graph.cycles == {}
    top = parts_of_folders(linked)[""]
    assert [(part.path, part.layer, part.tied) for part in top] == [
        ("c.py", 1, False),
        ("a", 0, True),
        ("b", 0, True),
    ]


def test_imports_in_functions_are_said_to_be_so_and_make_no_layer(project: Link) -> None:
    files = {
        "a.py": "def f():\n    import b\n",
        "b.py": "import a\nif TYPE_CHECKING:\n    import c\n",
        "c.py": "",
    }
    parts = parts_of_folders(project(files))[""]
    assert [(part.path, part.layer, part.tied) for part in parts] == [
        ("b.py", 1, False),
        ("a.py", 0, False),
    ]
    assert parts[1].imports == (PartImport("b.py", 1, "a.py", "import-b", later=True),)
