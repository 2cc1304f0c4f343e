"""Files that hold secrets, by their names.

Repositories track such files by mistake, and a site would publish them a second time.  What tools
call the files in which they keep keys and passwords is in their documentation: OpenSSH, GnuPG, Git,
pip, AWS, Google Cloud, Terraform, PostgreSQL, Java's keytool, KeePass, Rails.
"""

from __future__ import annotations

from collections.abc import Iterable

from sphinx_kwindex.discovery.ignore import InheritedRules, rule_set

SECRET_PATTERNS = (
    # Variables of the environment; what a project gives its users to copy is none.
    ".env",
    ".env.*",
    "*.env",
    "!*.example",
    "!*.sample",
    "!*.template",
    "!*.dist",
    "!example.env",
    "!sample.env",
    "!template.env",
    # Keys, and stores of them.
    "id_rsa",
    "id_dsa",
    "id_ecdsa",
    "id_ecdsa_sk",
    "id_ed25519",
    "id_ed25519_sk",
    "*.ppk",
    "*.p12",
    "*.pfx",
    "*.jks",
    "*.keystore",
    "*.kdbx",
    "secring.gpg",
    "master.key",
    # Names and passwords.
    ".netrc",
    "_netrc",
    ".pgpass",
    ".my.cnf",
    ".htpasswd",
    ".pypirc",
    ".git-credentials",
    ".dockercfg",
    "credentials",
    "credentials.json",
    "credentials.yml",
    "credentials.yaml",
    "client_secret*.json",
    "secrets.json",
    "secrets.toml",
    "*.tfstate",
    "*.tfstate.backup",
)
"""In the syntax of ``.gitignore``; a later one wins."""


def secret_rules(patterns: Iterable[str]) -> InheritedRules:
    """Return the rules that say which files hold secrets; the patterns of the options come last."""
    return InheritedRules(rule_set((*SECRET_PATTERNS, *patterns)))
