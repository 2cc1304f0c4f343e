"""What is kept of the facts of the last run to tell whether an edit is local."""

from __future__ import annotations

import msgspec

from sphinx_kwindex.build.contents import Content
from sphinx_kwindex.build.local_edits import former_facts
from sphinx_kwindex.records.source_files import SourceFile, TextState
from sphinx_kwindex.store.page_keys import LastRun


def test_former_facts_are_those_of_files_that_changed_or_are_gone() -> None:
    now = {"changed.py": "new", "same.py": "same", "added.py": "added", "swapped.py": "gone"}
    contents = [
        Content(SourceFile(path, f"/nowhere/{path}"), 1, key, TextState.TEXT)
        for path, key in now.items()
    ]
    before = {"changed.py": "old", "same.py": "same", "gone.py": "gone", "lost.py": "lost"}
    stored = {key: msgspec.Raw(key.encode()) for key in ("old", "same", "gone", "new")}
    former = former_facts(contents, LastRun(contents=before), stored)
    assert {key: bytes(fact) for key, fact in former.items()} == {"old": b"old", "gone": b"gone"}
