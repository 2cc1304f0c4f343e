"""The examples of the documentation, run as they stand there."""

from __future__ import annotations

import re
from pathlib import Path

from tests.sphinx.building import WITH_DOCUMENTS, Repository

GUIDES = Path(__file__).parents[2] / "docs" / "howto"


def example(guide: str) -> str:
    """Return the first block of Python of a guide."""
    text = (GUIDES / guide).read_text(encoding="utf-8")
    found = re.search(r"^```python\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    assert found
    return found[1]


def test_the_guide_to_sections_shows_a_section_that_works(repository: Repository) -> None:
    repository.configure(example("custom-section.md") + WITH_DOCUMENTS)
    repository.write({"src/demo/extra.py": "x = 1\n# TODO: <rename> it\n"})

    result = repository.build(nitpicky=True)

    page = result.output("kwindex/src/demo/extra.py_docs.html")
    section = '<section id="file-todo">'
    assert result.warnings == ""
    assert section in page
    assert "&lt;rename&gt; it" in page
    assert 'href="#L-2"' in page
    assert section not in result.output("kwindex/src/demo/core.py_docs.html")
    # The extension itself is a file of the repository, too.
    assert section not in result.output("kwindex/docs/conf.py_docs.html")


def test_the_guide_to_keywords_shows_a_kind_that_works(repository: Repository) -> None:
    repository.configure(example("custom-keywords.md") + '\nkwindex_exclude = ["docs/"]\n')
    repository.write(
        {
            "config.yaml": "tide: FLAG_TIDE\n",
            "docs/guide.rst": "Guide\n=====\n\n:kw:feature-flag:`FLAG_TIDE`\n",
        }
    )

    result = repository.build(nitpicky=True)

    assert result.warnings == ""
    assert 'href="kwindex/config.yaml_docs.html#L-1"' in result.output("guide.html")
    assert "FLAG_TIDE" in result.output("kwindex/config.yaml_kw.html")
