"""Lexing with joined rules gives the tokens that lexing with single rules gives."""

from __future__ import annotations

import pytest
from pygments.lexer import RegexLexer
from pygments.lexers import get_lexer_by_name
from pygments.token import Error, Name, Text

from sphinx_kwindex.sphinx_ext.combined_lexing import hasten, join_rules

_TEXTS = (
    'class A(B):\n    """Doc `x`."""\n    x = rb"a\\n" + f"{y!r:>{w}} {{" #\n    match = 1e5_0j\n',
    "#include <a.h>\n/* open\n*/ int main(void) { return 'c' + 0x1fUL; }\n#if 0\nx\n#endif\n",
    "const r = /a[/]b/g, t = `a ${b + `${c}`}`; // é\nclass X<T> extends Y { #p = @z; }\n",
    "[tool]\nkey = ['a', \"b\"] # no\n<a href='x'>&amp;</a>\n{{ x|y }} $(sh \\\n",
    'SELECT a FROM b -- c\nif [ -n "$x" ]; then echo ${y%.*} <<EOF\n$z\nEOF\nfi\n',
    "\n\n \t§ \x00 ''' unclosed \"\"\" \\",
    "",
)
_LANGUAGES = (
    "python", "pycon", "c", "cpp", "javascript", "typescript", "rust", "go", "java", "kotlin",
    "swift", "ruby", "php", "html", "css", "toml", "yaml", "json", "bash", "make", "cmake", "sql",
    "rst", "markdown", "csharp", "lua", "perl", "docker", "ini", "diff",
)  # fmt: skip


@pytest.mark.parametrize("language", _LANGUAGES)
def test_joined_rules_find_the_tokens_of_single_rules(language: str) -> None:
    plain = get_lexer_by_name(language)
    hastened = hasten(get_lexer_by_name(language))
    for text in _TEXTS:
        assert list(hastened.get_tokens(text)) == list(plain.get_tokens(text))


def test_a_lexer_that_others_use_stays_as_it_is() -> None:
    shared = get_lexer_by_name("python")
    assert hasten(shared) is not shared
    assert "get_tokens_unprocessed" not in vars(shared)


class _Odd(RegexLexer):
    """Rules that cannot all be joined, and states that change in every way."""

    tokens = {  # noqa: RUF012 - as Pygments has it
        "root": [
            (r"(['\"]).*?\1", Name.Quoted),
            (r"(?i)in", Name.Word, ("#push", "inner")),
            (r"(?P<named>n)", Name.Named),
            (r"[(]\(", Name.Set),
            (r"-", Name.Back, "#pop:3"),
        ],
        "inner": [(r"[a-z]", Name.Letter, ("#pop", "#push")), (r"-", Text, "#pop")],
    }


@pytest.mark.parametrize(
    "text", ["'a\"'IN", "inaa--n-((", "n\nIn-in-a\n?", "-" * 5 + "inininab-----"]
)
def test_rules_that_refer_to_groups_stay_alone(text: str) -> None:
    lexer = _Odd()
    join_rules(lexer)
    found = list(hasten(_Odd()).get_tokens(text))
    assert found == list(lexer.get_tokens(text))
    assert "".join(value for _, value in found) == f"{text}\n"
    assert any(token is not Error for token, _ in found)
