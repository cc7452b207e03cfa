"""Instructor-led training: ILT modules, sessions, registrations, attendance and roll calls."""

from dataclasses import replace
from typing import Any

import httpx
import pytest
from lxml import etree

from tests.vendors.litmos.calling import BAD_REQUEST, LitmosClient, refusal
from tests.vendors.litmos.every_operation import CONTRACT, example_of, prepare, send

MEMBERS = [
    "Id", "Name", "InstructorUserId", "InstructorName", "SessionType", "Days", "TimeZone", "Location", "LocationId", "ResourceId",
    "Resources", "StartDate", "EndDate", "CourseName", "ModuleName", "Slots", "Accepted", "EnableWaitList", "Details",
]  # fmt: skip
DAY_MEMBERS = [
    "Id", "StartDate", "EndDate", "StartTime", "EndTime", "SendReminder", "ReminderValue", "ReminderMetric", "CreatedDate",
]  # fmt: skip
NO_MODULE = "The module in the xml/json request does not exist."
NO_SESSION = "The session in the xml/json request does not exist."


class Training:
    """A course with an ILT module, its instructor, and calls on them."""

    def __init__(self, litmos: LitmosClient) -> None:
        self.litmos = litmos
        litmos.world.settings(job_mode="instant")
        self.course = litmos.new_course("Safety", Code="S1")
        self.instructor = litmos.new_user(
            "teach@example.com", AccessLevel="Administrator", FirstName="Tea", LastName="Cher"
        )
        response = litmos.call(
            "POST", f"/courses/{self.course['Id']}/events", json={"Name": "Live", "Code": "L", "Description": "d"}
        )
        assert (response.status_code, response.content) == (201, b"")
        self.events = f"/courses/{self.course['Id']}/events"
        self.module: dict[str, Any] = litmos.call("GET", f"/courses/{self.course['Id']}/modules/ilt").json()[0]
        self.base = f"/courses/{self.course['Id']}/modules/{self.module['Id']}"

    def body(self, **members: Any) -> dict[str, Any]:
        """A session as the published sample has it."""
        days = [
            {"StartDate": "2030-07-16T09:00:00Z", "EndDate": "2030-07-16T17:00:00Z", "StartTime": "9:00AM", "EndTime": "5:00PM",
             "SendReminder": False, "ReminderValue": 1, "ReminderMetric": "minutes"},
            {"Id": "", "StartDate": "2030-07-31T09:00:00Z", "EndDate": "2030-07-31T17:00:00Z", "StartTime": "9:00AM",
             "EndTime": "5:00PM", "SendReminder": True, "ReminderValue": 2, "ReminderMetric": "days"},
        ]  # fmt: skip
        return {
            "Id": "",
            "Name": "First",
            "InstructorUserId": self.instructor["Id"],
            "SessionType": 1,
            "Days": days,
            "TimeZone": "UTC",
            "Location": "Room 1",
            "LocationId": 6400,
            **members,
        }

    def new(self, **members: Any) -> dict[str, Any]:
        """Create a session and read it."""
        response = self.litmos.call("POST", f"{self.base}/sessions", json=self.body(**members))
        assert (response.status_code, response.content) == (201, b""), response.text
        session: dict[str, Any] = self.litmos.call("GET", f"{self.base}/sessions").json()[-1]
        return session

    def at(self, session: dict[str, Any], rest: str = "") -> str:
        """The path of a session."""
        return f"{self.base}/sessions/{session['Id']}{rest}"

    def learner(self, name: str, **members: Any) -> dict[str, Any]:
        """A user who has the course, by a bulk import."""
        record = {"Username": name, "FirstName": "Le", "LastName": "Arner", "Email": name, **members}
        record["Course1"] = self.course["CourseCodeForBulkImport"]
        assert self.litmos.call("POST", "/bulkimports", json=[record]).status_code == 200
        user: dict[str, Any] = self.litmos.call("GET", f"/users/{name}").json()
        return user

    def register(self, session: dict[str, Any], userid: str) -> httpx.Response:
        """Register a user."""
        return self.litmos.call("POST", self.at(session, f"/users/{userid}/register"))


@pytest.fixture
def training(litmos: LitmosClient) -> Training:
    """A course with an ILT module."""
    return Training(litmos)


def test_an_ilt_module_is_created_with_its_sessions_changed_and_deleted(
    litmos: LitmosClient, training: Training
) -> None:
    training.new()
    body = {"Name": "With sessions", "Sessions": [training.body(Name="A"), training.body(Name="B")]}
    assert litmos.call("POST", training.events, json=body).status_code == 201
    first, second = litmos.call("GET", f"/courses/{training.course['Id']}/modules/ilt").json()
    assert first == {"Id": training.module["Id"], "Code": "L", "Name": "Live", "Description": "d"}
    path = f"/courses/{training.course['Id']}/modules/{second['Id']}/sessions"
    assert [session["Name"] for session in litmos.call("GET", path).json()] == ["A", "B"]
    response = litmos.call("POST", f"{training.events}/{second['Id']}", json={"Name": "Renamed", "Description": "new"})
    assert (response.status_code, response.content) == (200, b"")
    changed = litmos.call("GET", f"/courses/{training.course['Id']}/modules/ilt", params={"start": 1}).json()
    assert changed == [{"Id": second["Id"], "Code": "", "Name": "Renamed", "Description": "new"}]
    assert litmos.call("DELETE", f"{training.events}/{second['Id']}").status_code == 200
    assert refusal(litmos.call("GET", path), 404) == NO_MODULE
    assert refusal(litmos.call("DELETE", f"{training.events}/{second['Id']}"), 404) == NO_MODULE
    assert len(litmos.call("GET", f"/courses/{training.course['Id']}/modules").json()) == 1


def test_an_ilt_module_in_xml(litmos: LitmosClient, training: Training) -> None:
    days = "<Days><SessionDay><StartDate>2030-01-01T09:00:00</StartDate><EndDate>2030-01-01T10:00:00</EndDate></SessionDay></Days>"
    body = (
        "<SessionModule><Name>X</Name><Sessions><Session><Name>XS</Name>"
        f"<InstructorUserId>{training.instructor['Id']}</InstructorUserId><SessionType>1</SessionType>{days}"
        "<TimeZone>UTC</TimeZone><Location>Here</Location><LocationId>1</LocationId></Session></Sessions></SessionModule>"
    )
    assert litmos.xml("POST", training.events, body).status_code == 201
    root = etree.fromstring(litmos.xml("GET", f"/courses/{training.course['Id']}/modules/ilt").content)
    assert (root.tag, [item.tag for item in root]) == ("Modules", ["Module", "Module"])
    module = root[1].findtext("Id")
    response = litmos.xml("GET", f"/courses/{training.course['Id']}/modules/{module}/sessions")
    sessions = etree.fromstring(response.content)
    assert (sessions.tag, sessions[0].tag) == ("Sessions", "Session")
    assert [child.tag for child in sessions[0]] == MEMBERS
    assert [child.tag for child in sessions.findall("Session/Days/*")] == ["SessionDay"]
    assert [child.tag for child in sessions.findall("Session/Days/SessionDay/*")] == DAY_MEMBERS
    assert '<Slots i:nil="true"/>' in response.text
    assert sessions.findtext("Session/StartDate") == "2030-01-01T09:00:00"
    assert (
        litmos.xml("POST", f"{training.events}/{module}", "<SessionModule><Name>Y</Name></SessionModule>").status_code
        == 200
    )
    assert litmos.xml("DELETE", f"{training.events}/{module}").status_code == 200
    assert refusal(litmos.xml("POST", training.events, "<Module><Name>X</Name></Module>"), 400) == BAD_REQUEST


def test_a_session_is_shown_with_everything_that_the_contract_has_in_its_order(training: Training) -> None:
    session = training.new(Slots=5, EnableWaitList=True, Details="Bring a helmet")
    assert list(session) == MEMBERS
    assert list(session["Days"][0]) == DAY_MEMBERS
    reminders = [(day["SendReminder"], day["ReminderValue"], day["ReminderMetric"]) for day in session["Days"]]
    assert reminders == [(False, 1, "minutes"), (True, 2, "days")]
    assert (session["StartDate"], session["EndDate"]) == ("2030-07-16T09:00:00", "2030-07-31T17:00:00")
    assert (session["CourseName"], session["ModuleName"], session["InstructorName"]) == ("Safety", "Live", "Tea Cher")
    assert (session["Slots"], session["Accepted"], session["EnableWaitList"]) == (5, 0, True)
    assert training.litmos.call("GET", training.at(session)).json() == session
    root = etree.fromstring(training.litmos.xml("GET", training.at(session)).content)
    assert (root.tag, [child.tag for child in root]) == ("Session", MEMBERS)


@pytest.mark.parametrize(
    ("members", "status"),
    [
        ({"Name": ""}, 400),
        ({"Name": "x" * 101}, 400),
        ({"Days": []}, 400),
        ({"Days": {"StartDate": "2030-01-01"}}, 400),
        ({"Days": [{"StartDate": "never"}]}, 400),
        ({"SessionType": 5}, 400),
        ({"SessionType": None}, 400),
        ({"Slots": -1}, 400),
        ({"InstructorUserId": "nobody"}, 403),
    ],
)
def test_a_session_that_cannot_be_is_refused(training: Training, members: dict[str, Any], status: int) -> None:
    response = training.litmos.call("POST", f"{training.base}/sessions", json=training.body(**members))
    words = "Instructor is not valid. please cross check once and try again." if status == 403 else BAD_REQUEST
    assert refusal(response, status) == words
    assert training.litmos.call("GET", f"{training.base}/sessions").json() == []


def test_an_instructor_of_0_stands_for_several(training: Training) -> None:
    assert training.new(InstructorUserId="0")["InstructorName"] == "Multiple Instructors"


def test_a_session_for_a_module_that_is_not_there_answers_404(training: Training) -> None:
    path = f"/courses/{training.course['Id']}/modules/nothing/sessions"
    assert refusal(training.litmos.call("POST", path, json=training.body()), 404) == NO_SESSION


def test_a_session_needs_no_time_zone_and_no_place(training: Training) -> None:
    body = {key: training.body()[key] for key in ("Name", "InstructorUserId", "SessionType", "Days")}
    assert training.litmos.call("POST", f"{training.base}/sessions", json=body).status_code == 201
    event = {"Name": "With a session", "Sessions": [body]}
    assert training.litmos.call("POST", training.events, json=event).status_code == 201
    session = training.litmos.call("GET", f"{training.base}/sessions").json()[0]
    assert (session["TimeZone"], session["Location"], session["LocationId"]) == ("UTC", "", 0)
    del event["Sessions"][0]["Days"]  # type: ignore[attr-defined]
    assert refusal(training.litmos.call("POST", training.events, json=event), 400) == BAD_REQUEST


def test_an_elearning_module_has_no_sessions_and_takes_none(training: Training) -> None:
    litmos, quiz = training.litmos, training.litmos.new_module()
    course = f"/courses/{training.course['Id']}"
    assert litmos.call("POST", f"{course}/modules/link", json=[{"Id": quiz["Id"]}]).status_code == 200
    for what in ("sessions", "registration"):
        response = litmos.call("GET", f"{course}/modules/{quiz['Id']}/{what}")
        assert (response.status_code, response.json()) == (200, [])
        assert "has no sessions" in response.headers["x-emulator-hint"]
        assert refusal(litmos.call("GET", f"{course}/modules/nothing/{what}"), 404) == NO_MODULE
    refused = litmos.call("POST", f"{course}/modules/{quiz['Id']}/sessions", json=training.body())
    assert refusal(refused, 400) == BAD_REQUEST


def test_of_a_module_that_exists_nothing_says_that_it_does_not(litmos: LitmosClient) -> None:
    """`quiz` and `live` are modules of two types in one course, `dive` is one of another course."""
    ids = prepare(litmos)
    asked = 0
    for operation in CONTRACT.operations.values():
        example = example_of(operation).with_ids(ids)
        for of, others in (("quiz", ("live", "dive")), ("live", ("quiz", "dive")), ("dive", ("live",))):
            for other in others:
                body = [{"Id": other}] if example.body == [{"Id": of}] else example.body
                path = "/".join(other if part == of else part for part in example.path.split("/"))
                if (path, body) == (example.path, example.body):
                    continue
                response = send(litmos, operation, replace(example, path=path, body=body), xml=False)
                asked += 1
                assert response.status_code < 500
                text = response.text.lower()
                assert "record you requested does not exist" not in text, f"{operation.id} {path}"
                assert "module" not in text or "does not exist" not in text, f"{operation.id} {path}"
                prepare(litmos)
    assert asked > 30


def test_a_session_is_changed_in_what_the_body_says(training: Training) -> None:
    session = training.new()
    day = session["Days"][0]
    changes = {
        "Id": session["Id"],
        "Name": "Second",
        "Slots": 3,
        "Days": [{"Id": day["Id"], "StartDate": "2031-01-01T09:00:00Z"}],
    }
    response = training.litmos.call("PUT", training.at(session), json=changes)
    assert (response.status_code, response.content) == (200, b"")
    after = training.litmos.call("GET", training.at(session)).json()
    assert (after["Name"], after["Slots"], after["Location"]) == ("Second", 3, "Room 1")
    assert [(day["Id"], day["StartDate"]) for day in after["Days"]] == [(day["Id"], "2031-01-01T09:00:00")]
    body = f"<Session><Id>{session['Id']}</Id><Name>Third</Name></Session>"
    assert training.litmos.xml("PUT", training.at(session), body).status_code == 200
    assert training.litmos.call("GET", training.at(session)).json()["Name"] == "Third"


def test_a_change_that_cannot_be_is_refused_with_the_documented_words(training: Training) -> None:
    session, other = training.new(), training.new(Name="Other")
    mismatch = "The session Ids do not match. Please check the XML/json request and the URL."
    response = training.litmos.call("PUT", training.at(session), json={"Id": other["Id"]})
    assert refusal(response, 404) == mismatch
    assert refusal(training.litmos.call("PUT", f"{training.base}/sessions/no", json={"Name": "a"}), 404) == NO_SESSION
    response = training.litmos.call(
        "PUT", training.at(session), json={"InstructorUserId": training.learner("l@example.com")["Id"]}
    )
    assert refusal(response, 403) == "Instructor is not valid. please cross check once and try again."
    assert training.register(session, "l@example.com").status_code == 200
    assert refusal(training.litmos.call("PUT", training.at(session), json={"Slots": 0}), 409) == "Conflict"


def test_a_session_is_deleted_with_its_registrations(training: Training) -> None:
    session = training.new()
    training.register(session, training.learner("l@example.com")["Id"])
    assert training.litmos.call("DELETE", training.at(session)).status_code == 200
    assert training.litmos.call("GET", f"{training.base}/registration").json() == []
    assert refusal(training.litmos.call("GET", training.at(session)), 404) == "The sessionId does not exist."
    response = training.litmos.xml("DELETE", training.at(session), format="json")
    assert refusal(response, 404) == "No session with this id exists in your organization"


def test_a_session_under_another_module_is_refused_in_the_words_of_each_operation(litmos: LitmosClient) -> None:
    training, other = Training(litmos), None
    session = training.new()
    litmos.call("POST", training.events, json={"Name": "Other"})
    other = litmos.call("GET", f"/courses/{training.course['Id']}/modules/ilt").json()[1]
    path = f"/courses/{training.course['Id']}/modules/{other['Id']}/sessions/{session['Id']}"
    mismatch = "The session Ids do not match. Please check the XML/json request and the URL."
    assert refusal(litmos.call("DELETE", path), 409) == mismatch
    assert refusal(litmos.call("GET", path), 404) == "The session in the xml/json request does not exist"
    roll = [{"Id": "x", "Score": 1, "Completed": True}]
    assert refusal(litmos.call("POST", f"{path}/rollcall", json=roll), 404) == NO_SESSION
    missing = path.replace(session["Id"], "nothing")
    words = "No session with this id exists in your organization."
    assert refusal(litmos.call("POST", f"{missing}/rollcall", json=roll), 404) == words
    assert refusal(litmos.call("GET", f"{missing}/rollcall"), 404) == NO_SESSION
    assert refusal(litmos.call("GET", f"{missing}/attendance"), 404) == NO_SESSION[:-1]


def test_registered_users_are_listed_without_score_and_in_the_roll_call_with_it(training: Training) -> None:
    session = training.new()
    user = training.learner("l@example.com", CompanyName="Acme")
    response = training.register(session, user["Id"])
    assert (response.status_code, response.content) == (200, b"")
    assert training.register(session, "l@example.com").status_code == 200, "twice is as good as once"
    person = {"Id": user["Id"], "EventStatus": 1, "FirstName": "Le", "LastName": "Arner", "Email": "l@example.com"}
    registration = training.litmos.call("GET", f"{training.base}/registration").json()
    assert registration == [{**person, "CompanyName": "Acme", "Completed": False}]
    roll = training.litmos.call("GET", training.at(session, "/rollcall")).json()
    assert roll == [{**person, "CompanyName": "Acme", "Score": 0, "Completed": False}]
    root = etree.fromstring(training.litmos.xml("GET", training.at(session, "/rollcall")).content)
    assert (root.tag, root[0].tag, [child.tag for child in root[0]]) == ("EventUsers", "EventUser", list(roll[0]))
    root = etree.fromstring(training.litmos.xml("GET", f"{training.base}/registration").content)
    assert (root.tag, [child.tag for child in root[0]]) == ("EventUsers", list(registration[0]))
    assert training.litmos.call("GET", training.at(session)).json()["Accepted"] == 1
    assert (
        refusal(training.litmos.call("GET", f"/courses/{training.course['Id']}/modules/no/registration"), 404)
        == NO_MODULE
    )


def test_a_user_without_the_course_cannot_register(training: Training) -> None:
    session, user = training.new(), training.litmos.new_user()
    words = (
        "The user is not assigned to the course. Please assign the user to this course first and then register the user "
        "for this session."
    )
    assert refusal(training.register(session, user["Id"]), 409) == words
    response = training.litmos.call("POST", training.at(session, "/users/register"), json=[{"Id": user["Id"]}])
    assert refusal(response, 409) == words


@pytest.mark.parametrize(("kind", "service"), [(2, "GoToTraining"), (3, "Webex"), (4, "Zoom")])
def test_a_meeting_service_wants_an_email_address(training: Training, kind: int, service: str) -> None:
    session = training.new(SessionType=kind)
    training.learner("mute.one", Email="")
    words = f"The email is required to register at {service}. Register failed at {service}."
    assert refusal(training.register(session, "mute.one"), 409) == words
    assert training.register(session, training.learner("l@example.com")["Id"]).status_code == 200


def test_without_accounts_at_the_meeting_services_sessions_there_are_refused(training: Training) -> None:
    session, user = training.new(SessionType=3), training.learner("l@example.com")
    training.litmos.world.settings(litmos_meeting_accounts=False)
    response = training.litmos.call("POST", f"{training.base}/sessions", json=training.body(SessionType=3))
    assert refusal(response, 403) == "Your WebEx account is not authorized."
    again = "Please reauthorize instructor and try again."
    assert refusal(training.register(session, user["Id"]), 409) == again
    users = training.litmos.call("POST", training.at(session, "/users/register"), json=[{"Id": user["Id"]}])
    assert refusal(users, 409) == again
    assert refusal(training.litmos.call("GET", training.at(session, "/attendance")), 403) == again


def test_a_full_session_has_a_wait_list_or_refuses(training: Training) -> None:
    session = training.new(Slots=1, EnableWaitList=True)
    users = [training.learner(f"l{number}@example.com")["Id"] for number in range(3)]
    for user in users:
        assert training.register(session, user).status_code == 200
    roll = training.litmos.call("GET", training.at(session, "/rollcall")).json()
    assert [(person["Id"], person["EventStatus"]) for person in roll] == [(users[0], 1), (users[1], 2), (users[2], 2)]
    training.litmos.call("DELETE", f"/users/{users[0]}")
    roll = training.litmos.call("GET", training.at(session, "/rollcall")).json()
    assert [(person["Id"], person["EventStatus"]) for person in roll] == [(users[1], 1), (users[2], 2)]
    training.litmos.call("PUT", training.at(session), json={"Slots": 2})
    assert training.litmos.call("GET", training.at(session)).json()["Accepted"] == 2
    full = training.new(Name="Full", Slots=0)
    assert refusal(training.register(full, users[1]), 409) == "The session is full."


def test_several_users_are_registered_and_failures_counted(training: Training) -> None:
    session = training.new()
    users = [training.learner(f"l{number}@example.com")["Id"] for number in range(2)]
    stranger = training.litmos.new_user()["Id"]
    body = [{"Id": user} for user in [*users, users[0], stranger, "nobody"]]
    response = training.litmos.call("POST", training.at(session, "/users/register"), json=body)
    assert (response.status_code, response.json()) == (200, {"TotalUsersRegistered": 2, "Failed": 2})
    body_xml = f"<Users><User><Id>{users[0]}</Id></User><User><Id>no</Id></User></Users>"
    response = training.litmos.xml("POST", training.at(session, "/users/register"), body_xml)
    root = etree.fromstring(response.content)
    assert root.tag == "UserSessionRegistrationStatus"
    assert [(child.tag, child.text) for child in root] == [("TotalUsersRegistered", "1"), ("Failed", "1")]
    for path, words in (
        (training.at({"Id": "no"}), "No session with this id exists in your organization"),
        (training.at(session).replace(training.module["Id"], "no"), NO_MODULE),
    ):
        response = training.litmos.call("POST", f"{path}/users/register", json=[{"Id": users[0]}])
        assert refusal(response, 404) == words
    malformed: list[Any] = [{}, [{"Id": None}], [{}], [7], "x"]
    for bad in malformed:
        assert (
            refusal(training.litmos.call("POST", training.at(session, "/users/register"), json=bad), 400) == BAD_REQUEST
        )


def test_a_registration_names_what_is_not_there(training: Training) -> None:
    session, user = training.new(), training.learner("l@example.com")
    words = "No session with this id exists in your organization"
    assert refusal(training.register({"Id": "no"}, user["Id"]), 404) == words
    path = training.at(session, f"/users/{user['Id']}/register").replace(training.module["Id"], "no")
    assert refusal(training.litmos.call("POST", path), 404) == NO_MODULE
    assert refusal(training.register(session, "nobody"), 404) == "User - nobody was not found"


def test_attendance_alone_completes_nothing_and_the_roll_call_completes_the_module(training: Training) -> None:
    session, user = training.new(), training.learner("l@example.com")
    training.register(session, user["Id"])
    day = session["Days"][0]["Id"]
    path = f"{training.base}/sessiondays/{day}/users/l@example.com/attended/true"
    assert training.litmos.call("POST", path).status_code == 200
    there = training.litmos.call("GET", training.at(session, "/attendance")).json()
    assert [(person["Id"], person["Completed"]) for person in there] == [(user["Id"], False)]
    roll = [{"Id": user["Id"], "EventStatus": 1, "FirstName": "ignored", "Score": 87, "Completed": True}]
    response = training.litmos.call("POST", training.at(session, "/rollcall"), json=roll)
    assert (response.status_code, response.content) == (200, b"")
    there = training.litmos.call("GET", training.at(session, "/attendance")).json()
    assert [(person["Score"], person["Completed"]) for person in there] == [(87, True)]
    (course,) = training.litmos.call("GET", f"/users/{user['Id']}/courses").json()
    assert (course["Complete"], course["PercentageComplete"]) == (True, 100)
    xml = etree.fromstring(training.litmos.xml("GET", training.at(session, "/attendance")).content)
    assert (xml.tag, xml[0].findtext("Score"), xml[0].findtext("Completed")) == ("EventUsers", "87", "true")
    body = f"<EventUsers><EventUser><Id>{user['Id']}</Id><Score>10</Score><Completed>0</Completed></EventUser></EventUsers>"
    assert training.litmos.xml("POST", training.at(session, "/rollcall"), body).status_code == 200
    assert training.litmos.call("GET", training.at(session, "/rollcall")).json()[0]["Completed"] is False


def test_attendance_of_a_list_passes_over_who_is_not_registered(training: Training) -> None:
    session, user = training.new(), training.learner("l@example.com")
    training.register(session, user["Id"])
    path = f"{training.base}/sessiondays/{session['Days'][1]['Id']}/attended"
    response = training.litmos.call("POST", f"{path}/true", json=[{"Id": user["Id"]}, {"Id": "nobody"}])
    assert (response.status_code, response.content) == (200, b"")
    assert "nobody" in response.headers["x-emulator-hint"]
    assert len(training.litmos.call("GET", training.at(session, "/attendance")).json()) == 1
    body = f"<Users><User><Id>{user['Id']}</Id></User></Users>"
    assert training.litmos.xml("POST", f"{path}/false", body).status_code == 200
    assert training.litmos.call("GET", training.at(session, "/attendance")).json() == []
    assert refusal(training.litmos.call("POST", f"{path}/perhaps", json=[]), 400) == BAD_REQUEST
    wrong = f"{training.base}/sessiondays/no"
    assert refusal(training.litmos.call("POST", f"{wrong}/attended/true", json=[]), 404) == NO_SESSION
    assert refusal(training.litmos.call("POST", f"{wrong}/users/{user['Id']}/attended/true"), 404) == NO_SESSION
    other = training.litmos.new_user()["Id"]
    response = training.litmos.call("POST", f"{path.removesuffix('/attended')}/users/{other}/attended/true")
    assert refusal(response, 404) == "The user is not registered to this session."


@pytest.mark.parametrize(
    "person", [{"Score": 101}, {"Score": -1}, {"Score": None}, {"Completed": None}, {"Id": ""}, {"Score": "A"}]
)
def test_a_roll_call_that_is_not_well_formed_answers_400_and_changes_nothing(
    training: Training, person: dict[str, Any]
) -> None:
    session, user = training.new(), training.learner("l@example.com")
    training.register(session, user["Id"])
    good = {"Id": user["Id"], "Score": 50, "Completed": True}
    response = training.litmos.call("POST", training.at(session, "/rollcall"), json=[good, {**good, **person}])
    assert refusal(response, 400) == BAD_REQUEST
    assert training.litmos.call("GET", training.at(session, "/rollcall")).json()[0]["Score"] == 0


def test_sessions_are_listed_under_their_courses_those_to_come_apart_from_those_past(training: Training) -> None:
    future = training.new()
    past = training.new(Name="Gone", Days=[{"StartDate": "2001-01-01T09:00:00Z", "EndDate": "2001-01-01T10:00:00Z"}])
    (course,) = training.litmos.call("GET", "/sessions/future").json()
    assert list(course) == ["Id", "Code", "Name", "Description", "Active", "ForSale", "OriginalId", "Price", "Modules"]
    assert (course["Id"], course["Code"]) == (training.course["Id"], "S1")
    (module,) = course["Modules"]
    assert list(module) == ["Id", "Code", "Name", "Description", "Sessions"]
    assert module["Sessions"] == [future]
    (course,) = training.litmos.call("GET", "/sessions/past").json()
    assert course["Modules"][0]["Sessions"] == [past]
    root = etree.fromstring(training.litmos.xml("GET", "/sessions/past").content)
    assert (root.tag, root[0].tag) == ("SessionCourses", "SessionCourse")
    assert root.findtext("SessionCourse/Modules/SessionModule/Sessions/Session/Name") == "Gone"
    assert training.litmos.call("GET", "/sessions/future", params={"search": "zzz"}).json() == []


def test_sessions_are_sorted_paged_and_searched(training: Training) -> None:
    for year, name in ((2032, "b"), (2031, "C"), (2033, "a%")):
        training.new(Name=name, Days=[{"StartDate": f"{year}-01-01T09:00:00Z"}])

    def names(**params: Any) -> list[str]:
        answer = training.litmos.call("GET", "/sessions/future", params=params).json()
        return [s["Name"] for course in answer for module in course["Modules"] for s in module["Sessions"]]

    assert names() == ["C", "b", "a%"]
    assert names(dir="DESC") == ["a%", "b", "C"]
    assert names(sort="Name") == ["a%", "b", "C"]
    assert names(start=1, limit=1) == ["b"]
    assert names(search="%") == ["a%"]
    assert refusal(training.litmos.call("GET", "/sessions/future", params={"sort": "colour"}), 400) == BAD_REQUEST


@pytest.mark.parametrize("path", ["/sessions/future", "/sessions/past"])
@pytest.mark.parametrize(
    "params", [{"since": "2020-01-01"}, {"to": "2020-01-01"}, {"since": "x", "to": "y"}, {"since": "2020-01-01", "to": "2020-01-09"},
               {"since": "2020-01-02", "to": "2020-01-01"}],
)  # fmt: skip
def test_dates_that_are_no_span_answer_406(litmos: LitmosClient, path: str, params: dict[str, str]) -> None:
    words = "Please provide a valid since and to query string parameters"
    assert refusal(litmos.call("GET", path, params=params), 406) == words


def test_sessions_are_listed_by_when_they_changed(training: Training) -> None:
    training.litmos.world.control("PUT", "clock", json={"now": "2029-03-05T12:00:00Z", "held": True})
    session = training.new()

    def found(since: str) -> int:
        return len(training.litmos.call("GET", "/sessions/future", params={"since": since, "to": "2029-03-06"}).json())

    assert (found("2029-03-05 11:59"), found("2029-03-05 12:00:01")) == (1, 0)
    training.litmos.world.advance(60)
    training.litmos.call("PUT", training.at(session), json={"Name": "New"})
    assert found("2029-03-05 12:00:01") == 1


def test_instructors_are_listed_as_users_and_their_sessions_under_courses(training: Training) -> None:
    training.litmos.new_user("pupil@example.com")
    rows = training.litmos.call("GET", "/instructors", params={"search": "teach"}).json()
    assert [list(row) for row in rows] == [
        ["Id", "UserName", "FirstName", "LastName", "Active", "Email", "AccessLevel", "Brand"]
    ]
    assert training.litmos.call("GET", "/instructors", params={"search": "pupil"}).json() == []
    root = etree.fromstring(training.litmos.xml("GET", "/instructors").content)
    assert (root.tag, root[0].tag) == ("Users", "User")
    training.new()
    training.new(Name="Not theirs", InstructorUserId="0")
    path = f"/instructors/{training.instructor['Id']}/sessions"
    (course,) = training.litmos.call("GET", path).json()
    assert [s["Name"] for s in course["Modules"][0]["Sessions"]] == ["First"]
    assert etree.fromstring(training.litmos.xml("GET", path).content).tag == "SessionCourses"
    words = "The instructor in the xml/json request does not exist."
    assert refusal(training.litmos.call("GET", "/instructors/nobody/sessions"), 404) == words
    assert refusal(training.litmos.call("GET", "/instructors/pupil@example.com/sessions"), 404) == words


def test_locations_come_from_the_seed(litmos: LitmosClient) -> None:
    assert litmos.xml("GET", "/locations").text == '<Locations xmlns:i="http://www.w3.org/2001/XMLSchema-instance"/>'
    litmos.world.seed(
        {"litmos": {"locations": [{"LocationId": 7, "Location": "Room", "City": "Hull"}, {"Location": "Hall"}]}}
    )
    rows = litmos.call("GET", "/locations").json()
    assert [(row["LocationId"], row["Location"], row["City"]) for row in rows] == [(7, "Room", "Hull"), (8, "Hall", "")]
    members = [
        "LocationId",
        "Location",
        "Description",
        "Street1",
        "Street2",
        "City",
        "State",
        "PostalCode",
        "Country",
        "Phone",
    ]
    root = etree.fromstring(litmos.xml("GET", "/locations", start="1").content)
    assert (root.tag, root[0].tag, [child.tag for child in root[0]]) == ("Locations", "Location", members)


@pytest.mark.parametrize(
    ("method", "rest"), [("GET", "/sessions"), ("GET", "/registration"), ("GET", "/sessions/x/rollcall")]
)
def test_a_learners_key_is_refused(training: Training, method: str, rest: str) -> None:
    response = LitmosClient(training.litmos.world, "litmos-learner").call(method, training.base + rest)
    assert refusal(response, 403) == "You do not have the proper permissions for this call."


def test_deleting_a_course_leaves_nothing_of_its_sessions(training: Training) -> None:
    session = training.new()
    training.register(session, training.learner("l@example.com")["Id"])
    assert training.litmos.call("DELETE", f"/courses/{training.course['Id']}").status_code == 200
    assert training.litmos.call("GET", "/sessions/future").json() == []
    assert refusal(training.litmos.call("GET", f"{training.base}/registration"), 404) == NO_MODULE


def test_a_session_below_the_path_of_another_course_is_not_found(litmos: LitmosClient) -> None:
    training = Training(litmos)
    session = training.new()
    other = litmos.new_course("Other", Code="O")
    path = training.at(session).replace(training.course["Id"], other["Id"])
    assert refusal(litmos.call("GET", path), 404) == "The session in the xml/json request does not exist"
    assert (
        refusal(litmos.call("DELETE", path), 409)
        == "The session Ids do not match. Please check the XML/json request and the URL."
    )
    assert litmos.call("GET", training.at(session)).status_code == 200
