"""File types by name, as Pygments knows them."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec
from pygments.lexers import find_lexer_class_for_filename

from sphinx_kwindex.paths import name_of
from sphinx_kwindex.records.analysis import NOTEBOOK, PYTHON, PYTHON_STUB
from sphinx_kwindex.records.source_files import BELOW_TESTS, CLEARED


class Language(msgspec.Struct, frozen=True):
    """A file type."""

    name: str
    """Human name."""
    lexer: str
    """Pygments alias for highlighting; ``text`` when the type is unknown."""


PLAIN_TEXT = Language("Text", "text")

_JSON = Language("JSON", "json")
_TOML = Language("TOML", "toml")
_INI = Language("INI", "ini")
_YAML = Language("YAML", "yaml")

_DOCKER = Language("Docker", "docker")
_JINJA = Language("Jinja template", "jinja")
_REQUIREMENTS = Language("Requirements", "text")

_OWN_PATTERNS = (
    (
        re.compile(r"(?:.*[-_.])?(?:requirements|constraints)(?:[-_.].*)?\.(?:txt|in)"),
        _REQUIREMENTS,
    ),
    (re.compile(r"(?:requirements|constraints)/[a-z0-9][\w.-]*\.(?:txt|in)"), _REQUIREMENTS),
    (
        # dev.Dockerfile, Dockerfile-alpine, but not Dockerfile.md
        re.compile(
            r"(?!.+\.(?:dockerignore|j2|json|md|py|rst|sh|txt|ya?ml)\Z)"
            r"(?:.+[._-])?(?:docker|container)file(?:[._-].+)?",
            re.IGNORECASE,
        ),
        _DOCKER,
    ),
    (re.compile(r".+\.cmake\.in"), Language("CMake", "cmake")),
    (re.compile(r"BSDmakefile|[Mm]akefile[-_].+"), Language("Makefile", "make")),
    (re.compile(r"\.env(?:[.-]\w+)*|\w+\.env"), Language("Environment file", "bash")),
    (re.compile(r".+\.py\.(?:jinja2?|j2)"), Language("Jinja template", "python")),
    (re.compile(r".+\.(?:yaml|yml|json|toml|ini|cfg|md)\.(?:jinja2?|j2)"), _JINJA),
)
"""File types of names that follow a pattern."""

_OWN_NAMES = {
    ".py": Language(PYTHON, "python"),
    ".pyw": Language(PYTHON, "python"),
    ".pyi": Language(PYTHON_STUB, "python"),
    ".txt": PLAIN_TEXT,
    ".csv": Language("CSV", "text"),
    ".md": Language("Markdown", "markdown"),
    ".rst": Language("reStructuredText", "rst"),
    ".h": Language("C header", "c"),
    ".sql": Language("SQL", "sql"),
    ".ddl": Language("SQL", "sql"),
    ".mts": Language("TypeScript", "typescript"),
    ".cts": Language("TypeScript", "typescript"),
    ".vue": Language("Vue", "html"),
    ".svelte": Language("Svelte", "html"),
    ".astro": Language("Astro", "html"),
    ".inl": Language("C++", "cpp"),
    **{
        suffix: Language("C++", "cpp")
        for suffix in (".cppm", ".ixx", ".mpp", ".ccm", ".cxxm", ".c++m", ".mxx", ".ipp", ".tcc")
    },
    # Pygments knows languages by these names that few people write.
    **dict.fromkeys((".inc", ".def", ".d", ".pro", ".cls", ".cl"), PLAIN_TEXT),
    **dict.fromkeys((".pl", ".pm", ".t"), Language("Perl", "perl")),
    ".fs": Language("F#", "fsharp"),
    ".r": Language("R", "r"),
    ".s": Language("GAS", "gas"),
    ".psd1": Language("PowerShell", "powershell"),
    ".sbt": Language("Scala", "scala"),
    ".bats": Language("Bash", "bash"),
    **dict.fromkeys(
        (
            ".csproj",
            ".fsproj",
            ".vbproj",
            ".vcxproj",
            ".props",
            ".targets",
            ".xaml",
            ".plist",
            ".ui",
            ".qrc",
            ".nuspec",
            ".resx",
        ),
        Language("XML", "xml"),
    ),
    "go.mod": Language("Go module", "text"),
    "CMakeLists.txt": Language("CMake", "cmake"),
    ".ipynb": Language(NOTEBOOK, "python"),
    ".jinja": _JINJA,
    ".jinja2": _JINJA,
    ".j2": _JINJA,
    ".jsonc": _JSON,
    ".geojson": _JSON,
    ".webmanifest": _JSON,
    ".cff": _YAML,
    "uv.lock": _TOML,
    **dict.fromkeys(("Cargo.lock", "pdm.lock", "Gopkg.lock"), _TOML),
    **dict.fromkeys(("composer.lock", "flake.lock", "deno.lock"), _JSON),
    ".gitmodules": _INI,
    **dict.fromkeys((".flake8", ".pylintrc", ".coveragerc"), _INI),
    **dict.fromkeys(("wscript", "Tiltfile"), Language(PYTHON, "python")),
    **dict.fromkeys(
        (".envrc", ".profile", ".zprofile", ".bash_login", ".bash_aliases", "APKBUILD"),
        Language("Bash", "bash"),
    ),
    **dict.fromkeys(
        (
            *("Appfile", "Appraisals", "Berksfile", "Brewfile", "Capfile", "Dangerfile"),
            *(
                "Fastfile",
                "Guardfile",
                "Podfile",
                "Puppetfile",
                "Thorfile",
                ".ru",
                ".irbrc",
                ".podspec",
                ".jbuilder",
            ),
        ),
        Language("Ruby", "ruby"),
    ),
    "Jenkinsfile": Language("Groovy", "groovy"),
}
"""File types, by suffix or whole name, where Pygments' name says too little, or another type's."""


def language_of(telling: str) -> Language:
    """Return the type of a file by what of its path tells it."""
    telling = telling.removeprefix(CLEARED).removeprefix(BELOW_TESTS)
    name = name_of(telling)
    suffix = _suffix(name)
    own = _OWN_NAMES.get(name) or _of_pattern(telling) or _OWN_NAMES.get(suffix)
    return own or _pygments_language(suffix and f"x{suffix}", name)


def is_known_type(name: str) -> bool:
    """Return whether the name of a file tells its type, be that only text."""
    return language_of(name) != PLAIN_TEXT or _suffix(name_of(name)) in _OWN_NAMES


def _suffix(name: str) -> str:
    dot = name.rfind(".")
    return name[dot:].lower() if dot > 0 else ""


def _of_pattern(name: str) -> Language | None:
    names = (name, name_of(name))
    return next((own for pattern, own in _OWN_PATTERNS if any(map(pattern.fullmatch, names))), None)


@lru_cache(maxsize=4096)
def _by_pygments(name: str) -> Language | None:
    lexer = find_lexer_class_for_filename(name)
    if lexer is None or not lexer.aliases:
        return None
    return Language(lexer.name, lexer.aliases[0])


def _pygments_language(by_suffix: str, name: str) -> Language:
    """Look up a well-known whole name (``Makefile``) first, then the suffix."""
    special = _by_pygments(name) if len(name) < 64 else None
    return special or (_by_pygments(by_suffix) if by_suffix else None) or PLAIN_TEXT
