"""What the relations of use read of the repository for a file, as one key.

Who uses what is the dearest thing that is known of a file, and most edits change it for few files.
As long as its key is the same, what these relations say of a file is the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import msgspec

from sphinx_kwindex.project import Project
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.records.references import TargetsAlone

_encoded = msgspec.msgpack.Encoder().encode


class UseReads:
    """Tells by a key what is read for a file: contents, what they name, and which are tests.

    A definition is known by the content of its file, so that a file which changed counts as
    changed wherever one of its definitions is named.

    Parameters
    ----------
    project:
        The linked repository.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._keys: dict[str, bytes] = {}
        self._states: dict[str, bytes] = {}
        self._users: dict[str, bytes] = {}
        self._aliases: dict[str, bytes] = {}

    def __call__(self, facts: FileFacts) -> bytes:
        """Return the key of what is read for a file."""
        if facts.path not in self._keys:
            self._keys[facts.path] = self._key(facts)
        return self._keys[facts.path]

    def _key(self, facts: FileFacts) -> bytes:
        path, uses = facts.path, self._project.uses
        linked = self._project.linked.files.get(path)
        used = dict.fromkeys(uses.used_by(path))
        references = linked.references if linked is not None else b""
        if references:
            targets = msgspec.msgpack.decode(references, type=TargetsAlone).targets
            used |= dict.fromkeys(target.path for target in targets)
        return _hash(
            self._state(path),
            references,
            *(part for other in used for part in self._of_used(path, other)),
            b"",
            self._of_users(path),
            *(part for holder in uses.holders_of(path) for part in self._of_holder(holder)),
        )

    def _of_used(self, path: str, other: str) -> Iterable[bytes]:
        """Yield what is read of a file that another one uses."""
        yield self._state(other)
        yield self._project.uses.encoded(path, other)
        yield self._of_aliases(other)

    def _of_holder(self, holder: str) -> Iterable[bytes]:
        """Yield what is read of a file with other names of definitions of another one."""
        yield self._of_users(holder)
        yield self._of_aliases(holder)

    def _of_users(self, path: str) -> bytes:
        """Return the key of what uses the definitions of a file."""
        if path not in self._users:
            uses = self._project.uses
            found = uses.users_of(path)
            parts = (part for it in found for part in (self._state(it), uses.encoded(it, path)))
            self._users[path] = _hash(*parts)
        return self._users[path]

    def _of_aliases(self, path: str) -> bytes:
        """Return the key of the other names that a file has for definitions, and of these."""
        if path not in self._aliases:
            found = self._project.uses.aliases_from(path)
            parts = (part for it in found for part in (self._state(it), _encoded(found[it])))
            self._aliases[path] = _hash(*parts) if found else b""
        return self._aliases[path]

    def _state(self, path: str) -> bytes:
        """Return the key of a file itself."""
        if path not in self._states:
            tests, facts = self._project.tests, self._project.files.get(path)
            digest = facts.digest if facts is not None else None
            functions = list(tests.functions.get(path, ()))
            self._states[path] = _encoded((path, digest, tests.is_code(path), functions))
        return self._states[path]


def _hash(*parts: bytes) -> bytes:
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        digest.update(len(part).to_bytes(8, "little"))
        digest.update(part)
    return digest.digest()
