"""What indexes of other tools add to what places name."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from sphinx_kwindex.build.exporting import Repository
from sphinx_kwindex.config import Settings
from sphinx_kwindex.export.reading import read_repository
from sphinx_kwindex.project.python.occurrences.repository import references_in
from sphinx_kwindex.scip.messages import Document, Occurrence, Roles
from tests.core.fixtures import WriteTree
from tests.core.grammars import require_grammars_of
from tests.core.indexes.indexes import document, index, plain

R = "rust-analyzer cargo demo 0.1 "
RUST = f"""\
mod net;
use net::Client;
         ^^^^^^ {R}net/Client#

fn main() {{
    let é = Client::new(); é.send("😀"); é.send("");
            ^^^^^^ {R}net/Client#
                    ^^^ {R}net/impl#[Client]new().
                             ^^^^ {R}net/impl#[Client]send().
                                          ^^^^ {R}net/impl#[Client]send().
    é
    ^ local 4
}}
"""
NET = f"""\
pub struct Client {{}}
           ====== {R}net/Client#
impl Client {{
    pub fn new() -> Client {{ Client {{}} }}
           === {R}net/impl#[Client]new().
    pub fn send(&self, text: &str) {{}}
           ==== {R}net/impl#[Client]send().
}}
"""
A = "scip-python python demo . `demo.a`/"


def read(root: Path, *names: str) -> Repository:
    """Read a repository with the indexes in it."""
    return read_repository(Settings(roots=(str(root),), scip=names), root)


def named(repository: Repository, path: str) -> list[str]:
    """Return what the places of a file name: ``line:column path:name``."""
    return [
        f"{place.line}:{place.column} "
        + " ".join(f"{it.path}:{it.qualname}" for it in place.targets)
        for place in references_in(repository.project.linked, path).places()
    ]


@pytest.mark.grammars
@pytest.mark.parametrize("encoding", [0, 1, 2, 3])
def test_names_of_another_language_lead_to_definitions_in_any_unit_of_columns(
    write_tree: WriteTree, encoding: int
) -> None:
    require_grammars_of("m.rs")
    said = index(document("src/main.rs", RUST, encoding), document("src/net.rs", NET, encoding))
    root = write_tree({"src/main.rs": plain(RUST), "src/net.rs": plain(NET), "index.scip": said})

    repository = read(root, "index.scip")

    assert named(repository, "src/main.rs") == [
        "1:4 src/net.rs:",
        "2:9 src/net.rs:Client",
        "5:12 src/net.rs:Client",
        "5:20 src/net.rs:Client::new",
        "5:29 src/net.rs:Client::send",
        "5:42 src/net.rs:Client::send",
    ]
    uses = repository.project.uses.of("src/net.rs")
    assert [use.path for use in uses if use.found.used == "Client::send"] == ["src/main.rs"]


def _python(*marked: tuple[str, str]) -> dict[str, str | bytes]:
    """Return the files of a repository, with an index that speaks of them."""
    said = index(*(document(path, text) for path, text in marked))
    return {**{path: plain(text) for path, text in marked}, "index.scip": said}


CLASSES = f"""\
class Base:
      ==== {A}Base#
    def go(self): ...
        == {A}Base#go().

class Other:
      ===== {A}Other#
    def go(self): ...
        == {A}Other#go().
"""


def test_an_index_wins_over_what_is_found_without_it_and_adds_what_is_not(
    write_tree: WriteTree,
) -> None:
    marked = f"""\
from demo.a import Base
def run(base: Base, untyped):
    base.go()
         ^^ {A}Other#go().
    untyped.go()
            ^^ {A}Base#go().
"""
    files = _python(("demo/a.py", CLASSES), ("demo/b.py", marked))
    root = write_tree({**files, "demo/__init__.py": ""})

    before = named(read(root), "demo/b.py")
    after = named(read(root, "index.scip"), "demo/b.py")

    assert "3:9 demo/a.py:Base.go" in before
    assert not any(item.startswith("4:") for item in before)
    assert "3:9 demo/a.py:Other.go" in after
    assert "4:12 demo/a.py:Base.go" in after
    assert {item for item in before if item[0] != "3"} <= set(after)


def test_what_other_projects_define_stays_but_for_what_an_index_knows(
    write_tree: WriteTree,
) -> None:
    use = f"import os\n\nos.sep\nos.go\n   ^^ {A}Base#go().\nos.path\n"
    root = write_tree(_python(("demo/a.py", CLASSES), ("demo/b.py", use)))

    outside = references_in(read(root, "index.scip").project.linked, "demo/b.py").outside_places()

    assert [(place.line, place.name) for place in outside] == [
        (1, "os"),
        (3, "os"),
        (3, "os.sep"),
        (4, "os"),
        (5, "os"),
        (5, "os.path"),
    ]


def test_the_first_of_two_indexes_wins(write_tree: WriteTree) -> None:
    one = "x.go()\n  ^^ " + f"{A}Base#go().\n"
    other = "x.go()\n  ^^ " + f"{A}Other#go().\n"
    classes = document("demo/a.py", CLASSES)
    tree = {"demo/a.py": plain(CLASSES), "demo/b.py": "x.go()\n"}
    root = write_tree(
        {
            **tree,
            "1.scip": index(classes, document("demo/b.py", one)),
            "2.scip": index(document("demo/b.py", other)),
        }
    )

    assert named(read(root, "1.scip", "2.scip"), "demo/b.py") == ["1:2 demo/a.py:Base.go"]
    assert named(read(root, "2.scip", "1.scip"), "demo/b.py") == ["1:2 demo/a.py:Other.go"]


def test_another_name_counts_where_some_import_gives_it(write_tree: WriteTree) -> None:
    b = f"from demo.a import Base as Root\n                           ^^^^ {A}Base#\n"
    c = f"from demo.b import Root\n                   ^^^^ {A}Base#\nRoot\n^^^^ {A}Base#\n"
    c += f"Rest\n^^^^ {A}Base#\n"
    files = _python(("demo/a.py", CLASSES), ("demo/b.py", b), ("demo/c.py", c))
    root = write_tree({**files, "demo/__init__.py": ""})

    found = named(read(root, "index.scip"), "demo/c.py")

    assert "2:0 demo/a.py:Base" in found
    assert not any(item.startswith("3:") for item in found)


def test_a_definition_that_moved_is_found_by_its_whole_name(write_tree: WriteTree) -> None:
    use = f"x.go()\n  ^^ {A}Other#go().\n"
    files = _python(("demo/a.py", CLASSES), ("demo/b.py", use))
    root = write_tree({**files, "demo/a.py": "import os\n\n\n" + plain(CLASSES)})

    assert named(read(root, "index.scip"), "demo/b.py") == ["1:2 demo/a.py:Other.go"]


@pytest.mark.grammars
def test_what_is_declared_in_a_header_is_defined_elsewhere(write_tree: WriteTree) -> None:
    require_grammars_of("m.c")
    symbol = "cxx . . $ send(1f)."
    header = Document("net.h", "", (Occurrence((0, 4, 8), symbol, int(Roles.FORWARD_DEFINITION)),))
    source = f"int send(int a) {{ return a; }}\n    ==== {symbol}\n"
    use = f"int main(void) {{ return send(1); }}\n                        ^^^^ {symbol}\n"
    said = index(header, document("net.c", source), document("main.c", use))
    tree = {"net.h": "int send(int a);\n", "net.c": plain(source), "main.c": plain(use)}
    both = write_tree({**tree, "index.scip": said})

    assert named(read(both, "index.scip"), "main.c") == ["1:24 net.c:send"]

    (both / "index.scip").write_bytes(index(header, document("main.c", use)))
    assert named(read(both, "index.scip"), "main.c") == ["1:24 net.h:send"]


@pytest.mark.grammars
def test_a_constructor_is_named_by_its_class_and_a_default_export_as_one_likes(
    write_tree: WriteTree,
) -> None:
    require_grammars_of("m.ts")
    at = "scip-typescript npm demo 1.0 `net.ts`/"
    net = f"""\
export default class Client {{
                     ====== {at}Client#
  constructor(n: number) {{}}
  =========== {at}Client#`<constructor>`().
}}
export const one = new Client(1);
                       ^^^^^^ {at}Client#`<constructor>`().
"""
    main = f"""\
import Any, {{ one }} from "./net";
       ^^^ {at}Client#
export const two: Any = one;
                  ^^^ {at}Client#
"""
    said = index(document("net.ts", net, 0), document("main.ts", main, 0))
    root = write_tree({"net.ts": plain(net), "main.ts": plain(main), "index.scip": said})

    repository = read(root, "index.scip")

    assert named(repository, "net.ts") == ["4:23 net.ts:Client"]
    assert named(repository, "main.ts") == [
        "1:7 net.ts:Client", "1:14 net.ts:one", "1:26 net.ts:", "2:18 net.ts:Client",
        "2:24 net.ts:one",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("paths", "address", "place"),
    [
        (("a.py", "b.py"), "file:///elsewhere", "index.scip"),
        (("demo/a.py", "demo/b.py"), "file:///elsewhere", "index.scip"),
        (("up/repo/demo/a.py", "up/repo/demo/b.py"), "{above}", "index.scip"),
        (("a.py", "b.py"), "{root}/demo", "index.scip"),
        (("a.py", "b.py"), "http://[broken", "demo/index.scip"),
    ],
)
def test_paths_may_start_elsewhere(
    write_tree: WriteTree, paths: Iterable[str], address: str, place: str
) -> None:
    use = f"x.go()\n  ^^ {A}Other#go().\n"
    texts = (CLASSES, use)
    root = write_tree({"demo/a.py": plain(CLASSES), "demo/b.py": plain(use)})
    above = root.parent.parent
    paths = [path.replace("up/repo", root.relative_to(above).as_posix()) for path in paths]
    address = address.format(root=root.as_uri(), above=above.as_uri())
    said = index(*map(document, paths, texts), root=address)
    Path(root, place).write_bytes(said)

    found = named(read(root, place), "demo/b.py")

    # Nothing tells of a path that is short and starts nowhere.
    is_lost = paths[0] == "a.py" and address == "file:///elsewhere"
    assert found == ([] if is_lost else ["1:2 demo/a.py:Other.go"])
