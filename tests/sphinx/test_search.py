"""What the search of a site costs."""

from __future__ import annotations

from collections import Counter

import pytest
from sphinx.search import languages
from sphinx.search.en import SearchEnglish

from tests.sphinx.building import Repository


def test_a_word_of_many_pages_is_stemmed_once(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    stems: Counter[str] = Counter()

    class Counting(SearchEnglish):
        def stem(self, word: str) -> str:
            stems[word] += 1
            return super().stem(word)

    monkeypatch.setitem(languages, "en", Counting)

    index = repository.build().output("searchindex.js")

    assert '"engin":' in index
    # The first page is indexed before any event of Sphinx could tell that its index is there.
    assert max(stems.values()) <= 2


def test_the_search_index_is_the_same_in_parallel(repository: Repository) -> None:
    repository.write(
        {f"src/many/m{position}.py": f'"""Words of {position}."""\n' for position in range(30)}
    )

    serial = repository.build(place="serial").snapshot("searchindex.js")

    assert repository.build(place="parallel", jobs=2).snapshot("searchindex.js") == serial
