"""A course without a browser: found by the ids of its vendor, played by the rules of the player's runs, seen at the vendor."""

from decimal import Decimal
from typing import Any

import httpx
import orjson
import pytest

from tests.receiving import receiving
from tests.refusals import page_refusal
from tests.vendors.litmos.calling import LitmosClient
from tests.vendors.litmos.teams.teaming import add, new_team
from tests.vendors.nexport.calling import ASSIGNMENT, ENROLLMENT, NexportClient
from tests.vendors.scormcloud.calling import MINIMAL, QUIZ, TWO_SCOS, ScormCloudClient
from tests.world import World

ACME = "0a000000-0000-4000-8000-000000000001"
JO = "0c000000-0000-4000-8000-000000000001"
FULL = {"includeChildResults": True, "includeRuntime": True, "includeInteractionsAndObjectives": True}


@pytest.fixture
def cloud(world: World) -> ScormCloudClient:
    """SCORM Cloud, with a registration R1 for the quiz that was never launched."""
    world.settings(job_mode="instant")
    cloud = ScormCloudClient(world)
    ready(cloud, QUIZ)
    return cloud


def ready(cloud: ScormCloudClient, sample: str, registration: str = "R1") -> None:
    cloud.new_course(f"C-{registration}", sample)
    assert cloud.register(registration, f"C-{registration}").status_code == 204


def ask(world: World, method: str, path: str, **options: Any) -> httpx.Response:
    return world.client.request(method, f"{world.root}/_emulator/attempts{path}", **options)


def did(world: World, what: str, body: Any = None, registration: str = "R1", **params: Any) -> dict[str, Any]:
    """Do something in the attempt of a registration, which goes well."""
    options = {} if body is None else {"json": body}
    response = ask(world, "POST", f"/{what}", params={"registration": registration, **params}, **options)
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


def refused(world: World, status: int, what: str, body: Any = None, registration: str = "R1") -> str:
    """Try the same, and be refused: the words."""
    options = {} if body is None else {"json": body}
    response = ask(world, "POST", f"/{what}", params={"registration": registration}, **options)
    assert (response.status_code, list(response.json())) == (status, ["error"]), response.text
    words: str = response.json()["error"]
    return words


def seen(cloud: ScormCloudClient, registration: str = "R1") -> Any:
    return cloud.get(f"/registrations/{registration}", **FULL)


def test_one_call_plays_a_registration_that_was_never_launched(cloud: ScormCloudClient) -> None:
    body = {
        "status": "passed",
        "score": 85,
        "seconds": 120,
        "location": "3",
        "suspend_data": "all read",
        "objectives": [{"id": "tides", "status": "passed", "score": 90}],
        "interactions": [
            {"id": "q1", "response": "b", "correct": "b", "result": "correct", "seconds": 4.5, "weighting": 1},
            {"id": "q2", "type": "numeric", "response": "7", "correct": ["6:8"], "result": "incorrect"},
        ],
        "values": {"cmi.comments": "easy"},
    }
    answer = did(cloud.world, "play", body)
    assert (answer["status"], answer["score"], answer["seconds"], answer["notes"]) == ("passed", 85.0, 120.0, [])
    assert answer["of"]["registration"] == "R1"
    found = seen(cloud)
    assert (found["registrationCompletion"], found["registrationSuccess"]) == ("COMPLETED", "PASSED")
    assert (found["score"], found["totalSecondsTracked"]) == ({"scaled": 85.0}, 120.0)
    runtime = found["activityDetails"]["children"][0]["runtime"]
    assert (runtime["location"], runtime["suspendData"], runtime["totalTime"]) == ("3", "all read", "0000:02:00")
    assert runtime["learnerComments"][0]["value"] == "easy"
    assert [each["result"] for each in runtime["runtimeInteractions"]] == ["correct", "incorrect"]
    assert [each["learnerResponse"] for each in runtime["runtimeInteractions"]] == ["b", "7"]
    assert runtime["runtimeInteractions"][0]["latency"] == "0000:00:04.50"
    assert runtime["runtimeObjectives"][0]["id"] == "tides"
    (launched,) = cloud.get("/registrations/R1/launchHistory")["launchHistory"]
    assert (launched["completionStatus"], launched["successStatus"]) == ("COMPLETED", "PASSED")
    assert launched["totalSecondsTracked"] == 120.0


def test_a_score_with_bounds_of_its_own_is_kept_with_them(cloud: ScormCloudClient) -> None:
    did(cloud.world, "play", {"status": "passed", "score": {"raw": 15, "min": 10, "max": 20}})
    runtime = seen(cloud)["activityDetails"]["children"][0]["runtime"]
    assert [runtime[name] for name in ("scoreRaw", "scoreMin", "scoreMax")] == ["15", "10", "20"]


def test_a_parameter_that_an_attempt_is_not_found_by_is_refused_with_those_that_there_are(world: World) -> None:
    refused = ask(world, "GET", "", params={"registation": "R1"})
    assert refused.status_code == 400
    assert refused.json()["error"].startswith("registation is no parameter here; ")
    assert "course, " in refused.json()["error"]


def test_the_clock_of_the_sandbox_says_when(cloud: ScormCloudClient) -> None:
    cloud.world.control("PUT", "clock", json={"now": "2031-05-06T07:08:09Z", "held": True})
    did(cloud.world, "play", {"status": "completed", "seconds": 60})
    found = seen(cloud)
    assert (found["firstAccessDate"], found["completedDate"]) == ("2031-05-06T07:08:09Z", "2031-05-06T07:08:09Z")


def test_a_postback_is_posted_once_when_the_course_is_over(cloud: ScormCloudClient) -> None:
    cloud.world.settings(job_mode="real")
    with receiving() as receiver:
        post_back = {"url": receiver.url, "authType": "HTTPBASIC", "userName": "u", "password": "p"}
        assert cloud.register("R2", "C-R1", postBack=post_back).status_code == 204
        did(cloud.world, "launch", registration="R2")
        did(cloud.world, "score", {"score": 70}, registration="R2")
        assert receiver.received == []
        did(cloud.world, "pass", registration="R2")
        did(cloud.world, "exit", registration="R2")
        cloud.world.advance(60)
        (posted,) = receiver.received
    assert orjson.loads(posted.body)["registrationSuccess"] == "PASSED"


def test_every_sco_is_played_if_none_is_named_and_their_time_is_shared(cloud: ScormCloudClient) -> None:
    ready(cloud, TWO_SCOS, "R2")
    answer = did(cloud.world, "play", {"status": "passed", "score": 70, "seconds": 90}, "R2")
    assert [each["sco"] for each in answer["played"]] == ["lesson", "check"]
    found = seen(cloud, "R2")
    assert (found["registrationSuccess"], found["score"]) == ("PASSED", {"scaled": 70.0})
    assert found["totalSecondsTracked"] == 90.0
    runtime = found["activityDetails"]["children"][0]["children"][0]["runtime"]
    assert (runtime["completionStatus"], runtime["totalTime"]) == ("completed", "0000:00:45")


def test_one_sco_of_two_is_played_and_then_the_one_that_is_left(cloud: ScormCloudClient) -> None:
    ready(cloud, TWO_SCOS, "R2")
    first = did(cloud.world, "play", {"sco": "check", "status": "passed", "score": 90}, "R2")
    assert (first["status"], first["completion"]) == ("incomplete", "incomplete")
    assert first["notes"]
    second = did(cloud.world, "play", {"status": "completed"}, "R2")
    assert [each["sco"] for each in second["played"]] == ["lesson"]
    assert second["completion"] == "completed"


def test_what_only_one_sco_can_have_needs_its_name(cloud: ScormCloudClient) -> None:
    ready(cloud, TWO_SCOS, "R2")
    words = refused(cloud.world, 400, "play", {"status": "passed", "location": "2"}, "R2")
    assert "lesson, check" in words
    assert did(cloud.world, "play", {"status": "passed", "location": "2", "sco": "lesson"}, "R2")["played"]


CMI5 = "cmi5-minimal.zip"


@pytest.mark.parametrize("sample", [QUIZ, TWO_SCOS, "aicc-minimal.zip", CMI5, "tincan-minimal.zip"])
@pytest.mark.parametrize(
    ("status", "score", "expected"),
    [
        ("passed", 90, ("COMPLETED", "PASSED")),
        ("failed", 40, ("COMPLETED", "FAILED")),
        ("completed", 90, ("COMPLETED", None)),
    ],
)
def test_the_same_words_work_for_every_standard(
    cloud: ScormCloudClient, sample: str, status: str, score: int, expected: tuple[str, str | None]
) -> None:
    ready(cloud, sample, "R2")
    did(cloud.world, "play", {"status": status, "score": score, "seconds": 30}, "R2")
    found = seen(cloud, "R2")
    by_move_on = "INCOMPLETE" if sample == CMI5 and status != "passed" else expected[0]
    assert found["registrationCompletion"] == by_move_on
    assert expected[1] in (None, found["registrationSuccess"])
    assert (found["score"], found["totalSecondsTracked"]) == ({"scaled": float(score)}, 30.0)


@pytest.mark.parametrize("sample", [QUIZ, TWO_SCOS, "aicc-minimal.zip", CMI5, "tincan-minimal.zip"])
def test_what_is_left_incomplete_goes_on_later_in_every_standard(cloud: ScormCloudClient, sample: str) -> None:
    ready(cloud, sample, "R2")
    did(cloud.world, "play", {"status": "incomplete", "seconds": 30}, "R2")
    found = seen(cloud, "R2")
    assert (found["registrationCompletion"], found["registrationSuccess"]) == ("INCOMPLETE", "UNKNOWN")
    assert did(cloud.world, "play", {"status": "passed", "score": 90, "seconds": 30}, "R2")["seconds"] == 60.0
    assert seen(cloud, "R2")["registrationSuccess"] == "PASSED"


def test_a_passing_score_of_the_course_wins_over_what_its_sco_says_and_a_note_tells(cloud: ScormCloudClient) -> None:
    ready(cloud, TWO_SCOS, "R2")
    answer = did(cloud.world, "play", {"status": "passed", "score": 40}, "R2")
    assert (answer["status"], len(answer["notes"])) == ("failed", 1)
    assert seen(cloud, "R2")["registrationSuccess"] == "FAILED"


def test_a_run_goes_on_from_call_to_call_until_it_ends(cloud: ScormCloudClient) -> None:
    world = cloud.world
    attempt = did(world, "launch")["attempt"]
    values = {"values": {"cmi.suspend_data": "page 2", "cmi.core.lesson_location": "2"}, "seconds": 30}
    assert ask(world, "POST", f"/{attempt}/values", json=values).status_code == 200
    assert ask(world, "POST", f"/{attempt}/suspend", json={"seconds": 50}).json()["suspended"] is True
    document = ask(world, "GET", f"/{attempt}").json()
    (sco,) = document["scos"]
    assert (sco["running"], sco["seconds"], len(sco["history"])) == (False, 50.0, 1)
    again = did(world, "launch")["played"][0]
    assert (again["run"], again["values"]["cmi.core.entry"]) == (2, "resume")
    assert again["values"]["cmi.suspend_data"] == "page 2"
    did(world, "complete", {"seconds": 10})
    assert did(world, "exit")["seconds"] == 60.0
    assert document["activities"]["children"][0]["status"] == "incomplete"
    assert ask(world, "GET", f"/{attempt}").json()["activities"]["children"][0]["status"] == "completed"


def test_a_second_run_after_an_end_begins_anew_in_scorm_2004(cloud: ScormCloudClient) -> None:
    ready(cloud, TWO_SCOS, "R2")
    did(cloud.world, "play", {"sco": "lesson", "status": "completed", "location": "9"}, "R2")
    played = did(cloud.world, "launch", {"sco": "lesson"}, "R2")["played"][0]
    assert played["values"]["cmi.entry"] == "ab-initio"
    assert "cmi.location" not in played["values"]


def test_what_the_data_model_forbids_is_refused_element_by_element_and_nothing_is_kept(
    cloud: ScormCloudClient,
) -> None:
    values = {"cmi.core.score.raw": "101", "cmi.core.student_name": "X", "cmi.core.nonsense": "1", "cmi.comments": "ok"}
    words = refused(cloud.world, 400, "values", {"values": values})
    for part in ("cmi.core.score.raw", "405", "cmi.core.student_name", "403", "cmi.core.nonsense", "401"):
        assert part in words
    assert "cmi.comments" not in words
    (listed,) = ask(cloud.world, "GET", "", params={"registration": "R1"}).json()["attempts"]
    assert (listed["attempt"], listed["status"]) == (None, "not attempted")


@pytest.mark.parametrize(
    ("status", "what", "body"),
    [
        (400, "play", {"status": "great"}),
        (400, "play", {"score": "many"}),
        (400, "play", {"score": 1e300}),
        (400, "play", {"seconds": -1}),
        (400, "play", {"exit": "logout"}),
        (400, "play", {"sko": "quiz"}),
        (400, "play", []),
        (400, "play", {"interactions": [{}]}),
        (400, "play", {"interactions": [{"id": "q", "description": "1.2 has none"}]}),
        (400, "play", {"interactions": [{"id": "q", "type": "guess"}]}),
        (400, "play", {"location": "x" * 10_000_000}),
        (400, "play", {"values": {"x" * 100_000: "1"}}),
        (400, "values", {}),
        (400, "score", {}),
        (404, "play", {"sco": "nope"}),
        (404, "launch", {"sco": "nope"}),
        (404, "link", {"sco": "nope"}),
        (400, "link", {"mode": "cheat"}),
        (409, "exit", None),
        (409, "suspend", {}),
    ],
)
def test_what_cannot_be_done_is_refused_in_words_that_help(
    cloud: ScormCloudClient, status: int, what: str, body: Any
) -> None:
    assert 10 < len(refused(cloud.world, status, what, body)) < 5000


@pytest.mark.parametrize(
    "body", [b'{"score":NaN}', b'{"location":"\\ud800"}', b'{"values":{"\\ud800":"x"}}', b"{", b"\xff"]
)
def test_a_body_that_is_no_sound_json_answers_400(cloud: ScormCloudClient, body: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    response = ask(cloud.world, "POST", "/play", params={"registration": "R1"}, content=body, headers=headers)
    assert (response.status_code, list(response.json())) == (400, ["error"])


def test_an_attempt_that_is_not_named_or_not_there_or_not_the_only_one_is_refused(cloud: ScormCloudClient) -> None:
    world = cloud.world
    ready(cloud, MINIMAL, "R2")
    for status, path, words in (
        (400, "/play", "by any of"),
        (400, "/play?registratoin=R1", "registratoin"),
        (400, "/play?registration=R1&registration=R2", "once"),
        (400, "/play?vendor=moodle&registration=R1", "vendor"),
        (400, "/attempt-1/play?registration=R1", "registration is no parameter here"),
        (404, "/play?registration=R9", "R9"),
        (404, "/play?vendor=litmos&registration=R1", "R1"),
        (404, "/attempt-99/play", "attempt-99"),
        (409, "/play?learner=L1", "R2"),
    ):
        response = ask(world, "POST", path)
        assert response.status_code == status, path
        assert words in response.json()["error"]


def test_attempts_are_listed_with_whose_they_are_and_narrowed_down(cloud: ScormCloudClient) -> None:
    world = cloud.world
    ready(cloud, MINIMAL, "R2")
    did(world, "play", {"status": "passed"}, "R2")
    both = ask(world, "GET", "").json()["attempts"]
    assert [(each["of"]["registration"], each["status"]) for each in both] == [
        ("R1", "not attempted"),
        ("R2", "passed"),
    ]
    assert (both[1]["vendor"], both[1]["kind"], both[1]["learner"]) == (
        "scormcloud",
        "registration",
        {"id": "L1", "name": "Baba, Jo"},
    )
    assert ask(world, "GET", "", params={"attempt": both[1]["attempt"]}).json()["attempts"] == [both[1]]
    assert ask(world, "GET", "", params={"limit": 1}).json()["attempts"] == both[:1]
    assert ask(world, "GET", "", params={"course": "C-R1", "learner": "L1"}).json()["attempts"] == both[:1]
    for nobody in ({"learner": "L2"}, {"vendor": "nexport"}, {"module": "x"}, {"instance": "7"}):
        assert ask(world, "GET", "", params=nobody).json()["attempts"] == []


def test_an_earlier_instance_is_found_by_its_number(cloud: ScormCloudClient) -> None:
    did(cloud.world, "play", {"status": "failed"})
    assert cloud.call("POST", "/registrations/R1/instances").status_code == 204
    did(cloud.world, "play", {"status": "passed"})
    assert seen(cloud)["registrationSuccess"] == "PASSED"
    first = ask(cloud.world, "GET", "", params={"registration": "R1", "instance": 0}).json()["attempts"][0]
    assert first["status"] == "failed"


def test_an_attempt_comes_into_being_when_it_is_asked_for(cloud: ScormCloudClient) -> None:
    begun = ask(cloud.world, "POST", "", params={"registration": "R1"}).json()
    assert (begun["attempt"], begun["status"], begun["scos"]) == ("attempt-1", "not attempted", [])
    assert ask(cloud.world, "POST", "", params={"registration": "R1"}).json()["attempt"] == begun["attempt"]


def test_a_link_opens_the_attempt_in_the_player_and_leads_back(cloud: ScormCloudClient) -> None:
    back = "https://lms.example.com/back"
    link = did(cloud.world, "link", {"redirect": back, "sco": "quiz", "seconds": 60})["link"]
    page = cloud.world.client.get(link)
    assert (page.status_code, "Tides" in page.text) == (200, True)
    assert cloud.world.client.post(f"{link}/leave", json={}).json()["to"] == back
    late = did(cloud.world, "link", {"seconds": 60, "mode": "review"})["link"]
    cloud.world.advance(61)
    assert (
        page_refusal(cloud.world.client.get(late), 410) == "This link has expired. Ask where you got it for a new one."
    )


def test_a_course_that_was_deleted_is_no_longer_there_to_play(cloud: ScormCloudClient) -> None:
    assert cloud.call("DELETE", "/courses/C-R1").status_code == 204
    refused(cloud.world, 409, "play", {"status": "passed"})  # the registration goes a moment later
    cloud.world.advance(5)
    refused(cloud.world, 404, "play", {"status": "passed"})


def test_a_module_of_litmos_is_played_by_its_user_and_its_result_follows(world: World) -> None:
    world.settings(job_mode="instant")
    litmos = LitmosClient(world)
    user, course, team = litmos.new_user(), litmos.new_course(), new_team(litmos)
    module = litmos.new_module(world.sample(QUIZ), Name="Tides")
    empty = litmos.new_module(Name="Nothing yet")
    links = [{"Id": module["Id"]}, {"Id": empty["Id"]}]
    litmos.call("POST", f"/courses/{course['Id']}/modules/link", json=links)
    add(litmos, team, user)
    litmos.call("POST", f"/teams/{team['Id']}/courses", json=[{"Id": course["Id"]}])
    assert [each["of"] for each in ask(world, "GET", "").json()["attempts"]] == [
        {"user": user["Id"], "module": module["Id"]},
        {"user": user["Id"], "module": empty["Id"]},
    ]
    who = {"user": user["Id"], "module": module["Id"]}
    played = ask(world, "POST", "/play", params=who, json={"status": "passed", "score": 90, "seconds": 60})
    assert (played.status_code, played.json()["status"]) == (200, "passed")
    page = world.client.get(litmos.call("GET", f"/users/{user['Id']}").json()["LoginKey"]).text
    assert "90" in page
    found = ask(world, "GET", "", params={"attempt": played.json()["attempt"]}).json()["attempts"]
    assert [each["of"] for each in found] == [who]
    words = ask(world, "POST", "/play", params={**who, "module": empty["Id"]}, json={})
    assert (words.status_code, "no content yet" in words.json()["error"]) == (409, True)


def nexport_section(*samples: str) -> dict[str, Any]:
    ids = (ASSIGNMENT, "a0000000-0000-4000-8000-000000000002")
    assignments = [
        {"name": sample, "id": identifier, "sample": sample} for sample, identifier in zip(samples, ids, strict=False)
    ]
    return {
        "nexport": {
            "organizations": [{"name": "Acme", "id": ACME}],
            "users": [{"login": "jo", "id": JO, "first_name": "Jo", "last_name": "Baba"}],
            "sections": [
                {
                    "name": "Safety",
                    "organization": "Acme",
                    "assignments": assignments,
                    "enrollments": [{"user": "jo", "id": ENROLLMENT}],
                }
            ],
        }
    }


def test_an_assignment_of_nexport_is_played_read_as_cmi_data_and_moves_its_enrollment(world: World) -> None:
    world.seed(nexport_section(QUIZ, MINIMAL))
    nexport = NexportClient(world)
    who = {"enrollment": ENROLLMENT.upper(), "assignment": ASSIGNMENT}
    body = {"status": "passed", "score": 85}
    assert ask(world, "POST", "/play", params=who, json=body).json()["status"] == "passed"
    assert nexport.values("cmi.core.lesson_status", "cmi.core.score.raw") == ["passed", "85"]

    def enrollment() -> tuple[Any, ...]:
        answer = nexport.call("GET", "/LearningApi/GetSectionEnrollments", params={"org_id": ACME}).json()
        (found,) = answer
        return found["phase"], found.get("result"), found["percent_assignments_complete"]

    assert enrollment() == (1, None, 50)
    (other,) = [each for each in ask(world, "GET", "").json()["attempts"] if each["attempt"] is None]
    status = {"assignment_status": other["of"]["assignment_status"]}
    ask(world, "POST", "/play", params=status, json={"status": "failed"})
    assert enrollment() == (2, 1, 100)


def test_a_link_opens_the_assignment_of_an_enrollment(world: World) -> None:
    world.seed(nexport_section(QUIZ))
    link = ask(world, "POST", "/link", params={"enrollment": ENROLLMENT}).json()["link"]
    started = world.client.post(f"{link}/start", json={"sco": "quiz"}).json()
    values = {"cmi.core.lesson_status": "completed"}
    body = {"sco": "quiz", "session": started["session"], "sequence": 1, "values": values, "ended": "terminated"}
    assert world.client.post(f"{link}/commit", json=body).json()["status"] == "completed"
    assert NexportClient(world).values("cmi.core.lesson_status") == ["completed"]


def test_an_assignment_without_a_package_is_listed_but_cannot_be_played(world: World) -> None:
    document = nexport_section(QUIZ)
    document["nexport"]["sections"][0]["assignments"] = [{"name": "Fire", "version": "1.2", "scos": [{"id": "s"}]}]
    world.seed(document)
    assert len(ask(world, "GET", "").json()["attempts"]) == 1
    response = ask(world, "POST", "/play", params={"enrollment": ENROLLMENT}, json={})
    assert (response.status_code, "sample" in response.json()["error"]) == (409, True)


@pytest.mark.parametrize("seconds", [60, 0.1, 100, 7.77, 1e-3])
def test_the_seconds_of_a_play_read_back_as_they_were_given(cloud: ScormCloudClient, seconds: float) -> None:
    cloud.new_course("C2", "scorm2004-two-scos.zip")
    cloud.register("R2", "C2")
    for times in range(1, 4):
        expected = float(Decimal(str(seconds)) * times)
        assert did(cloud.world, "play", {"status": "passed", "seconds": seconds}, "R2")["seconds"] == expected
        assert cloud.get("/registrations/R2")["totalSecondsTracked"] == expected


def test_a_result_that_the_vendor_was_told_or_seeded_with_counts_in_the_list(world: World) -> None:
    litmos = LitmosClient(world)
    user, module, course = litmos.new_user(), litmos.new_module(), litmos.new_course()
    litmos.call("POST", f"/courses/{course['Id']}/modules/link", json=[{"Id": module["Id"]}])
    litmos.call("POST", f"/users/{user['Id']}/courses", json=[{"Id": course["Id"]}])
    told = {"CourseId": course["Id"], "UserId": user["Id"], "Score": 90, "Completed": True}
    assert litmos.call("PUT", f"/results/modules/{module['Id']}", json=told).status_code == 200
    cmi = {"cmi.core.lesson_status": "passed", "cmi.core.score.raw": "85"}
    person = {"login": "ann", "first_name": "Ann", "last_name": "Lee", "organization": "Acme"}
    scos = [{"id": name, "title": name} for name in ("exits", "alarms")]
    enrollment = {"user": "ann", "statuses": [{"assignment": "Fire", "scos": [{"id": "exits", "cmi": cmi}]}]}
    section = {
        "name": "Safety",
        "organization": "Acme",
        "assignments": [{"name": "Fire", "version": "1.2", "scos": scos}],
        "enrollments": [enrollment],
    }
    seed = {"nexport": {"organizations": [{"name": "Acme"}], "users": [person], "sections": [section]}}
    world.control("POST", "seed", json=seed)
    found = {each["vendor"]: (each["status"], each["score"]) for each in world.control("GET", "attempts")["attempts"]}
    assert found == {"litmos": ("completed", 90.0), "nexport": ("incomplete", 85.0)}
    enrollment["statuses"][0]["scos"].append({"id": "alarms", "cmi": cmi})  # type: ignore[index]
    world.control("POST", "reset")
    world.control("POST", "seed", json=seed)
    (attempt,) = world.control("GET", "attempts")["attempts"]
    assert (attempt["status"], attempt["score"]) == ("passed", 85.0)
    whole = world.control("GET", f"attempts/{attempt['attempt']}")
    assert (whole["status"], whole["scos"][0]["started"][-1]) == ("passed", "Z")
