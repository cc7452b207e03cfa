"""Bulk imports of users, of courses, and of what was completed elsewhere."""

from pathlib import Path
from typing import Any

import httpx
import pytest
from lxml import etree

from tests.running import running
from tests.vendors.litmos.calling import BAD_REQUEST, LitmosClient, refusal
from tests.vendors.litmos.learning import course_with_modules
from tests.world import World

MEMBERS = [
    "Id", "ImportDate", "Status", "TotalRecords", "TotalUsersCreated", "Failed", "Duplicate", "InvalidEmail", "SendEmails",
    "SkipFirstLogin", "IsAPIImport",
]  # fmt: skip


@pytest.fixture
def instant(litmos: LitmosClient) -> LitmosClient:
    """Imports are done before their creation is answered."""
    litmos.world.settings(job_mode="instant")
    return litmos


def record(name: str, **members: Any) -> dict[str, Any]:
    """A record of an import."""
    return {"Username": name, "FirstName": "Jo", "LastName": "Baba", **members}


def imported(litmos: LitmosClient, *records: dict[str, Any], **params: Any) -> dict[str, Any]:
    """Import users and read the import."""
    response = litmos.call("POST", "/bulkimports", json=list(records), params=params)
    assert response.status_code == 200, response.text
    result: dict[str, Any] = litmos.call("GET", f"/bulkimports/{response.json()['Id']}").json()
    return result


def team(litmos: LitmosClient, name: str, **members: Any) -> dict[str, Any]:
    """A team as it is listed."""
    litmos.world.seed({"litmos": {"teams": [{"Name": name, **members}]}})
    rows: list[dict[str, Any]] = litmos.call("GET", "/teams").json()
    return next(row for row in rows if row["Name"] == name)


def test_an_import_waits_is_processed_and_completes(litmos: LitmosClient) -> None:
    litmos.world.control("PUT", "clock", json={"now": "2024-05-01T10:00:00Z", "held": True})
    created = litmos.call(
        "POST", "/bulkimports", json=[record("jo@example.com")], params={"skipfirstlogin": "true"}
    ).json()
    assert list(created) == MEMBERS
    assert (created["Status"], created["ImportDate"]) == ("Waiting", "2024-05-01T10:00:00")
    assert (created["TotalRecords"], created["TotalUsersCreated"], created["IsAPIImport"]) == (1, 0, True)
    path = f"/bulkimports/{created['Id']}"
    litmos.world.advance(1.5)
    assert litmos.call("GET", path).json() == {**created, "Status": "Processing"}
    assert refusal(litmos.call("GET", "/users/jo@example.com"), 404) == "User - jo@example.com was not found"
    litmos.world.advance(1.5)
    assert litmos.call("GET", path).json() == {**created, "Status": "Completed", "TotalUsersCreated": 1}
    assert litmos.call("GET", "/users/jo@example.com").json()["SkipFirstLogin"] is True
    assert litmos.call("GET", "/bulkimports").json() == [litmos.call("GET", path).json()]


def test_in_step_mode_each_read_is_a_state_however_many_records_there_are(litmos: LitmosClient) -> None:
    litmos.world.settings(job_mode="step")
    records = [record(f"u{number}@example.com") for number in range(35)]
    path = f"/bulkimports/{litmos.call('POST', '/bulkimports', json=records).json()['Id']}"
    first, second, third = (litmos.call("GET", path).json() for _ in range(3))
    assert (first["Status"], first["TotalUsersCreated"]) == ("Processing", 0)
    assert (second["Status"], second["TotalUsersCreated"]) == ("Completed", 35)
    assert third == second


def test_an_import_in_xml(instant: LitmosClient) -> None:
    body = (
        "<UserImports><UserImport><Username>x@example.com</Username><Email>x@example.com</Email><FirstName>X</FirstName>"
        "<LastName>Y</LastName><City>Hull</City></UserImport></UserImports>"
    )
    root = etree.fromstring(instant.xml("POST", "/bulkimports", body).content)
    assert (root.tag, [child.tag for child in root], root.findtext("Status")) == ("UserBulkImport", MEMBERS, "Waiting")
    root = etree.fromstring(instant.xml("GET", f"/bulkimports/{root.findtext('Id')}").content)
    assert (root.findtext("Status"), root.findtext("TotalUsersCreated")) == ("Completed", "1")
    assert instant.call("GET", "/users/x@example.com").json()["City"] == "Hull"
    root = etree.fromstring(instant.xml("GET", "/bulkimports").content)
    assert (root.tag, root[0].tag) == ("UserBulkImports", "UserBulkImport")


def test_every_member_of_a_record_has_its_place_in_the_user(instant: LitmosClient) -> None:
    fields = [{"Label": "Shoe size", "Type": "Number", "DefaultValue": "40"}, {"Label": "Hat", "Mandatory": True}]
    instant.world.seed({"litmos": {"user_custom_fields": fields}})
    given = {
        "Email": "jo@mail.example", "Password": "secret", "Phone": "1", "Mobile": "2", "Skype": "3", "Title": "Boss", "CompanyName": "Acme",
        "WebSite": "w", "Twitter": "t", "Address1": "a1", "Address2": "a2", "City": "c", "State": "s", "Zip": "z", "Country": "n",
        "CustomField1": "f1", "CustomField10": "f10", "SalesforceId": "sf", "Active": "FALSE", "InActiveDate": "2030-01-01",
        "AccessLevel": "3", "Brand": "B", "Culture": "de-DE", "Manager": "litmos-administrator@example.com", "UserCustomField2": "big",
        "JobRole": "r", "ExternalEmployeeId": "e", "TimeZone": "GMT",
    }  # fmt: skip
    assert imported(instant, record("jo", **given), record("jo-baba", **given))["Failed"] == 1, (
        "three letters are too few"
    )
    user = instant.call("GET", "/users/jo-baba").json()
    expected = {
        "Email": "jo@mail.example", "PhoneWork": "1", "PhoneMobile": "2", "JobTitle": "Boss", "Website": "w", "Street1": "a1",
        "Street2": "a2", "PostalCode": "z", "CustomField1": "f1", "CustomField10": "f10", "SalesforceId": "sf", "Active": False,
        "ExpirationDate": "2030-01-01T00:00:00Z", "AccessLevel": "Administrator", "Culture": "de-DE", "JobRole": "r",
        "ManagerName": "The Administrator", "TimeZone": "GMT", "DisableMessages": False, "IsCustomUsername": True,
    }  # fmt: skip
    assert {name: user[name] for name in expected} == expected
    values = instant.call("GET", "/users/jo-baba/usercustomfields").json()
    assert values == [{"fieldname": "Shoe size", "Value": "40"}, {"fieldname": "Hat", "Value": "big"}]


def test_a_user_who_exists_is_changed_and_keeps_what_the_record_leaves_empty(instant: LitmosClient) -> None:
    before = instant.new_user(City="Hull", Skype="s")
    result = imported(instant, record("JO@example.com", FirstName="Joe", City="", Skype="new"))
    assert (result["TotalUsersCreated"], result["Failed"], result["Duplicate"]) == (0, 0, 0)
    after = instant.call("GET", f"/users/{before['Id']}").json()
    assert after == {**before, "FirstName": "Joe", "FullName": "Joe Baba", "Skype": "new"}


@pytest.mark.parametrize(
    ("members", "status"),
    [
        ({"FirstName": ""}, "Failed - FirstName is required"),
        ({"LastName": None}, "Failed - LastName is required"),
        ({"FirstName": "x" * 51}, "Failed - FirstName is longer than 50 characters"),
        ({"Email": "nobody"}, "Failed - Invalid Email"),
        ({"Culture": "no culture"}, "Failed - Culture is invalid"),
        ({"Active": "perhaps"}, "Failed - Active must be true or false"),
        ({"AccessLevel": "9"}, "Failed - AccessLevel is invalid"),
        ({"InActiveDate": "tomorrow"}, "Failed - InActiveDate is no date"),
        ({"Manager": "nobody"}, "Failed - Manager is invalid"),
        ({"UserCustomField1": "x"}, "Failed - UserCustomField1 is not defined"),
    ],
)
def test_a_record_that_cannot_be_is_told_in_the_errors_and_the_others_are_imported(
    instant: LitmosClient, members: dict[str, Any], status: str
) -> None:
    bad = {**record("bad@example.com"), **members}
    result = imported(instant, bad, record("good@example.com"))
    invalid = int("Email" in members)
    assert (result["TotalUsersCreated"], result["Failed"], result["InvalidEmail"]) == (1, 1 - invalid, invalid)
    path = f"/bulkimports/{result['Id']}/usererrors"
    assert instant.call("GET", path).json() == [{"Username": "bad@example.com", "ImportStatus": status}]
    root = etree.fromstring(instant.xml("GET", path).content)
    assert (root.tag, root[0].tag) == ("BulkImportUserErrors", "BulkImportUserError")
    assert [child.tag for child in root[0]] == ["Username", "ImportStatus"]
    assert refusal(instant.call("GET", "/users/bad@example.com"), 404) == "User - bad@example.com was not found"


def test_the_second_record_of_a_username_is_a_duplicate(instant: LitmosClient) -> None:
    records = [
        record("jo@example.com"),
        *(record(f"u{number}@example.com") for number in range(12)),
        record("JO@example.com"),
    ]
    result = imported(instant, *records, record(""))
    assert (result["TotalUsersCreated"], result["Duplicate"], result["Failed"]) == (13, 1, 1)
    errors = instant.call("GET", f"/bulkimports/{result['Id']}/usererrors").json()
    assert [row["ImportStatus"] for row in errors] == ["Duplicate", "Failed - Username is required"]
    page = instant.call("GET", f"/bulkimports/{result['Id']}/usererrors", params={"start": 1, "limit": 1}).json()
    assert page == errors[1:]


def test_an_unknown_import_answers_400_in_the_documented_words(instant: LitmosClient) -> None:
    known = imported(instant, record("jo@example.com"))["Id"]
    for path in ("/bulkimports/no", "/bulkimports/no/usererrors", f"/bulkimports/{known}/usererrors"):
        response = instant.call("GET", path, params={"IsAPI": "false"} if known in path else {})
        assert (response.status_code, response.json()) == (400, {"Detail": "Bulk Import Id was not found."}), path
    assert instant.call("GET", f"/bulkimports/{known}/usererrors", params={"isapi": "true"}).json() == []


def test_bulk_codes_put_users_into_teams_and_courses_and_wrong_ones_are_passed_over(instant: LitmosClient) -> None:
    reds, course = team(instant, "Red Team"), instant.new_course("Safety", Code="S1")
    codes = {"Team1": reds["TeamCodeForBulkImport"], "Team2": "77-Blue", "Course1": course["CourseCodeForBulkImport"]}
    result = imported(instant, record("jo@example.com", **codes, Course3="1-none"))
    assert result["TotalUsersCreated"] == 1
    members = instant.call("GET", f"/teams/{reds['Id']}/users").json()
    assert [member["UserName"] for member in members] == ["jo@example.com"]
    courses = instant.call("GET", "/users/jo@example.com/courses").json()
    assert [row["Id"] for row in courses] == [course["Id"]]


def test_a_team_leader_imports_into_a_team_they_lead_alone(instant: LitmosClient) -> None:
    leader = "litmos-team-leader@example.com"
    code = team(instant, "Reds", Users=[leader], Leaders=[leader])["TeamCodeForBulkImport"]
    other = team(instant, "Blues")["TeamCodeForBulkImport"]
    caller = LitmosClient(instant.world, "litmos-team-leader")
    records = [
        record("a@example.com", Team1=other),
        record("b@example.com", Team1=code),
        record("c@example.com", Team1=code, AccessLevel="2"),
    ]
    created = caller.call("POST", "/bulkimports", json=records).json()
    errors = instant.call("GET", f"/bulkimports/{created['Id']}/usererrors").json()
    assert [(row["Username"], row["ImportStatus"]) for row in errors] == [
        ("a@example.com", "Failed - Team is required"),
        ("c@example.com", "Failed - AccessLevel is not permitted"),
    ]
    assert instant.call("GET", "/users/b@example.com").status_code == 200


def test_welcome_messages_are_sent_when_asked_for(instant: LitmosClient) -> None:
    imported(instant, record("a@example.com"))
    imported(instant, record("b@example.com"), sendmessage="true")
    sent = instant.world.control("GET", "outbox")["messages"]
    assert [message["recipient"] for message in sent] == ["b@example.com"]
    assert instant.world.root in sent[0]["body"]


def test_a_body_over_2000_kilobytes_answers_413(litmos: LitmosClient) -> None:
    records = [record("jo@example.com", City="x" * 1_024_000), record("b@example.com", City="x" * 1_024_000)]
    response = litmos.call("POST", "/bulkimports", json=records)
    assert (response.status_code, list(response.json())) == (413, ["Detail"])
    assert litmos.call("GET", "/bulkimports").json() == []


@pytest.mark.parametrize(
    ("path", "member"),
    [("/bulkimports", "Username"), ("/bulkimports/courses", "CourseTitle"), ("/historyimports", "Username")],
)
@pytest.mark.parametrize(
    "body",
    ["[]", "{}", "[7]", '[{"NAME": []}]', "null", "[" * 100_000, '[{"NAME": "\\u0000"}]'],
)
def test_a_body_that_is_no_list_of_records_answers_400(litmos: LitmosClient, path: str, member: str, body: str) -> None:
    content = body.replace("NAME", member).encode()
    response = litmos.call("POST", path, content=content, headers={"Content-Type": "application/json"})
    assert (response.status_code, list(response.json())) == (400, ["Detail"])
    assert refusal(litmos.xml("POST", path, "<Users/>"), 400) == BAD_REQUEST


def test_courses_are_created_and_changed_by_their_bulk_code(instant: LitmosClient) -> None:
    instant.world.seed(
        {
            "litmos": {
                "course_custom_fields": [{"Label": "Units", "Type": "Number", "DefaultValue": "4", "Mandatory": True}]
            }
        }
    )
    before = instant.new_course("Old", Code="C1", Description="kept")
    records = [
        {
            "CourseTitle": "New",
            "Active": True,
            "ReferenceCode": "N1",
            "Tags": "a,b",
            "CourseAccessExpirationDateSpan": 30,
        },
        {
            "CourseTitle": "Renamed",
            "Active": False,
            "CourseCode": before["CourseCodeForBulkImport"],
            "AdvCourseCustomField1": "7",
        },
        {"CourseTitle": "", "Active": True},
        {"CourseTitle": "No code of a course", "Active": True, "CourseCode": "1-none"},
        {"CourseTitle": "Both", "Active": True, "DueDate": "2030-01-01", "DueDateSpan": 3},
        {"CourseTitle": "No number", "Active": True, "AdvCourseCustomField1": "many"},
    ]
    response = instant.call("POST", "/bulkimports/courses", json=records)
    assert response.status_code == 200
    created = response.json()
    assert list(created) == ["ImportId", "ImportDate", "Status", "TotalRecords", "TotalCoursesCreated", "Failed"]
    assert (created["Status"], created["TotalRecords"]) == ("Waiting", 6)
    assert "DueDate" not in response.headers.get("x-emulator-hint", "")
    after, new = instant.call("GET", "/courses").json()
    assert (after["Name"], after["Active"], after["Description"], after["Code"]) == ("Renamed", False, "kept", "C1")
    assert (new["Name"], new["Code"], new["AccessTillDays"]) == ("New", "N1", 30)
    for course, value in ((after, "7"), (new, "4")):
        values = instant.call("GET", f"/courses/{course['Id']}/coursecustomfields").json()
        assert values == [{"fieldname": "Units", "Value": value}]
    assert instant.call("GET", "/bulkimports").json() == [], "imports of courses are not among those of users"


def test_courses_in_xml_with_a_message_at_the_end(instant: LitmosClient) -> None:
    body = "<CourseImports><CourseImport><CourseTitle>X</CourseTitle><Active>true</Active><Topic1>t</Topic1></CourseImport></CourseImports>"
    response = instant.xml("POST", "/bulkimports/courses", body, sendmessage="true")
    assert etree.fromstring(response.content).tag == "CourseBulkImport"
    assert "Topic1" in response.headers["x-emulator-hint"]
    (message,) = instant.world.control("GET", "outbox")["messages"]
    assert message["body"] == "1 of 1 courses were created, 0 failed."


def test_more_than_a_hundred_courses_are_refused_unless_the_sandbox_follows_the_vendors_page(
    instant: LitmosClient,
) -> None:
    records = [{"CourseTitle": f"C{number}", "Active": True} for number in range(101)]
    assert refusal(instant.call("POST", "/bulkimports/courses", json=records), 400) == BAD_REQUEST
    instant.world.settings(litmos_course_import_rows=None)
    assert instant.call("POST", "/bulkimports/courses", json=records).status_code == 200
    assert len(instant.call("GET", "/courses", params={"limit": 200}).json()) == 101


def test_a_history_import_gives_the_course_and_completes_it(instant: LitmosClient) -> None:
    user, course = instant.new_user(), instant.new_course()
    body = (
        f"<CourseHistoryImports><CourseHistoryImport><Username>{user['UserName']}</Username><CourseId>{course['Id']}</CourseId>"
        "<CompletedDate>2020-02-03T04:05:06</CompletedDate><Complete>true</Complete></CourseHistoryImport>"
        "<CourseHistoryImport><Username>nobody</Username><CourseId>x</CourseId></CourseHistoryImport></CourseHistoryImports>"
    )
    response = instant.xml("POST", "/historyimports", body)
    assert (response.status_code, response.content) == (200, b"")
    again = [
        {
            "Username": user["UserName"],
            "CourseId": course["Id"],
            "CompletedDate": "/Date(1580702706000)/",
            "Complete": True,
        }
    ]
    assert instant.call("POST", "/historyimports", json=again).status_code == 200
    (row,) = instant.call("GET", f"/users/{user['Id']}/courses").json()
    assert (row["Complete"], row["DateCompleted"]) == (True, "2020-02-03T04:05:06")


def test_a_history_import_dates_the_course_and_its_achievement_whatever_modules_the_course_has(
    instant: LitmosClient,
) -> None:
    user = instant.new_user()
    course, _ = course_with_modules(instant, "Safety", "Fire", "Smoke")
    record = {"Username": user["UserName"], "CourseId": course["Id"], "CompletedDate": "/Date(1580702706000)/"}
    assert instant.call("POST", "/historyimports", json=[{**record, "Complete": True}]).status_code == 200
    row = instant.call("GET", f"/users/{user['Id']}/courses/{course['Id']}").json()
    dates = {row["DateCompleted"], *(module["DateCompleted"] for module in row["Modules"])}
    dates.add(instant.call("GET", "/achievements").json()[0]["AchievementDate"])
    assert dates == {"2020-02-03T04:05:06"}


def test_an_import_that_is_cut_off_goes_on_where_it_was_after_a_restart(tmp_path: Path) -> None:
    records = [record(f"u{number}@example.com") for number in range(200)]
    with httpx.Client(timeout=30) as client:
        with running(tmp_path) as (root, _):
            litmos = LitmosClient(World(root, "cut", client))
            litmos.world.settings(litmos_rate_limit=None, job_seconds=0)
            path = f"/bulkimports/{litmos.call('POST', '/bulkimports', json=records).json()['Id']}"
            while not (before := litmos.call("GET", path).json())["TotalUsersCreated"]:
                assert before["Status"] in ("Waiting", "Processing")
        with running(tmp_path) as (root, _):
            litmos = LitmosClient(World(root, "cut", client))
            while (after := litmos.call("GET", path).json())["Status"] != "Completed":
                assert after["Status"] == "Processing"
            assert after["TotalUsersCreated"] == 200
            assert litmos.call("GET", f"{path}/usererrors").json() == []
            assert len(litmos.call("GET", "/users", params={"limit": 1000, "search": "u"}).json()) >= 200
