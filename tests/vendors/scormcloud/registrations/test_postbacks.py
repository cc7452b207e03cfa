"""Postbacks of registrations and imports, to a small server of our own."""

import base64
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs

import orjson
import pytest

from tests.receiving import Receiver, receiving
from tests.vendors.scormcloud.calling import QUIZ, ScormCloudClient
from tests.world import World

SCO = {"id": "quiz", "cmi": {"cmi.core.lesson_status": "passed", "cmi.core.score.raw": "80"}}


def seed(cloud: ScormCloudClient, **post_back: Any) -> None:
    """A course, and a registration whose learner has passed, posted back."""
    cloud.world.control("PUT", "clock", json={"held": True, "now": "2030-01-01T00:00:00Z"})
    registration = {
        "registrationId": "R1",
        "courseId": "C1",
        "learner": {"id": "L1"},
        "postBack": post_back,
        "scos": [SCO],
    }
    document = {"courses": [{"id": "C1", "sample": QUIZ}], "registrations": [registration]}
    cloud.world.seed({"scormcloud": document})
    cloud.world.advance(0)


def deliveries(world: World, **params: Any) -> list[dict[str, Any]]:
    """The deliveries of the sandbox."""
    found: list[dict[str, Any]] = world.control("GET", "deliveries", params=params)["deliveries"]
    return found


def test_progress_is_posted_as_json_and_equals_the_progress_that_is_read(cloud: ScormCloudClient) -> None:
    with receiving() as receiver:
        seed(cloud, url=receiver.url)
    (came,) = receiver.received
    assert came.headers["content-type"] == "application/json; charset=UTF-8"
    assert "authorization" not in came.headers
    data = orjson.loads(came.body)
    assert data == cloud.get("/registrations/R1", includeChildResults="true")
    assert (data["registrationSuccess"], data["score"]) == ("PASSED", {"scaled": 80.0})
    (delivery,) = deliveries(cloud.world)
    assert (delivery["state"], delivery["url"], delivery["about"]) == ("Delivered", receiver.url, "registration R1")
    assert delivery["body"] == came.body
    (tried,) = delivery["tries"]
    assert tried.pop("milliseconds") > 0
    assert tried == {"at": "2030-01-01T00:00:00Z", "status": 200, "error": None, "answer": ""}


def test_basic_credentials_are_sent_only_when_both_are_there(cloud: ScormCloudClient) -> None:
    with receiving() as receiver:
        seed(cloud, url=receiver.url, authType="HTTPBASIC", userName="jo", password="secret")
        cloud.call("DELETE", "/registrations/R1/progress")
        cloud.world.advance(0)
    assert len(receiver.received) == 2
    expected = "Basic " + base64.b64encode(b"jo:secret").decode()
    assert {came.headers["authorization"] for came in receiver.received} == {expected}
    shown = deliveries(cloud.world)[0]["headers"]
    assert shown["Authorization"] == "(hidden)"
    assert orjson.loads(receiver.received[1].body)["registrationCompletion"] == "UNKNOWN"


def test_a_form_has_the_data_and_the_credentials_as_fields(cloud: ScormCloudClient) -> None:
    with receiving() as receiver:
        seed(cloud, url=receiver.url, authType="FORM", userName="jo", password="a&b", resultsFormat="COURSE")
    (came,) = receiver.received
    assert came.headers["content-type"] == "application/x-www-form-urlencoded; charset=UTF-8"
    fields = parse_qs(came.body)
    assert (fields["userName"], fields["password"]) == (["jo"], ["a&b"])
    assert orjson.loads(fields["data"][0]) == cloud.get("/registrations/R1")


@pytest.mark.parametrize(
    ("format_", "flags"),
    [
        ("COURSE", {}),
        ("ACTIVITY", {"includeChildResults": "true"}),
        (
            "FULL",
            {"includeChildResults": "true", "includeRuntime": "true", "includeInteractionsAndObjectives": "true"},
        ),
    ],
)
def test_the_format_decides_how_much_is_posted(cloud: ScormCloudClient, format_: str, flags: dict[str, str]) -> None:
    with receiving() as receiver:
        seed(cloud, url=receiver.url, resultsFormat=format_)
    assert orjson.loads(receiver.received[0].body) == cloud.get("/registrations/R1", **flags)


def test_a_failed_try_is_repeated_with_growing_delays_by_the_sandboxes_clock(cloud: ScormCloudClient) -> None:
    with receiving(500, 404, 503) as receiver:
        seed(cloud, url=receiver.url)
        assert deliveries(cloud.world)[0]["state"] == "Waiting"
        assert len(receiver.received) == 1
        cloud.world.advance(0.9)
        assert len(receiver.received) == 1
        moves = cloud.world.advance(60)
    assert [(move["state"], move["reason"]) for move in moves] == [
        ("Waiting", "answered 404"),
        ("Waiting", "answered 503"),
        ("Delivered", None),
    ]
    (delivery,) = deliveries(cloud.world)
    assert [(tried["at"][14:19], tried["status"]) for tried in delivery["tries"]] == [
        ("00:00", 500),
        ("00:01", 404),
        ("00:03", 503),
        ("00:07", 200),
    ]
    assert {came.body for came in receiver.received} == {delivery["body"]}


@pytest.mark.parametrize("mode", ["instant", "step", "real"])
def test_a_try_leaves_behind_the_answer_in_every_mode(cloud: ScormCloudClient, mode: str) -> None:
    with receiving() as receiver:
        cloud.world.settings(job_mode=mode)
        seed(cloud, url=receiver.url)
        cloud.call("DELETE", "/registrations/R1/progress")
        cloud.world.advance(0)
        assert len(receiver.received) == 2


def test_after_seventy_tries_it_is_given_up(cloud: ScormCloudClient) -> None:
    with receiving(*[500] * 100) as receiver:
        seed(cloud, url=receiver.url)
        cloud.world.advance(2 * 86_400)
    (delivery,) = deliveries(cloud.world)
    assert (delivery["state"], len(delivery["tries"]), len(receiver.received)) == ("GivenUp", 70, 70)
    before, last = (datetime.fromisoformat(tried["at"]) for tried in delivery["tries"][-2:])
    assert last - before == timedelta(minutes=15)


def test_a_redirect_counts_as_delivered_and_is_not_followed(cloud: ScormCloudClient) -> None:
    with receiving(302) as receiver:
        seed(cloud, url=receiver.url)
    assert [came.path for came in receiver.received] == ["/back"]
    assert deliveries(cloud.world)[0]["state"] == "Delivered"


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/", "nonsense", "ftp://a/b", "http://\x7f"])
def test_a_url_that_nobody_answers_is_tried_again_with_the_error(cloud: ScormCloudClient, url: str) -> None:
    seed(cloud, url=url)
    (delivery,) = deliveries(cloud.world)
    assert (delivery["state"], len(delivery["tries"]), delivery["tries"][0]["status"]) == ("Waiting", 1, None)
    assert delivery["tries"][0]["error"]


def test_a_registration_without_a_url_is_not_posted(cloud: ScormCloudClient) -> None:
    seed(cloud, userName="jo")
    assert deliveries(cloud.world) == []


def test_the_test_posts_dummy_data_once(cloud: ScormCloudClient) -> None:
    cloud.world.control("PUT", "clock", json={"held": True})
    with receiving(500) as receiver:
        body = {"url": receiver.url, "authType": "FORM", "userName": "jo", "password": "p"}
        response = cloud.call("POST", "/registrations/postBackTest", json=body)
        assert (response.status_code, response.content) == (204, b"")
        cloud.world.advance(3600)
    (came,) = receiver.received
    assert orjson.loads(parse_qs(came.body)["data"][0])["registrationCompletion"] == "COMPLETED"
    assert deliveries(cloud.world)[0]["state"] == "GivenUp"
    response = cloud.call("POST", "/registrations/postBackTest", json={"userName": "jo"})
    assert (response.status_code, response.json()["message"]) == (400, "body.url: is required")


@pytest.fixture
def back() -> Any:
    """A server that takes everything."""
    with receiving() as receiver:
        yield receiver


def test_the_end_of_an_import_is_posted_well_or_not(cloud: ScormCloudClient, back: Receiver) -> None:
    cloud.world.control("PUT", "clock", json={"held": True})
    cloud.upload("C1", postbackUrl=back.url)
    cloud.upload("C2", b"not a zip", postbackUrl=back.url)
    cloud.world.advance(0)
    came = {orjson.loads(each.body)["jobId"]: orjson.loads(each.body) for each in back.received}
    assert came == {job_id: cloud.job(job_id) for job_id in ("EMULATOR01C1", "EMULATOR01C2")}
    assert [job["status"] for job in came.values()] == ["COMPLETE", "ERROR"]
    assert {each.headers["content-type"] for each in back.received} == {"application/json"}


def test_an_import_that_a_deletion_ends_is_posted(cloud: ScormCloudClient, back: Receiver) -> None:
    cloud.new_course("C1")
    cloud.world.settings(job_mode="step")
    cloud.upload("C1", mayCreateNewVersion="true", postbackUrl=back.url)
    cloud.call("DELETE", "/courses/C1")
    cloud.world.advance(0)
    assert [orjson.loads(each.body)["status"] for each in back.received] == ["ERROR"]


def test_deliveries_are_listed_behind_a_number(cloud: ScormCloudClient, back: Receiver) -> None:
    for _ in range(3):
        cloud.call("POST", "/registrations/postBackTest", json={"url": back.url})
    assert [delivery["number"] for delivery in deliveries(cloud.world, after=1)] == [2, 3]
    assert [delivery["number"] for delivery in deliveries(cloud.world, limit=2)] == [2, 3]
