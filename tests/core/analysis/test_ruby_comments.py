"""What RDoc and YARD read in comments is no description; what stands beside it is."""

from __future__ import annotations

import pytest

from sphinx_kwindex.analysis import analyse
from tests.core.docstrings import written
from tests.core.grammars import require_grammars_of

pytestmark = pytest.mark.grammars


@pytest.mark.parametrize(
    ("comment", "summary"),
    [
        ("@!attribute [r] name\n  @return [String] the name", ""),
        (
            "@!attribute [rw] count\n  How many there are.\n  @return [Integer]",
            "How many there are.",
        ),
        ("@!method each(&block)\n  Yields each.\n  @yield [x]", "Yields each."),
        ("@!method each\n  Yields each.\nReads it.", "Reads it."),
        ("@!group Helpers\n@!scope class\n@!visibility private\nReads it.", "Reads it."),
        ("@!parse\n  class B; end\nReads it.", "Reads it."),
        ("@!macro [new] tide\n  Text of $1.\n@!endgroup", ""),
        ("Reads it.\n@!macro tide", "Reads it."),
        (":method: tide\nReads it.", "Reads it."),
        (":section: Reading\nReads it.", "Reads it."),
        (":attr_reader: tide\nReads it.", "Reads it."),
        (":include: README.md", ""),
        ("Reads it. :nodoc:", "Reads it."),
        ("--\nNot for readers.\n++\nReads it.", "Reads it."),
        ("Reads {Gauge#read a gauge} of {Tide}.", "Reads a gauge of `Tide`."),
        ("See how {file:README.md the guide} reads it.", "See how the guide reads it."),
        ("Reads #{x} and {a: 1}.", "Reads #{x} and {a: 1}."),
    ],
)
def test_directives_of_ruby_are_no_words(comment: str, summary: str) -> None:
    require_grammars_of("a.rb")
    lines = "".join(f"  # {line}\n" for line in comment.split("\n"))
    found = analyse("a.rb", f"class Tide\n{lines}  def read; end\nend\n".encode())
    assert [written(symbol.summary) for symbol in found.symbols] == ["", summary]
