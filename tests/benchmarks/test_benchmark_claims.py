from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from benchmarks.claims import Claim, claims_of, drawn, main, report
from benchmarks.pages import pages_of

TREE = {
    "p/__init__.py": '"""Says `it`."""\nfrom p.a import f\n',
    "p/a.py": (
        "import os\n\n@cache\ndef f(x: int = 1) -> str:\n"
        "    '''Do it.\n\n    Args:\n        x: How often.\n\n    >>> f()\n    '''\n"
    ),
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name, content in TREE.items():
        path = tmp_path / "tree" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return tmp_path / "tree"


def made(section: str, tree: str, number: int) -> list[Claim]:
    return [Claim(tree, "p.py", section, f"{position}") for position in range(number)]


def texts(claims: Sequence[Claim]) -> list[str]:
    return [claim.text for claim in claims]


def test_claims_say_where_their_links_lead(tree: Path) -> None:
    found = texts(list(claims_of("tree", pages_of(tree))))
    assert "Says it. (module docstring, line 1 [line 1])" in found
    assert "@cache def f(x: int = 1) -> str [line 4]: Do it." in found
    assert "f [line 4]: Parameters: x | int = 1 | How often." in found
    assert "f [line 4]: listing: >>> f()" in found
    assert "From: os | Names: os | Lines: 1 [line 1]" in found
    assert "From: p/a.py | Names: f [p/a.py#f] | Lines: 2 [line 2]" in found


def test_no_claim_is_made_of_the_source_or_the_navigation(tree: Path) -> None:
    sections = {claim.section for claim in claims_of("tree", pages_of(tree))}
    assert "Definitions" in sections
    assert not sections & {"", "Source", "Facts"}


def test_every_section_of_every_tree_is_drawn_from_in_turn() -> None:
    claims = made("A", "t", 50) + made("A", "u", 50) + made("B", "t", 1)
    found = drawn(claims, 7, seed=1)
    assert [(claim.section, claim.tree) for claim in found] == [
        ("A", "t"), ("A", "u"), ("B", "t"), ("A", "t"), ("A", "u"), ("A", "t"), ("A", "u"),
    ]  # fmt: skip


def test_same_seed_draws_the_same_and_another_seed_does_not() -> None:
    claims = made("A", "t", 50)
    assert drawn(claims, 9, seed=1) == drawn(claims, 9, seed=1)
    assert texts(drawn(claims, 9, seed=1)) != texts(drawn(claims, 9, seed=2))


def test_command_prints_claims_that_the_report_reads(
    tree: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tree), "--number", "3"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    checked = tmp_path / "checked.jsonl"
    claims = [msgspec.json.decode(line, type=Claim) for line in lines]
    verdicts = ("true", "true", "false")
    checked.write_bytes(
        b"\n".join(
            msgspec.json.encode(msgspec.structs.replace(claim, verdict=verdict))
            for claim, verdict in zip(claims, verdicts, strict=True)
        )
    )
    assert main(["--report", str(checked)]) == 1
    out = capsys.readouterr().out
    assert out.count("| true |") == 2
    assert out.count("| false |") == 1


def test_claim_with_markup_is_shown_as_it_is() -> None:
    row = report([Claim("t", "p.py", "A", "a ``b`` | c", "true", "line 1")]).splitlines()[-1]
    assert row == "| ` t: p.py ` | ``` a ``b`` \\| c ``` | ` line 1 ` | true |"
