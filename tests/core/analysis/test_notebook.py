"""What a notebook is in, cell by cell, and what is read of it."""

from __future__ import annotations

import json

import pytest

from sphinx_kwindex.analysis import analyse
from sphinx_kwindex.records.analysis import Analysis


def _analysed(*cells: object, metadata: object = None) -> Analysis:
    made = [
        cell if isinstance(cell, dict) else {"cell_type": "code", "source": cell} for cell in cells
    ]
    data = {"cells": made, "nbformat": 4}
    return analyse(
        "a.ipynb", json.dumps(data if metadata is None else {**data, "metadata": metadata}).encode()
    )


def _names(analysis: Analysis) -> list[str]:
    return [symbol.name for symbol in analysis.symbols]


@pytest.mark.parametrize(
    ("metadata", "lexer"),
    [
        (None, "python"),
        ({}, "python"),
        ([], "python"),
        ({"kernelspec": {}, "language_info": {"name": 3}}, "python"),
        ({"kernelspec": {"name": "python3"}}, "python"),
        ({"kernelspec": {"name": "conda-env-tide-py", "language": ""}}, "python"),
        ({"kernelspec": {"name": "tide"}}, "python"),
        ({"language_info": {"name": "IPython"}}, "python"),
        ({"kernelspec": {"name": "ir"}}, "r"),
        ({"kernelspec": {"name": "julia-1.9"}}, "julia"),
        ({"language_info": {"name": "R"}}, "r"),
        ({"kernelspec": {"language": "C++"}}, "cpp"),
        ({"kernelspec": {"name": ".net-csharp"}}, "csharp"),
        ({"jupytext": {"main_language": "bash"}}, "bash"),
        ({"kernelspec": {"name": "prolog"}}, "prolog"),
    ],
)
def test_notebook_is_in_python_unless_it_says_otherwise(metadata: object, lexer: str) -> None:
    analysis = _analysed("import os\ndef f(): ...\n", metadata=metadata)
    assert analysis.lexer == lexer
    expected = (["f"], ["os"]) if lexer == "python" else ([], [])
    assert (_names(analysis), [item.dotted for item in analysis.imports]) == expected


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("%%time\ndef f(): ...", ["f"]),
        ("%%python3\ndef f(): ...", ["f"]),
        ("%%R\nf = 1", []),
        ("%%bash\nf = 1", []),
        ("%%writefile a.py\ndef f(): ...", []),
        ("%matplotlib inline\nf = 1", ["f"]),
        ("g = !ls\nf = %sx pwd", ["g", "f"]),
        ("f?\ng = 1\n?f\ng.h??", ["g"]),
        ("for i in x:\n    %time g(i)\nf = 1", ["f"]),
        ("!pip install a \\\n  b\nf = 1", ["f"]),
        ("await g()\nf = 1", ["f"]),
        ("f = 1 %", []),
    ],
)
def test_magics_are_passed_over_and_cells_of_other_languages_are_not_read(
    source: str, names: list[str]
) -> None:
    analysis = _analysed(source, "def last(): ...")
    assert _names(analysis) == [*names, "last"]
    assert analysis.symbols[-1].line == source.count("\n") + 5


@pytest.mark.parametrize(
    "marks",
    [
        {"metadata": {"vscode": {"languageId": "sql"}}},
        {"metadata": {"dotnet_interactive": {"language": "csharp"}}},
        {"metadata": {"kernel": "R"}},
        {"language": "ruby"},
    ],
)
def test_cell_may_say_what_it_is_in(marks: dict[str, object]) -> None:
    assert _names(_analysed({"cell_type": "code", "source": "f = 1", **marks}, "g = 1")) == ["g"]


def test_format_3_has_sheets_headings_and_inputs() -> None:
    cells = [
        {"cell_type": "heading", "level": 2, "source": ["Tides"]},
        {"cell_type": "code", "language": "python", "input": ["import os\n", "f = 1"]},
        {"cell_type": "heading", "level": "x", "source": ["Rocks"]},
    ]
    data = {"nbformat": 3, "metadata": {}, "worksheets": [{"cells": cells}]}
    analysis = analyse("a.ipynb", json.dumps(data).encode())
    assert _names(analysis) == ["Tides", "f", "Rocks"]
    assert [item.dotted for item in analysis.imports] == ["os"]


@pytest.mark.parametrize("data", [[], {}, {"cells": 1}, {"worksheets": [1]}, {"worksheets": []}])
def test_what_has_no_cells_is_no_notebook(data: object) -> None:
    assert analyse("a.ipynb", json.dumps(data).encode()).problem is not None
