"""Sandboxes by name: made at the first call, reset as a whole."""

import socket
from urllib.parse import quote

import pytest

from tests.refusals import control_refusal, text_refusal
from tests.vendors.litmos.calling import NO_RECORD, LitmosClient, refusal
from tests.world import World


def test_a_sandbox_comes_into_being_at_the_first_call_and_links_keep_its_prefix(world: World) -> None:
    fresh = World(world.host, f"{world.name}-fresh", world.client)
    assert fresh.name not in world.control("GET", "sandboxes")["sandboxes"]
    user = LitmosClient(fresh).new_user()
    assert fresh.name in world.control("GET", "sandboxes")["sandboxes"]
    assert user["LoginKey"].startswith(f"{fresh.root}/login.aspx?loginkey=")


def test_links_follow_the_proxys_headers(world: World) -> None:
    headers = {"X-Forwarded-Host": "lms.example.test", "X-Forwarded-Proto": "https"}
    response = LitmosClient(world).call("GET", "/users/litmos-learner@example.com", headers=headers)
    assert response.json()["LoginKey"].startswith(f"https://lms.example.test/~{world.name}/login.aspx")


@pytest.mark.parametrize("name", ["~", "~-x", "~" + "x" * 65, "~a%20b", "~ä", "~a%2F..%2Fb"])
def test_a_name_that_no_sandbox_can_have_answers_404(world: World, name: str) -> None:
    words = (
        f"{quote(name[1:], safe='%')!r} cannot be a sandbox: use up to 64 letters, digits, dots, hyphens or underscores"
    )
    assert text_refusal(world.client.get(f"{world.host}/{name}/v1.svc/users"), 404) == words
    assert control_refusal(world.client.get(f"{world.host}/{name}/_emulator/clock"), 404) == words


def test_a_reset_leaves_nothing_of_the_sandbox(world: World) -> None:
    litmos = LitmosClient(world)
    fresh = [user["Id"] for user in litmos.call("GET", "/users").json()]
    user = litmos.new_user()
    world.settings(job_mode="instant")
    litmos.new_module(world.sample("scorm12-minimal.zip"))
    world.control("PUT", "clock", json={"held": True, "now": "2001-01-01T00:00:00Z"})
    world.control("POST", "reset")
    assert world.control("GET", "clock")["held"] is False
    assert world.control("GET", "settings")["job_mode"] == "real"
    assert world.control("GET", "outbox")["messages"] == []
    assert world.journal() == []
    assert [entry["Id"] for entry in litmos.call("GET", "/users").json()] == fresh
    assert litmos.new_user() == {
        **user,
        "CreatedDate": litmos.call("GET", f"/users/{user['Id']}").json()["CreatedDate"],
    }


def test_work_that_was_going_on_before_a_reset_comes_to_nothing(world: World) -> None:
    litmos = LitmosClient(world)
    world.control("PUT", "clock", json={"held": True})
    module = litmos.new_module(world.sample("scorm12-minimal.zip"))
    world.control("POST", "reset")
    world.control("PUT", "clock", json={"held": True})
    assert world.advance(60) == []
    assert refusal(litmos.call("GET", f"/modules/{module['Id']}"), 404) == NO_RECORD


def test_a_refused_request_uses_up_no_ids(world: World) -> None:
    litmos = LitmosClient(world)
    other = LitmosClient(World(world.host, f"{world.name}-twin", world.client))
    litmos.call("POST", "/users", json={"UserName": "jo@example.com", "EnableTextNotification": True})
    litmos.call("POST", "/users", json={"UserName": "litmos-learner@example.com"})
    # The first user of this document has its id when the second is refused.
    users = [{"UserName": "ann@example.com"}, {"UserName": "ANN@example.com"}]
    refused = world.client.post(f"{world.root}/_emulator/seed", json={"litmos": {"users": users}})
    assert (refused.status_code, "litmos.users[1]" in refused.text) == (400, True)
    assert litmos.new_user()["Id"] == other.new_user()["Id"]


def test_a_request_that_waits_for_its_body_and_is_refused_takes_back_no_ids_of_others(world: World) -> None:
    litmos = LitmosClient(world)
    host, port = world.host.removeprefix("http://").split(":")
    body = b'{"UserName": "x"}'
    head = (
        f"POST /~{world.name}/v1.svc/users?source=t HTTP/1.1\r\nHost: {host}\r\napikey: litmos-account-owner\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    with socket.create_connection((host, int(port))) as slow:
        slow.sendall(head.encode() + body[:5])
        first = litmos.new_user("first@example.com")
        slow.sendall(body[5:])
        assert b"409" in slow.recv(100)
    assert litmos.new_user("second@example.com")["Id"] != first["Id"]
