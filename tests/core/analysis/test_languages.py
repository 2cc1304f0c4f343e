from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygments.lexers import get_lexer_by_name

from sphinx_kwindex.analysis.languages import language_of


@pytest.mark.parametrize(
    ("name", "language", "lexer"),
    [
        ("a.py", "Python", "python"),
        ("A.PY", "Python", "python"),
        ("a.pyi", "Python stub", "python"),
        ("a.pyw", "Python", "python"),
        ("README.md", "Markdown", "markdown"),
        ("index.rst", "reStructuredText", "rst"),
        ("a.c", "C", "c"),
        ("a.h", "C header", "c"),
        ("a.cpp", "C++", "cpp"),
        ("a.cu", "CUDA", "cuda"),
        ("a.yaml", "YAML", "yaml"),
        ("a.toml", "TOML", "toml"),
        ("a.json", "JSON", "json"),
        ("a.sh", "Bash", "bash"),
        ("Makefile", "Makefile", "make"),
        ("Dockerfile", "Docker", "docker"),
        ("dev.Dockerfile", "Docker", "docker"),
        ("Dockerfile.dev", "Docker", "docker"),
        ("Dockerfile-alpine", "Docker", "docker"),
        ("web.Containerfile", "Docker", "docker"),
        ("Dockerfile.md", "Markdown", "markdown"),
        ("Dockerfile.dockerignore", "Text", "text"),
        ("CMakeLists.txt", "CMake", "cmake"),
        ("config.cmake.in", "CMake", "cmake"),
        ("GNUmakefile", "Makefile", "make"),
        ("rules.mk", "Makefile", "make"),
        ("Makefile.am", "Makefile", "make"),
        ("requirements/dev.txt", "Requirements", "text"),
        ("requirements/README.txt", "Text", "text"),
        ("requirements/README.md", "Markdown", "markdown"),
        ("requirements-dev.in", "Requirements", "text"),
        ("constraints/x.txt", "Requirements", "text"),
        (".env.example", "Environment file", "bash"),
        ("notes.txt", "Text", "text"),
        ("data.csv", "CSV", "text"),
        ("LICENSE", "Text", "text"),
        ("py.typed", "Text", "text"),
        ("a.unheard-of", "Text", "text"),
    ],
)
def test_file_type_follows_from_the_name(name: str, language: str, lexer: str) -> None:
    found = language_of(name)
    assert (found.name, found.lexer) == (language, lexer)


@given(st.text(max_size=80))
def test_any_name_has_a_type_that_pygments_can_highlight(name: str) -> None:
    assert get_lexer_by_name(language_of(name).lexer) is not None
