"""The sink receives, answers by its script, and is asked what came; deliveries into it need no receiver of the test's own."""

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.receiving import receiving
from tests.refusals import control_refusal
from tests.running import running
from tests.vendors.scormcloud.calling import QUIZ, ScormCloudClient
from tests.world import World

SCO = {"id": "quiz", "cmi": {"cmi.core.lesson_status": "passed", "cmi.core.score.raw": "80"}}


def post_back_to(cloud: ScormCloudClient, url: str, **also: Any) -> None:
    """A registration whose learner has passed, posted to a URL; the clock is held."""
    cloud.world.control("PUT", "clock", json={"held": True, "now": "2030-01-01T00:00:00Z"})
    registration = {
        "registrationId": "R1",
        "courseId": "C1",
        "learner": {"id": "L1"},
        "postBack": {"url": url, **also},
        "scos": [SCO],
    }
    cloud.world.seed(
        {"scormcloud": {"courses": [{"id": "C1", "sample": QUIZ}], "registrations": [registration]}},
    )


def answers(client: httpx.Client, url: str, times: int = 1, content: bytes = b"") -> list[int]:
    """Post some times; gives the statuses, which are those of the script."""
    return [client.post(url, content=content).status_code for _ in range(times)]


def came(world: World, **params: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = world.control("GET", "sink", params=params)["requests"]
    return found


def tries(world: World) -> list[tuple[int | None, str | None]]:
    (delivery,) = world.control("GET", "deliveries")["deliveries"]
    return [(tried["status"], tried["answer"]) for tried in delivery["tries"]]


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE", "PROPFIND"])
def test_any_method_is_received_and_answered_with_200(world: World, method: str) -> None:
    answer = world.client.request(
        method, f"{world.root}/_emulator/sink/a/b%20c?x=1", content=b"hello", headers={"X-Test": "yes"}
    )
    assert (answer.status_code, answer.content) == (200, b"")
    (one,) = came(world)
    assert (one["number"], one["method"], one["path"], one["query"]) == (1, method, "/a/b%20c", "x=1")
    assert (one["body"], one["bytes"], one["truncated"], one["status"]) == ("hello", 5, False, 200)
    assert ["x-test", "yes"] in one["headers"]
    assert not [name for name, _ in one["headers"] if name == "content-type"], "it was sent without one"


def test_a_postback_into_the_sink_is_retried_by_the_script_and_its_answers_are_kept(cloud: ScormCloudClient) -> None:
    world = cloud.world
    script = {"answers": [500, {"status": 503, "body": "try later"}, {"status": 200, "body": "taken"}]}
    world.control("PUT", "sink-script", json=script)
    post_back_to(cloud, f"{world.root}/_emulator/sink/hooks")
    world.advance(60)
    assert tries(world) == [(500, ""), (503, "try later"), (200, "taken")]
    requests = came(world, path="/hooks", method="post", contains='"R1"')
    assert [request["status"] for request in requests] == [500, 503, 200]
    assert len({request["body"] for request in requests}) == 1
    assert world.control("GET", "sink", params={"contains": "nobody"})["count"] == 0
    assert ["content-type", "application/json; charset=UTF-8"] in requests[0]["headers"]


def test_the_tries_of_a_delivery_say_how_long_they_took(cloud: ScormCloudClient) -> None:
    world = cloud.world
    world.control("PUT", "sink-script", json={"answers": [{"status": 200, "delay": 0.3}]})
    post_back_to(cloud, f"{world.root}/_emulator/sink/hooks")
    world.advance(0)
    (delivery,) = world.control("GET", "deliveries")["deliveries"]
    assert 300 <= delivery["tries"][0]["milliseconds"] < 10_000


def test_a_script_of_a_path_goes_before_the_one_for_all_and_its_last_answer_is_repeated(world: World) -> None:
    world.control("PUT", "sink-script", json={"answers": [204]})
    own = world.control("PUT", "sink-script", json={"path": "/own", "answers": [500, 201]})
    assert own["taken"] == 0
    post = f"{world.root}/_emulator/sink"
    assert answers(world.client, f"{post}/own", 4) == [500, 201, 201, 201]
    assert answers(world.client, f"{post}/other") == [204]
    scripts = world.control("GET", "sink-script")["scripts"]
    assert [(script["path"], script["taken"]) for script in scripts] == [(None, 1), ("/own", 2)]
    world.control("DELETE", "sink-script")
    assert answers(world.client, f"{post}/own") == [200]


def test_several_callers_at_once_are_given_the_script_in_the_order_in_which_they_are_numbered(world: World) -> None:
    statuses = [200 + number for number in range(4)] + [500 + number for number in range(4)]
    script = {"answers": [{"status": status, "delay": 0.05} for status in statuses] + [418]}
    world.control("PUT", "sink-script", json=script)

    async def call() -> list[int]:
        async with httpx.AsyncClient() as client:
            answers = await asyncio.gather(
                *(client.post(f"{world.root}/_emulator/sink/{number}") for number in range(16))
            )
        return [answer.status_code for answer in answers]

    assert sorted(asyncio.run(call())) == sorted([*statuses, *[418] * 8])
    assert [request["status"] for request in came(world)] == [*statuses, *[418] * 8]


def test_what_came_is_cleared_with_the_numbers_going_on(world: World) -> None:
    post = f"{world.root}/_emulator/sink/x"
    world.client.post(post)
    world.control("DELETE", "sink")
    assert came(world) == []
    world.client.post(post)
    assert [request["number"] for request in came(world)] == [2]


def test_the_sink_keeps_the_newest_requests_and_the_start_of_a_long_body(world: World) -> None:
    post = f"{world.root}/_emulator/sink/x"
    world.client.post(post, content=b"a" * 100_000)
    (one,) = came(world)
    assert (len(one["body"]), one["bytes"], one["truncated"]) == (65_536, 100_000, True)
    for _ in range(505):
        world.client.post(post)
    requests = came(world, limit=1000)
    assert (len(requests), requests[0]["number"], requests[-1]["number"]) == (500, 7, 506)


def test_secrets_in_what_came_are_hidden(world: World) -> None:
    body = {"password": "geheim", "name": "Jo"}
    world.client.post(f"{world.root}/_emulator/sink/x?token=abc", json=body, headers={"Authorization": "Bearer abc"})
    (one,) = came(world)
    assert "geheim" not in one["body"]
    assert '"Jo"' in one["body"]
    assert "abc" not in str(one)
    world.settings(capture_secrets=True)
    assert "geheim" in came(world)[0]["body"]


@pytest.mark.parametrize(
    ("script", "where"),
    [
        ({"answers": []}, "answers"),
        ({"answers": [99]}, "answers.0"),
        ({"answers": [{"status": 200, "wait": 1}]}, "wait"),
        ({"answers": [{"delay": 61}]}, "delay"),
        ({"answers": [{"headers": {"Content-Length": "7"}}]}, "Content-Length"),
        ({"answers": [{"headers": {"X": "a\r\nb"}}]}, "the value of X"),
        ({"answers": [200], "path": "hooks"}, "path"),
        ({"answer": [200]}, "answer"),
    ],
)
def test_a_script_that_cannot_be_is_refused_by_the_path_of_what_is_wrong(
    world: World, script: dict[str, Any], where: str
) -> None:
    answer = world.client.put(f"{world.root}/_emulator/sink-script", json=script)
    assert where in control_refusal(answer, 400)


def test_scripted_html_is_no_page_of_the_emulators_origin(world: World) -> None:
    answer = {"body": "<script>1</script>", "headers": {"Content-Type": "text/html"}}
    world.control("PUT", "sink-script", json={"answers": [answer]})
    shown = world.client.get(f"{world.root}/_emulator/sink/x")
    assert shown.headers["content-type"] == "text/html"
    assert "sandbox" in shown.headers["content-security-policy"]


def test_a_delivery_is_made_again_on_request_and_keeps_its_earlier_tries(cloud: ScormCloudClient) -> None:
    world = cloud.world
    post_back_to(cloud, f"{world.root}/_emulator/sink/hooks")
    world.advance(0)
    world.control("PUT", "sink-script", json={"answers": [500, 202]})
    again = world.control("POST", "deliveries/1/redeliver")
    assert (again["state"], len(again["tries"])) == ("Waiting", 1)
    world.advance(10)
    assert [status for status, _ in tries(world)] == [200, 500, 202]
    assert world.control("GET", "deliveries")["deliveries"][0]["state"] == "Delivered"
    missing = world.client.post(f"{world.root}/_emulator/deliveries/7/redeliver")
    assert control_refusal(missing, 404) == "there is no delivery 7"


def test_a_delivery_that_waits_for_its_next_try_is_tried_at_once(cloud: ScormCloudClient) -> None:
    world = cloud.world
    with receiving(500) as receiver:
        post_back_to(cloud, receiver.url)
        world.advance(0)
        world.control("POST", "deliveries/1/redeliver")
        world.advance(0)
        assert [status for status, _ in tries(world)] == [500, 200]
        world.advance(3600)
        assert len(receiver.received) == 2


def test_the_sink_and_its_script_survive_a_restart(tmp_path: Path) -> None:
    with running(tmp_path) as (root, _), httpx.Client() as client:
        client.put(f"{root}/_emulator/sink-script", json={"answers": [500, 501, 200]}).raise_for_status()
        assert answers(client, f"{root}/_emulator/sink/x", content=b"one") == [500]
    with running(tmp_path) as (root, _), httpx.Client() as client:
        assert answers(client, f"{root}/_emulator/sink/x", content=b"two") == [501]
        requests = client.get(f"{root}/_emulator/sink").json()["requests"]
    assert [(request["number"], request["body"]) for request in requests] == [(1, "one"), (2, "two")]


def test_with_a_token_anybody_may_post_to_the_sink_and_nobody_without_it_sees_what_came(tmp_path: Path) -> None:
    token = "a-token-that-is-long-enough-for-all"
    with running(tmp_path, control_token=token) as (root, _), httpx.Client() as client:
        assert answers(client, f"{root}/_emulator/sink/x") == [200]
        assert "EMULATOR_CONTROL_TOKEN" in control_refusal(client.get(f"{root}/_emulator/sink"), 401)
        script = client.put(f"{root}/_emulator/sink-script", json={"answers": [500]})
        assert "EMULATOR_CONTROL_TOKEN" in control_refusal(script, 401)
        foreign = {"Origin": "https://elsewhere.example.com", "Sec-Fetch-Site": "cross-site"}
        posted = client.post(f"{root}/_emulator/sink/x", headers=foreign)
        assert control_refusal(posted, 403) == "a page of another origin may not use the control API"
        shown = client.get(f"{root}/_emulator/sink", headers={"Authorization": f"Bearer {token}"}).json()
        assert shown["count"] == 1
