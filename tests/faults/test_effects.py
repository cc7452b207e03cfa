"""What a fault does to a call, over real connections."""

import time

import httpx
import pytest

from tests.faults.asking import add_fault
from tests.faults.raw import raw
from tests.player.test_serving import Player
from tests.vendors.litmos.calling import OWNER, LitmosClient
from tests.vendors.nexport.calling import NexportClient
from tests.vendors.nexport.calling import refusal as refusal_of_nexport
from tests.vendors.scormcloud.calling import APP, QUIZ, ScormCloudClient, refusal
from tests.world import World

KEY = f"apikey: {OWNER}\r\n"


def users(world: World) -> str:
    return f"{world.litmos}/users?source=t&format=json"


def names(world: World) -> list[str]:
    return [user["UserName"] for user in LitmosClient(world).call("GET", "/users").json()]


def test_a_status_has_the_vendors_own_body_and_the_given_reason(world: World) -> None:
    add_fault(world, {"status": 503, "reason": "Down for maintenance", "retry_after": 60})
    litmos = LitmosClient(world).call("GET", "/users")
    assert (litmos.status_code, litmos.reason_phrase) == (503, "Down for maintenance")
    assert "Down for maintenance" in litmos.text
    assert litmos.headers["retry-after"] == "60"
    cloud = world.client.get(f"{world.scormcloud}/courses", auth=APP)
    assert refusal(cloud, 503) == "Down for maintenance"
    nexport = world.client.post(f"{world.nexport}/AdminApi/Authenticate", json={"username": "a", "password": "b"})
    assert refusal_of_nexport(nexport, 503) == "Down for maintenance"


def test_a_status_alone_has_the_words_that_the_vendor_has_for_it(world: World) -> None:
    add_fault(world, {"status": 404}, {"operation": "getCourse"})
    add_fault(world, {"status": 500}, {"vendor": "litmos"})
    add_fault(world, {"status": 502}, {"vendor": "scormcloud"})
    missing = world.client.get(f"{world.scormcloud}/courses/tides", auth=APP)
    assert refusal(missing, 404) == "Could not find course [tides]"
    assert "The server encountered an error" in LitmosClient(world).call("GET", "/users").text
    assert refusal(world.client.get(f"{world.scormcloud}/courses", auth=APP), 502) == "Bad Gateway"


def test_an_error_is_named_as_in_the_contract(world: World) -> None:
    add_fault(world, {"error": "UserNameTaken"}, {"vendor": "litmos", "method": "POST"})
    add_fault(world, {"rate_limit": True})
    assert LitmosClient(world).call("POST", "/users", json={}).reason_phrase == "UserName already exists"
    assert LitmosClient(world).call("GET", "/users").reason_phrase == "Rating Limit Exceeded"
    assert refusal(world.client.get(f"{world.scormcloud}/courses", auth=APP), 429) == "Too Many Requests"
    assert NexportClient(world).authenticate().status_code == 200, "it has no limit that is known"


def test_before_the_work_nothing_is_done_and_after_it_the_write_is_there(world: World) -> None:
    add_fault(world, {"status": 500}, {"body": "before@example.com"})
    add_fault(world, {"status": 500, "where": "after"}, {"body": "after@example.com"})
    for name in ("before@example.com", "after@example.com"):
        body = {"UserName": name, "FirstName": "Jo", "LastName": "B", "Email": name}
        answer = LitmosClient(world).call("POST", "/users", json=body)
        assert (answer.status_code, "The server encountered an error" in answer.text) == (500, True)
    assert "before@example.com" not in names(world)
    assert "after@example.com" in names(world)


@pytest.mark.parametrize(("connection", "end"), [("drop", "closed"), ("reset", "reset")])
@pytest.mark.parametrize("where", ["before", "after"])
def test_a_connection_ends_without_an_answer(world: World, connection: str, end: str, where: str) -> None:
    add_fault(world, {"connection": connection, "where": where})
    assert raw(users(world), KEY) == (b"", end)
    with pytest.raises(httpx.TransportError):
        LitmosClient(world).call("GET", "/users")
    entry = world.journal()[-1]
    assert entry["injected"]["did"] == [f"connection {connection}"]
    assert entry["response"]["status"] == (0 if where == "before" else 200)


def test_a_body_is_cut_in_the_middle(world: World) -> None:
    whole, _ = raw(users(world), KEY + "Connection: close\r\n")
    add_fault(world, {"body": "cut"})
    part, end = raw(users(world), KEY)
    head, _, body = part.partition(b"\r\n\r\n")
    assert end == "closed"
    assert b"200" in head
    assert b"X-Emulator-Hint: injected" in head or b"x-emulator-hint: injected" in head
    assert len(body) == len(whole.partition(b"\r\n\r\n")[2]) // 2
    with pytest.raises(httpx.RemoteProtocolError, match="complete message body"):
        LitmosClient(world).call("GET", "/users")


def test_a_body_is_garbled_in_its_whole_length(world: World) -> None:
    whole = LitmosClient(world).call("GET", "/users").content
    add_fault(world, {"body": "garble"})
    answer = LitmosClient(world).call("GET", "/users")
    assert (answer.status_code, len(answer.content)) == (200, len(whole))
    with pytest.raises(ValueError, match=r"Expecting value|codec"):
        answer.json()


def test_a_body_trickles(world: World) -> None:
    add_fault(world, {"trickle": 2})
    started, arrivals = time.perf_counter(), []
    with world.client.stream("GET", users(world), headers={"apikey": OWNER}) as answer:
        whole = b""
        for part in answer.iter_raw():
            arrivals.append(time.perf_counter() - started)
            whole += part
    assert httpx.Response(200, content=whole).json()
    assert len(arrivals) >= 3
    assert 1.4 < arrivals[-1] < 40


def test_a_delay_holds_up_nobody_else(world: World) -> None:
    add_fault(world, {"delay": 50}, {"method": "POST"}, when={"times": 1})
    started = time.perf_counter()
    with pytest.raises(httpx.ReadTimeout):
        httpx.post(users(world), headers={"apikey": OWNER}, json={}, timeout=httpx.Timeout(20, read=0.5))
    assert names(world)
    assert time.perf_counter() - started < 40
    while not any(entry["injected"] for entry in world.journal()):
        time.sleep(0.02)
    (entry,) = [entry for entry in world.journal() if entry["injected"]]
    assert entry["injected"]["client_left"], "whoever leaves ends the wait"
    assert entry["response"]["status"] == 0
    assert time.perf_counter() - started < 40


def test_a_delay_is_waited_for_before_the_answer(world: World) -> None:
    add_fault(world, {"delay": {"shortest": 0.3, "longest": 0.4}})
    started = time.perf_counter()
    assert LitmosClient(world).call("GET", "/users").status_code == 200
    assert time.perf_counter() - started >= 0.3


def test_a_page_and_the_lrs_go_wrong_as_an_operation_does(world: World) -> None:
    add_fault(world, {"status": 503, "reason": "Busy"}, {"path": f"/lrs/{APP[0]}/*"})
    answer = world.client.get(
        f"{world.root}/lrs/{APP[0]}/statements", auth=APP, headers={"X-Experience-API-Version": "1.0.3"}
    )
    assert (answer.status_code, "Busy" in answer.text) == (503, True)
    assert world.journal()[-1]["injected"]["did"] == ["status 503"]


def test_a_file_is_cut_and_garbled_too(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    whole = cloud.call("GET", "/courses/C1/zip").content
    assert whole.startswith(b"PK")
    add_fault(cloud.world, {"body": "garble"}, {"path": "*/zip"}, when={"times": 1})
    add_fault(cloud.world, {"body": "cut"}, {"path": "*/zip"})
    garbled = cloud.call("GET", "/courses/C1/zip").content
    assert (len(garbled), garbled[:2] == b"PK") == (len(whole), False)
    with pytest.raises(httpx.RemoteProtocolError, match="complete message body"):
        cloud.call("GET", "/courses/C1/zip")


def test_what_a_course_sends_to_the_player_fails_too(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1", QUIZ)
    cloud.register("R1")
    player = Player(cloud)
    player.start()
    do = {"status": 500, "reason": "The LMS is gone"}
    add_fault(cloud.world, do, {"vendor": "player", "path": "*/commit"}, when={"times": 1})
    add_fault(cloud.world, {**do, "where": "after"}, {"vendor": "player", "path": "*/commit"}, when={"times": 1})
    for location in ("1", "2"):
        answer = player.commit({"cmi.core.lesson_location": location})
        assert (answer.status_code, answer.json()) == (500, {"result": False, "error": "The LMS is gone"})
        kept = [sco["values"] for sco in cloud.world.control("GET", "attempts/attempt-1")["scos"]]
        assert [values.get("cmi.core.lesson_location") for values in kept] == [None if location == "1" else "2"]
    assert player.commit({"cmi.core.lesson_location": "3"}, sequence=2).json()["kept"]
    page = cloud.world.client.get(player.url, headers={"X-Emulator-Fault": "status=503; reason=Busy"})
    assert (page.status_code, page.headers["content-type"]) == (503, "text/html; charset=utf-8")
    assert "Busy" in page.text
