"""Tokens and private keys in the text of a file.

The forms are those that the services document for their tokens, so that scanners find them: a
fixed beginning and a fixed length or alphabet.  What only looks random is not searched for: most of
it is a hash or a test's data.
"""

from __future__ import annotations

import re

import msgspec


class Token(msgspec.Struct, frozen=True):
    """A line in the form of a secret."""

    kind: str
    """What it looks like, as a sentence names it."""
    line: int
    """From 1."""


class _Form(msgspec.Struct, frozen=True):
    """How the secrets of one kind are written."""

    kind: str
    begins: str
    """A text that all of them have; a file without it is not searched."""
    rest: str
    """What follows, as a regular expression."""


_FORMS = (
    _Form("an access key of AWS", "AKIA", r"[A-Z2-7]{16}(?![A-Za-z0-9])"),
    *(
        _Form("a token of GitHub", begins, r"[A-Za-z0-9]{36}(?![A-Za-z0-9_])")
        for begins in ("ghp_", "gho_", "ghu_", "ghs_", "ghr_")
    ),
    _Form("a token of GitHub", "github_pat_", r"[A-Za-z0-9]{22}_[A-Za-z0-9]{59}"),
    _Form("a token of GitLab", "glpat-", r"[A-Za-z0-9_-]{20}"),
    _Form("a token of Slack", "xox", r"[abeoprs]-(?:[0-9]{8,}-){1,3}[A-Za-z0-9-]{20,200}"),
    _Form("a webhook of Slack", "hooks.slack.com/services/", r"T\w{8,12}/B\w{8,12}/\w{24}"),
    _Form("a secret key of Stripe", "sk_live_", r"[A-Za-z0-9]{24}"),
    _Form("a key of Google's interfaces", "AIza", r"[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])"),
    _Form("a token of PyPI", "pypi-AgEIcHlwaS5vcmc", r"[A-Za-z0-9_-]{50}"),
    _Form("a token of npm", "npm_", r"[A-Za-z0-9]{36}(?![A-Za-z0-9_])"),
    _Form("a token of Hugging Face", "hf_", r"[A-Za-z]{34}(?![A-Za-z0-9_])"),
    _Form("a key of OpenAI", "sk-", r"(?:proj-)?[A-Za-z0-9_-]{20,80}T3BlbkFJ[A-Za-z0-9_-]{20}"),
    _Form("a key of Anthropic", "sk-ant-", r"(?:api|admin)[0-9]{2}-[A-Za-z0-9_-]{80}"),
    _Form("a key of SendGrid", "SG.", r"[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}"),
    _Form("a token of DigitalOcean", "dop_v1_", r"[0-9a-f]{64}"),
    # Behind `-----BEGIN RSA PRIVATE KEY-----` or `... PRIVATE KEY BLOCK-----` may stand headers
    # (`Proc-Type: 4,ENCRYPTED`), and within a literal `\n`, quotes and the like; then the key.
    _Form("a private key", "PRIVATE KEY", r"(?: BLOCK)?-----[\s\S]{0,200}?[A-Za-z0-9+/]{40}"),
)
"""Forms of secrets, with the sources in the documentation of GitHub's and GitLab's scanners."""

_EXPRESSIONS = tuple(
    (form, re.compile(rf"(?<![A-Za-z0-9_-]){re.escape(form.begins)}({form.rest})"))
    if form.begins != "PRIVATE KEY"
    else (form, re.compile(rf"{form.begins}({form.rest})"))
    for form in _FORMS
)

_PLACEHOLDER = re.compile(r"example|abcdef|123456|fake|dummy", re.IGNORECASE)
"""In what stands for a secret in instructions and tests: ``AKIAIOSFODNN7EXAMPLE``."""

_LOOKED_AT = 40
"""The characters at the end of a secret that tell whether it is one; before them may be headers."""

_FEWEST_LETTERS = 8
"""Different ones in them; ``ghp_xxxxxxxx`` has fewer."""


def find_token(text: str) -> Token | None:
    """Return the first line in the form of a secret, None if there is none."""
    places = [
        (found.start(), form.kind)
        for form, expression in _EXPRESSIONS
        if form.begins in text
        for found in expression.finditer(text)
        if not _is_placeholder(found[1][-_LOOKED_AT:])
    ]
    if not places:
        return None
    start, kind = min(places)
    return Token(kind, text.count("\n", 0, start) + 1)


def _is_placeholder(secret: str) -> bool:
    return len(set(secret)) < _FEWEST_LETTERS or _PLACEHOLDER.search(secret) is not None


def holds(token: Token) -> str:
    """Return what is wrong with a file that has such a line, as its page and the warning say."""
    return f"has a line that looks like {token.kind}: its content is not shown"
