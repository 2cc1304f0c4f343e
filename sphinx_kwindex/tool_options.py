"""The options on what comes from other tools and what goes to them."""

from __future__ import annotations

from typing import Annotated, get_args

from msgspec import Meta

from sphinx_kwindex.file_options import FileOptions
from sphinx_kwindex.records.data_lines import DataFormat


class ToolOptions(FileOptions, frozen=True):
    """A part of the options of a build; see :mod:`sphinx_kwindex.config`."""

    exports: Annotated[
        tuple[DataFormat, ...],
        Meta(
            title=f"a list of {', '.join(map(repr, get_args(DataFormat)))}",
            description=(
                "What an HTML build writes for other tools, into the folder `_kwindex/data` of its "
                "output. `'ctags'`: the definitions, as a file `tags` for editors. `'scip'`: the "
                "definitions and what names them, as `index.scip`. `'json'` and `'markdown'`: each "
                "generated page. `'llms'`: `llms.txt`, which leads a language model to the pages "
                "in Markdown. Others: lines of JSON, which `python -m sphinx_kwindex.query` reads."
            ),
        ),
    ] = ()
    scip: Annotated[
        tuple[Annotated[str, Meta(pattern=r"^[^\x00]+\Z")], ...],
        Meta(
            title="a list of paths, absolute or relative to conf.py, such as ['index.scip']",
            description=(
                "Indexes in the format [SCIP](https://scip-code.org/) that other tools made of the "
                "repository. What they say of the places that name definitions joins what "
                "the build finds out itself, and wins over it; the first of them wins over the "
                "others. They may speak of any language whose definitions the pages have."
            ),
        ),
    ] = ()
    precise: Annotated[
        bool,
        Meta(
            title="True or False",
            description=(
                "Whether [Pyrefly](https://pyrefly.org/), a type checker, says what the names and "
                "attributes in Python code mean, as one more index. It comes with "
                "`pip install sphinx-kwindex[precise]`, and runs again when a Python file changed."
            ),
        ),
    ] = False
    tool_timeout: Annotated[
        int,
        Meta(
            ge=1,
            le=86_400,
            title="a number of seconds, at least 1",
            description=(
                "How long a program that the build runs may take at most: ruff for the findings, "
                "Graphviz for a picture, Pyrefly for `kwindex_precise`. One that takes longer is "
                "ended with all that it started, and costs one warning."
            ),
        ),
    ] = 60
    shard: Annotated[
        str,
        Meta(
            pattern=r"^(?:[1-9][0-9]{0,4}/[1-9][0-9]{0,4}|merge)?\Z",
            title="empty, or a shard such as '2/3'",
            description=(
                "The part of the generated pages that this build writes, the second of three for "
                "example. It is given on the command line of a build in shards."
            ),
        ),
    ] = ""
    shard_slice: Annotated[
        str,
        Meta(
            pattern=r"^[^\x00]*\Z",
            title="a path, relative to the current folder",
            description=(
                "What the step `link` of a build in shards wrote for this shard: a file such as "
                "`pages-2-of-3.zip`."
            ),
        ),
    ] = ""
    changes_since: Annotated[
        str,
        Meta(
            pattern=r"^[^\x00]*\Z",
            title="a path, absolute or relative to conf.py, such as '../earlier'; '' for none",
            description=(
                "The folder of the data of an earlier build, of its site, or of a repository with "
                "one. *Changes* then says what is new, gone, moved or has another head since, and "
                "so do the pages of the files. The data are what `kwindex_exports` writes for "
                "`'files'`, `'symbols'` and `'uses'`."
            ),
        ),
    ] = ""
