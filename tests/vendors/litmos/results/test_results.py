"""Results of modules, as they are reported and as they are listed."""

from typing import Any

import pytest

from tests.vendors.litmos.calling import LitmosClient, refusal
from tests.vendors.litmos.learning import (
    UNKNOWN,
    assign,
    complete,
    course_with_modules,
    hold_clock,
    report,
    same_in_xml,
    words,
)

SINCE = (
    "Please provide a valid 'since=' query string parameter. "
    "Valid formats are 'yyyy-MM-dd HH:mm:ss' or 'yyyy-MM-dd HH:mm' or 'yyyy-MM-dd'"
)
TOO_MANY = "The maxminum number of records to return is 1000. You can use paging parameters to return records in groups of 1000"
NOT_FOUND = "Not Found. The record you requested does not exist."


def learner(litmos: LitmosClient) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """A user with a course of one module."""
    user = litmos.new_user()
    course, (module,) = course_with_modules(litmos, "Safety", "Fire")
    assign(litmos, user, course)
    return user, course, module


def result(litmos: LitmosClient, user: dict[str, Any], course: dict[str, Any]) -> dict[str, Any]:
    """The result of the only module of a user's course."""
    found: dict[str, Any] = litmos.call("GET", f"/users/{user['Id']}/courses/{course['Id']}").json()["Modules"][0]
    return found


def test_the_recorded_report_in_json_completes_the_module(litmos: LitmosClient) -> None:
    user, course, module = learner(litmos)
    response = report(litmos, user, course, module, UpdatedAt="/Date(1497801750508)/")
    assert (response.status_code, response.reason_phrase, response.content) == (200, "OK", b"")
    assert "content-type" not in response.headers
    shown = result(litmos, user, course)
    assert (shown["Completed"], shown["Score"], shown["Attempt"]) == (True, 100, 1)
    row = litmos.call("GET", f"/users/{user['Id']}/courses").json()[0]
    assert (row["Complete"], row["PercentageComplete"]) == (True, 100)


def test_a_reported_date_is_that_of_the_module_and_a_hint_says_that_it_is_not_that_of_the_course(
    litmos: LitmosClient,
) -> None:
    hold_clock(litmos)
    user, course, module = learner(litmos)
    unfinished = report(litmos, user, course, module, Completed=False, UpdatedAt="/Date(1497715200000)/")
    assert "x-emulator-hint" not in unfinished.headers
    shown = result(litmos, user, course)
    assert (shown["StartDate"], shown["DateCompleted"]) == ("2017-06-17T16:00:00", None)
    done = report(litmos, user, course, module, UpdatedAt="/Date(1497801600000)/")
    assert "UpdatedAt dates the result of the module alone" in done.headers["x-emulator-hint"]
    shown = result(litmos, user, course)
    assert (shown["StartDate"], shown["DateCompleted"]) == ("2017-06-17T16:00:00", "2017-06-18T16:00:00")
    (row,) = litmos.call("GET", f"/users/{user['Id']}/courses").json()
    (earned,) = litmos.call("GET", "/achievements").json()
    assert (row["DateCompleted"], earned["AchievementDate"]) == ("2030-05-15T12:00:00", "2030-05-15T12:00:00")
    again = report(litmos, user, course, module, UpdatedAt="/Date(1497801600000)/")
    assert "x-emulator-hint" not in again.headers, "the course was complete already"


@pytest.mark.parametrize("date", ["2017-06-05T15:00:17Z", "2017-06-05", "yesterday"])
def test_a_date_in_json_that_is_not_a_wcf_date_brings_the_recorded_page(litmos: LitmosClient, date: str) -> None:
    user, course, module = learner(litmos)
    response = report(litmos, user, course, module, UpdatedAt=date)
    fault = "The server encountered an error processing the request. Please see the server logs for more details."
    assert (response.status_code, response.reason_phrase) == (500, fault)
    assert response.headers["content-type"] == "text/html"
    assert "'InternalServerError'" in response.text
    assert "/Date(" in response.headers["x-emulator-hint"]
    assert result(litmos, user, course)["Completed"] is False


@pytest.mark.parametrize(
    ("given", "finished"),
    [
        ("2017-06-05T15:00:17Z", "2017-06-05T15:00:17"),
        ("2017-06-05T15:00:17.250Z", "2017-06-05T15:00:17.25"),
        ("2017-06-05T15:00:17", "2017-06-05T15:00:17"),
        ("2017-06-05T15:00:17.5", "2017-06-05T15:00:17.5"),
        ("2017-06-05", "2017-06-05T00:00:00"),
    ],
)
def test_a_date_in_xml_is_iso_with_or_without_fraction_zone_and_time(
    litmos: LitmosClient, given: str, finished: str
) -> None:
    hold_clock(litmos)
    user, course, module = learner(litmos)
    body = (
        f"<ModuleResult><CourseId>{course['Id']}</CourseId><UserId>{user['Id']}</UserId><Score>70</Score>"
        f"<Completed>1</Completed><UpdatedAt>{given}</UpdatedAt><Note>by hand</Note></ModuleResult>"
    )
    response = litmos.xml("PUT", f"/results/modules/{module['Id']}", body)
    assert (response.status_code, response.content) == (200, b"")
    rows = litmos.xml("GET", "/org/modules/results", since="2030-05-12", to="2030-05-19")
    assert f"<FinishedDate>{finished}</FinishedDate>" in rows.text
    assert "<UpdatedDate>2030-05-15T12:00:00</UpdatedDate>" in rows.text


def test_a_member_out_of_order_in_xml_has_no_effect(litmos: LitmosClient) -> None:
    user, course, module = learner(litmos)
    body = (
        f"<ModuleResult><CourseId>{course['Id']}</CourseId><UserId>{user['Id']}</UserId>"
        "<Completed>0</Completed><Score>70</Score></ModuleResult>"
    )
    response = litmos.xml("PUT", f"/results/modules/{module['Id']}", body)
    assert response.status_code == 200
    assert "Score" in response.headers["x-emulator-hint"]
    assert result(litmos, user, course)["Score"] is None


@pytest.mark.parametrize(
    ("members", "why"),
    [
        ({"Score": 101}, "body.Score: must be at most 100"),
        ({"Score": -1}, "body.Score: must be at least 0"),
        ({"Score": "many"}, "body.Score: must be a whole number"),
        ({"Score": 1.5}, "body.Score: must be a whole number"),
        ({"Completed": "perhaps"}, "body.Completed: must be true or false"),
        ({"Completed": None}, "body.Completed: is required"),
        ({"Completed": ""}, "body.Completed: is required"),
        ({"Note": "x" * 256}, "body.Note: is longer than 255 characters"),
        ({"Attempts": -1}, "body.Attempts: must be at least 0"),
        ({"UpdatedAt": 5}, "body.UpdatedAt: must be a date and time in ISO 8601"),
    ],
)
def test_a_report_that_cannot_be_answers_400_and_the_hint_says_why(
    litmos: LitmosClient, members: dict[str, Any], why: str
) -> None:
    user, course, module = learner(litmos)
    response = report(litmos, user, course, module, **members)
    assert (response.status_code, response.headers["x-emulator-hint"].partition(", what came is ")[0]) == (400, why)
    assert result(litmos, user, course)["Completed"] is False


def test_a_report_of_a_user_who_cannot_be_names_the_user(litmos: LitmosClient) -> None:
    user, course, module = learner(litmos)
    response = report(litmos, user, course, module, UserId="x" * 10_000)
    assert (response.status_code, response.json()["Detail"]) == (404, f"User - {'x' * 10_000} was not found")


def test_a_report_needs_its_three_members(litmos: LitmosClient) -> None:
    user, course, module = learner(litmos)
    body = {"CourseId": course["Id"], "UserId": user["Id"], "Completed": True}
    for name in body:
        short = {key: value for key, value in body.items() if key != name}
        response = litmos.call("PUT", f"/results/modules/{module['Id']}", json=short)
        assert (response.status_code, response.headers["x-emulator-hint"]) == (400, f"body.{name}: is required")
    assert litmos.call("PUT", f"/results/modules/{module['Id']}", json=body).status_code == 200


def test_a_report_on_what_does_not_belong_together_answers_404(litmos: LitmosClient) -> None:
    user, course, module = learner(litmos)
    other = litmos.new_course("Other")
    nobody, nothing = {"Id": UNKNOWN}, {"Id": UNKNOWN}
    assert words(report(litmos, nobody, course, module)) == (404, f"User - {UNKNOWN} was not found")
    assert words(report(litmos, user, course, nothing)) == (404, NOT_FOUND)
    assert words(report(litmos, user, other, module)) == (404, "The module is not in this course.")
    stranger = litmos.new_user("stranger@example.com")
    assert words(report(litmos, stranger, course, module)) == (404, NOT_FOUND)


def test_attempts_of_an_uploaded_module_have_no_effect_and_a_hint_says_so(litmos: LitmosClient) -> None:
    user, course, module = learner(litmos)
    response = report(litmos, user, course, module, Attempts=7)
    assert response.status_code == 200
    assert "Attempts" in response.headers["x-emulator-hint"]
    assert result(litmos, user, course)["Attempt"] == 1


def test_a_linked_module_counts_in_every_course_that_has_it(litmos: LitmosClient) -> None:
    user, course, module = learner(litmos)
    other = litmos.new_course("Other")
    litmos.call("POST", f"/courses/{other['Id']}/modules/link", json=[{"Id": module["Id"]}])
    assign(litmos, user, other)
    report(litmos, user, course, module)
    assert [row["Complete"] for row in litmos.call("GET", f"/users/{user['Id']}/courses").json()] == [True, True]


def test_results_since_a_moment_are_listed_with_their_users(litmos: LitmosClient) -> None:
    hold_clock(litmos)
    user, course, _ = complete(litmos)
    rows = same_in_xml(litmos, "/results/details", "Users", "User", "ResultDetail", since="2030-05-15 11:59:59")
    shown = rows[0]
    assert (shown["Id"], shown["Username"], shown["CourseId"]) == (user["Id"], "jo@example.com", course["Id"])
    assert (shown["UserOriginalId"], shown["CourseOriginalId"]) == (user["OriginalId"], course["OriginalId"])
    assert (shown["Completed"], shown["PercentageComplete"], shown["UpToDate"]) == (True, 100, True)
    assert shown["LoginKey"] == user["LoginKey"]
    assert litmos.call("GET", "/results/details", params={"since": "2030-05-15 12:01"}).json() == []
    assert len(litmos.call("GET", "/results/details", params={"since": "2030-05-01", "to": "2030-05-16"}).json()) == 1
    assert litmos.call("GET", "/results/details", params={"since": "2030-05-01", "to": "2030-05-15"}).json() == []


@pytest.mark.parametrize("since", [None, "", "soon", "2030-13-01", "2030-05-15 25:00", "15.05.2030"])
def test_results_need_a_valid_since(litmos: LitmosClient, since: str | None) -> None:
    params = {} if since is None else {"since": since}
    assert words(litmos.call("GET", "/results/details", params=params)) == (406, SINCE)
    later = litmos.call("GET", "/results/details", params={"since": "2030-05-01", "to": "later"})
    assert refusal(later, 406) == SINCE


def test_more_than_1000_results_are_refused(litmos: LitmosClient) -> None:
    params = {"since": "2030-05-01", "limit": "1001"}
    assert words(litmos.call("GET", "/results/details", params=params)) == (406, TOO_MANY)
    assert litmos.call("GET", "/results/details", params={**params, "limit": "1000"}).json() == []


def test_a_course_that_comes_later_counts_the_linked_module_that_was_completed_before(litmos: LitmosClient) -> None:
    user, _, module = complete(litmos)
    later = litmos.new_course("Later")
    assert litmos.call("POST", f"/courses/{later['Id']}/modules/link", json=[{"Id": module["Id"]}]).status_code == 200
    assign(litmos, user, later)
    row = litmos.call("GET", f"/users/{user['Id']}/courses/{later['Id']}").json()
    assert (row["Complete"], row["PercentageComplete"]) == (True, 100)


def test_a_complete_course_that_gets_a_module_to_attend_is_not_up_to_date(litmos: LitmosClient) -> None:
    hold_clock(litmos)
    user, course, _ = complete(litmos)
    path = f"/users/{user['Id']}/courses/{course['Id']}"
    assert litmos.call("GET", path).json()["UpToDate"] is True
    litmos.world.advance(60)
    assert litmos.call("POST", f"/courses/{course['Id']}/events", json={"Name": "Drill"}).status_code == 201
    row = litmos.call("GET", path).json()
    assert (row["Complete"], row["UpToDate"]) == (True, False)
