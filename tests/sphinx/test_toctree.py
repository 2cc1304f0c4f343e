"""The entry of the generated index among the user's own toctrees."""

from __future__ import annotations

from tests.sphinx.building import Built, Repository, Result

INDEX_PAGE = "kwindex/index"


def holders(result: Result) -> list[str]:
    """Return the documents whose toctrees list the generated index, once for each time."""
    return [
        docname
        for docname, included in result.app.env.toctree_includes.items()
        for name in included
        if name == INDEX_PAGE
    ]


def test_the_root_toctree_gains_the_index(built: Built) -> None:
    result = built()

    assert holders(result) == ["index"]
    assert "kwindex/index.html" in result.output("index.html")


def test_a_root_document_without_a_toctree_gains_one(repository: Repository) -> None:
    repository.write({"docs/index.rst": "Demo\n====\n\nWords.\n", "docs/guide.rst": ":orphan:\n"})

    result = repository.build()

    assert result.warnings == ""
    assert holders(result) == ["index"]


def test_a_root_toctree_that_lists_the_index_is_left_alone(repository: Repository) -> None:
    repository.write(
        {"docs/index.rst": "Demo\n====\n\n.. toctree::\n\n   kwindex/index\n   guide\n"}
    )

    result = repository.build()

    assert result.warnings == ""
    assert holders(result) == ["index"]


def test_a_glob_that_lists_the_index_is_left_alone(repository: Repository) -> None:
    repository.write(
        {"docs/index.rst": "Demo\n====\n\n.. toctree::\n   :glob:\n\n   guide\n   kwindex/i*\n"}
    )

    assert holders(repository.build()) == ["index"]


def test_a_toctree_of_another_document_is_enough(repository: Repository) -> None:
    guide = "Guide\n=====\n\n.. toctree::\n\n   kwindex/index\n"
    repository.write({"docs/guide.rst": guide})

    result = repository.build()

    assert result.warnings == ""
    assert holders(result) == ["guide"]


def test_the_entry_follows_the_users_toctrees_from_build_to_build(repository: Repository) -> None:
    assert holders(repository.build()) == ["index"]
    repository.write({"docs/guide.rst": "Guide\n=====\n\n.. toctree::\n\n   kwindex/index\n"})
    assert holders(repository.build()) == ["guide"]
    repository.write({"docs/guide.rst": "Guide\n=====\n\nNo list.\n"})

    result = repository.build()

    assert holders(result) == ["index"]
    assert result.snapshot("*.html") == repository.clean_build().snapshot("*.html")


def test_the_entry_follows_the_docname_prefix(repository: Repository) -> None:
    repository.build()
    repository.configure('kwindex_docname_prefix = "reference/code"\n')

    result = repository.build()

    assert result.app.env.toctree_includes["index"] == ["guide", "reference/code/index"]
    assert not (result.outdir / "kwindex").exists()
    assert result.snapshot("*.html") == repository.clean_build().snapshot("*.html")
