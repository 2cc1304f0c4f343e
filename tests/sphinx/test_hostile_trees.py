"""A tree of files that do harm: each costs one warning at the most, and no page is lost."""

from __future__ import annotations

import shutil

from tests.sphinx.building import CHECKOUT, MakeRepository

DEEP = "/".join(["d"] * 45)
FILES = {
    "pyproject.toml": '[project]\nname = "demo"\n',
    "docs/index.rst": "Demo\n====\n",
    f"{DEEP}/m.py": "x = 1\n",
    "sum.py": f"z = {' + '.join(['1'] * 3_000)}\n",
    "levels.rst": "".join(f"| {'  ' * level}x\n" for level in range(400)),
    "comments.html": "<!--\n" * 20_000,
    "comments.c": "/*\n" * 20_000,
    "line.js": f"a = [{'1, ' * 50_000}]\n",
    "markup.py": '"""</script><script>alert(1)</script> {{ x }} |name| `a <b>`_ %s \\x00"""\n',
    "good.py": "assert True\n",
}


def test_every_file_has_its_page_and_each_bad_one_one_warning(
    make_repository: MakeRepository,
) -> None:
    repository = make_repository(FILES)
    repository.configure('kwindex_exclude = ["docs/"]\n')

    result = repository.build()

    for name in FILES:
        if not name.startswith(("d/", "docs/")):
            assert (result.outdir / f"kwindex/{name}_docs.html").exists(), name
    (deep,) = result.outdir.rglob("m.py_docs.html")
    page = deep.read_text(encoding="utf-8")
    crumbs = page.partition('class="kwindex-crumbs"')[2].partition("</ol>")[0]
    assert crumbs.count("<li") < 30
    assert "…" in crumbs
    assert len(deep.relative_to(result.outdir).parts) < 40
    assert "<script>alert" not in result.output("kwindex/markup.py_docs.html")
    assert 'id="security-safety"' in result.output("kwindex/good.py_docs.html")
    lines = result.warnings.strip().splitlines()
    named = [name for name in FILES for line in lines if f"/{name}:" in line]
    assert len(named) == len(set(named)) == len(lines), result.warnings


def test_sources_of_every_language_are_built_without_a_warning(
    make_repository: MakeRepository,
) -> None:
    repository = make_repository(
        {name: FILES[name] for name in ("pyproject.toml", "docs/index.rst")}
    )
    repository.configure('kwindex_exclude = ["docs/"]\n')
    for name in ("cases", "source_cases"):
        shutil.copytree(CHECKOUT / "tests/core/analysis" / name, repository.root / name)

    result = repository.build(nitpicky=True)

    assert result.warnings == ""
    assert len(list(result.outdir.rglob("*_docs.html"))) > 100
