"""Courses."""

import pytest
from lxml import etree

from tests.vendors.litmos.calling import BAD_REQUEST, NO_RECORD, LitmosClient, refusal
from tests.vendors.litmos.learning import (
    UNKNOWN,
    WEEK,
    assign,
    complete,
    course_with_modules,
    hold_clock,
    same_in_xml,
    words,
)
from tests.vendors.litmos.teams.teaming import new_path

MISMATCH = "The Course Id do not match. Please check the XML/json request and the URL."


def test_a_course_is_created_with_201_and_read_back(litmos: LitmosClient) -> None:
    course = litmos.new_course("Why bother testing?", Code="WBT001", Description="Testing course", Price="12.5")
    assert course["CourseCodeForBulkImport"] == f"{course['OriginalId']}-WBT001"
    assert (course["ForSale"], course["Active"], course["AccessTillDate"]) == (False, True, None)
    response = litmos.call("GET", f"/courses/{course['Id']}")
    assert response.json() == course
    assert b'"Price":12.50,' in response.content  # recorded: decimals keep their scale


def test_courses_are_listed_in_the_order_of_their_creation(litmos: LitmosClient) -> None:
    for name in ("One", "Two", "Three"):
        litmos.new_course(name)
    names = [course["Name"] for course in litmos.call("GET", "/courses", params={"start": 1, "limit": 5}).json()]
    assert names == ["Two", "Three"]
    assert [c["Name"] for c in litmos.call("GET", "/courses", params={"search": "thr"}).json()] == ["Three"]
    assert litmos.call("GET", "/courses", params={"search": "%"}).json() == []


def test_an_unknown_course_answers_404_with_its_id_in_the_words(litmos: LitmosClient) -> None:
    response = litmos.call("GET", "/courses/none")
    assert (response.status_code, response.json()) == (404, {"Detail": "The course none does not exist."})


def test_a_course_without_a_name_answers_400(litmos: LitmosClient) -> None:
    assert refusal(litmos.call("POST", "/courses", json={"Code": "X"}), 400) == BAD_REQUEST


@pytest.mark.parametrize(
    ("given", "shown"),
    [("2030-05-01T10:00:00Z", "2030-05-01T10:00:00"), ("/Date(1497801750508)/", "2017-06-18T16:02:30")],
)
def test_both_date_dialects_are_read_and_the_documented_one_is_written(
    litmos: LitmosClient, given: str, shown: str
) -> None:
    assert litmos.new_course(AccessTillDate=given)["AccessTillDate"] == shown


def test_a_course_is_the_same_in_both_formats(litmos: LitmosClient) -> None:
    course = litmos.new_course("<Fire> & smoke", Description="", AccessTillDate="2030-05-01T10:00:00Z")
    assert same_in_xml(litmos, f"/courses/{course['Id']}", "Course", None, "Course") == course
    assert same_in_xml(litmos, "/courses", "Courses", "Course", "Course") == [course]


def test_a_course_is_created_in_xml(litmos: LitmosClient) -> None:
    response = litmos.xml("POST", "/courses", "<Course><Code>C</Code><Name>Fire</Name><ForSale>1</ForSale></Course>")
    assert response.status_code == 201
    course = etree.fromstring(response.content)
    assert (course.tag, course.findtext("Name"), course.findtext("ForSale")) == ("Course", "Fire", "true")


def test_a_course_is_changed_where_the_body_says_so(litmos: LitmosClient) -> None:
    course = litmos.new_course("Fire", Code="F1", Price=5)
    body = {"Id": course["Id"], "Name": "Smoke", "ForSale": True, "Price": "7.5", "Tags": "red"}
    response = litmos.call("PUT", f"/courses/{course['Id']}", json=body)
    assert (response.status_code, response.content) == (200, b"")
    changed = litmos.call("GET", f"/courses/{course['Id']}").json()
    assert changed == {**course, "Name": "Smoke", "ForSale": True, "Price": 7.5, "Tags": "red"}
    xml = f"<Course><Id>{course['Id']}</Id><Name>Ash</Name><Active>false</Active></Course>"
    assert litmos.xml("PUT", f"/courses/{course['Id']}", xml).status_code == 200
    assert litmos.call("GET", f"/courses/{course['Id']}").json() == {**changed, "Name": "Ash", "Active": False}


def test_a_course_is_not_changed_by_a_body_that_names_another(litmos: LitmosClient) -> None:
    course = litmos.new_course()
    response = litmos.call("PUT", f"/courses/{course['Id']}", json={"Id": UNKNOWN, "Name": "Other"})
    assert words(response) == (409, MISMATCH)
    assert words(litmos.call("PUT", f"/courses/{UNKNOWN}", json={"Name": "X"}))[0] == 404
    assert refusal(litmos.call("PUT", f"/courses/{course['Id']}", json={"Name": ""}), 400) == BAD_REQUEST
    assert litmos.call("GET", f"/courses/{course['Id']}").json() == course


def test_the_details_of_a_course_have_every_documented_member(litmos: LitmosClient) -> None:
    course = litmos.new_course("Fire", Code="F1", Tags="red", Price="3")
    details = same_in_xml(litmos, f"/courses/{course['Id']}/details", "Course", None, "CourseDetails")
    assert (details["Id"], details["OriginalId"], details["Tags"]) == (course["Id"], course["OriginalId"], "red")
    assert (details["Price"], details["Languages"], details["AdvCourseCustomField10"]) == ("3.00", [], "")


def test_details_of_a_course_that_is_not_there_or_not_the_one_meant_are_refused(litmos: LitmosClient) -> None:
    response = litmos.call("GET", f"/courses/{UNKNOWN}/details")
    assert words(response) == (404, f"The Course {UNKNOWN} is invalid or does not exist!")
    path = f"/courses/{litmos.new_course()['Id']}/details"
    assert words(litmos.call("GET", path, json={"Id": UNKNOWN})) == (409, MISMATCH)
    assert (
        refusal(litmos.xml("GET", path, f"<Course><Id>{UNKNOWN}</Id></Course>"), 409)
        == "The Course Id do not match. Please check the XML/json request and the URL."
    )
    assert litmos.xml("GET", path, "<!DOCTYPE x><x/>").status_code == 200


def test_a_deleted_course_takes_with_it_what_hangs_on_it(litmos: LitmosClient) -> None:
    hold_clock(litmos)
    user, course, module = complete(litmos)
    copied = litmos.new_module(Name="Copied")
    litmos.call("POST", f"/courses/{course['Id']}/modules/copy", json=[{"Id": copied["Id"]}])
    copy = litmos.call("GET", f"/courses/{course['Id']}/modules").json()[1]
    response = litmos.call("DELETE", f"/courses/{course['Id']}")
    assert (response.status_code, response.content) == (200, b"")
    assert refusal(litmos.call("GET", f"/courses/{course['Id']}"), 404) == f"The course {course['Id']} does not exist."
    assert litmos.call("GET", f"/users/{user['Id']}/courses").json() == []
    assert litmos.call("GET", "/org/users/courses", params=WEEK).json() == []
    assert litmos.call("GET", f"/modules/{module['Id']}").status_code == 200
    assert refusal(litmos.call("GET", f"/modules/{copy['Id']}"), 404) == NO_RECORD
    achievement = litmos.call("GET", "/achievements").json()[0]
    assert (achievement["Title"], achievement["CourseId"]) == ("Safety", None)


def test_a_learning_path_goes_on_without_a_deleted_course(litmos: LitmosClient) -> None:
    user, course, _ = complete(litmos)
    other, _ = course_with_modules(litmos, "Other", "M")
    path = new_path(litmos, "Path", [course, other], Users=["jo@example.com"])
    assert litmos.call("GET", f"/users/{user['Id']}/learningpaths").json()[0]["PercentageComplete"] == 50
    assert litmos.call("DELETE", f"/courses/{other['Id']}").status_code == 200
    assert [row["Id"] for row in litmos.call("GET", f"/learningpaths/{path['Id']}/courses").json()] == [course["Id"]]
    assert litmos.call("GET", f"/users/{user['Id']}/learningpaths").json()[0]["Complete"] is True


def test_deleting_a_course_is_refused_with_the_documented_words(litmos: LitmosClient) -> None:
    assert words(litmos.call("DELETE", f"/courses/{UNKNOWN}")) == (403, "Invalid ProgramID")
    course = litmos.new_course()
    assert words(litmos.call("DELETE", f"/courses/{course['Id']}", json={"Id": UNKNOWN})) == (409, MISMATCH)
    assert litmos.call("GET", f"/courses/{course['Id']}").status_code == 200
    assert litmos.xml("DELETE", f"/courses/{course['Id']}").status_code == 200


def test_a_request_without_a_key_is_refused_in_the_words_of_the_course(litmos: LitmosClient) -> None:
    response = litmos.call("GET", f"/courses/{UNKNOWN}", headers={"apikey": ""})
    assert words(response) == (403, "Forbidden.")


def test_the_users_of_a_course_come_with_their_results(litmos: LitmosClient) -> None:
    user, course, _ = complete(litmos)
    assign(litmos, litmos.new_user("al@example.com", FirstName="Al"), course)
    rows = same_in_xml(litmos, f"/courses/{course['Id']}/users", "Users", "User", "CourseUser")
    assert [(row["UserName"], row["Completed"], row["PercentageComplete"]) for row in rows] == [
        ("jo@example.com", True, 100),
        ("al@example.com", False, 0),
    ]
    assert rows[0]["Id"] == user["Id"]
    path = f"/courses/{course['Id']}/users"
    assert [row["FirstName"] for row in litmos.call("GET", path, params={"search": "AL@"}).json()] == ["Al"]
    assert [row["FirstName"] for row in litmos.call("GET", path, params={"start": 1, "limit": 1}).json()] == ["Al"]
    assert refusal(litmos.call("GET", f"/courses/{UNKNOWN}/users"), 404) == f"The course {UNKNOWN} does not exist."


def test_a_module_that_a_seed_puts_into_a_course_can_be_taken_out_and_the_course_deleted(litmos: LitmosClient) -> None:
    modules = [{"Id": "quiz", "Name": "Quiz", "ModuleType": "9"}, {"Id": "live", "Name": "Live", "Sessions": []}]
    litmos.world.seed({"litmos": {"courses": [{"Id": "fire", "Name": "Fire", "Modules": modules}]}})
    assert litmos.call("DELETE", "/courses/fire/modules/quiz").status_code == 200
    assert refusal(litmos.call("GET", "/modules/quiz"), 404) == NO_RECORD
    assert [module["Id"] for module in litmos.call("GET", "/courses/fire/modules").json()] == ["live"]
    assert litmos.call("DELETE", "/courses/fire").status_code == 200
    assert refusal(litmos.call("GET", "/courses/fire"), 404) == "The course fire does not exist."
