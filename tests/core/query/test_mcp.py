"""The questions over MCP, asked by the client of the official SDK."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from sphinx_kwindex.mcp import answer, main
from sphinx_kwindex.query.questions import QUESTIONS


def test_a_client_is_told_of_the_questions_and_answered(folder: Path) -> None:
    mcp = pytest.importorskip("mcp", reason="the extra mcp is not installed")

    async def ask() -> tuple[dict[str, str], list[str]]:
        command = ["-m", "sphinx_kwindex.mcp", "--data", str(folder)]
        server = mcp.StdioServerParameters(command=sys.executable, args=command)
        async with mcp.stdio_client(server) as streams, mcp.ClientSession(*streams) as session:
            await session.initialize()
            tools = (await session.list_tools()).tools
            said = []
            for question, arguments in (
                ("uses", {"name": "Square"}),
                ("uses", {"name": "Square", "limit": 1}),
                ("message", {"name": "no such line at all"}),
            ):
                result = await session.call_tool(question, arguments)
                said.append("".join(item.text for item in result.content))
            return {tool.name: tool.description for tool in tools}, said

    tools, said = asyncio.run(ask())
    assert tools.keys() == QUESTIONS.keys()
    assert tools["uses"].startswith("What uses a definition or file")
    assert said[0] == answer(folder, "uses", "Square", 100)
    assert said[1].endswith("there are more than 1 answers")
    assert said[2] == "nothing found for no such line at all"


def test_data_that_are_not_there_are_an_answer_and_no_crash(tmp_path: Path) -> None:
    pytest.importorskip("mcp", reason="the extra mcp is not installed")
    from sphinx_kwindex.mcp import server_of

    result = asyncio.run(server_of(tmp_path).call_tool("uses", {"name": "x"}))
    assert "kwindex_exports" in str(result)


def test_a_missing_sdk_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "mcp.server", None)
    assert main([]) == 2
    assert "pip install sphinx-kwindex[mcp]" in capsys.readouterr().err
