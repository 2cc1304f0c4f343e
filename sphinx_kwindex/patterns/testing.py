"""Patterns of tests."""

from __future__ import annotations

from sphinx_kwindex.patterns.pattern import (
    Calls,
    Decorated,
    Derives,
    ModuleDefines,
    Pattern,
    named,
)

_PYTEST = "https://docs.pytest.org/en/stable/"
_PATCHES = named("patch patch.object patch.dict patch.multiple", "unittest.mock.")

TESTING = (
    Pattern(
        "Fixture",
        "Prepares something that tests need.",
        f"{_PYTEST}explanation/fixtures.html",
        (Decorated(("pytest.fixture", "pytest_asyncio.fixture")),),
    ),
    Pattern(
        "Parametrised test",
        "Runs once for each set of arguments.",
        f"{_PYTEST}how-to/parametrize.html",
        (
            Decorated(
                (
                    "pytest.mark.parametrize",
                    "parameterized.parameterized",
                    "parameterized.parameterized.expand",
                    "torch.testing._internal.common_utils.parametrize",
                )
            ),
        ),
    ),
    Pattern(
        "Conditional test",
        "Marked to be skipped, or as expected to fail, always or under a condition.",
        f"{_PYTEST}how-to/skipping.html",
        (
            Decorated(
                (
                    *named("skip skipif xfail", "pytest.mark."),
                    *named("skip skipIf skipUnless expectedFailure", "unittest."),
                )
            ),
        ),
    ),
    Pattern(
        "Property-based test",
        "Runs with values that Hypothesis makes up.",
        "https://hypothesis.readthedocs.io/en/latest/",
        (Decorated(("hypothesis.given",)),),
    ),
    Pattern(
        "Test case",
        "A class of tests by the rules of `unittest`.",
        "https://docs.python.org/3/library/unittest.html#unittest.TestCase",
        (
            Derives(
                (
                    "unittest.TestCase",
                    "unittest.IsolatedAsyncioTestCase",
                    "unittest.case.TestCase",
                    *named(
                        "TestCase SimpleTestCase TransactionTestCase LiveServerTestCase",
                        "django.test.",
                    ),
                    "torch.testing._internal.common_utils.TestCase",
                    "twisted.trial.unittest.TestCase",
                )
            ),
        ),
    ),
    Pattern(
        "Mock patch",
        "Replaces an object by a stand-in, for as long as a test or a block runs.",
        "https://docs.python.org/3/library/unittest.mock.html#the-patchers",
        (Decorated(_PATCHES), Calls(_PATCHES)),
    ),
    Pattern(
        "pytest hook",
        "A function that pytest calls at a certain point of its run.",
        f"{_PYTEST}how-to/writing_hook_functions.html",
        (
            ModuleDefines("pytest_", is_prefix=True, in_files="conftest.py"),
            Decorated(("pytest.hookimpl", "pytest.hookspec")),
        ),
    ),
)
"""In the order in which pages list them."""
