"""Seeds that are overtaken by a reset while they are tried: the files of the world that is left are there."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from emulator.app import Emulator
from emulator.sandbox.sandbox import SandboxWork
from tests.refusals import control_refusal
from tests.running import running
from tests.store.test_failing_commits import judge
from tests.vendors.scormcloud.calling import MINIMAL, ScormCloudClient
from tests.world import World

pytestmark = pytest.mark.sqlite

SEED = {"scormcloud": {"courses": [{"id": "Seeded", "sample": MINIMAL}]}}


def overtake(app: Emulator, name: str, more: Callable[[SandboxWork], None]) -> None:
    """Reset the sandbox when the next seed has been tried, and before it is kept; `more` is done in the same unit of work."""
    seeder, sandboxes = app.house.seeder, app.house.sandboxes
    original = seeder._try

    async def overtaken(*given: Any) -> Any:
        tried = await original(*given)
        seeder._try = original  # type: ignore[method-assign]
        live = sandboxes.get(name)
        with live.work() as work:
            sandboxes.reset(live, work)
            more(work)
        return tried

    seeder._try = overtaken  # type: ignore[method-assign, assignment]


def names_in(cloud: ScormCloudClient, course: str) -> list[str]:
    """The files of a course."""
    return sorted(zipfile.ZipFile(io.BytesIO(cloud.call("GET", f"/courses/{course}/zip").content)).namelist())


def test_a_reset_to_the_seed_file_that_another_reset_overtakes_has_the_files_of_its_courses(
    tmp_path: Path, client: httpx.Client
) -> None:
    (tmp_path / "seed.json").write_text(json.dumps(SEED))
    with running(tmp_path / "data", seed=tmp_path / "seed.json") as (root, app):
        cloud = ScormCloudClient(World(root, "default", client))
        before = names_in(cloud, "Seeded")
        assert "imsmanifest.xml" in before
        overtake(app, "default", lambda _: None)
        client.post(f"{root}/_emulator/reset").raise_for_status()
        assert names_in(cloud, "Seeded") == before


def test_a_seed_discards_no_files_though_a_reset_overtakes_it_whose_commit_fails(
    tmp_path: Path, client: httpx.Client
) -> None:
    with running(tmp_path / "data") as (root, app):
        cloud = ScormCloudClient(World(root, "w", client))
        cloud.world.seed(SEED)
        before = names_in(cloud, "Seeded")
        connection = app.house.database.connection

        def lose(work: SandboxWork) -> None:
            connection.set_authorizer(judge)
            work.if_undone(lambda: connection.set_authorizer(None))

        overtake(app, "w", lose)
        more = {"scormcloud": {"courses": [{"id": "More", "sample": MINIMAL}]}}
        refused = client.post(f"{cloud.world.root}/_emulator/seed", json=more)
        assert control_refusal(refused, 507) == "nothing can be kept: not authorized"
        assert names_in(cloud, "Seeded") == before
