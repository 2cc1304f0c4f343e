from pathlib import Path

import pytest

from benchmarks import ctags, languages
from benchmarks.ctags import Definition, compare, definitions_in_tags, definitions_of
from sphinx_kwindex.analysis import analyse

pytestmark = pytest.mark.grammars

SOURCE = b"""\
#define LIMIT 3
namespace a::b {
class Gauge {
 public:
  bool operator==(const Gauge& other) const { return true; }
  void declared();
};
typedef struct { int x; } Point;
}
"""
TAGS = """\
{"_type": "tag", "name": "LIMIT", "path": "g.hpp", "line": 1, "kind": "macro"}
{"_type": "tag", "name": "a", "path": "g.hpp", "line": 2, "kind": "namespace"}
{"_type": "tag", "name": "b", "path": "g.hpp", "line": 2, "kind": "namespace", "scope": "a"}
{"_type": "tag", "name": "Gauge", "path": "g.hpp", "line": 3, "kind": "class"}
{"_type": "tag", "name": "operator ==", "path": "g.hpp", "line": 5, "kind": "function"}
{"_type": "tag", "name": "declared", "path": "g.hpp", "line": 6, "kind": "prototype"}
{"_type": "tag", "name": "Local", "path": "g.hpp", "line": 5, "kind": "struct", \
"scope": "f", "scopeKind": "function"}
{"_type": "tag", "name": "m", "path": "g.hpp", "line": 5, "kind": "function", "scope": "f::Local"}
{"_type": "tag", "name": "__anon1", "path": "g.hpp", "line": 8, "kind": "struct"}
{"_type": "tag", "name": "MISSED", "path": "g.hpp", "line": 8, "kind": "macro"}
"""


def test_the_comparison_counts_what_both_see_and_lists_the_rest() -> None:
    pytest.importorskip("tree_sitter_cpp")
    ours = definitions_of("g.hpp", analyse("g.hpp", SOURCE))
    compared = compare(definitions_in_tags(TAGS.splitlines()), ours)
    assert compared.only_theirs == (Definition("macro", "g.hpp", "MISSED", 8),)
    assert compared.only_ours == ()
    by_group = {item.group: item for item in compared.agreements}
    assert by_group["macro"].recall == 0.5
    assert by_group["macro"].precision == 1.0
    assert by_group["function with a body"].recall == 1.0
    assert "| macro | 2 | 1 | 50.0% | 100.0% |" in ctags.as_table(compared)


def test_a_macro_of_several_branches_counts_once() -> None:
    twice = [Definition("macro", "a.h", "A", line) for line in (1, 3)]
    compared = compare(twice[:1], twice)
    assert compared.only_ours == ()


def test_the_sample_is_the_same_each_time(tmp_path: Path) -> None:
    for number in range(9):
        (tmp_path / f"{number}.h").touch()
    (tmp_path / "0.txt").touch()
    one = ctags.sample(tmp_path, 4, seed=1)
    assert one == ctags.sample(tmp_path, 4, seed=1)
    assert len(one) == 4
    assert len(ctags.sample(tmp_path, 99, seed=1)) == 9


def test_throughput_is_a_row_for_each_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.py").write_text("x = 1\n" * 200)
    (tmp_path / "b.cpp").write_text("int f();\n" * 200)
    (tmp_path / "c.unknown").write_text("nothing\n")
    assert languages.main([str(tmp_path)]) == 0
    table = capsys.readouterr().out
    assert "| Python | 1 |" in table
    assert "| C++ | 1 |" in table
    assert "unknown" not in table
