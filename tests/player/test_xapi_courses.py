"""Courses that speak xAPI, as their units and somebody hostile call them; what statements come to in the attempt."""

from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit
from uuid import NAMESPACE_URL, uuid5

import httpx
import orjson
import pytest

from tests.courseware.cmi5_packages import au, course_of
from tests.lrs.calling import REGISTRATION, VERB, Lrs, refusal, statement
from tests.player.test_serving import Player
from tests.receiving import receiving
from tests.refusals import page_refusal, player_refusal
from tests.vendors.litmos.calling import LitmosClient
from tests.vendors.litmos.pages.test_single_sign_on import get, give_course, key_of, launches_on
from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.vendors.scormcloud.imports.test_imports import upload_file
from tests.world import World

MOON = "https://lms-emulator.example/tincan/phases-of-the-moon"
LOOK = "https://lms-emulator.example/cmi5/clouds/look"
CONTEXT = "https://w3id.org/xapi/cmi5/context/"
PROGRESS = "https://w3id.org/xapi/cmi5/result/extensions/progress"


class Unit:
    """A unit as a browser opens it: it has nothing but its address."""

    def __init__(self, client: httpx.Client, page: str, sco: str) -> None:
        self.client, self.page = client, page
        response = client.post(f"{page}/start", json={"sco": sco})
        assert response.status_code == 200, response.text
        self.begun = response.json()
        self.address = urljoin(page.replace("/launch/", "/content/") + "/", self.begun["href"])
        self.given = {name: values[0] for name, values in parse_qs(urlsplit(self.address).query).items()}
        self.auth = self.given.get("auth", "")
        self.template: dict[str, Any] = {}

    def ask(self, method: str, resource: str, **options: Any) -> httpx.Response:
        """A call at the LRS."""
        headers = {"X-Experience-API-Version": "1.0.3", "Authorization": self.auth}
        return self.client.request(method, f"{self.given['endpoint']}{resource}", headers=headers, **options)

    def begin(self) -> "Unit":
        """What a unit of cmi5 does before its first statement."""
        self.auth = f"Basic {self.client.post(self.given['fetch']).json()['auth-token']}"
        place = {name: self.given[name] for name in ("activityId", "registration")} | {"agent": self.given["actor"]}
        found = self.ask("GET", "activities/state", params={**place, "stateId": "LMS.LaunchData"})
        self.template = found.json()["contextTemplate"]
        params = {"agent": self.given["actor"], "profileId": "cmi5LearnerPreferences"}
        assert refusal(self.ask("GET", "agents/profile", params=params), 404) == "there is no such document"
        response = self.say("initialized")
        assert response.status_code == 200, response.text
        return self

    def say(self, verb: str, *categories: str, **result: Any) -> httpx.Response:
        """A statement about the activity of the launch."""
        context = orjson.loads(orjson.dumps(self.template))
        context["registration"] = self.given["registration"]
        sent = statement(
            actor=orjson.loads(self.given["actor"]),
            verb={"id": f"{VERB}{verb}"},
            object={"id": self.given.get("activityId") or self.given["activity_id"]},
            timestamp="2030-01-01T00:00:00Z",
            context=context,
            result=result or None,
        )
        if self.template:
            sent["id"] = _id(verb, self.given["fetch"])
            kinds, context = ["cmi5", *categories], sent["context"]
            context["contextActivities"]["category"] = [{"id": f"{CONTEXT}categories/{kind}"} for kind in kinds]
            context["extensions"][f"{CONTEXT}extensions/masteryscore"] = 0.5
        return self.ask("POST", "statements", json=sent)


def _id(verb: str, launch: str) -> str:
    """A statement's id: one for each verb of a launch."""
    return str(uuid5(NAMESPACE_URL, f"{verb} {launch}"))


@pytest.fixture
def cloud(world: World) -> ScormCloudClient:
    """SCORM Cloud with imports that end at once."""
    world.settings(job_mode="instant")
    return ScormCloudClient(world)


def opened(cloud: ScormCloudClient, sample: str, sco: str, **options: Any) -> Unit:
    """The only unit of a sample, opened for R1."""
    if cloud.call("GET", "/courses/C1").status_code == 404:
        cloud.new_course("C1", sample)
        cloud.register("R1", xapiRegistrationId=REGISTRATION)
    return Unit(cloud.world.client, Player(cloud, **options).url, sco)


def moon(cloud: ScormCloudClient, **options: Any) -> Unit:
    return opened(cloud, "tincan-minimal.zip", MOON, **options)


def look(cloud: ScormCloudClient, **options: Any) -> Unit:
    return opened(cloud, "cmi5-minimal.zip", LOOK, **options)


def state(cloud: ScormCloudClient) -> tuple[str, str, Any]:
    seen = cloud.get("/registrations/R1")
    return seen["registrationCompletion"], seen["registrationSuccess"], seen.get("score")


def test_a_tin_can_course_gets_its_parameters_behind_its_own_address(cloud: ScormCloudClient) -> None:
    unit = moon(cloud)
    assert urlsplit(unit.address).path.endswith("/index.html")
    assert set(unit.given) == {"endpoint", "auth", "actor", "registration", "activity_id"}
    assert unit.given["endpoint"] == f"{cloud.world.root}/lrs/EMULATOR01/"
    assert (unit.given["registration"], unit.given["activity_id"]) == (REGISTRATION, MOON)
    assert cloud.world.client.get(unit.address).status_code == 200


def test_what_a_tin_can_course_says_of_itself_is_its_progress(cloud: ScormCloudClient) -> None:
    unit = moon(cloud)
    assert state(cloud) == ("INCOMPLETE", "UNKNOWN", None)
    unit.say("progressed", extensions={PROGRESS: 25})
    assert cloud.get("/registrations/R1")["registrationCompletionAmount"] == 0.25
    unit.say("failed", score={"scaled": 0.25})
    assert state(cloud) == ("INCOMPLETE", "FAILED", {"scaled": 25.0})
    unit.say("passed", score={"raw": 15, "min": 0, "max": 20, "scaled": 0.75}, completion=True)
    assert state(cloud) == ("COMPLETED", "PASSED", {"scaled": 75.0})


def test_what_is_said_of_something_else_or_in_no_registration_is_no_progress(cloud: ScormCloudClient) -> None:
    moon(cloud)
    done = {"verb": {"id": f"{VERB}completed"}, "result": {"completion": True, "score": {"scaled": 1}}}
    lrs, here = Lrs(cloud.world), {"registration": REGISTRATION}
    lrs.post(statement(object={"id": MOON}, **done))
    lrs.post(statement(object={"id": f"{MOON}/page"}, context=here, **done))
    lrs.post(statement(object={"objectType": "Agent", "mbox": "mailto:a@b.example"}, context=here, **done))
    elsewhere = {"registration": "00000000-0000-4000-8000-000000000000"}
    lrs.post(statement(object={"id": MOON}, context=elsewhere, **done))
    assert state(cloud) == ("INCOMPLETE", "UNKNOWN", None)
    lrs.post(statement(object={"id": MOON}, context={"registration": REGISTRATION.upper()}, **done))
    assert state(cloud) == ("COMPLETED", "UNKNOWN", {"scaled": 100.0})


def test_odd_numbers_in_statements_break_no_registration(cloud: ScormCloudClient) -> None:
    unit = moon(cloud)
    unit.say("passed", score={"raw": 1e308, "min": -1e308, "max": 1e308}, duration="P999999999999Y")
    unit.say("terminated", duration="P999999999999Y", extensions={PROGRESS: 1e308})
    unit.say("progressed", extensions={PROGRESS: {"a": []}})
    assert state(cloud)[1] == "PASSED"


def test_what_is_said_of_a_cmi5_course_counts_from_its_session_alone(cloud: ScormCloudClient) -> None:
    unit = look(cloud).begin()
    sent = statement(
        verb={"id": f"{VERB}passed"},
        object={"id": unit.given["activityId"]},
        result={"success": True, "completion": True},
        context={"registration": REGISTRATION},
    )
    Lrs(cloud.world).post(sent)
    assert state(cloud) == ("INCOMPLETE", "UNKNOWN", None)
    assert unit.say("completed", "moveon", completion=True, duration="PT1S").status_code == 200
    assert unit.say("passed", "moveon", success=True, duration="PT1S", score={"scaled": 0.75}).status_code == 200
    assert state(cloud) == ("COMPLETED", "PASSED", {"scaled": 75.0})


def test_the_rules_of_cmi5_are_those_of_the_package(cloud: ScormCloudClient) -> None:
    unit = look(cloud).begin()
    refused = unit.say("passed", "moveon", success=True, duration="PT1S", score={"scaled": 0.25})
    assert (
        refusal(refused, 403) == "cmi5 9.3: the scaled score and the masteryScore must agree with the verb"
    )  # its masteryScore is 0.5
    assert state(cloud) == ("INCOMPLETE", "UNKNOWN", None)


def test_an_activity_of_cmi5_keeps_its_id_and_its_registration_over_launches(cloud: ScormCloudClient) -> None:
    first, second = look(cloud), look(cloud)
    for name in ("activityId", "registration", "actor"):
        assert first.given[name] == second.given[name]
    assert first.given["activityId"] != LOOK
    assert first.given["fetch"] != second.given["fetch"]
    first.auth = f"Basic {first.client.post(first.given['fetch']).json()['auth-token']}"
    assert refusal(first.say("initialized"), 403) == "the session was abandoned: it may send nothing more", (
        "its session was abandoned"
    )


def test_a_launch_is_over_when_its_unit_terminates_and_a_beat_does_not_reopen_it(cloud: ScormCloudClient) -> None:
    unit = look(cloud).begin()
    unit.say("terminated", duration="PT5S")
    (launch,) = cloud.get("/registrations/R1/launchHistory")["launchHistory"]
    assert launch["exitTime"] is not None
    updated = cloud.get("/registrations/R1")["updated"]
    beat = {"sco": LOOK, "session": 1, "sequence": 1, "values": {}, "seconds": 12.0}
    answer = unit.client.post(f"{unit.page}/commit", json=beat).json()
    assert (answer["over"], answer["kept"]) == (True, False)
    unit.client.post(f"{unit.page}/commit", json={**beat, "sequence": 2, "ended": "left"})
    seen = cloud.get("/registrations/R1")
    assert (seen["totalSecondsTracked"], seen["updated"] >= updated) == (12.0, True)


def test_a_registration_is_posted_to_whom_it_concerns_when_its_unit_terminates(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1", "cmi5-minimal.zip")
    with receiving() as back:
        cloud.register("R1", postBack={"url": back.url, "authType": "HTTPBASIC", "resultsFormat": "COURSE"})
        unit = look(cloud).begin()
        unit.say("completed", "moveon", completion=True, duration="PT1S")
        unit.say("passed", "moveon", success=True, duration="PT1S", score={"scaled": 1})
        cloud.world.advance(0)  # runs what is due
        assert back.received == []
        unit.say("terminated", duration="PT5S")
        cloud.world.advance(0)
        (posted,) = back.received
        assert orjson.loads(posted.body) == cloud.get("/registrations/R1")
        beat = {"sco": LOOK, "session": 1, "sequence": 1, "values": {}, "seconds": 12.0}
        unit.client.post(f"{unit.page}/commit", json=beat)
        cloud.world.advance(0)
        assert len(back.received) == 1


def test_two_courses_that_were_given_one_registration_are_launched_one_after_the_other(cloud: ScormCloudClient) -> None:
    first = look(cloud)
    cloud.upload("C2", course_of(au("one"), au("two")))
    cloud.register("R2", "C2", xapiRegistrationId=REGISTRATION)
    link = cloud.call("POST", "/registrations/R2/launchLink", json={"redirectOnExitUrl": "Message"}).json()
    page = cloud.world.host + cloud.world.client.get(link["launchLink"]).headers["location"]
    unit = Unit(cloud.world.client, page, "https://example.com/two").begin()
    unit.say("passed", "moveon", success=True, duration="PT1S", score={"scaled": 1})
    assert cloud.get("/registrations/R2")["registrationSuccess"] == "UNKNOWN"  # the other unit is not passed
    tree = cloud.get("/registrations/R2", includeChildResults=True)["activityDetails"]["children"]
    assert [each["activitySuccess"] for each in tree] == ["UNKNOWN", "PASSED"]
    assert state(cloud) == ("INCOMPLETE", "UNKNOWN", None)
    assert first.client.post(first.given["fetch"]).json()["error-code"] == "2"
    look(cloud).begin()


def test_statements_that_are_refused_are_no_progress(cloud: ScormCloudClient) -> None:
    unit = moon(cloud)
    good = statement(object={"id": MOON}, verb={"id": f"{VERB}passed"}, context={"registration": REGISTRATION})
    assert (
        refusal(unit.ask("POST", "statements", json=[good, {"verb": 1}]), 400)
        == "statement[1].verb: must be an object (verb)"
    )
    assert state(cloud) == ("INCOMPLETE", "UNKNOWN", None)


@pytest.fixture
def litmos(world: World) -> LitmosClient:
    """Litmos with imports that end at once."""
    world.settings(job_mode="instant")
    return LitmosClient(world)


def launched_at_litmos(litmos: LitmosClient, sample: str, sco: str) -> tuple[dict[str, Any], Unit]:
    """A user, and the unit of a sample that they have opened as a module."""
    user = litmos.new_user()
    give_course(litmos, user, "Sailing", litmos.new_module(litmos.world.sample(sample), Name="Clouds"))
    (link,) = launches_on(get(litmos, key_of(litmos, user)))
    page = urljoin(litmos.world.host, get(litmos, link).headers["location"])
    return user, Unit(litmos.world.client, page, sco)


def test_a_vendor_without_an_lrs_has_the_player_s_for_its_courses(litmos: LitmosClient) -> None:
    user, unit = launched_at_litmos(litmos, "cmi5-minimal.zip", LOOK)
    assert unit.given["endpoint"] == f"{unit.page}/lrs/"
    unit.begin()
    unit.say("completed", "moveon", completion=True, duration="PT1S")
    assert "In progress" in get(litmos, key_of(litmos, user)).text
    unit.say("passed", "moveon", success=True, duration="PT1S", score={"scaled": 0.75})
    assert "Completed, score 75" in get(litmos, key_of(litmos, user)).text


def test_the_player_s_lrs_is_open_to_the_course_of_the_launch_alone(litmos: LitmosClient) -> None:
    _, unit = launched_at_litmos(litmos, "tincan-minimal.zip", MOON)
    world = litmos.world
    assert unit.ask("GET", "statements").status_code == 200
    assert unit.ask("GET", "about").status_code == 200
    assert (
        refusal(unit.ask("GET", "nothing"), 404)
        == "no resource of an LRS; those are statements, activities/state, activities/profile, agents/profile, activities, agents, about"
    )
    cloud = ScormCloudClient(world)
    other = moon(cloud)
    for auth in ("", other.auth, "Basic RU1VTEFUT1IwMTplbXVsYXRvci1zZWNyZXQ="):
        unit.auth, kept = auth, unit.auth
        assert (
            refusal(unit.ask("GET", "statements"), 401)
            == "only the course that this was launched for may call, with the token that it was given"
        )
        unit.auth = kept
    unit.given["endpoint"] = f"{world.root}/launch/no-such-key/lrs/"
    assert refusal(unit.ask("GET", "statements"), 404) == "This link leads nowhere"


HOSTILE = {
    b"": "progress: Field required",
    b"{}": "progress: Field required",
    b"[]": "the message is no JSON object",
    b"NaN": "the body is no JSON: ",
    b'{"progress":2}': "progress: Input should be less than or equal to 1",
    b'{"progress":-1}': "progress: Input should be greater than or equal to 0",
    b'{"progress":"1"}': "progress: Input should be a valid number",
    b'{"progress":1e999}': "the body is no JSON: ",
}


@pytest.mark.parametrize("body", HOSTILE)
def test_a_hostile_word_of_a_media_page_is_refused(cloud: ScormCloudClient, body: bytes) -> None:
    media(cloud)
    player = Player(cloud)
    player.tell("start", {"sco": "media"})
    assert player_refusal(player.tell("media", body), 400).startswith(HOSTILE[body])
    assert state(cloud)[0] == "INCOMPLETE"


def media(cloud: ScormCloudClient) -> None:
    upload_file(cloud, "a.mp4", b"\0\0\0\x18ftypmp42", "video/mp4")
    cloud.register("R1")


def test_a_media_file_is_completed_by_its_page_which_never_takes_back(cloud: ScormCloudClient) -> None:
    media(cloud)
    player = Player(cloud)
    assert player.tell("media", {"progress": 1, "completed": True}).json()["kept"] is False  # it was not begun
    player.tell("start", {"sco": "media"})
    for progress, amount in ((0.5, 0.5), (0.25, 0.5)):
        player.tell("media", {"progress": progress})
        assert cloud.get("/registrations/R1")["registrationCompletionAmount"] == amount
    player.tell("media", {"progress": 1, "completed": True})
    assert player.client.get(f"{player.url}/media").status_code == 200
    player.tell("media", {"progress": 0})
    assert state(cloud) == ("COMPLETED", "UNKNOWN", None)


def test_a_course_that_is_no_media_file_has_no_page_of_one(cloud: ScormCloudClient) -> None:
    page = moon(cloud).page
    assert (
        page_refusal(cloud.world.client.get(f"{page}/media"), 404)
        == "Nothing is here. This address leads to no course."
    )
    answer = cloud.world.client.post(f"{page}/media", json={"progress": 1.0, "completed": True})
    assert (answer.status_code, answer.json()["kept"]) == (200, False)
    assert state(cloud)[0] == "INCOMPLETE"
