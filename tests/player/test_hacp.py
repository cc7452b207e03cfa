"""HACP, as a unit of AICC speaks it: what it is told, what is kept of what it says, and what is refused."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from tests.refusals import page_refusal
from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.world import World

AICC = "aicc-minimal.zip"
FULL = {"includeChildResults": True, "includeRuntime": True, "includeInteractionsAndObjectives": True}


class Unit:
    """The unit of the sample in a launch of registration R1."""

    def __init__(self, cloud: ScormCloudClient, **link: Any) -> None:
        self.cloud = cloud
        self.world = cloud.world
        if cloud.call("GET", "/courses/C1").status_code == 404:
            cloud.new_course("C1", AICC)
            cloud.register("R1")
        attempt = self.world.control("POST", "attempts/link", params={"registration": "R1"}, json=link)
        self.launch = attempt["link"]
        activity = self.world.control("GET", f"attempts/{attempt['attempt']}")["activities"]
        while not activity["launchable"]:
            activity = activity["children"][0]
        self.sco = activity["id"]
        self.begin()

    def begin(self) -> None:
        """Begin a run, as the player's page does."""
        self.started = self.world.client.post(f"{self.launch}/start", json={"sco": self.sco}).json()
        query = parse_qs(urlsplit(self.started["href"]).query)
        (self.url,), (self.sid,) = query["AICC_URL"], query["AICC_SID"]

    def say(self, command: str, data: str | None = None, **fields: str) -> str:
        """A command; the answer's text."""
        form = {"command": command, "version": "4.0", "session_id": self.sid, **fields}
        response = self.world.client.post(self.url, data=form if data is None else {**form, "aicc_data": data})
        assert response.status_code == 200
        assert response.headers["content-type"].startswith("text/plain")
        assert "\r\n" in response.text
        return response.text

    def put(self, *lines: str, command: str = "PutParam") -> None:
        """A command that goes well."""
        assert self.say(command, "\r\n".join(lines)).startswith("error=0\r\nerror_text=Successful\r\nversion=4.0\r\n")

    def groups(self) -> dict[str, dict[str, str]]:
        """What GetParam tells, by group and name."""
        text = self.say("GetParam")
        assert text.startswith("error=0\r\nerror_text=Successful\r\nversion=4.0\r\naicc_data=[Core]\r\n")
        found: dict[str, dict[str, str]] = {}
        group = ""
        for line in text.partition("aicc_data=")[2].split("\r\n"):
            if line.startswith("["):
                group = line.strip("[]").lower()
                found[group] = {}
            elif line:
                name, _, value = line.partition("=")
                found[group][name.lower()] = value
        return found

    def values(self) -> Any:
        """The data of the unit, by the names of SCORM 1.2."""
        (row,) = self.world.control("GET", "attempts", params={"registration": "R1"})["attempts"]
        (sco,) = self.world.control("GET", f"attempts/{row['attempt']}")["scos"]
        return sco["values"]


@pytest.fixture
def unit(world: World) -> Unit:
    world.settings(job_mode="instant")
    return Unit(ScormCloudClient(world))


def test_a_unit_is_told_who_learns_and_how_it_begins(unit: Unit) -> None:
    core = unit.groups()["core"]
    assert (core["student_id"], core["student_name"], core["credit"]) == ("L1", "Baba, Jo", "C")
    assert (core["lesson_status"], core["lesson_mode"], core["time"]) == ("N,A", "normal", "00:00:00.00")
    assert {"core_lesson", "core_vendor", "student_data", "objectives_status"} <= set(unit.groups())
    assert unit.groups()["student_data"]["mastery_score"]


def test_what_a_unit_puts_comes_back_through_the_vendor(unit: Unit) -> None:
    unit.put(
        "[CORE]",
        "lesson_location = p2",
        "Lesson_Status=passed",
        "Score=85,100,0",
        "Time=00:01:05",
        "[Core_Lesson]",
        "free=text",
        "[not a group of AICC]",
        "more",
        "",
        "[Objectives_Status]",
        "J_ID.1=knots",
        "J_Score.1=70",
        "J_Status.1=P",
        "[Comments]",
        "fine",
    )
    unit.put(command="ExitAU")
    found = unit.cloud.get("/registrations/R1", **FULL)
    assert (found["registrationCompletion"], found["registrationSuccess"]) == ("COMPLETED", "PASSED")
    assert found["score"] == {"scaled": 85.0}
    runtime = found["activityDetails"]["children"][0]["runtime"]
    assert (runtime["location"], runtime["totalTime"]) == ("p2", "0000:01:05")
    assert runtime["suspendData"] == "free=text\n[not a group of AICC]\nmore"
    assert runtime["runtimeObjectives"][0]["id"] == "knots"
    assert unit.values()["cmi.comments"] == "fine"


@pytest.mark.parametrize(
    ("text", "status", "left"),
    [
        ("P", "passed", None),
        ("completed", "completed", None),
        ("FAILED", "failed", None),
        ("i,S", "incomplete", "suspend"),
        ("Incomplete,Suspend", "incomplete", "suspend"),
        ("b , time-out", "browsed", "time-out"),
        ("c,L", "completed", "logout"),
        ("c,N", "completed", None),
    ],
)
def test_statuses_and_exits_are_known_by_their_first_letter(
    unit: Unit, text: str, status: str, left: str | None
) -> None:
    unit.put("[Core]", f"Lesson_Status={text}")
    values = unit.values()
    assert (values["cmi.core.lesson_status"], values.get("cmi.core.exit")) == (status, left)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("85", ("85", None, None)),
        ("85,100", ("85", "100", None)),
        ("40, 50, 10", ("40", "50", "10")),
        ("850,1000,0", ("85", "100", "0")),
        ("85.5", ("85.5", None, None)),
        ("", (None, None, None)),
        (",100", (None, None, None)),
        ("many", (None, None, None)),
        ("1e999999999", (None, None, None)),
    ],
)
def test_a_score_is_raw_then_most_then_least(unit: Unit, text: str, numbers: tuple[str | None, ...]) -> None:
    unit.put("[Core]", f"Score={text}")
    assert tuple(unit.values().get(f"cmi.core.score.{name}") for name in ("raw", "max", "min")) == numbers


def test_a_suspended_unit_goes_on_with_what_it_left_and_its_time_adds_up(unit: Unit) -> None:
    unit.put("[Core]", "Lesson_Status=I,S", "Lesson_Location=4", "Time=00:00:30", "[Core_Lesson]", "a=1")
    unit.put("[Core]", "Time=00:01:00")
    unit.put(command="ExitAU")
    unit.begin()
    core = unit.groups()["core"]
    assert (core["lesson_status"], core["lesson_location"], core["time"]) == ("I,R", "4", "00:01:00.00")
    assert unit.groups()["core_lesson"] == {"a": "1"}
    unit.put("[Core]", "Lesson_Status=C", "Time=0:0:30")
    assert unit.groups()["core"]["time"] == "00:01:30.00"


def test_interactions_objectives_and_comments_come_as_tables(unit: Unit) -> None:
    unit.put(
        '"Course_ID","Student_ID","Lesson_ID","Date","Time","Interaction_ID","Objective_ID","Type_Interaction",'
        '"Correct_Response","Student_Response","Result","Weighting","Latency"',
        '"C","L1","U","2026/01/01","10:00:00","q1","knots","C","a","b","W","1","00:00:07"',
        '"C","L1","U","2026/01/01","10:00:10","q2","","T","t","t","Correct","2","00:00:03"',
        command="PutInteractions",
    )
    unit.put(
        '"Course_ID","Student_ID","Lesson_ID","Date","Time","Objective_ID","Score","Status"',
        '"C","L1","U","2026/01/01","10:00:00","knots","50","F"',
        '"C","L1","U","2026/01/01","10:00:00","bends","","C"',
        command="PutObjectives",
    )
    unit.put(
        '"Course_ID","Student_ID","Lesson_ID","Date","Time","Location","Comment"',
        '"C","L1","U","2026/01/01","10:00:00","p1","It was ""good"""',
        command="PutComments",
    )
    values = unit.values()
    assert [values[f"cmi.interactions.{index}.result"] for index in (0, 1)] == ["wrong", "correct"]
    assert (values["cmi.interactions.0.type"], values["cmi.interactions.0.objectives.0.id"]) == ("choice", "knots")
    assert values["cmi.interactions.0.latency"] == "0000:00:07"
    objectives = {values[f"cmi.objectives.{index}.id"]: values[f"cmi.objectives.{index}.status"] for index in (0, 1)}
    assert objectives == {"knots": "failed", "bends": "completed"}
    assert values["cmi.comments"] == 'It was "good"'


def test_names_and_commands_have_any_case_and_may_stand_in_the_query(unit: Unit) -> None:
    query = {"COMMAND": "getparam", "Version": "2.2", "SESSION_ID": unit.sid}
    for response in (unit.world.client.get(unit.url, params=query), unit.world.client.post(unit.url, params=query)):
        assert response.text.startswith("error=0\r\n")
    raw = f"Command=PUTPARAM&Session_Id={unit.sid}&AICC_Data=[core]%0d%0alesson_location=%E9t%E9"
    response = unit.world.client.post(unit.url, content=raw, headers={"Content-Type": "text/plain"})
    assert response.text.startswith("error=0\r\n")
    assert unit.values()["cmi.core.lesson_location"] == "été"


def test_what_is_no_command_or_no_session_is_told_so(unit: Unit) -> None:
    assert unit.say("Dance").startswith("error=1\r\nerror_text=Invalid Command\r\n")
    assert unit.say("").startswith("error=1\r\n")
    for sid in ("", "x", unit.sid + "1", unit.sid.replace(".0-", ".7-"), unit.sid.rpartition(".")[0] + ".-1"):
        assert unit.say("GetParam", session_id=sid).startswith("error=3\r\nerror_text=Invalid Session ID\r\n")
    old = unit.sid
    unit.begin()
    assert unit.say("PutParam", "[Core]\r\nScore=1", session_id=old).startswith("error=3\r\n")
    unit.put(command="ExitAU")
    for command in ("GetParam", "PutParam", "ExitAU"):
        assert unit.say(command).startswith("error=3\r\n")
    assert (
        page_refusal(unit.world.client.put(unit.url), 405)
        == "Not possible. PUT is not a method of this page: it takes GET, POST."
    )
    assert (
        page_refusal(unit.world.client.post(unit.url.replace("/launch/", "/launch/x")), 404)
        == "This link leads nowhere. Ask where you got it for a new one."
    )


ODD = (
    "",
    "no group at all",
    "[Core",
    "[Core]\r\n=\r\nScore\r\nLesson_Status=,\r\nScore=,,,,\r\nTime=::",
    "[Core]\r\nLesson_Status=zzz\r\nTime=99999:99:99\r\nScore=-5,-10,-20",
    "[Core_Lesson]\r\n" + "x" * 200_000,
    "[Objectives_Status]\r\nJ_ID.0=a\r\nJ_ID.9999=b\r\nJ_Status.5=P",
    '"a","b\r\n"c',
    "\x00\x01\ud7ff",
)


@pytest.mark.parametrize("command", ["PutParam", "PutInteractions", "PutObjectives", "PutComments", "PutPath"])
def test_whatever_a_unit_sends_it_is_answered_and_nothing_breaks(unit: Unit, command: str) -> None:
    for data in ODD:
        assert unit.say(command, data).startswith("error=0\r\n")
        assert unit.groups()["core"]["student_id"] == "L1"


def test_a_form_of_any_bytes_is_answered(unit: Unit) -> None:
    for body in (b"\xff\xfe%zz&&&=;", b"&".join([b"a=b"] * 2000), b"{}", b"x" * 1_000_000):
        response: httpx.Response = unit.world.client.post(unit.url, content=body)
        assert response.text.startswith("error=1\r\n")


def test_in_a_review_a_unit_is_told_what_was_done_and_nothing_is_kept(unit: Unit) -> None:
    unit.put("[Core]", "Lesson_Status=P", "Score=80")
    before = unit.values()
    review = Unit(unit.cloud, mode="review")
    core = review.groups()["core"]
    assert (core["lesson_mode"], core["credit"], core["score"]) == ("review", "N", "80")
    review.put("[Core]", "Lesson_Status=F", "Score=10")
    review.put(command="ExitAU")
    assert unit.values() == before


def test_the_time_that_the_page_stays_open_counts_after_the_unit_is_done(unit: Unit) -> None:
    unit.put("[Core]", "Lesson_Status=P")
    unit.put(command="ExitAU")
    body = {"sco": unit.sco, "session": unit.started["session"], "sequence": 1, "values": {}, "seconds": 42.0}
    for _ in range(2):
        assert unit.world.client.post(f"{unit.launch}/commit", json={**body, "ended": "left"}).json()["result"] is True
    found = unit.cloud.get("/registrations/R1")
    assert (found["totalSecondsTracked"], found["registrationSuccess"]) == (42.0, "PASSED")
    unit.begin()
    assert unit.groups()["core"]["lesson_status"] == "P"


def test_only_courses_of_aicc_have_a_hacp_address(world: World) -> None:
    world.settings(job_mode="instant")
    cloud = ScormCloudClient(world)
    cloud.new_course("C1")
    cloud.register("R1")
    link = world.control("POST", "attempts/link", params={"registration": "R1"})["link"]
    assert (
        page_refusal(world.client.post(f"{link}/hacp", data={"command": "GetParam"}), 404)
        == "Nothing is here. This address leads to no course."
    )
