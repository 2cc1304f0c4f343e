"""Every feature of the language in a small repository of its own."""

from __future__ import annotations

import re

import pytest

from tests.core.occurrences.cases import Case, described, linked, read_cases

CASES = list(read_cases())
_NAME = re.compile(r"\.*[^\W\d]\w*(?:\.\w+)*")


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_places_name_what_the_case_says(case: Case) -> None:
    references = linked(case.files)
    wrong = []
    for mark in case.marks:
        found = described(references[mark.path], mark.path)
        said = found.get((mark.line, mark.column), "-")
        if said != mark.expected:
            wrong.append((mark.path, mark.line, mark.column, said, mark.expected))
    assert case.marks
    assert wrong == []


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_every_place_has_a_name_of_the_right_length_on_it(case: Case) -> None:
    for path, references in linked(case.files).items():
        lines = case.files[path].split("\n")
        for place in references.places():
            text = lines[place.line - 1][place.column : place.column + place.length]
            after = lines[place.line - 1][place.column + place.length :][:1]
            assert _NAME.fullmatch(text), (path, place)
            assert not after.isidentifier(), (path, place)


def test_there_are_enough_cases_and_none_twice() -> None:
    assert len({case.name for case in CASES}) == len(CASES) > 100
