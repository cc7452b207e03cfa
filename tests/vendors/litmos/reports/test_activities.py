"""Activity logs: written by what really happened."""

import pytest

from tests.vendors.litmos.calling import BAD_REQUEST, LitmosClient, refusal
from tests.vendors.litmos.learning import WEEK, complete, hold_clock, same_in_xml, words

LOGS = {
    "actions": ("ActionActivitys", "ActionActivity"),
    "assignments": ("AssignmentActivitys", "AssignmentActivity"),
    "content": ("ContentActivitys", "ContentActivity"),
    "logins": ("LoginActivitys", "LoginActivity"),
    "settings": ("SettingsActivitys", "SettingsActivity"),
}


def types(litmos: LitmosClient, log: str) -> list[str]:
    """What a log says that happened."""
    return [row["ActivityType"] for row in litmos.call("GET", f"/org/activities/{log}", params=WEEK).json()]


@pytest.mark.parametrize("log", LOGS)
def test_a_log_has_the_same_in_both_formats(litmos: LitmosClient, log: str) -> None:
    hold_clock(litmos)
    user, _, _ = complete(litmos)
    litmos.call("PUT", f"/users/{user['Id']}", json={"FirstName": "Joe"})
    root, item = LOGS[log]
    found = same_in_xml(litmos, f"/org/activities/{log}", root, item, item, **WEEK)
    assert found or log in ("logins", "settings")


def test_an_assignment_is_logged_with_who_gave_what_to_whom(litmos: LitmosClient) -> None:
    hold_clock(litmos)
    user, course, _ = complete(litmos)
    (row,) = litmos.call("GET", "/org/activities/assignments", params=WEEK).json()
    owner = litmos.call("GET", "/users/litmos-account-owner@example.com").json()
    assert row == {
        "ActivityType": "User Added To Course",
        "ObjectType": "User",
        "ObjectId": user["Id"],
        "OriginalObjectId": str(user["OriginalId"]),
        "ObjectName": "Jo Baba",
        "TargetObjectType": "Course",
        "TargetObjectId": course["Id"],
        "OriginalTargetObjectId": str(course["OriginalId"]),
        "TargetObjectName": "Safety",
        "ActivityBy": owner["OriginalId"],
        "ActivityByUserName": "litmos-account-owner@example.com",
        "ActivityDate": "2030-05-15T12:00:00",
    }


def test_what_happens_to_courses_and_results_is_logged(litmos: LitmosClient) -> None:
    hold_clock(litmos)
    user, course, module = complete(litmos)
    assert types(litmos, "content") == ["Course Created", "Module Created", "Module Added To Course"]
    litmos.call("PUT", f"/courses/{course['Id']}", json={"Name": "Safer"})
    litmos.call("DELETE", f"/courses/{course['Id']}/modules/{module['Id']}")
    litmos.call("DELETE", f"/courses/{course['Id']}")
    assert types(litmos, "content")[3:] == ["Course Updated", "Module Removed From Course", "Course Deleted"]
    assert types(litmos, "actions") == ["User Created", "User Module Completed"]
    created = litmos.call("GET", "/org/activities/actions", params=WEEK).json()[0]
    assert (created["ObjectId"], created["TargetObjectId"], created["OriginalTargetObjectId"]) == (user["Id"], "0", "0")


def test_an_assignment_that_changes_nothing_and_a_refused_one_are_not_logged(litmos: LitmosClient) -> None:
    hold_clock(litmos)
    user, course, _ = complete(litmos)
    litmos.call("POST", f"/users/{user['Id']}/courses", json=[{"Id": course["Id"]}])
    litmos.call("POST", "/users/nobody/courses", json=[{"Id": course["Id"]}])
    assert types(litmos, "assignments") == ["User Added To Course"]
    litmos.call("PUT", f"/users/{user['Id']}/courses/{course['Id']}/reset")
    litmos.call("DELETE", f"/users/{user['Id']}/courses/{course['Id']}")
    assert types(litmos, "assignments") == ["User Added To Course", "User Removed From Course"]
    assert types(litmos, "actions")[-1] == "Course Bulk Action: Reset Course Results"


def test_an_edited_user_is_logged_member_by_member_with_old_and_new_value(litmos: LitmosClient) -> None:
    hold_clock(litmos)
    user = litmos.new_user()
    litmos.call("PUT", f"/users/{user['Id']}", json={**user, "FirstName": "Joe", "City": "Bern", "Password": "hush"})
    rows = litmos.call("GET", "/org/activities/settings", params=WEEK).json()
    shown = [(row["ActivityType"], row["Category"], row["OldValue"], row["NewValue"]) for row in rows]
    assert shown == [
        ("First Name Updated", "User Profile", "Jo", "Joe"),
        ("Password Updated", "User Profile", "", ""),
        ("City Updated", "User Profile", "", "Bern"),
    ]
    assert rows[0]["ObjectId"] == user["Id"]
    assert "hush" not in litmos.call("GET", "/org/activities/settings", params=WEEK).text


@pytest.mark.parametrize("log", LOGS)
def test_a_log_needs_a_period_of_seven_days_at_most(litmos: LitmosClient, log: str) -> None:
    text = "Please provide a valid {} query string parameters"
    named = "'since' and 'to'" if log == "actions" else "since and to"
    for params in ({}, {"since": "2030-05-12", "to": "2030-05-20"}, {"since": "x", "to": "2030-05-12"}):
        response = litmos.call("GET", f"/org/activities/{log}", params=params)
        assert words(response) == (406, text.format(named))


def test_a_log_is_paged_and_only_of_its_period(litmos: LitmosClient) -> None:
    hold_clock(litmos)
    for name in ("One", "Two", "Three"):
        litmos.new_course(name)
    path = "/org/activities/content"
    page = litmos.call("GET", path, params={**WEEK, "start": 1, "limit": 1}).json()
    assert [row["ObjectName"] for row in page] == ["Two"]
    assert litmos.call("GET", path, params={"since": "2030-05-16", "to": "2030-05-17"}).json() == []
    assert refusal(litmos.call("GET", path, params={**WEEK, "limit": 0}), 400) == BAD_REQUEST
