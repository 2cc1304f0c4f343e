"""What a person at the terminal is told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from sphinx.errors import ConfigError

from tests.sphinx.building import WITH_DOCUMENTS, MakeRepository, Repository

BROKEN: Mapping[str, str | bytes] = {
    "src/demo/broken.py": "x = 1\n\ndef half(:\n    pass\n\nclass Whole:\n    pass\n",
    "src/demo/latin.py": b"# \xe4\nx = 1\n",
    "latin.txt": b"caf\xe9\n",
}


def test_each_bad_file_costs_one_warning_with_file_line_and_subtype(repository: Repository) -> None:
    repository.write(BROKEN)

    result = repository.build(show_warning_types=True)

    lines = sorted(result.warnings.strip().splitlines())
    assert len(lines) == 3
    assert "latin.txt:1: WARNING:" in lines[0]
    assert "[kwindex.undecodable]" in lines[0]
    assert "broken.py:3: WARNING: cannot be parsed:" in lines[1]
    assert "[kwindex.syntax_error]" in lines[1]
    assert "latin.py:1: WARNING:" in lines[2]


def test_a_bad_file_keeps_its_page_and_its_approximate_keywords(repository: Repository) -> None:
    repository.write(BROKEN)

    result = repository.build()

    page = result.output("kwindex/src/demo/broken.py_docs.html")
    assert 'id="Whole"' in page
    assert "approximate" in page
    assert "not valid UTF-8" in result.output("kwindex/latin.txt_docs.html")


def test_the_warnings_come_again_when_nothing_is_read(repository: Repository) -> None:
    repository.write(BROKEN)
    first = repository.build()

    second = repository.build()

    assert second.read == frozenset()
    assert second.warnings == first.warnings


def test_a_subtype_can_be_suppressed(repository: Repository) -> None:
    repository.write(BROKEN)
    repository.configure('suppress_warnings = ["kwindex.undecodable"]\n')

    result = repository.build()

    assert "cannot be parsed" in result.warnings
    assert "not valid UTF-8" not in result.warnings


def test_a_dangling_link_is_one_warning(repository: Repository) -> None:
    (repository.root / "gone.py").symlink_to(repository.root / "nowhere.py")

    result = repository.build()

    assert result.warnings.count("WARNING") == 1
    assert "gone.py:1: WARNING: cannot be read" in result.warnings
    assert "cannot be read" in result.output("kwindex/gone.py_docs.html")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("kwindex_private = 1", ["kwindex_private", "1", "True or False"]),
        ("kwindex_navigation = 'tree'", ["kwindex_navigation", "'tree'", "'folders' or 'files'"]),
        ("kwindex_sections = ['source', 'nope']", ["kwindex_sections", "nope", "dependencies"]),
        ("kwindex_roots = ['../missing']", ["kwindex_roots", "../missing", "existing folders"]),
        ("kwindex_max_file_size = 0", ["kwindex_max_file_size", "0", "at least 1"]),
        (
            "kwindex_patterns = [{'name': 'A'}]",
            ["kwindex_patterns", "{'name': 'A'}", "explanation"],
        ),
        ("kwindex_docname_prefix = '/x'", ["kwindex_docname_prefix", "'/x'", "relative path"]),
        ("kwindex_exclude = ['[abc']", ["kwindex_exclude", "'[abc'", "not closed"]),
        ("kwindex_include = ['[z-a]']", ["kwindex_include", "'[z-a]'", "runs backwards"]),
        (r"kwindex_roots = ['\0']", ["kwindex_roots", r"\x00", "existing folders"]),
        ("kwindex_roots = ['a' * 5000]", ["kwindex_roots", "aaa...aaa", "existing folders"]),
        (r"kwindex_docname_prefix = '\ud800'", ["docname_prefix", r"\ud800", "relative path"]),
        ("kwindex_docname_prefix = 'a' * 300", ["docname_prefix", "aaa", "60 in each part"]),
        ("kwindex_keywords_per_page = object", ["keywords_per_page", "object", "at least 10"]),
    ],
)
def test_a_wrong_option_is_explained_in_one_sentence(
    repository: Repository, line: str, words: list[str]
) -> None:
    repository.configure(f"{line}\n")

    with pytest.raises(ConfigError) as raised:
        repository.build()

    assert "\n" not in str(raised.value)
    for word in words:
        assert word in str(raised.value)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("private", "yes", "'kwindex_private' must be '0' or '1', got 'yes'"),
        ("roots", "a,b", "kwindex_roots is ['a', 'b'], but should be existing folders"),
        ("patterns", "x", "kwindex_patterns is ['x'], but should be a list of mappings"),
        ("findings", "yes", "kwindex_findings is 'yes', but should be True, False, or"),
        ("navigation", "", "kwindex_navigation is '', but should be 'folders' or 'files'"),
    ],
)
def test_a_wrong_option_of_the_command_line_is_explained_in_one_sentence(
    repository: Repository, name: str, value: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(ConfigError) as raised:
        repository.build(options={f"kwindex_{name}": value})

    assert str(raised.value).startswith(words)
    assert capsys.readouterr().err == f"Configuration error: {raised.value}\n"


def test_each_name_that_is_no_option_is_one_warning_with_the_option_that_is_near(
    repository: Repository,
) -> None:
    repository.configure(
        "kwindex_excludes = ['tests/']\nkwindex_root = '..'\nkwindex_show_sources = False\n"
        "def kwindex_helper(): ...\nimport json as kwindex_json\nindex_exclude = ['x']\n"
        "kwindex_private = False\n"
    )

    result = repository.build(show_warning_types=True)

    for line, names in zip(
        sorted(result.warnings.strip().splitlines()),
        [("excludes", "exclude"), ("root", "roots"), ("show_sources", "show_source")],
        strict=True,
    ):
        assert line == (
            f"WARNING: conf.py sets kwindex_{names[0]}, which is not an option; did you mean "
            f"kwindex_{names[1]}? [kwindex.unknown_option]"
        )


def test_option_of_another_extension_is_not_taken_for_a_misspelt_one(
    repository: Repository,
) -> None:
    repository.configure(
        "kwindex_extra = 1\ndef setup(app): app.add_config_value('kwindex_extra', 0, '')\n"
    )

    assert repository.build().warnings == ""


def test_root_and_patterns_may_name_what_is_not_utf8(make_repository: MakeRepository) -> None:
    repository = make_repository({})
    folder = repository.root / "lib\udcff"
    folder.mkdir()
    (folder / "m.py").write_text("x = 1\n")
    repository.write({"docs/index.rst": "Demo\n====\n"})
    repository.configure('kwindex_roots = ["../lib\\udcff"]\nkwindex_exclude = ["\\udcff"]\n')

    result = repository.build()

    assert result.warnings == ""
    assert (result.outdir / "kwindex/m.py_docs.html").exists()


def test_an_empty_root_is_explained_in_one_sentence(
    make_repository: MakeRepository, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    repository = make_repository()
    repository.configure(f"kwindex_roots = [{str(tmp_path / 'empty')!r}]\n")

    result = repository.build()

    assert result.warnings.count("WARNING") == 1
    assert "no file to document was found" in result.warnings


def test_the_last_line_says_what_was_done(repository: Repository) -> None:
    repository.build()

    status = repository.build().status

    line = next(line for line in status.splitlines() if line.startswith("kwindex: 7 files"))
    assert "7 files from the cache" in line
    assert "0 warnings" in line
    assert "seconds. The pages begin at kwindex/index, which was added to the contents of" in line


def test_what_another_build_left_in_the_tree_is_left_out_and_named(repository: Repository) -> None:
    repository.write({"docs/api/index.html": '<meta name="generator" content="Doxygen 1.9.8"/>'})
    repository.configure(WITH_DOCUMENTS)
    first = repository.build(place=repository.root / "site-output")

    second = repository.build()

    assert "(Doxygen)." in first.status
    assert second.warnings == ""
    left = "docs/api (Doxygen), site-output/doctrees (Sphinx), site-output/html (Sphinx)."
    assert f"Left out as made by a tool: {left}" in " ".join(second.status.split())
    assert "kwindex/site-output/index" not in second.app.env.found_docs


def test_a_document_of_the_user_wins_over_a_generated_page_of_its_name(
    repository: Repository,
) -> None:
    repository.write({"docs/kwindex/doc.rst": ":orphan:\n\nMine\n====\n"})

    result = repository.build()

    assert "the name of a generated page" in result.warnings
    assert "Mine" in result.output("kwindex/doc.html")


def test_progress_takes_few_lines_and_ends_complete(repository: Repository) -> None:
    repository.write({f"src/demo/m{n}.py": f"x{n} = {n}\n" for n in range(40)})

    status = repository.build().status

    # With colours Sphinx writes the steps over each other, without them one below the other.
    steps = re.findall(r"kwindex: writing pages\.\.\. \[ *(\d+)%\]", status)
    assert 1 <= len(steps) <= 10
    assert steps[-1] == "100"
