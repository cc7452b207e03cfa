"""Two sandboxes never see each other, however hard they are used at once."""

import asyncio
from typing import Any

import httpx

from tests.vendors.litmos.calling import TOO_MANY, refusal
from tests.world import World

USERS = 60


async def hammer(client: httpx.AsyncClient, root: str, mark: str) -> list[dict[str, Any]]:
    """Create, read and list users of one sandbox as fast as it goes; returns the users made."""
    url, headers, query = f"{root}/v1.svc/users", {"apikey": "litmos-account-owner"}, {"source": "t", "format": "json"}

    async def one(number: int) -> dict[str, Any]:
        body = {"UserName": f"user{number}@{mark}.example", "LastName": mark}
        created = (await client.post(url, params=query, headers=headers, json=body)).json()
        read = (await client.get(f"{url}/{created['Id']}", params=query, headers=headers)).json()
        assert read == created
        listed = (await client.get(url, params={**query, "search": ".example", "limit": 1000}, headers=headers)).json()
        assert {user["LastName"] for user in listed} == {mark}
        user: dict[str, Any] = created
        return user

    return list(await asyncio.gather(*(one(number) for number in range(USERS))))


def test_two_sandboxes_hammered_at_once_never_see_each_other(world: World) -> None:
    async def both() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        limits = httpx.Limits(max_connections=16)
        async with httpx.AsyncClient(timeout=60, limits=limits) as client:
            roots = [f"{world.host}/~{world.name}-{mark}" for mark in ("red", "blue")]
            for root in roots:
                await client.patch(f"{root}/_emulator/settings", json={"litmos_rate_limit": None})
                await client.put(f"{root}/_emulator/clock", json={"held": True, "now": "2030-01-01T00:00:00Z"})
            red, blue = await asyncio.gather(hammer(client, roots[0], "red"), hammer(client, roots[1], "blue"))
            await client.post(f"{roots[0]}/_emulator/reset")
            url, query = f"{roots[1]}/v1.svc/users", {"source": "t", "format": "json", "search": "blue"}
            left = await client.get(url, params=query, headers={"apikey": "litmos-account-owner"})
            assert len(left.json()) == USERS, "the reset of one sandbox touched the other"
            return red, blue

    red, blue = asyncio.run(both())
    assert {user["Id"] for user in red} == {user["Id"] for user in blue}, "each deals the same ids of its own"
    assert len({user["Id"] for user in red}) == USERS
    assert {user["CreatedDate"] for user in red + blue} == {"2030-01-01T00:00:00Z"}


def test_a_sandboxs_clock_settings_journal_and_limits_are_its_own(world: World) -> None:
    other = World(world.host, f"{world.name}-other", world.client)
    world.control("PUT", "clock", json={"held": True, "now": "1999-12-31T23:59:59Z"})
    world.settings(job_mode="step", litmos_rate_limit=1)
    query, headers = {"source": "t"}, {"apikey": "litmos-account-owner"}
    assert world.client.get(f"{world.litmos}/users", params=query, headers=headers).status_code == 200
    assert refusal(world.client.get(f"{world.litmos}/users", params=query, headers=headers), 503) == TOO_MANY
    assert [world.client.get(f"{other.litmos}/users", params=query, headers=headers).status_code for _ in "12"] == [
        200,
        200,
    ]
    assert other.control("GET", "clock")["held"] is False
    assert other.control("GET", "settings")["job_mode"] == "real"
    assert [entry["response"]["status"] for entry in world.journal()] == [200, 503]
    assert [entry["response"]["status"] for entry in other.journal()] == [200, 200]
