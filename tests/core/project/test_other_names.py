"""Names in languages other than Python lead to what they mean, or nowhere."""

from __future__ import annotations

import pytest

from sphinx_kwindex.blocks.blocks import Listing
from tests.core.fixtures import Planned
from tests.core.grammars import require_grammars_of
from tests.core.pages.looking import blocks_of, page_of

pytestmark = pytest.mark.grammars

HEADER = """\
#define LIMIT 3
#define TWICE(x) ((x) * 2)
typedef struct point { int x; } point_t;
int reach(int way);
int both(void);
"""
OTHER = "int both(void);\nint far(void);\n#define LOCAL 1\n"


def links_of(planned: Planned, name: str, files: dict[str, str]) -> list[tuple[int, str, str]]:
    """Return the names that lead somewhere: line, text, and page or place."""
    for path in files:
        require_grammars_of(path)
    plan = planned(files)
    (listing,) = blocks_of(page_of(plan, f"{name}_docs"), Listing)
    lines = listing.text.split("\n")
    targets = listing.places.targets
    return [
        (
            at.line,
            lines[at.line - 1][at.column : at.column + at.length],
            targets[at.target].anchor or targets[at.target].docname.rpartition("/")[2],
        )
        for at in listing.places.names
    ]


def test_an_include_and_the_names_of_what_it_brings_lead_there(planned: Planned) -> None:
    source = (
        '#include "shape.h"\n#include <stdio.h>\n\n'
        "int f(point_t *p)\n{\n    struct point q;\n    return reach(TWICE(LIMIT)) + far();\n}\n"
    )

    found = links_of(planned, "a.c", {"a.c": source, "shape.h": HEADER, "other.h": OTHER})

    assert found == [
        (1, "shape.h", "shape.h_docs"), (4, "f", "f"), (4, "point_t", "point_t"),
        (6, "point", "point"), (7, "reach", "reach"), (7, "TWICE", "TWICE"), (7, "LIMIT", "LIMIT"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "int v = p->reach(1) + p.reach(2);",
        'char *s = "reach(1) LIMIT"; // reach(1) LIMIT',
        "/* reach(1)\n LIMIT */",
        "int (*g)(int reach) = 0; int w = reach(1);",
        "int reach = 3; g(reach(1));",
        "both();",
        "LIMITED; other_reach(1); reach;",
    ],
)
def test_what_is_only_called_the_same_leads_nowhere(planned: Planned, line: str) -> None:
    source = f'#include "shape.h"\n#include "other.h"\nvoid f(void)\n{{\n{line}\n}}\n'
    files = {"a.c": source, "shape.h": HEADER, "other.h": OTHER}

    assert [text for number, text, _ in links_of(planned, "a.c", files) if number > 4] == []


def test_a_macro_with_two_definitions_leads_nowhere(planned: Planned) -> None:
    header = "#ifdef A\n#define SIZE 1\n#else\n#define SIZE 2\n#endif\n"

    found = links_of(planned, "a.c", {"a.c": '#include "h.h"\nint x = SIZE;\n', "h.h": header})

    assert "SIZE" not in [text for _, text, _ in found]


def test_names_in_namespaces_are_found_where_they_are_visible(planned: Planned) -> None:
    header = (
        "namespace net {\nclass Client { public: int send(); };\nint go(Client &c);\n}\n"
        "int plain(int x);\nvoid send(int x);\n"
    )
    source = (
        '#include "net.h"\n\nnamespace net {\nint run(Client &c) { return go(c); }\n}\n\n'
        "int out(net::Client &c) { return net::go(c) + plain(1) + go(c); }\n"
        "struct S { int m() { return plain(1); } };\nvoid other() { send(1); }\n"
        'auto raw = R"(net::go(1) plain(1))";\n'
    )

    found = links_of(planned, "a.cpp", {"a.cpp": source, "net.h": header})

    used = [
        (line, text) for line, text, _ in found if text not in ("run", "out", "S", "m", "other")
    ]
    assert used == [
        (1, "net.h"), (4, "Client"), (4, "go"),
        (7, "net::Client"), (7, "net::go"), (7, "plain"),
    ]  # fmt: skip


def test_imports_of_scripts_lead_to_files_and_to_the_names_they_take(planned: Planned) -> None:
    library = "export class A {}\nexport function b() {}\nexport default 1;\n"
    source = (
        "import d, {\n  A,\n  b as c,\n  missing,\n} from './lib.js';\n"
        "// import { A } from './lib.js'\nimport fs from 'fs';\nconst t = require('./lib.js');\n"
    )

    found = links_of(planned, "m.js", {"m.js": source, "lib.js": library})

    assert found == [
        (2, "A", "A"), (3, "b", "b"),
        (5, "./lib.js", "lib.js_docs"), (8, "./lib.js", "lib.js_docs"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "source", "other", "written"),
    [
        ("src/app/Main.java", "package app;\n\nimport lib.Tool;\n\nclass Main {}\n",
         {"src/lib/Tool.java": "package lib;\n\npublic class Tool {}\n"}, "lib.Tool"),
        ("main.rb", "require_relative 'lib/tool'\n",
         {"lib/tool.rb": "class Tool; end\n"}, "lib/tool"),
        ("main.sh", "source lib/tool.sh\n", {"lib/tool.sh": "f() { :; }\n"}, "lib/tool.sh"),
    ],
)  # fmt: skip
def test_imports_of_other_languages_lead_to_their_files(
    planned: Planned, name: str, source: str, other: dict[str, str], written: str
) -> None:
    found = links_of(planned, name, {name: source, **other})

    assert written in [text for _, text, _ in found]
