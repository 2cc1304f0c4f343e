"""The command ``python -m sphinx_kwindex.mcp``: the questions, for programs that speak MCP.

A language model asks them as tools (https://modelcontextprotocol.io), over standard input and
output.  The SDK comes with the extra ``mcp``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_kwindex.data_files.data import find_data
from sphinx_kwindex.data_files.sorted_lines import UnreadableDataError
from sphinx_kwindex.query.questions import QUESTIONS, ask
from sphinx_kwindex.query.words import in_words
from sphinx_kwindex.version import __version__

if TYPE_CHECKING:
    from mcp.server import MCPServer

_STOPPED = 2
_USUAL_LIMIT = 100
_NAME = (
    "`name` is a name with as much of what is around it as is known (`send`, `Client.send`, "
    "`demo.client.Client.send`), the path of a file, or an id from another answer"
)
_LINE = "`name` is the line of the log"
_INSTRUCTIONS = (
    "Answers about the code of a repository, from its documentation. Names marked as probable are "
    "told by simple types alone. What a program looks up by name when it runs is not known, so an "
    "empty answer is no proof that nothing uses a definition."
)


def answer(folder: Path, question: str, name: str, limit: int) -> str:
    """Return the answers to a question as a person reads them.

    Parameters
    ----------
    folder:
        Where the data are, or a site or repository with them.
    question:
        A key of :data:`~sphinx_kwindex.query.questions.QUESTIONS`.
    name:
        What is asked about.
    limit:
        The most answers; 0 for all.

    Returns
    -------
    The lines, with a word where there are more answers, or none.

    Raises
    ------
    UnreadableDataError
        If there are no data, or they cannot be read.
    """
    answers, is_cut = ask(question, find_data(folder), name, max(limit, 0))
    if not answers:
        return f"nothing found for {name}"
    more = [f"there are more than {limit} answers"] if is_cut else []
    return "\n".join((*in_words(answers), *more))


def server_of(folder: Path) -> MCPServer:
    """Return a server that answers from the data in a folder; they are looked for at each question.

    Raises
    ------
    ImportError
        If the SDK is not installed.
    """
    from mcp.server import MCPServer
    from mcp.types import ToolAnnotations

    server: MCPServer = MCPServer(
        "sphinx-kwindex", version=__version__, instructions=_INSTRUCTIONS, log_level="ERROR"
    )
    for question, asked in QUESTIONS.items():
        about = f"{asked.about[0].upper()}{asked.about[1:]}"
        server.add_tool(
            _tool(folder, question),
            name=question,
            description=f"{about}; {_LINE if question == 'message' else _NAME}.",
            annotations=ToolAnnotations(read_only_hint=True, open_world_hint=False),
            structured_output=False,
        )
    return server


def _tool(folder: Path, question: str) -> Callable[[str, int], str]:
    def tool(name: str, limit: int = _USUAL_LIMIT) -> str:
        try:
            return answer(folder, question, name, limit)
        except UnreadableDataError as error:
            return f"error: {error}"

    return tool


def main(arguments: Sequence[str] | None = None) -> int:
    """Answer questions until standard input ends.

    Parameters
    ----------
    arguments:
        Those of the command line; None for those of this process.

    Returns
    -------
    The exit status: 2 if the SDK is not installed.
    """
    parser = argparse.ArgumentParser(
        prog="python -m sphinx_kwindex.mcp",
        description="Answer questions about a repository to programs that speak MCP.",
    )
    parser.add_argument(
        "--data",
        default=".",
        metavar="DIR",
        help="the folder of the data, of a site, or of a repository with one; otherwise the "
        "current folder",
    )
    options = parser.parse_args(arguments)
    try:
        server = server_of(Path(options.data).absolute())
    except ImportError:
        sys.stderr.write("kwindex: error: pip install sphinx-kwindex[mcp]\n")
        return _STOPPED
    server.run("stdio")
    return 0


if __name__ == "__main__":
    sys.exit(main())
