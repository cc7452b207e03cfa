"""The limits of an LRS per minute: off unless they are set, reading and writing apart."""

from tests.lrs.calling import Lrs, refusal, statement
from tests.vendors.scormcloud.calling import MANAGEMENT_APP, ScormCloudClient
from tests.world import World


def settings(world: World, **values: int | None) -> None:
    world.control("PATCH", "settings", json=values)


def test_reading_and_writing_are_limited_apart_and_open_again_after_a_minute(world: World) -> None:
    world.control("PUT", "clock", json={"now": "2030-01-01T00:00:00Z", "held": True})
    settings(world, scormcloud_lrs_read_limit=2, scormcloud_lrs_write_limit=1)
    lrs = Lrs(world)
    lrs.post(statement())
    response = lrs.call("POST", "statements", json=statement())
    assert (response.status_code, response.text) == (429, "more than 1 write operations in 60 s\n")
    assert (
        response.headers["x-emulator-hint"] == "the setting scormcloud_lrs_write_limit is 1; null turns the limit off"
    )
    assert [lrs.call("GET", "statements").status_code for _ in range(2)] == [200, 200]
    assert refusal(lrs.call("GET", "statements"), 429) == "more than 2 read operations in 60 s"
    world.advance(60)
    assert len(lrs.find()) == 1
    lrs.post(statement())


def test_each_application_has_a_limit_of_its_own(world: World) -> None:
    settings(world, scormcloud_lrs_read_limit=1)
    manager = ScormCloudClient(world, MANAGEMENT_APP)
    app_id = manager.call("POST", "/appManagement/applications", json={"name": "Other"}).json()["id"]
    secret = manager.call("POST", f"/appManagement/{app_id}/credentials", json={}).json()["credential"]
    other = Lrs(world, auth=(app_id, secret))
    other.url = other.url.replace("EMULATOR01", app_id)
    assert Lrs(world).call("GET", "statements").status_code == 200
    assert refusal(Lrs(world).call("GET", "statements"), 429) == "more than 1 read operations in 60 s"
    assert other.call("GET", "statements").status_code == 200


def test_without_a_setting_there_is_no_limit(world: World) -> None:
    lrs = Lrs(world)
    assert {lrs.call("GET", "statements").status_code for _ in range(120)} == {200}
