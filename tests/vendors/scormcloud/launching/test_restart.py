"""An import survives the process being killed in any state: the course comes into being once."""

from pathlib import Path

import httpx
import pytest

from emulator.courseware.samples import build_sample
from tests.processes import serving
from tests.receiving import receiving
from tests.vendors.scormcloud.calling import TWO_SCOS, ScormCloudClient
from tests.world import World


@pytest.mark.parametrize("moved", [[], ["Running"]])
def test_an_upload_is_imported_after_the_process_was_killed(
    tmp_path: Path, client: httpx.Client, moved: list[str]
) -> None:
    with serving(tmp_path) as (root, process):
        cloud = ScormCloudClient(World(root, "w", client))
        cloud.world.control("PUT", "clock", json={"held": True})
        token = cloud.token("read:course")
        job_id = cloud.upload("C1", build_sample(TWO_SCOS), tags="a").json()["result"]
        assert [move["state"] for move in cloud.world.advance(3 * len(moved))] == moved
        process.kill()
    with serving(tmp_path) as (root, _):
        world = World(root, "w", client)
        cloud = ScormCloudClient(world)
        assert cloud.job(job_id)["status"] == "RUNNING"
        assert [move["state"] for move in world.advance(60)] == ["Running", "Complete"][len(moved) :]
        assert cloud.job(job_id)["status"] == "COMPLETE"
        assert [row["version"] for row in cloud.get("/courses/C1/versions")["courses"]] == [0]
        assert cloud.get("/courses/C1/tags") == {"tags": ["a"]}
        cloud.headers, cloud.auth = token.headers, None
        assert cloud.call("GET", "/courses").status_code == 200, "a token outlives the process"
    assert not any((tmp_path / "files" / "sandboxes" / "w").glob("*/uploads/*"))


def test_a_postback_is_tried_again_after_the_process_was_killed(tmp_path: Path, client: httpx.Client) -> None:
    with receiving(500) as receiver:
        with serving(tmp_path) as (root, process):
            cloud = ScormCloudClient(World(root, "w", client))
            cloud.world.control("PUT", "clock", json={"held": True})
            cloud.world.settings(job_mode="instant")
            cloud.upload("C1", postbackUrl=receiver.url)
            cloud.world.advance(0)
            process.kill()
        with serving(tmp_path) as (root, _):
            world = World(root, "w", client)
            assert [move["state"] for move in world.advance(60)] == ["Delivered"]
            (delivery,) = world.control("GET", "deliveries")["deliveries"]
    assert [tried["status"] for tried in delivery["tries"]] == [500, 200]
    assert {came.body for came in receiver.received} == {delivery["body"]}
