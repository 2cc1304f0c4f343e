"""Parts of the generated pages on pages of the user."""

from __future__ import annotations

import pytest

from tests.sphinx.building import SMALL_TREE, Built, Repository, Result


def page(*lines: str) -> str:
    """Return a page of the user."""
    return "Guide\n=====\n\n" + "\n".join(lines) + "\n"


def guide(*lines: str) -> dict[str, str]:
    return {"docs/guide.rst": page(*lines)}


def body(result: Result, name: str = "guide") -> str:
    """Return what a page of the user shows."""
    text: str = result.output(f"{name}.html")
    return text.partition('<section id="guide">')[2].partition("</section>")[0]


CHOICES = {
    "prefix": (":prefix: eng", "Engine", "LIMIT"),
    "file": (":path: src/demo/extra.py", "helper", "Engine"),
    "folder": (":path: tests", "test_run", "helper"),
    "folder with a slash": (":path: tests/", "test_run", "helper"),
    "kind in capitals": (":kind: Function", "helper", "LIMIT"),
}
"""An option of a list of keywords, one that is in it, and one that is not."""

SECTIONS = ("metadata", "purpose", "overview", "dependencies", "references", "source")


def _twice(section: str) -> str:
    # The core imports nothing.
    file = "extra" if section == "dependencies" else "core"
    directive = (f".. kw:section:: src/demo/{file}.py", f"   :section: {section}", "")
    return page(*directive, *directive)


SITE = {
    **SMALL_TREE,
    **{f"docs/{name}.rst": page(".. kw:keywords::", f"   {option}")
       for name, (option, _, _) in CHOICES.items()},
    **{f"docs/{section}.rst": _twice(section) for section in SECTIONS},
    "docs/kinds.rst": page(".. kw:keywords::", "   :kind: class, constant"),
    "docs/section.rst": page(".. kw:section:: src/demo/core.py", "   :section: structure"),
    "docs/listed.rst": page(".. kw:files:: src/demo"),
    "docs/index.rst": "Demo\n====\n\n.. toctree::\n   :glob:\n\n   *\n",
}  # fmt: skip
"""Pages that do not meet, in one site."""


@pytest.fixture
def site(built: Built) -> Result:
    result = built(files=SITE, options={"nitpicky": True})
    assert result.warnings == ""
    return result


def test_keywords_of_a_kind_are_listed(site: Result) -> None:
    text = body(site, "kinds")

    assert 'href="kwindex/src/demo/core.py_docs.html#Engine"' in text
    assert 'href="kwindex/src/demo/core.py_docs.html#LIMIT"' in text
    assert "helper" not in text
    assert "<i>class</i>" in text


@pytest.mark.parametrize("name", CHOICES)
def test_keywords_are_chosen_by_path_and_prefix(site: Result, name: str) -> None:
    _, present, absent = CHOICES[name]

    text = body(site, name)

    assert present in text
    assert f">{absent}<" not in text


def test_keywords_of_a_split_index_are_listed(repository: Repository) -> None:
    names = "".join(f"def {letter}{number}(): ...\n" for letter in "abc" for number in range(9))
    repository.write({"src/demo/many.py": names, **guide(".. kw:keywords::", "   :prefix: b")})
    repository.configure("kwindex_keywords_per_page = 10\n")

    assert body(repository.build()).count("<li") == 9


def test_a_section_is_shown_with_links_to_its_page(site: Result) -> None:
    text = body(site, "section")

    assert "Runs things." in text
    assert 'href="kwindex/src/demo/core.py_docs.html#Engine.run"' in text
    assert 'href="kwindex/src/demo/core.py_docs.html#L-6"' in text
    assert 'id="' not in text.replace('id="guide"', "")


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_can_be_shown_twice_without_a_repeated_anchor(
    site: Result, section: str
) -> None:
    text = body(site, section)

    assert "<p " in text or "kwindex-" in text
    assert 'id="' not in text
    assert 'href="#' not in text.partition("</h1>")[2]


def test_the_files_of_a_folder_are_listed(site: Result) -> None:
    text = body(site, "listed")

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


WRONG = {
    "folder": ((".. kw:files:: nowhere",), "the repository has no folder 'nowhere'"),
    "name of a folder": ((".. kw:files:: demo",), "no folder 'demo'; there is src/demo"),
    "no section": (
        (".. kw:section:: src/demo/core.py",),
        "the option 'section' is '', but should be one of",
    ),
    "kind": (
        (".. kw:keywords::", "   :kind: clas"),
        "there is no kind of keyword 'clas'; there are module,",
    ),
    "file": ((".. kw:keywords::", "   :path: x.py"), "the repository has no file 'x.py'"),
}
"""What a page of the user says, and what is said of it."""


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_argument_warns_and_says_what_is_allowed(built: Built, name: str) -> None:
    pages = {f"docs/{name}.rst": page(*lines) for name, (lines, _) in WRONG.items()}
    files = {**SMALL_TREE, **pages, "docs/index.rst": SITE["docs/index.rst"]}

    lines = built(files=files).warnings.splitlines()

    (line,) = [line for line in lines if f"/{name}.rst:4: WARNING: kw:" in line]
    assert WRONG[name][1] in line
    assert len(lines) == len(WRONG)


def test_a_file_that_was_missing_is_shown_once_it_is_there(repository: Repository) -> None:
    repository.write(guide(".. kw:files:: later"))
    repository.build()
    repository.write({"later/new.py": "x = 1\n"})

    result = repository.build()

    assert result.warnings == ""
    assert "new.py" in body(result)
    assert repository.build().read == frozenset()
