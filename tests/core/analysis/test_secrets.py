"""Lines in the form of a secret, which no page shows; they are made up here, in two parts."""

from __future__ import annotations

import random
import string

import pytest

from sphinx_kwindex.analysis import analyse
from sphinx_kwindex.analysis.secrets import find_token
from sphinx_kwindex.records.diagnostics import DiagnosticCode
from sphinx_kwindex.records.source_files import CLEARED, TextState

_WORDS = string.ascii_letters + string.digits
_RANDOM = random.Random(7)


def _drawn(number: int, letters: str = _WORDS) -> str:
    return "".join(_RANDOM.choices(letters, k=number))


SECRETS = {
    "an access key of AWS": "AKIA" + _drawn(16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"),
    "a token of GitHub": "gh" + "p_" + _drawn(36),
    "a token of GitLab": "glpat" + "-" + _drawn(20),
    "a token of Slack": "xox" + "b-2048000000-3048000000-" + _drawn(24),
    "a webhook of Slack": f"hooks.slack.com/services/T{_drawn(9)}/B{_drawn(9)}/{_drawn(24)}",
    "a secret key of Stripe": "sk_" + "live_" + _drawn(24),
    "a key of Google's interfaces": "AI" + "za" + _drawn(35),
    "a token of PyPI": "pypi-" + "AgEIcHlwaS5vcmc" + _drawn(60),
    "a token of npm": "np" + "m_" + _drawn(36),
    "a token of Hugging Face": "h" + "f_" + _drawn(34, string.ascii_letters),
    "a private key": f"-----BEGIN RSA PRIVATE {'KEY'}-----\nMIIE{_drawn(60)}\n",
}


@pytest.mark.parametrize("kind", SECRETS)
@pytest.mark.parametrize("written", ["{}", 'key = "{}"', "# {}\n", "x: {}, y"])
def test_line_in_the_form_of_a_secret_is_found(kind: str, written: str) -> None:
    found = find_token("first\n" + written.format(SECRETS[kind]) + "\nlast")
    assert found is not None
    assert (found.kind, found.line) == (kind, 2)


@pytest.mark.parametrize(
    "key",
    [
        "-----BEGIN ENCRYPTED PRIVATE {}-----\\n{}",
        "-----BEGIN PRIVATE {}-----\r\n{}",
        "-----BEGIN RSA PRIVATE {}-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES,1F\n\n{}",
        '"-----BEGIN EC PRIVATE {}-----\\n"\n    "{}"',
        "-----BEGIN PGP PRIVATE {} BLOCK-----\n\n{}",
        "-----BEGIN OPENSSH PRIVATE {}-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAA{}",
    ],
)
def test_private_key_is_found_however_it_is_wrapped(key: str) -> None:
    found = find_token(key.format("KEY", _drawn(64)))
    assert found is not None
    assert found.kind == "a private key"


@pytest.mark.parametrize(
    "harmless",
    [
        "AKIAIOSFODNN7EXAMPLE",
        "ghp_" + "x" * 36,
        "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
        "hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX",
        'if "-----BEGIN PRIVATE KEY-----" in text: raise ValueError(text)',
        "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----",
        "-----BEGIN CERTIFICATE-----\n" + "MIID" + _drawn(60),
        "commit " + _drawn(40, "0123456789abcdef"),
        "task-" + _drawn(48),
        "xoxo",
        "npm_config_registry npm_lifecycle_event",
        "hf_hub_download hf_" + "a" * 10,
    ],
)
def test_what_only_resembles_a_secret_is_shown(harmless: str) -> None:
    assert find_token(harmless) is None


def test_nothing_of_a_file_with_a_secret_is_kept() -> None:
    text = (
        f'"""Connects to the tides."""\nNAME = "tide"\nTOKEN = "{SECRETS["a token of GitHub"]}"\n'
    )
    analysis = analyse("connect.py", text.encode())
    assert analysis.state is TextState.SENSITIVE
    assert (analysis.language, analysis.symbols, analysis.prose) == ("Python", (), None)
    assert analysis.problem is not None
    assert (analysis.problem.code, analysis.problem.line) == (DiagnosticCode.SENSITIVE_FILE, 3)
    assert analyse("connect.py", text.encode("utf-8-sig")).state is TextState.SENSITIVE


def test_cleared_file_is_read_as_any_other() -> None:
    text = f'TOKEN = "{SECRETS["a token of GitHub"]}"\n'
    assert analyse(f"{CLEARED}connect.py", text.encode()) == analyse(
        f"{CLEARED}other.py", text.encode()
    )
    assert [symbol.name for symbol in analyse(f"{CLEARED}connect.py", text.encode()).symbols] == [
        "TOKEN"
    ]
