"""`--seed FILE`: the default sandbox starts with it, keeps it over a restart, and comes back to it after a reset."""

import json
from pathlib import Path

import httpx

from tests.processes import serving
from tests.vendors.litmos.calling import OWNER


def names(client: httpx.Client, root: str) -> list[str]:
    """The names of the courses of the default sandbox."""
    query = {"source": "t", "format": "json"}
    courses = client.get(f"{root}/v1.svc/courses", params=query, headers={"apikey": OWNER}).json()
    return [course["Name"] for course in courses]


def test_the_seed_file_is_loaded_once_and_again_after_a_reset(tmp_path: Path, client: httpx.Client) -> None:
    file = tmp_path / "seed.json"
    file.write_text(json.dumps({"litmos": {"courses": [{"Name": "Seeded"}]}}))
    for expected in (["Seeded"], ["Seeded", "Mine"]):
        with serving(tmp_path / "data", EMULATOR_SEED=str(file)) as (root, _):
            assert names(client, root) == expected
            body = {"Name": "Mine"}
            url, headers = f"{root}/v1.svc/courses", {"apikey": OWNER}
            client.post(url, params={"source": "t"}, headers=headers, json=body)
    with serving(tmp_path / "data", EMULATOR_SEED=str(file)) as (root, _):
        client.post(f"{root}/_emulator/reset")
        assert names(client, root) == ["Seeded"]
        assert client.get(f"{root}/~other/v1.svc/courses?source=t&format=json&apikey={OWNER}").json() == []
