from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_kwindex.relations.folders.ranges import cut

LIMIT = 100
RANDOM = random.Random(7)
WORDS = sorted(
    {"".join(RANDOM.choices("abcdefghijklmnop", k=RANDOM.randint(3, 9))) for _ in range(3000)}
)
TESTS = [f"test_{word}" for word in WORDS]


def _pages(texts: Sequence[str]) -> dict[str, tuple[str, ...]]:
    cuts = cut(texts, LIMIT)
    ends = [*(position for _, position in cuts[1:]), len(texts)]
    return {key: tuple(texts[start:end]) for (key, start), end in zip(cuts, ends, strict=True)}


@pytest.mark.parametrize("texts", [TESTS, WORDS], ids=["one prefix", "words"])
def test_pages_are_of_about_equal_size(texts: list[str]) -> None:
    sizes = [len(page) for page in _pages(texts).values()]
    assert max(sizes) <= LIMIT
    assert min(sizes) >= 0.4 * LIMIT


@pytest.mark.parametrize("texts", [TESTS, WORDS], ids=["one prefix", "words"])
def test_a_name_more_changes_one_page_or_two(texts: list[str]) -> None:
    before = _pages(texts)
    numbers = []
    for at in range(0, len(texts), 29):
        after = _pages(sorted([*texts, f"{texts[at]}_more"]))
        numbers.append(sum(before.get(key) != page for key, page in after.items()))
    # A page that is full becomes two, and now and then a better cut appears.
    assert sorted(numbers)[int(len(numbers) * 0.95)] <= 2
    assert sum(numbers) < 1.3 * len(numbers)


def test_cuts_are_where_letters_begin_if_the_middle_has_one() -> None:
    texts = [f"{letter}{number:02}" for letter in "ab" for number in range(60)]
    assert cut(texts, LIMIT) == [("a", 0), ("b", 60)]


@given(st.lists(st.text("abé.", max_size=4), max_size=60))
def test_each_page_begins_with_its_prefix_and_no_earlier_text_comes_after_it(
    names: list[str],
) -> None:
    texts = sorted(names)
    cuts = cut(texts, 5)
    assert len({key for key, _ in cuts}) == len(cuts)
    for key, position in cuts:
        assert texts[position].startswith(key)
        assert all(text < key for text in texts[:position])
    ends = [*(position for _, position in cuts[1:]), len(texts)]
    for (_, start), end in zip(cuts, ends, strict=bool(cuts)):
        assert end - start <= 5 or len(set(texts[start:end])) == 1
