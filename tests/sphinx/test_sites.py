"""A monorepo of two sites: links from one to the other, one finder, and one A–Z."""

from __future__ import annotations

import shutil

from sphinx_kwindex.sites.__main__ import main
from tests.sphinx.building import CONF, INDEX, MakeRepository

CORE = {
    "pyproject.toml": '[project]\nname = "core"\n',
    "core_lib/__init__.py": "",
    "core_lib/engine.py": 'class Engine:\n    """Runs."""\n\n    def start(self): ...\n',
    "docs/conf.py": CONF,
    "docs/index.rst": INDEX,
    "docs/guide.rst": "Guide\n=====\n",
}
WEB = {
    **CORE,
    "pyproject.toml": '[project]\nname = "web"\n',
    "web/app.py": (
        "from core_lib import engine\nfrom core_lib.engine import Engine\n\n\n"
        "def serve():\n    return Engine().start(), engine\n"
    ),
    "docs/guide.rst": "Guide\n=====\n\n:external+core:kw:class:`core_lib.engine.Engine`\n",
}


def test_two_sites_share_links_a_finder_and_an_a_to_z(make_repository: MakeRepository) -> None:
    core = make_repository(CORE).build()
    web = make_repository({path: WEB[path] for path in WEB if not path.startswith("core_lib")})
    inventory = str(core.outdir / "objects.inv")
    web.configure(
        'extensions.append("sphinx.ext.intersphinx")\n'
        f'intersphinx_mapping = {{"core": ("https://all.example/core/", {inventory!r})}}\n'
    )
    result = web.build(nitpicky=True)
    assert result.warnings == ""
    engine = "https://all.example/core/kwindex/core_lib/engine.py_docs.html"
    page = result.output("kwindex/web/app.py_docs.html")
    overview, _, source = page.partition('<div class="kwindex-source')
    for part in (overview, source):
        assert f'href="{engine}#Engine"' in part
        assert f'href="{engine}#file-overview"' in part
    assert f'href="{engine}#Engine"' in result.output("guide.html")

    top = web.work / "all"
    shutil.copytree(core.outdir, top / "core")
    shutil.copytree(result.outdir, top / "web")
    assert main([str(top), "core", "web"]) == 0
    assert '"top":"../"' in (top / "web/_kwindex/finder/root.js").read_text()
    names = (top / "a-z.html").read_text()
    assert 'href="core/kwindex/core_lib/engine.py_docs.html#Engine"' in names
    assert 'href="web/kwindex/web/app.py_docs.html#serve"' in names
