"""Worlds are exported and imported by several callers at once, and each is whole, also after the process was killed in between."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.processes import serving

SEED = {
    "litmos": {
        "users": [{"count": 20, "UserName": "p{n}@example.com", "FirstName": "P", "LastName": "{n}"}],
        "courses": [{"Name": "Tides", "Modules": [{"Name": "Quiz", "Sample": "scorm12-quiz.zip"}]}],
    }
}
CALLERS, TIMES, KILLED = 4, 10, 7
INTO = ("first", "second")


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    """One for all callers, without the certificates of authorities, which take longer to read than all that is asked."""
    with httpx.Client(timeout=60, verify=False) as made:
        yield made


def test_callers_at_once_get_whole_worlds_and_a_kill_leaves_none_in_halves(
    tmp_path: Path, client: httpx.Client
) -> None:
    with serving(tmp_path) as (root, process):
        client.post(f"{root}/~source/_emulator/seed", json=SEED).raise_for_status()
        archive = exported(client, root, "source")
        whole, seen = world(archive), []

        def work(number: int) -> None:
            name = INTO[number % len(INTO)]
            if number % 3 == 0:
                seen.append(world(exported(client, root, name)))
            bring(client, root, name, archive)
            if number == KILLED:
                process.kill()

        each_ends(work)
    with serving(tmp_path) as (root, _):
        found = [world(exported(client, root, name)) for name in INTO]
    assert all(each in (whole, ({}, {})) for each in [*seen, *found])
    assert found == [whole, whole]


def each_ends(work: Callable[[int], None]) -> None:
    """Do it often, several at a time; what the kill cuts off does not count."""

    def tried(number: int) -> None:
        try:
            work(number)
        except httpx.TransportError:
            return

    with ThreadPoolExecutor(CALLERS) as pool:
        list(pool.map(tried, range(TIMES)))


def exported(client: httpx.Client, root: str, sandbox: str) -> bytes:
    return client.get(f"{root}/~{sandbox}/_emulator/export").raise_for_status().content


def bring(client: httpx.Client, root: str, sandbox: str, archive: bytes) -> None:
    query = {"replace": "true", "credentials": "false"}
    client.post(f"{root}/~{sandbox}/_emulator/import", params=query, content=archive).raise_for_status()


def world(archive: bytes) -> tuple[Any, dict[str, bytes]]:
    """The rows by table, and the files by name."""
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    return json.loads(files.pop("world.json"))["tables"], files
