"""The profile `team` of docker-compose.yml: its emulators as processes, with a PostgreSQL server and an object store of the test."""

import re
from contextlib import ExitStack
from pathlib import Path

import httpx
import yaml

from tests.docs.pages import ROOT
from tests.postgresql import Server
from tests.processes import serving
from tests.store.content.object_store import object_store
from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.world import World

EMULATORS = 2
"""How many of the three are started: two show what a third would."""
GIVEN = {
    "EMULATOR_CONTROL_TOKEN": "a-token-of-the-whole-team",
    "TEAM_DATABASE_PASSWORD": "",
    "TEAM_STORE_SECRET": "secret",
}


def test_the_team_has_rows_in_postgresql_and_files_in_a_bucket_and_needs_the_token(tmp_path: Path) -> None:
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    members = [name for name in services if re.fullmatch(r"emulator-\d", name)]
    proxied = (ROOT / "docker" / "Caddyfile").read_text()
    assert [f"{name}:8420" for name in members] == re.findall(r"emulator-\d:8420", proxied)
    database = Server()
    with ExitStack() as stack:
        stack.callback(database.remove)
        database.sql("CREATE DATABASE emulator")
        store = stack.enter_context(object_store("emulator"))
        here = {"EMULATOR_DATABASE_URL": database.url("emulator"), "EMULATOR_JOB_MODE": "instant"}
        roots = []
        for name in members[:EMULATORS]:
            told = {
                key: re.sub(r"\$\{(\w+):-\}", lambda one: GIVEN[one[1]], value)
                for key, value in services[name]["environment"].items()
            }
            assert set(store.environment()) <= set(told)
            environment = {**told, **store.environment(), **here}
            roots.append(stack.enter_context(serving(tmp_path / name, **environment))[0])
        client = stack.enter_context(httpx.Client(timeout=60))
        closed = client.get(f"{roots[0]}/_emulator/sandboxes")
        assert (closed.status_code, "token" in closed.text) == (401, True)
        first, last = (ScormCloudClient(World(root, "default", client)) for root in (roots[0], roots[-1]))
        assert first.upload("C1").status_code == 200
        files = last.get("/courses/C1/asset/list")["files"]
        content = last.call("GET", "/courses/C1/asset", params={"relativePath": files[0]["path"]}).content
        assert len(content) == files[0]["size"]
        assert len(store.keys("emulator/files/")) >= 1 + len(files)
