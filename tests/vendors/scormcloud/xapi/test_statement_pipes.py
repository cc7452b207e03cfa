"""Statement pipes forward: between applications, to an LRS elsewhere and from one, through real HTTP."""

import time
from collections.abc import Callable
from typing import Any

import orjson

from tests.lrs.calling import APP, AUTH, Lrs, number, statement
from tests.lrs.statements.test_attachments import CONTENT, attachment, part, send
from tests.receiving import receiving
from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.world import World

CREDENTIALS = {"userName": AUTH[0], "password": AUTH[1]}


def until(holds: Callable[[], Any]) -> None:
    """Wait until something holds, for at most half a minute."""
    for _ in range(3000):
        if holds():
            return
        time.sleep(0.01)
    raise AssertionError("it did not come to that")


def other(world: World) -> Lrs:
    """The LRS of another sandbox."""
    return Lrs(World(world.host, f"{world.name}-target", world.client))


def put(cloud: ScormCloudClient, **ends: Any) -> None:
    response = cloud.call("PUT", "/xapi/statementPipes/P", json=ends)
    assert response.status_code == 200, response.text


def pipe(cloud: ScormCloudClient) -> dict[str, Any]:
    found: dict[str, Any] = cloud.get("/xapi/statementPipes/P")
    return found


def ids(*values: int) -> list[str]:
    return [number(value) for value in values]


def test_statements_of_an_application_go_to_an_lrs_elsewhere_as_they_come(cloud: ScormCloudClient) -> None:
    lrs, target = Lrs(cloud.world), other(cloud.world)
    lrs.post([statement(id=each) for each in ids(*range(1, 121))])
    put(cloud, source={"url": f"{lrs.url}/statements"}, target={"url": target.url, **CREDENTIALS})
    until(lambda: "lastForwardedStatementDate" in pipe(cloud) and len(target.find()) == 120)
    assert pipe(cloud)["lastForwardedStatementDate"] == lrs.get(number(120))["stored"]
    lrs.post(statement(id=number(200), version="1.0.1"))
    Lrs(cloud.world, "2.0.0").post(statement(id=number(201)))
    until(lambda: len(target.find()) == 122)
    assert target.get(number(200))["version"] == "1.0.1"
    assert target.get(number(201))["version"] == "2.0.0"
    assert pipe(cloud)["attempts"] == 0


def test_the_vendor_s_own_host_stands_for_the_emulator(cloud: ScormCloudClient) -> None:
    manager = ("EMULATORMG", "emulator-secret")
    created = cloud.call("POST", "/appManagement/applications", json={"name": "B"}, auth=manager).json()["id"]
    key = {"name": "k", "active": True}
    secret = cloud.call("POST", f"/appManagement/{created}/credentials", json=key, auth=manager).json()["credential"]
    lrs = Lrs(cloud.world)
    lrs.post(statement(id=number(1)))
    target = {"url": f"https://cloud.scorm.com/lrs/{created}/", "userName": created, "password": secret}
    put(cloud, source={"url": f"https://cloud.scorm.com/lrs/{APP}/statements"}, target=target)
    url = f"{cloud.world.root}/lrs/{created}/statements"
    auth = (created, secret)
    until(lambda: len(cloud.world.client.get(url, headers=lrs.headers, auth=auth).json()["statements"]) == 1)


def test_statements_of_an_lrs_elsewhere_are_fetched_once_a_minute(cloud: ScormCloudClient) -> None:
    lrs, source = Lrs(cloud.world), other(cloud.world)
    for world in (cloud.world, source.world):
        world.control("PUT", "clock", json={"held": True, "now": "2030-01-01T00:00:00Z"})
    source.post([statement(id=each) for each in ids(*range(1, 71))])
    put(cloud, source={"url": f"{source.url}/statements", **CREDENTIALS}, target={"url": lrs.url, **CREDENTIALS})
    until(lambda: len(lrs.find()) == 70)
    source.world.advance(30)
    send(source, statement(id=number(80), attachments=[attachment()]), part(CONTENT))
    assert len(lrs.find()) == 70
    cloud.world.advance(60)
    assert lrs.get(number(80))
    response = lrs.call("GET", "statements", params={"statementId": number(80), "attachments": True})
    assert CONTENT in response.content


def test_attachments_go_along(cloud: ScormCloudClient) -> None:
    lrs, target = Lrs(cloud.world), other(cloud.world)
    send(lrs, [statement(id=number(1), attachments=[attachment()]), statement(id=number(2))], part(CONTENT))
    put(cloud, target={"url": target.url, **CREDENTIALS})
    until(lambda: len(target.find()) == 2)
    response = target.call("GET", "statements", params={"attachments": True})
    assert CONTENT in response.content


def test_a_target_that_fails_is_tried_again_after_growing_delays(cloud: ScormCloudClient) -> None:
    cloud.world.control("PUT", "clock", json={"held": True, "now": "2030-01-01T00:00:00Z"})
    with receiving(500, 503) as receiver:
        Lrs(cloud.world).post(statement(id=number(1)))
        put(cloud, target={"url": f"{receiver.url}/lrs", "userName": "u", "password": "p"})
        until(lambda: pipe(cloud)["attempts"] == 1)
        cloud.world.advance(1)
        assert pipe(cloud)["attempts"] == 2
        cloud.world.advance(2)
        assert pipe(cloud)["attempts"] == 0
        assert [each.path for each in receiver.received] == ["/back/lrs/statements"] * 3
        last = receiver.received[-1]
        assert [each["id"] for each in orjson.loads(last.body)] == ids(1)
        assert (last.headers["x-experience-api-version"], last.headers["authorization"]) == ("1.0.3", "Basic dTpw")


def test_a_changed_pipe_starts_over_and_a_deleted_one_ends(cloud: ScormCloudClient) -> None:
    with receiving() as first, receiving() as second:
        lrs = Lrs(cloud.world)
        lrs.post(statement(id=number(1)))
        put(cloud, target={"url": first.url})
        until(lambda: len(first.received) == 1)
        put(cloud, target={"url": second.url})
        until(lambda: len(second.received) == 1)
        assert cloud.call("DELETE", "/xapi/statementPipes/P").status_code == 204
        lrs.post(statement(id=number(2)))
        time.sleep(0.1)
        assert (len(first.received), len(second.received)) == (1, 1)


def test_a_source_that_is_no_lrs_counts_as_a_failed_attempt(cloud: ScormCloudClient) -> None:
    with receiving() as receiver:
        source = {"url": f"{cloud.world.root}/api/v2/ping"}
        put(cloud, source=source, target={"url": receiver.url})
        until(lambda: pipe(cloud)["attempts"] >= 1)
        put(cloud, source={"url": "ftp://x/"}, target={"url": receiver.url})
        until(lambda: pipe(cloud)["attempts"] >= 1)
        assert receiver.received == []
