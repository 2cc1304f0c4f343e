"""Imports of languages other than Python, in both directions."""

from __future__ import annotations

import pytest

from sphinx_kwindex.project import Project
from tests.core.fixtures import Link

pytest.importorskip("tree_sitter")

pytestmark = pytest.mark.grammars


def targets(project: Project, path: str) -> dict[str, list[str | None]]:
    found: dict[str, list[str | None]] = {}
    for item in project.imports[path]:
        found.setdefault(item.statement.dotted, []).append(item.target)
    return found


def test_an_include_means_a_header_beside_it_or_the_only_one_with_that_end(project: Link) -> None:
    linked = project(
        {
            "src/main.cpp": (
                '#include "near.h"\n#include "../lib/far.h"\n#include <tide/gauge.h>\n'
                "#include <vector>\n#include <string.h>\n#include <far.h>\n#include <own.h>\n"
                '#include "gone.h"\n'
            ),
            "src/near.h": "",
            "other/near.h": "",
            "lib/far.h": '#include "string.h"\n',
            "lib/string.h": "",
            "include/own.h": "",
            "include/tide/gauge.h": '#pragma once\n#include "../tide/level.h"\n',
            "include/tide/level.h": "",
        }
    )
    assert targets(linked, "src/main.cpp") == {
        "near.h": ["src/near.h"],
        "../lib/far.h": ["lib/far.h"],
        "tide/gauge.h": ["include/tide/gauge.h"],
        "vector": [None],
        "string.h": [None],
        "far.h": [None],
        "own.h": ["include/own.h"],
        "gone.h": [None],
    }
    assert targets(linked, "lib/far.h") == {"string.h": ["lib/string.h"]}
    assert linked.importers_of("include/tide/level.h") == ("include/tide/gauge.h",)
    assert linked.importers_of("other/near.h") == ()


def test_of_two_headers_with_one_end_the_nearer_one_is_meant(project: Link) -> None:
    linked = project(
        {
            "a/src/x.cpp": "#include <tide/gauge.h>\n",
            "a/include/tide/gauge.h": "",
            "b/include/tide/gauge.h": "",
            "c/x.cpp": "#include <tide/gauge.h>\n",
        }
    )
    assert targets(linked, "a/src/x.cpp") == {"tide/gauge.h": ["a/include/tide/gauge.h"]}
    assert targets(linked, "c/x.cpp") == {"tide/gauge.h": [None]}


def test_a_relative_import_of_javascript_finds_suffixes_and_index_files(project: Link) -> None:
    linked = project(
        {
            "src/a.ts": (
                'import x from "./b";\nimport "./c.js";\nexport * from "./folder";\n'
                'import y from "react";\nconst z = require("../top");\nimport "..";\n'
            ),
            "src/b.tsx": "",
            "src/c.ts": "",
            "src/folder/index.js": "",
            "top.js": "",
            "index.ts": "",
        }
    )
    assert targets(linked, "src/a.ts") == {
        "./b": ["src/b.tsx"],
        "./c.js": ["src/c.ts"],
        "./folder": ["src/folder/index.js"],
        "react": [None],
        "../top": ["top.js"],
        "..": ["index.ts"],
    }


def test_components_import_and_are_imported_as_scripts_are(project: Link) -> None:
    linked = project(
        {
            "src/App.vue": (
                "<template><Gauge/></template>\n<script setup lang='ts'>\n"
                "import Gauge from './Gauge.vue';\nimport {rise} from './rise';\n</script>\n"
            ),
            "src/Gauge.vue": "<script src='./gauge.js'></script>\n",
            "src/gauge.js": "import App from './App.vue';\n",
            "src/rise.ts": "export const rise = 1;\n",
            "src/Page.svelte": "<script>\n  import Tide from './Tide.svelte';\n</script>\n",
            "src/Tide.svelte": "<p>Tide</p>\n",
        }
    )
    assert targets(linked, "src/App.vue") == {
        "./Gauge.vue": ["src/Gauge.vue"],
        "./rise": ["src/rise.ts"],
    }
    assert targets(linked, "src/Gauge.vue") == {"./gauge.js": ["src/gauge.js"]}
    assert targets(linked, "src/gauge.js") == {"./App.vue": ["src/App.vue"]}
    assert targets(linked, "src/Page.svelte") == {"./Tide.svelte": ["src/Tide.svelte"]}


def test_an_import_of_java_and_kotlin_means_the_file_that_defines_the_type(project: Link) -> None:
    linked = project(
        {
            "app/Main.java": (
                "package app;\nimport org.tide.Gauge;\nimport static org.tide.Gauge.read;\n"
                "import org.tide.*;\nimport java.util.List;\nimport org.tide.Gauge.Inner;\n"
            ),
            "elsewhere/Gauge.java": "package org.tide;\nclass Gauge { class Inner {} }\n",
            "elsewhere/Level.kt": "package org.tide\nclass Level\nfun top() {}\n",
            "app/Use.kt": "package app\nimport org.tide.Level as L\nimport org.tide.top\n",
        }
    )
    assert targets(linked, "app/Main.java") == {
        "org.tide.Gauge": ["elsewhere/Gauge.java"],
        "org.tide.Gauge.read": ["elsewhere/Gauge.java"],
        "org.tide.*": ["elsewhere/Gauge.java", "elsewhere/Level.kt"],
        "java.util.List": [None],
        "org.tide.Gauge.Inner": ["elsewhere/Gauge.java"],
    }
    assert targets(linked, "app/Use.kt") == {
        "org.tide.Level": ["elsewhere/Level.kt"],
        "org.tide.top": ["elsewhere/Level.kt"],
    }


def test_a_namespace_of_c_sharp_means_the_files_that_add_to_it(project: Link) -> None:
    linked = project(
        {
            "Main.cs": "using Tide.Core;\nusing System;\nclass Main {}\n",
            "Gauge.cs": "namespace Tide.Core;\nclass Gauge {}\n",
            "Level.cs": "namespace Tide.Core { class Level {} }\n",
        }
    )
    assert targets(linked, "Main.cs") == {
        "Tide.Core": ["Gauge.cs", "Level.cs"],
        "System": [None],
    }


def test_a_package_of_go_is_the_files_of_a_folder_but_its_tests(project: Link) -> None:
    linked = project(
        {
            "go.mod": "module example.org/tide\n",
            "main.go": 'package main\nimport (\n "fmt"\n "example.org/tide/gauge"\n)\n',
            "gauge/a.go": "package gauge\n",
            "gauge/b.go": "package gauge\n",
            "gauge/a_test.go": "package gauge\n",
            "nested/go.mod": "module example.org/other\n",
            "nested/main.go": 'package main\nimport "example.org/other/x"\n',
            "nested/x/x.go": "package x\n",
        }
    )
    assert targets(linked, "main.go") == {
        "fmt": [None],
        "example.org/tide/gauge": ["gauge/a.go", "gauge/b.go"],
    }
    assert targets(linked, "nested/main.go") == {"example.org/other/x": ["nested/x/x.go"]}
    assert linked.importers_of("gauge/b.go") == ("main.go",)


def test_modules_of_rust_follow_the_folders_of_the_crate(project: Link) -> None:
    linked = project(
        {
            "src/lib.rs": "mod gauge;\nmod level;\nuse crate::gauge::inner::Deep;\nuse std::fmt;\n",
            "src/gauge.rs": "mod inner;\nuse super::level::Level;\nuse self::inner::Deep;\n",
            "src/gauge/inner.rs": "use crate::level;\n",
            "src/level/mod.rs": "",
        }
    )
    assert targets(linked, "src/lib.rs") == {
        "gauge": ["src/gauge.rs"],
        "level": ["src/level/mod.rs"],
        "crate::gauge::inner::Deep": ["src/gauge/inner.rs"],
        "std::fmt": [None],
    }
    assert targets(linked, "src/gauge.rs") == {
        "inner": ["src/gauge/inner.rs"],
        "super::level::Level": ["src/level/mod.rs"],
        "self::inner::Deep": ["src/gauge/inner.rs"],
    }
    assert targets(linked, "src/gauge/inner.rs") == {"crate::level": ["src/level/mod.rs"]}


def test_paths_of_rust_lead_to_the_module_that_has_the_item_or_passes_it_on(
    project: Link,
) -> None:
    linked = project(
        {
            "Cargo.toml": '[package]\nname = "tide-pool"\n',
            "src/lib.rs": (
                "mod gauge;\npub use gauge::Gauge;\nenum Unit { M }\nuse Unit::*;\n"
                "macro_rules! deep { () => {} }\npub(crate) use deep;\n"
                "mod tests {\n    use super::*;\n    use super::gauge::Gauge;\n}\n"
            ),
            "src/gauge.rs": "use crate::Unit;\nuse super::Gauge as Other;\nuse rand::Rng;\n",
            "src/gauge/inner.rs": "use super::super::Unit;\nuse super::Gauge;\n",
            "src/bin/tool.rs": "mod extra;\nuse tide_pool::gauge::Gauge;\nuse crate::extra::X;\n",
            "src/bin/extra.rs": "",
            "tests/levels.rs": "mod common;\nuse tide_pool::Unit;\nuse common::helper;\n",
            "tests/common/mod.rs": "use crate::x;\n",
        }
    )
    assert targets(linked, "src/lib.rs") == {
        "gauge": ["src/gauge.rs"],
        "gauge::Gauge": ["src/gauge.rs"],
        "Unit::*": ["src/lib.rs"],
        "deep": ["src/lib.rs"],
        "super::*": ["src/lib.rs"],
        "super::gauge::Gauge": ["src/gauge.rs"],
    }
    assert targets(linked, "src/gauge.rs") == {
        "crate::Unit": ["src/lib.rs"],
        "super::Gauge": ["src/lib.rs"],
        "rand::Rng": [None],
    }
    assert targets(linked, "src/gauge/inner.rs") == {
        "super::super::Unit": ["src/lib.rs"],
        "super::Gauge": ["src/gauge.rs"],
    }
    assert targets(linked, "src/bin/tool.rs") == {
        "extra": ["src/bin/extra.rs"],
        "tide_pool::gauge::Gauge": ["src/gauge.rs"],
        "crate::extra::X": [None],
    }
    assert targets(linked, "tests/levels.rs") == {
        "common": ["tests/common/mod.rs"],
        "tide_pool::Unit": ["src/lib.rs"],
        "common::helper": ["tests/common/mod.rs"],
    }
    assert targets(linked, "tests/common/mod.rs") == {"crate::x": [None]}
    assert linked.importers_of("src/lib.rs") == (
        "src/gauge.rs",
        "src/gauge/inner.rs",
        "tests/levels.rs",
    )


def test_platforms_of_a_bundler_have_a_file_each_and_a_package_knows_itself(
    project: Link,
) -> None:
    linked = project(
        {
            "package.json": '{"name": "pool"}',
            "alert.ios.js": "",
            "alert.android.js": "",
            "index.js": 'import "./alert";\nimport "pool/index.js";\nimport "./gone";\n',
        }
    )
    assert targets(linked, "index.js") == {
        "./alert": ["alert.android.js", "alert.ios.js"],
        "pool/index.js": ["index.js"],
        "./gone": [None],
    }


def test_import_that_leads_out_of_the_repository_means_no_file_in_it(project: Link) -> None:
    linked = project(
        {
            "index.js": "",
            "lib/a.js": 'import "..";\nimport "../../outside";\nimport "../..";\n',
        }
    )
    assert targets(linked, "lib/a.js") == {
        "..": ["index.js"],
        "../../outside": [None],
        "../..": [None],
    }


@pytest.mark.parametrize(
    ("package", "expected"),
    [('edition = "2015"', "a/src/de.rs"), ("", "a/src/de.rs"), ('edition = "2018"', None)],
)
def test_paths_of_the_first_edition_of_rust_start_at_the_crate(
    project: Link, package: str, expected: str | None
) -> None:
    tree = {
        "a/Cargo.toml": f'[package]\nname = "a"\n{package}\n',
        "a/src/lib.rs": "mod de;\nmod ser;\n",
        "a/src/de.rs": "",
        "a/src/ser.rs": "use de::Read;\nuse std::fmt;\n",
    }
    assert targets(project(tree), "a/src/ser.rs") == {"de::Read": [expected], "std::fmt": [None]}
    tree["Cargo.toml"] = '[workspace.package]\nedition = "2021"\n'
    shared = None if not package else expected
    assert targets(project(tree), "a/src/ser.rs")["de::Read"] == [shared]


def test_using_in_a_namespace_of_c_sharp_is_relative_to_it(project: Link) -> None:
    linked = project(
        {
            "a.cs": "namespace Tide.Pool\n{\n    using static Gauge;\n    using Level;\n}\n",
            "b.cs": "namespace Tide.Pool { public class Gauge { } }\n",
            "c.cs": "namespace Tide.Level { public class Deep { } }\n",
            "d.cs": "namespace Level { public class Other { } }\nnamespace Gauge { class X { } }\n",
        }
    )
    assert targets(linked, "a.cs") == {"Gauge": ["b.cs"], "Level": ["c.cs"]}


def test_import_that_may_mean_several_files_is_unclear(project: Link) -> None:
    linked = project(
        {
            "a/config.h": "",
            "b/config.h": "",
            "src/x.c": '#include "config.h"\n#include <config.h>\n#include "gone.h"\n',
            "p/a.php": "<?php\nnamespace P;\nclass A {}\n",
            "q/a.php": "<?php\nnamespace P;\nclass A {}\n",
            "r/b.php": "<?php\nuse P\\A;\nuse P\\B;\n",
        }
    )
    assert [item.is_unclear for item in linked.imports["src/x.c"]] == [True, False, False]
    assert [item.is_unclear for item in linked.imports["r/b.php"]] == [True, False]
    assert targets(linked, "src/x.c") == {"config.h": [None, None], "gone.h": [None]}


@pytest.mark.parametrize("top", ['{"workspaces": ["packages/*"]}', None])
def test_packages_of_a_workspace_import_each_other_by_name(project: Link, top: str | None) -> None:
    linked = project(
        {
            **({"package.json": top} if top else {}),
            "packages/tide/package.json": '{"name": "@pool/tide", "main": "./src/index"}',
            "packages/tide/src/index.ts": "",
            "packages/tide/level.ts": "",
            "packages/gauge/package.json": '{"name": "gauge", "main": "lib/index.js"}',
            "packages/app/main.ts": (
                'import "@pool/tide";\nimport "@pool/tide/level";\nimport "gauge";\n'
                'import "@pool/other";\nimport "react";\n'
            ),
        }
    )
    inside = {
        "@pool/tide": ["packages/tide/src/index.ts"],
        "@pool/tide/level": ["packages/tide/level.ts"],
        "gauge": ["packages/gauge/package.json"],
    }
    assert targets(linked, "packages/app/main.ts") == {
        **(inside if top else {name: [None] for name in inside}),
        "@pool/other": [None],
        "react": [None],
    }


def test_scripts_read_files_by_path(project: Link) -> None:
    linked = project(
        {
            "lib/tide/gauge.rb": 'require_relative "level"\nrequire "json"\n',
            "lib/tide/level.rb": "",
            "bin/run.rb": 'require "tide/gauge"\n',
            "run.sh": '. "$(dirname "$0")/lib/common.sh"\nsource ./gone.sh\n',
            "lib/common.sh": "",
            "index.php": '<?php\nrequire __DIR__ . "/inc/a.php";\nuse App\\Gauge;\nuse Other\\X;\n',
            "inc/a.php": "<?php\n",
            "src/Gauge.php": "<?php\nnamespace App;\nclass Gauge {}\n",
        }
    )
    assert targets(linked, "lib/tide/gauge.rb") == {"level": ["lib/tide/level.rb"], "json": [None]}
    assert targets(linked, "bin/run.rb") == {"tide/gauge": ["lib/tide/gauge.rb"]}
    assert targets(linked, "run.sh") == {"lib/common.sh": ["lib/common.sh"], "gone.sh": [None]}
    assert targets(linked, "index.php") == {
        "inc/a.php": ["inc/a.php"],
        r"App\Gauge": ["src/Gauge.php"],
        r"Other\X": [None],
    }


@pytest.mark.usefixtures("bounded")
def test_many_files_of_one_name_are_linked_in_bounded_time(project: Link) -> None:
    tree = {
        f"d{number}/util.h": '#include "util.h"\n#include <util.h>\n' for number in range(1_500)
    }

    project(tree)


def test_an_import_of_swift_means_the_files_of_a_target(project: Link) -> None:
    linked = project(
        {
            "Package.swift": "import PackageDescription\n",
            "Sources/Tide/Gauge.swift": "import Foundation\nstruct Gauge {}\n",
            "Sources/Tide/Deep/Level.swift": "struct Level {}\n",
            "one/Sources/Twice/a.swift": "struct A {}\n",
            "two/Sources/Twice/a.swift": "struct A {}\n",
            "Tests/TideTests/T.swift": (
                "@testable import Tide\nimport struct Tide.Level\nimport class Tide.Gone\n"
                "import Twice\nimport XCTest\n"
            ),
        }
    )
    assert targets(linked, "Tests/TideTests/T.swift") == {
        "Tide": ["Sources/Tide/Deep/Level.swift", "Sources/Tide/Gauge.swift"],
        "Tide.Level": ["Sources/Tide/Deep/Level.swift"],
        "Tide.Gone": [None],
        "Twice": [None],
        "XCTest": [None],
    }
    assert targets(linked, "Package.swift") == {"PackageDescription": [None]}
    unclear = [item.is_unclear for item in linked.imports["Tests/TideTests/T.swift"]]
    assert unclear == [False, False, False, False, True, False]


def test_imports_of_a_language_without_a_resolver_are_listed(
    project: Link, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sphinx_kwindex.project.other.RESOLVERS", ())
    linked = project({"a.swift": "import Tide\n", "b.go": 'package b\nimport "fmt"\n'})
    assert targets(linked, "a.swift") == {"Tide": [None]}
    assert targets(linked, "b.go") == {"fmt": [None]}


@pytest.mark.parametrize(
    ("written", "is_one_of_several"),
    [("<demo/json.hpp>", True), ("<far.h>", True), ("<string.h>", False), ("<vector>", False)],
)
def test_a_header_that_is_here_twice_is_one_of_several_files(
    project: Link, written: str, *, is_one_of_several: bool
) -> None:
    linked = project(
        {
            "src/main.cpp": f"#include {written}\n",
            "include/demo/json.hpp": "",
            "single_include/demo/json.hpp": "",
            "a/include/far.h": "",
            "b/include/far.h": "",
            "a/include/string.h": "",
            "b/include/string.h": "",
        }
    )
    [item] = linked.imports["src/main.cpp"]
    assert (item.target, item.is_unclear) == (None, is_one_of_several)


def test_an_import_of_a_module_means_the_file_that_declares_it(project: Link) -> None:
    linked = project(
        {
            "core.cppm": "export module tide.core;\nexport import :part;\nimport std;\n",
            "part.cppm": "export module tide.core:part;\n",
            "core.cpp": "module tide.core;\n",
            "main.cpp": "import tide.core;\n",
        }
    )
    assert targets(linked, "core.cppm") == {"tide.core:part": ["part.cppm"], "std": [None]}
    assert targets(linked, "core.cpp") == {"tide.core": ["core.cppm"]}
    assert linked.importers_of("core.cppm") == ("core.cpp", "main.cpp")
