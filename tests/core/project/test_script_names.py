"""Names in JavaScript and TypeScript lead through modules to what they mean, or nowhere."""

from __future__ import annotations

import pytest

from tests.core.fixtures import Link, Planned
from tests.core.grammars import require_grammars_of
from tests.core.project.test_other_names import links_of

pytestmark = pytest.mark.grammars

LIBRARY = """\
export class Engine { start() {} }
export function run(n) { return n; }
export const LIMIT = 3;
function hidden() {}
export { hidden as shown };
export default function main() {}
"""
COMMON = """\
exports.go = function () {};
function stop() {}
module.exports.stop = stop;
exports.later = void 0;
exports.later = stop;
"""


SHAPES = """\
export class Shape {
    static make() { return new Shape(); }
    constructor() {}
    area() { return 0; }
    #hidden() {}
}
"""
SQUARES = """\
import { Shape as Base } from "./shapes";
import * as shapes from "./shapes";
export class Square extends Base {
    static area() {}
    constructor() {}
    area() { return 1; }
    #hidden() {}
}
const Cube = class extends Square {
    area() { class Local extends Base {} return Local; }
    static { class Inner extends Base {} }
};
export class Mixed extends mixed(Base) {}
export class Circle extends shapes.Shape {}
"""


def _used(planned: Planned, source: str, name: str = "m.js", **others: str) -> list[str]:
    """Return the names behind the first lines that lead somewhere, with what they lead to."""
    files = {"lib.js": LIBRARY, "common.js": COMMON, name: source, **others}
    require_grammars_of(name)
    begin = source.count("\n", 0, source.index("//")) + 1
    return [
        f"{text}>{target}" for line, text, target in links_of(planned, name, files) if line > begin
    ]


@pytest.mark.parametrize(
    ("imports", "code", "expected"),
    [
        ("import { run } from './lib.js'", "run(1);", ["run>run"]),
        ("import { run as go } from './lib.js'", "go(1); run(1);", ["go>run"]),
        ("import main from './lib.js'", "main();", ["main>main"]),
        ("import { default as d } from './lib.js'", "d();", ["d>main"]),
        ("import { shown, hidden } from './lib.js'", "shown(); hidden();", ["shown>hidden"]),
        ("import * as ns from './lib.js'", "new ns.Engine(ns.LIMIT, ns.hidden);",
         ["ns>lib.js_docs", "Engine>Engine", "ns>lib.js_docs", "LIMIT>LIMIT", "ns>lib.js_docs"]),
        ("import { run } from './gone.js'", "run(1);", []),
        ("import { run } from 'lib.js'", "run(1);", []),
        ("const { go, stop: halt } = require('./common')", "go(); halt(); stop();",
         ["go>go", "halt>stop"]),
        ("const common = require('./common')", "common.go(); common.later();",
         ["common>common.js_docs", "go>go", "common>common.js_docs", "later>stop"]),
        ("const go = require('./common').go", "go();", ["go>go"]),
        ("const { run } = await import('./lib.js')", "run(1);", ["run>run"]),
        ("import { run } from './lib.js'", "go({ run, other: run, run: 1 });",
         ["run>run", "run>run"]),
        ("import { Engine } from './lib.js'", "go(class extends Engine {});", ["Engine>Engine"]),
    ],
)  # fmt: skip
def test_a_name_leads_to_what_its_import_takes(
    planned: Planned, imports: str, code: str, expected: list[str]
) -> None:
    found = _used(planned, f"{imports}\n//\n{code}\n")

    assert found == expected


@pytest.mark.parametrize(
    "code",
    [
        "function f(run) { return run(1); }",
        "const f = run => run(1);",
        "const f = ({ run, ...rest }) => run(1);",
        "{ const run = 1; run(1); }",
        "function f() { { var run = 1; } run(1); }",
        "for (const run of []) run(1);",
        "try {} catch (run) { run(1); }",
        "const f = function run() { run(); };",
        "o.run(); ({ run: 1 }); class C { run() {} }",
        "'run(1)'; /run(1)/; `run(1)`; // run(1)",
        "run: for (;;) break run;",
    ],
)
def test_what_is_bound_again_or_is_no_variable_leads_nowhere(planned: Planned, code: str) -> None:
    found = _used(planned, f"import {{ run }} from './lib.js'\n//\n{code}\n")

    assert "run>run" not in found


def test_what_is_bound_in_one_function_is_the_import_in_the_next(planned: Planned) -> None:
    source = "import { run } from './lib.js'\n//\nfunction f(run) { run(1); }\n`${run(2)}`;\n"

    assert _used(planned, source).count("run>run") == 1


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("export { run } from './lib.js'", "run"),
        ("export { shown as run } from './lib.js'", "hidden"),
        ("export * from './lib.js'", "run"),
        ("import { run } from './lib.js'; export { run }", "run"),
        ("import m from './lib.js'; export { m as run }", "main"),
        ("export { default as run } from './lib.js'", "main"),
        ("exports.run = require('./lib.js').run", "run"),
        ("const { run } = require('./lib.js'); module.exports = { run }", "run"),
        ("module.exports = { ...require('./lib.js') }", "run"),
        ("module.exports = require('./lib.js')", "run"),
        ("export * from './via.js'", None),
        ("export * from './lib.js'; export * from './second.js'", None),
        ("function run() {} export { run as other }", None),
    ],
)
def test_names_are_followed_through_what_modules_pass_on(
    planned: Planned, given: str, expected: str | None
) -> None:
    second = "export function run() {}\n"
    source = "import { run } from './via.js'\n//\nrun(1);\n"

    found = _used(planned, source, **{"via.js": f"{given}\n", "second.js": second})

    assert found == ([f"run>{expected}"] if expected else [])


def test_what_a_module_is_as_a_whole_is_followed(planned: Planned) -> None:
    whole = "exports = module.exports = make;\nfunction make() {}\nexports.own = function () {};\n"
    source = "const make = require('./whole')\n//\nmake(); make.own();\n"

    assert _used(planned, source, **{"whole.js": whole}) == ["make>make", "make>make", "own>own"]


def test_types_lead_to_what_they_mean(planned: Planned) -> None:
    library = (
        "export interface Shape<T> { side: T }\nexport type Id = string\n"
        "export function on(a: string): void\nexport function on(a: number): void\n"
        "export function on(a: unknown) {}\nexport namespace deep { export type X = 1 }\n"
    )
    source = (
        "import type { Shape, Id } from './shape'\nimport * as s from './shape'\n"
        "import { on } from './shape'\nimport q = require('./shape')\n//\n"
        "function f<T extends Shape<Id>>(x: T): s.Shape<T> { return on(x) }\n"
        "type Row<Shape> = { [key: string]: Shape }\nlet z: q.Id\n"
    )

    found = _used(planned, source, "m.ts", **{"shape.ts": library})

    assert [name for name in found if name.partition(">")[0] not in ("f", "Row", "z")] == [
        "Shape>Shape", "Id>Id", "s>shape.ts_docs", "Shape>Shape", "on>on",
        "q>shape.ts_docs", "Id>Id",
    ]  # fmt: skip


def test_a_definition_says_which_definitions_of_other_files_use_it(project: Link) -> None:
    source = "import { run } from './lib.js'\nexport function user() { return run(1); }\n"
    require_grammars_of("m.js")
    linked = project({"lib.js": LIBRARY, "m.js": source})

    uses = [use for use in linked.uses.of("lib.js") if use.found.times]

    assert [(use.found.used, use.path, use.found.user, use.found.calls) for use in uses] == [
        ("run", "m.js", "user", 1)
    ]


def _inherited(planned: Planned, ending: str, name: str) -> dict[str, tuple[list[str], int, str]]:
    """Return the names below each definition of a file, how many are further, and the one above."""
    files = {f"shapes.{ending}": SHAPES, f"squares.{ending}": SQUARES}
    view = planned(files).view_of(f"{name}.{ending}")
    names = [symbol.qualname for symbol in view.analysis.symbols]
    return {
        names[said.symbol]: (
            [item.qualname for item in (*said.subclasses.first, *said.overridden.first)],
            said.further,
            said.overrides.qualname if said.overrides else "",
        )
        for said in view.relations.inheritance
    }


@pytest.mark.parametrize("ending", ["js", "ts"])
def test_classes_derive_from_what_they_extend(ending: str, planned: Planned) -> None:
    require_grammars_of(f"shapes.{ending}")
    assert _inherited(planned, ending, "shapes") == {
        "Shape": (["Circle", "Square"], 1, ""),
        "Shape.area": (["Square.area"], 0, ""),
    }
    assert _inherited(planned, ending, "squares") == {
        "Square": (["Cube"], 0, ""),
        "Square.area": (["Cube.area"], 0, "Shape.area"),
        "Cube.area": ([], 0, "Square.area"),
    }
