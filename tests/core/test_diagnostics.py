from __future__ import annotations

import ast
import inspect

import msgspec

from sphinx_kwindex.records import diagnostics
from sphinx_kwindex.records.diagnostics import Diagnostic, DiagnosticCode


def _documentation() -> dict[str, str]:
    """Return the string below each member of the enum."""
    module = ast.parse(inspect.getsource(diagnostics))
    found = {}
    for node in ast.walk(module):
        if isinstance(node, ast.ClassDef) and node.name == "DiagnosticCode":
            for member, text in zip(node.body, node.body[1:], strict=False):
                if (
                    isinstance(member, ast.Assign)
                    and isinstance(member.targets[0], ast.Name)
                    and isinstance(text, ast.Expr)
                    and isinstance(text.value, ast.Constant)
                ):
                    found[member.targets[0].id] = inspect.cleandoc(str(text.value.value))
    return found


def test_every_code_is_documented_with_what_it_means_and_what_to_do() -> None:
    documented = _documentation()
    assert set(documented) == {code.name for code in DiagnosticCode}
    for name, text in documented.items():
        assert text.endswith("."), name
        assert "\n\n" in text, f"{name} does not say what follows from it"


def test_codes_are_their_names_in_lower_case_so_that_they_can_be_guessed() -> None:
    assert [code.value for code in DiagnosticCode] == [code.name.lower() for code in DiagnosticCode]


def test_diagnostic_survives_json() -> None:
    diagnostic = Diagnostic(DiagnosticCode.SYNTAX_ERROR, "cannot be parsed", "/a/b.py", 3)
    encoded = msgspec.json.encode(diagnostic)
    assert msgspec.json.decode(encoded, type=Diagnostic) == diagnostic
