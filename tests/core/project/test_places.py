"""Which files of other languages than Python are for tests, benchmarks and examples."""

from __future__ import annotations

import json

import pytest

from sphinx_kwindex.analysis.test_places import declared_places
from sphinx_kwindex.blocks.reading import section_of
from sphinx_kwindex.project.tests.globs import plain_globs
from sphinx_kwindex.records.testing import Use
from sphinx_kwindex.relations.roles import role_in
from tests.core.fixtures import Link, Planned, Tree
from tests.core.grammars import require_grammars_of
from tests.core.pages.looking import paragraphs_of

_JEST = {"devDependencies": {"jest": "^29"}}


def _package(**said: object) -> str:
    return json.dumps({"name": "tide", **said})


@pytest.mark.parametrize(
    ("manifests", "tests", "others"),
    [
        ({}, ["a_test.go", "tide/b_test.go"], ["a.go", "test.go", "a_test.txt"]),
        ({"Cargo.toml": "[package]\nname='a'"},
         ["tests/a.rs", "tests/common/mod.rs"], ["src/tests.rs", "src/lib.rs", "tests/a.txt"]),
        ({"Cargo.toml": "[[test]]\nname='a'\npath='checks/a.rs'\n[[test]]\npath='checks/b.rs'\n"
                        "[[test]]\nname='c'\n"},
         ["checks/a.rs", "checks/b.rs", "tests/c.rs"], ["checks/c.rs"]),
        ({"one/Cargo.toml": "[[test]]\npath='../shared/a.rs'", "two/Cargo.toml": ""},
         ["shared/a.rs", "two/tests/x.rs"], ["tests/y.rs", "shared/b.rs"]),
        ({"Cargo.toml": "test = 1\nbench = [2]"}, [], ["src/main.rs"]),
        ({"pom.xml": "<project/>"},
         ["src/test/java/A.java", "core/src/test/kotlin/B.kt", "src/androidTest/java/C.java"],
         ["src/main/java/A.java", "src/latest/java/D.java", "src/test/resources/a.json"]),
        ({}, [], ["src/test/java/A.java"]),
        ({"pom.xml": "<testSourceDirectory>${project.basedir}/checks</testSourceDirectory>"},
         ["checks/A.java"], ["src/A.java"]),
        ({"package.json": _package(**_JEST)},
         ["src/a.test.ts", "src/a.spec.jsx", "src/__tests__/b.js", "a.test.mjs"],
         ["src/a.ts", "src/test.ts.txt", "src/atest.ts"]),
        ({"package.json": _package()}, [], ["src/a.test.ts"]),
        ({"package.json": _package(jest={"testMatch": ["<rootDir>/checks/**/*.{js,ts}"]}, **_JEST)},
         ["checks/a.js", "checks/b/c.ts"], ["src/a.test.ts", "checks/a.css"]),
        ({"web/package.json": _package(jest={"testRegex": "/checks/.*\\.check\\.[jt]s$"})},
         ["web/src/checks/a.check.ts"], ["web/src/a.check.ts", "checks/b.check.ts"]),
        ({"jest.config.js": "// testMatch: ['**/*.no.js'],\nmodule.exports = {\n  testMatch: [\n"
                            "    '**/?(*.)+(check).js', // these\n  ],\n}\n"},
         ["a/b.check.js", "a/check.js"], ["a.no.js", "a/acheck.js"]),
        ({"vitest.config.ts": "export default defineConfig({\n  test: {\n"
                              "    include: ['tests/**/*.ts'],\n"
                              "    coverage: { include: ['src/**'] },\n  },\n})\n"},
         ["tests/a/b.ts"], ["src/a.ts"]),
        ({"vite.config.ts": "defineConfig({ test: { coverage: { include: ['src/**'] } } })\n"},
         [], ["src/a.ts"]),
        ({".mocharc.json": '{"spec": "checks/*.js"}'}, ["checks/a.js"], ["checks/a/b.js"]),
        ({"Package.swift": 'let p = Package(targets: [\n  .target(name: "Tide", path: "Code"),\n'
                           '  .testTarget(name: "TideChecks", path: "Checks"),\n'
                           '  .testTarget(\n    name: "MoonTests", dependencies: ["Tide"]),\n])\n'},
         ["Checks/a.swift", "Tests/MoonTests/b.swift"], ["Code/c.swift"]),
        ({"phpunit.xml.dist": "<phpunit><testsuites><testsuite><directory>./checks</directory>"
                              "<file>one/b.php</file></testsuite></testsuites>"
                              "<source><directory>src</directory></source></phpunit>"},
         ["checks/a/TideTest.php", "one/b.php"], ["checks/a/Base.php", "src/TideTest.php"]),
        ({"CMakeLists.txt": "add_executable(tide main.c)\nadd_test(NAME run COMMAND tide --help)\n"
                            "add_executable(tide_test t.c ${X}.c)\nadd_test(t tide_test)\n"
                            "add_executable(moon m.cpp)\ngtest_discover_tests(moon)\n"
                            "add_executable(sun checks/test_sun.c)\n"
                            "add_test(NAME s COMMAND $<TARGET_FILE:sun>)\n"},
         ["t.c", "m.cpp", "checks/test_sun.c"], ["main.c"]),
        ({"Gemfile": ""}, ["spec/a/b_spec.rb", "test/c_test.rb", "test/test_d.rb"],
         ["spec/helper.rb", "lib/a_spec.rb"]),
        ({"mix.exs": ""}, ["test/a_test.exs"], ["test/helper.exs", "lib/a_test.exs"]),
    ],
)  # fmt: skip
def test_tests_lie_where_manifests_and_tools_say(
    project: Link, manifests: Tree, tests: list[str], others: list[str]
) -> None:
    linked = project({**manifests, **dict.fromkeys((*tests, *others), "x\n")})
    assert linked.tests.files == set(tests)
    assert all(linked.is_test_file(path) for path in tests)


def test_benchmarks_and_examples_of_cargo_are_none_of_tests(project: Link) -> None:
    manifest = "[[bench]]\nname='a'\npath='perf/a.rs'\n[[example]]\nname='b'\n"
    paths = ("perf/a.rs", "examples/b.rs", "examples/c.rs", "benches/d.rs", "src/lib.rs")
    linked = project({"Cargo.toml": manifest, **dict.fromkeys(paths, "\n")})
    assert not linked.tests.files
    assert {path: place.use for path, place in linked.tests.places.items()} == {
        "perf/a.rs": Use.BENCHMARK,
        "examples/b.rs": Use.EXAMPLE,
        "examples/c.rs": Use.EXAMPLE,
        "benches/d.rs": Use.BENCHMARK,
    }


def test_role_says_what_makes_a_file_one_of_tests(project: Link) -> None:
    linked = project(
        {"Cargo.toml": "[[test]]\npath='a.rs'", "a.rs": "", "b_test.go": "", "c.go": ""}
    )
    said = {path: role_in(linked, path) for path in ("a.rs", "b_test.go", "c.go")}
    assert {path: role and (role.statement, role.rule) for path, role in said.items()} == {
        "a.rs": ("Holds tests.", "declared in `Cargo.toml`"),
        "b_test.go": ("Holds tests.", "named `b_test.go`"),
        "c.go": None,
    }


@pytest.mark.grammars
def test_files_that_a_change_reaches_are_told_from_the_tests_among_them(project: Link) -> None:
    require_grammars_of("a.js")
    package = _package(jest={"testMatch": ["**/*.check.js"]})
    files = {"package.json": package, "a.js": "", "a.check.js": "import './a.js'\n"}
    linked = project({**files, "b.js": "import './a.js'\n"})
    assert linked.tests_of("a.js") == ("a.check.js",)
    reach = linked.graph.reach["a.js"]
    assert (reach.files, reach.tests) == (2, 1)


def test_page_of_a_declared_test_says_so(planned: Planned) -> None:
    plan = planned({"Cargo.toml": "[[test]]\npath='a.rs'\n", "a.rs": "fn f() {}\n"})
    page = next(page for page in plan.pages() if page.docname.endswith("a.rs_docs"))
    assert "Holds tests. (declared in Cargo.toml)" in paragraphs_of(
        section_of(page, "file-purpose")
    )


@pytest.mark.parametrize(
    ("glob", "plain"),
    [
        ("a.js", {"a.js"}),
        ("*.{a,b}", {"*.a", "*.b"}),
        ("?(*.)+(spec|test).[jt]s?(x)", {
            f"{lead}{name}.[jt]s{end}"
            for lead in ("", "*.") for name in ("spec", "test") for end in ("", "x")}),
        ("{a,{b,c}}", {"a", "b", "c"}),
        ("!(a)", {"!a"}),
        ("{a", set()),
        ("{a,b}" * 7, set()),
    ],
)  # fmt: skip
def test_glob_with_alternatives_stands_for_plain_ones(glob: str, plain: set[str]) -> None:
    assert set(plain_globs(glob)) == plain


@pytest.mark.parametrize(
    "pattern",
    ["(a+)+$", "(.*)*x", ".*.*.*x", "(a|a)*$", "a{1,9999}", "(", "[z-a]", "a{999999999999}"],
)
def test_expression_that_may_take_for_ever_declares_nothing(project: Link, pattern: str) -> None:
    package = _package(jest={"testRegex": [pattern]})
    linked = project({"package.json": package, f"{'a' * 200}.js": ""})
    assert not linked.tests.files


@pytest.mark.parametrize(
    "name",
    ["Cargo.toml", "package.json", "jest.config.ts", "vitest.config.ts", ".mocharc.json",
     "Package.swift", "phpunit.xml", "pom.xml", "CMakeLists.txt"],
)  # fmt: skip
@pytest.mark.parametrize(
    "text",
    ["", "[", "{", "[]", "1", '{"jest": 1}', "test: {" * 3_000,
     '{"a":' * 3_000, ".testTarget(" * 3_000, "add_test(" * 3_000, "<testsuites>" * 3_000,
     "testMatch: [" * 3_000, "<!--" * 3_000, "testMatch: ['" * 3_000],
)  # fmt: skip
def test_manifest_of_any_text_is_read(name: str, text: str) -> None:
    assert declared_places(name, text) == ()
