"""`lms-emulator mcp` and /llms.txt: what coding agents get, by the SDK's own client."""

import asyncio
import os
import sys
from typing import Any

import httpx
import pytest
from mcp import Client, StdioServerParameters

from emulator.vendors import ENTRIES
from tests.vendors.litmos.calling import OWNER
from tests.world import World

LOOKING = {
    "overview",
    "list_sandboxes",
    "read_journal",
    "read_entry",
    "explain_refusal",
    "list_attempts",
    "show_state",
    "find_mistakes",
}
CHANGING = {"seed", "reset", "add_fault", "clear_faults", "set_clock"}


def agent(world: World, *options: str) -> Client:
    """The SDK's client of the command, as an agent's program starts it."""
    command = ["-m", "emulator", "mcp", "--url", world.host, "--sandbox", world.name, *options]
    kept = {"PYTHONPATH": os.pathsep.join(sys.path), "NO_PROXY": "127.0.0.1"}
    return Client(StdioServerParameters(command=sys.executable, args=command, env=kept), read_timeout_seconds=60)


async def call(client: Client, tool: str, **arguments: Any) -> dict[str, Any]:
    found = await client.call_tool(tool, arguments)
    assert not found.is_error, found.content
    assert isinstance(found.structured_content, dict)
    return found.structured_content


async def refusal(client: Client, tool: str, **arguments: Any) -> str:
    found = await client.call_tool(tool, arguments)
    assert found.is_error
    return str(found.content)


def test_an_agent_looks_at_what_happened_and_can_change_nothing(world: World) -> None:
    httpx.get(f"{world.litmos}/users?source=t&apikey={OWNER}")
    httpx.get(f"{world.litmos}/users?source=t", headers={"apikey": "nobody"})

    async def look() -> None:
        async with agent(world) as client:
            tools = {tool.name: tool for tool in (await client.list_tools()).tools}
            assert set(tools) == LOOKING
            assert all(tool.annotations is not None and tool.annotations.read_only_hint for tool in tools.values())
            overview = await call(client, "overview")
            assert [vendor["name"] for vendor in overview["vendors"]] == [entry.name for entry in ENTRIES]
            calls = (await call(client, "read_journal", status="4xx"))["calls"]
            assert [each["call"].partition("?")[0].endswith("/v1.svc/users") for each in calls] == [True]
            explained = await call(client, "explain_refusal")
            assert explained["call"]["number"] == calls[0]["number"]
            assert explained["words"] == calls[0]["why"]
            assert "nobody" not in str(explained["call"]["request"]["headers"])
            assert "was not refused" in (await call(client, "explain_refusal", number=1))["words"]
            assert (await call(client, "list_attempts"))["attempts"] == []
            assert set(await call(client, "show_state")) == {"clock", "settings", "faults", "limits"}
            assert any("credentials" in each["words"] for each in (await call(client, "find_mistakes"))["findings"])
            assert "there is no sandbox nosuch" in await refusal(client, "read_journal", sandbox="nosuch")
            assert "Unknown tool" in await refusal(client, "reset")
            misspelt = await refusal(client, "read_journal", operations="get_users")
            assert "read_journal has no argument operations; it takes sandbox, vendor, operation" in misspelt

    asyncio.run(look())


def test_with_write_an_agent_seeds_resets_and_sets_faults_and_the_clock(world: World) -> None:
    async def change() -> None:
        async with agent(world, "--write") as client:
            tools = {tool.name: tool for tool in (await client.list_tools()).tools}
            assert set(tools) == LOOKING | CHANGING
            user = {"UserName": "jo@example.com", "FirstName": "Jo", "LastName": "Baba"}
            assert (await call(client, "seed", document={"litmos": {"users": [user]}}))["seeded"] == ["litmos"]
            assert "litmos.users[0]" in await refusal(client, "seed", document={"litmos": {"users": [{"UserName": 7}]}})
            assert (await call(client, "set_clock", now="2030-01-01T00:00:00Z", held=True))["held"] is True
            await call(client, "add_fault", rule={"do": {"status": 503}})
            hit = httpx.get(f"{world.litmos}/users?source=t&apikey={OWNER}")
            assert (hit.status_code, "fault" in hit.headers["X-Emulator-Hint"]) == (503, True)
            await call(client, "clear_faults")
            await call(client, "reset")
            assert "say what to do" in await refusal(client, "set_clock")

    asyncio.run(change())
    assert "jo@example.com" not in httpx.get(f"{world.litmos}/users?source=t&apikey={OWNER}").text


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_llms_txt_has_the_base_url_and_credentials_of_each_vendor(world: World, entry: Any) -> None:
    text = httpx.get(f"{world.root}/llms.txt")
    assert text.headers["content-type"] == "text/plain; charset=utf-8"
    assert f"{world.root}{entry.base_path}, {entry.credentials}" in text.text
    assert httpx.get(f"{world.root}/_emulator/openapi/{entry.name}.json").status_code == 200
