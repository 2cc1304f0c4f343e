"""Parts of the generated pages on pages of the user."""

from __future__ import annotations

import pytest

from tests.sphinx.building import Repository, Result


def guide(*lines: str) -> dict[str, str]:
    return {"docs/guide.rst": "Guide\n=====\n\n" + "\n".join(lines) + "\n"}


def body(result: Result) -> str:
    page: str = result.output("guide.html")
    return page.partition('<section id="guide">')[2].partition("</section>")[0]


def test_keywords_of_a_kind_are_listed(repository: Repository) -> None:
    repository.write(guide(".. kw:keywords::", "   :kind: class, constant"))

    result = repository.build(nitpicky=True)

    assert result.warnings == ""
    text = body(result)
    assert 'href="kwindex/src/demo/core.py_docs.html#Engine"' in text
    assert 'href="kwindex/src/demo/core.py_docs.html#LIMIT"' in text
    assert "helper" not in text
    assert "<i>class</i>" in text


@pytest.mark.parametrize(
    ("options", "present", "absent"),
    [
        (":prefix: eng", "Engine", "LIMIT"),
        (":path: src/demo/extra.py", "helper", "Engine"),
        (":path: tests", "test_run", "helper"),
        (":path: tests/", "test_run", "helper"),
        (":kind: Function", "helper", "LIMIT"),
    ],
)
def test_keywords_are_chosen_by_path_and_prefix(
    repository: Repository, options: str, present: str, absent: str
) -> None:
    repository.write(guide(".. kw:keywords::", f"   {options}"))

    text = body(repository.build())

    assert present in text
    assert f">{absent}<" not in text


def test_keywords_of_a_split_index_are_listed(repository: Repository) -> None:
    names = "".join(f"def {letter}{number}(): ...\n" for letter in "abc" for number in range(9))
    repository.write({"src/demo/many.py": names, **guide(".. kw:keywords::", "   :prefix: b")})
    repository.configure("kwindex_keywords_per_page = 10\n")

    assert body(repository.build()).count("<li") == 9


def test_a_section_is_shown_with_links_to_its_page(repository: Repository) -> None:
    repository.write(guide(".. kw:section:: src/demo/core.py", "   :section: structure"))

    result = repository.build(nitpicky=True)

    assert result.warnings == ""
    text = body(result)
    assert "Runs things." in text
    assert 'href="kwindex/src/demo/core.py_docs.html#Engine.run"' in text
    assert 'href="kwindex/src/demo/core.py_docs.html#L-6"' in text
    assert 'id="' not in text.replace('id="guide"', "")


@pytest.mark.parametrize(
    "section", ["metadata", "purpose", "overview", "dependencies", "references", "source"]
)
def test_every_section_can_be_shown_twice_without_a_repeated_anchor(
    repository: Repository, section: str
) -> None:
    directive = (".. kw:section:: src/demo/core.py", f"   :section: {section}", "")
    repository.write(guide(*directive, *directive))

    result = repository.build(nitpicky=True)

    assert result.warnings == ""
    assert "<p " in body(result) or "kwindex-" in body(result)
    assert 'id="' not in body(result)
    assert 'href="#' not in body(result).partition("</h1>")[2]


def test_the_files_of_a_folder_are_listed(repository: Repository) -> None:
    repository.write(guide(".. kw:files:: src/demo"))

    text = body(repository.build(nitpicky=True))

    assert "extra.py" in text
    assert "test_core.py" not in text


def test_directives_work_in_markdown(repository: Repository) -> None:
    repository.configure('extensions.append("myst_parser")\n')
    (repository.root / "docs/guide.rst").unlink()
    repository.write(
        {"docs/guide.md": "# Guide\n\n```{kw:keywords}\n:kind: class\n```\n\n```{kw:files}\n```\n"}
    )

    result = repository.build(
        nitpicky=True, source_suffix={".rst": "restructuredtext", ".md": "markdown"}
    )

    assert result.warnings == ""
    assert "Engine" in body(result)
    assert "notes.txt" in body(result)


@pytest.mark.parametrize("builder", ["text", "latex", "epub", "singlehtml"])
def test_directives_work_in_other_builders(repository: Repository, builder: str) -> None:
    repository.write(
        guide(
            ".. kw:keywords::",
            "",
            ".. kw:section:: src/demo/core.py",
            "   :section: structure",
            "",
            ".. kw:files:: src/demo",
        )
    )
    overrides = {"copyright": "2026", "version": "1"} if builder == "epub" else {}

    assert repository.build(builder, nitpicky=True, options=overrides).warnings == ""


def test_a_page_is_read_again_when_and_only_when_what_it_shows_changes(
    repository: Repository,
) -> None:
    repository.write(guide(".. kw:section:: src/demo/extra.py", "   :section: structure"))
    repository.build()
    repository.write({"notes.txt": "Other notes.\n"})
    assert "guide" not in repository.build().read
    repository.write({"src/demo/extra.py": "def other(): ...\n"})

    result = repository.build()

    assert "guide" in result.read
    assert "other" in body(result)
    assert result.snapshot("guide.html") == repository.clean_build().snapshot("guide.html")


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ((".. kw:files:: nowhere",), "the repository has no folder 'nowhere'"),
        ((".. kw:files:: demo",), "no folder 'demo'; there is src/demo"),
        ((".. kw:section:: src/demo/core.py",), "the option 'section' is '', but should be one of"),
        (
            (".. kw:keywords::", "   :kind: clas"),
            "there is no kind of keyword 'clas'; there are module,",
        ),
        ((".. kw:keywords::", "   :path: x.py"), "the repository has no file 'x.py'"),
    ],
)
def test_a_wrong_argument_warns_and_says_what_is_allowed(
    repository: Repository, lines: tuple[str, ...], message: str
) -> None:
    repository.write(guide(*lines))

    warnings = repository.build().warnings

    assert message in warnings
    assert "guide.rst:4: WARNING: kw:" in warnings
    assert warnings.count("WARNING") == 1


def test_a_file_that_was_missing_is_shown_once_it_is_there(repository: Repository) -> None:
    repository.write(guide(".. kw:files:: later"))
    repository.build()
    repository.write({"later/new.py": "x = 1\n"})

    result = repository.build()

    assert result.warnings == ""
    assert "new.py" in body(result)
    assert repository.build().read == frozenset()
