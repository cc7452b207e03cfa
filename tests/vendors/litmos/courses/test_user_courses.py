"""The courses of users: assigning, reading and removing them."""

import pytest
from lxml import etree

from tests.vendors.litmos.calling import BAD_REQUEST, LitmosClient, refusal
from tests.vendors.litmos.learning import (
    NOW,
    UNKNOWN,
    assign,
    complete,
    course_with_modules,
    hold_clock,
    report,
    same_in_xml,
    words,
)
from tests.vendors.litmos.teams.teaming import add, new_path, new_team, recipients

FROM_PATH = (
    "The course - {} can't be removed from {} because it is part of a learning path. "
    "Remove the user from the learning path or remove the course from the learning path."
)


def test_an_assigned_course_is_listed_with_what_is_known_of_it(litmos: LitmosClient) -> None:
    hold_clock(litmos)
    user = litmos.new_user()
    course = litmos.new_course("Fire", Code="F1", AccessTillDays=10)
    assign(litmos, user, course)
    (row,) = same_in_xml(litmos, f"/users/{user['Id']}/courses", "Courses", "Course", "UserCourse")
    shown = {"Id": course["Id"], "Code": "F1", "Name": "Fire", "Active": True, "OriginalId": course["OriginalId"]}
    assert {name: row[name] for name in shown} == shown
    assert (row["Complete"], row["PercentageComplete"], row["UpToDate"], row["Overdue"]) == (False, 0, False, False)
    assert (row["AssignedDate"], row["StartDate"], row["DateCompleted"]) == (NOW[:-1], None, None)
    assert (row["AccessTillDate"], row["IsLearningPath"]) == ("2030-05-25T12:00:00", False)
    assert b'"PercentageComplete":0.00,' in litmos.call("GET", f"/users/{user['Id']}/courses").content


def test_assigning_passes_over_what_the_user_has_and_what_is_not_there(litmos: LitmosClient) -> None:
    user, course = litmos.new_user(), litmos.new_course()
    other = litmos.new_course("Other")
    assign(litmos, user, course)
    assign(litmos, user, course, course, {"Id": UNKNOWN}, other)
    names = [row["Name"] for row in litmos.call("GET", "/users/jo@example.com/courses").json()]
    assert names == ["A course", "Other"]
    xml = f"<Courses><Course><Id>{course['Id']}</Id></Course></Courses>"
    assert litmos.xml("POST", f"/users/{user['Id']}/courses", xml).status_code == 201
    assert litmos.call("POST", f"/users/{user['Id']}/courses", json=[]).status_code == 201


def test_an_assignment_sends_a_message_unless_it_is_not_to(litmos: LitmosClient) -> None:
    user = litmos.new_user()
    assign(litmos, user, litmos.new_course("Quiet"), sendmessage="false")
    assert recipients(litmos) == []
    loud = litmos.new_course("Loud")
    assign(litmos, user, loud)
    assign(litmos, user, loud)
    assert recipients(litmos) == ["jo@example.com"]


@pytest.mark.parametrize(
    "body", [{"Id": "x"}, [{"Id": 5.5e400}], [{}], ["x"], "x", [{"Id": "x" * 51}], [{"Id": ["x"]}]]
)
def test_a_list_of_courses_that_is_none_answers_400(litmos: LitmosClient, body: object) -> None:
    user = litmos.new_user()
    response = litmos.call("POST", f"/users/{user['Id']}/courses", content=str(body).replace("'", '"').encode())
    assert refusal(response, 400) == BAD_REQUEST, response.text


def test_the_wrong_root_and_an_entity_in_xml_answer_400(litmos: LitmosClient) -> None:
    path = f"/users/{litmos.new_user()['Id']}/courses"
    assert refusal(litmos.xml("POST", path, "<Users><User><Id>x</Id></User></Users>"), 400) == BAD_REQUEST
    bomb = '<!DOCTYPE a [<!ENTITY b "c">]><Courses><Course><Id>&b;</Id></Course></Courses>'
    assert refusal(litmos.xml("POST", path, bomb), 400) == BAD_REQUEST


def test_the_courses_of_a_user_are_searched_and_paged(litmos: LitmosClient) -> None:
    user = litmos.new_user()
    assign(litmos, user, *(litmos.new_course(name, Code=f"C-{name}") for name in ("One", "Two", "Three")))
    path = f"/users/{user['Id']}/courses"
    assert [row["Name"] for row in litmos.call("GET", path, params={"search": "c-t"}).json()] == ["Two", "Three"]
    assert [row["Name"] for row in litmos.call("GET", path, params={"start": 1, "limit": 1}).json()] == ["Two"]
    assert refusal(litmos.call("GET", path, params={"limit": 0}), 400) == BAD_REQUEST
    assert litmos.call("GET", path, params={"start": 3}).json() == []


def test_a_course_of_a_user_has_the_results_of_its_modules(litmos: LitmosClient) -> None:
    user = litmos.new_user()
    course, (first, second) = course_with_modules(litmos, "Safety", "Fire", "Smoke")
    assign(litmos, user, course)
    report(litmos, user, course, first, Score=80)
    row = same_in_xml(litmos, f"/users/{user['Id']}/courses/{course['Id']}", "Course", None, "UserCourseResult")
    assert (row["Complete"], row["PercentageComplete"], row["StartDate"] is None) == (False, 50, False)
    shown = [(m["Id"], m["Name"], m["Score"], m["Completed"], m["Attempt"]) for m in row["Modules"]]
    assert shown == [(first["Id"], "Fire", 80, True, 1), (second["Id"], "Smoke", None, False, 0)]
    tree = etree.fromstring(litmos.xml("GET", f"/users/{user['Id']}/courses/{course['Id']}").content)
    assert [module.findtext("Name") for module in tree.findall("Modules/Module")] == ["Fire", "Smoke"]


def test_a_course_that_the_user_does_not_have_answers_404(litmos: LitmosClient) -> None:
    user, course = litmos.new_user(), litmos.new_course()
    path = f"/users/{user['Id']}/courses/{course['Id']}"
    for method, end in (("GET", ""), ("DELETE", ""), ("PUT", "/reset")):
        assert words(litmos.call(method, path + end)) == (404, "Not Found. The record you requested does not exist.")
        assert words(litmos.call(method, f"/users/nobody/courses/{course['Id']}{end}"))[0] == 404
    assert refusal(litmos.call("GET", "/users/nobody/courses"), 404) == "User - nobody was not found"
    assert refusal(litmos.call("POST", "/users/nobody/courses", json=[]), 404) == "User - nobody was not found"


def test_a_course_is_taken_from_a_user_and_comes_back_with_its_result(litmos: LitmosClient) -> None:
    user, course, _ = complete(litmos)
    path = f"/users/{user['Id']}/courses"
    response = litmos.call("DELETE", f"{path}/{course['Id']}")
    assert (response.status_code, response.content) == (200, b"")
    assert litmos.call("GET", path).json() == []
    assert litmos.call("GET", f"/courses/{course['Id']}/users").json() == []
    assign(litmos, user, course)
    assert litmos.call("GET", path).json()[0]["Complete"] is True
    assert litmos.xml("DELETE", f"{path}/{course['Id']}").content == b""


def test_a_course_that_came_from_a_team_is_taken_too(litmos: LitmosClient) -> None:
    user, course, team = litmos.new_user(), litmos.new_course(), new_team(litmos)
    add(litmos, team, user)
    litmos.call("POST", f"/teams/{team['Id']}/courses", json=[{"Id": course["Id"]}])
    assert litmos.call("DELETE", f"/users/{user['Id']}/courses/{course['Id']}").status_code == 200
    assert litmos.call("GET", f"/users/{user['Id']}/courses").json() == []


def test_a_course_of_a_learning_path_is_not_taken(litmos: LitmosClient) -> None:
    user, course = litmos.new_user(), litmos.new_course()
    new_path(litmos, "Path", [course], Users=["jo@example.com"])
    response = litmos.call("DELETE", f"/users/{user['Id']}/courses/{course['Id']}")
    assert words(response) == (406, FROM_PATH.format(course["Id"], user["Id"]))
    row = litmos.call("GET", f"/users/{user['Id']}/courses").json()[0]
    assert (row["Id"], row["IsLearningPath"]) == (course["Id"], True)


def test_a_reset_course_begins_anew(litmos: LitmosClient) -> None:
    user, course, module = complete(litmos)
    path = f"/users/{user['Id']}/courses/{course['Id']}"
    assert litmos.call("GET", path).json()["Complete"] is True
    response = litmos.call("PUT", f"{path}/reset")
    assert (response.status_code, response.content) == (200, b"")
    row = litmos.call("GET", path).json()
    assert (row["Complete"], row["PercentageComplete"], row["StartDate"], row["DateCompleted"]) == (
        False,
        0,
        None,
        None,
    )
    assert [(m["Completed"], m["Score"]) for m in row["Modules"]] == [(False, None)]
    assert report(litmos, user, course, module, Score=50).status_code == 200
    assert litmos.xml("PUT", f"{path}/reset").content == b""


def test_the_courses_of_several_users_are_read_by_a_post(litmos: LitmosClient) -> None:
    jo, al = litmos.new_user(), litmos.new_user("al@example.com")
    assign(litmos, jo, litmos.new_course("One"), litmos.new_course("Two"))
    body = [{"Id": jo["Id"]}, {"Id": UNKNOWN}, {"Id": al["Id"]}, {"Id": jo["Id"]}]
    response = litmos.call("POST", "/users/courses", json=body)
    assert response.status_code == 200
    assert [(row["Id"], [c["Name"] for c in row["Courses"]]) for row in response.json()] == [
        (jo["Id"], ["One", "Two"]),
        (al["Id"], []),
    ]
    xml = f"<Users><User><Id>{al['Id']}</Id></User><User><Id>{jo['Id']}</Id></User></Users>"
    tree = etree.fromstring(litmos.xml("POST", "/users/courses", xml).content)
    assert (tree.tag, [user.tag for user in tree]) == ("Users", ["User", "User"])
    assert [name.text for name in tree.findall("User/Courses/Course/Name")] == ["One", "Two"]
    assert litmos.call("POST", "/users/courses", json=[]).json() == []


def test_the_courses_of_26_users_are_too_many(litmos: LitmosClient) -> None:
    users = [{"Id": f"{number}"} for number in range(26)]
    assert litmos.call("POST", "/users/courses", json=users[:25]).status_code == 200
    assert refusal(litmos.call("POST", "/users/courses", json=users), 400) == BAD_REQUEST


def test_a_complete_course_is_up_to_date_until_it_changes(litmos: LitmosClient) -> None:
    hold_clock(litmos)
    user, course, _ = complete(litmos)
    path = f"/users/{user['Id']}/courses"
    assert litmos.call("GET", path).json()[0]["UpToDate"] is True
    litmos.world.advance(60)
    litmos.call("PUT", f"/courses/{course['Id']}", json={"Description": "New"})
    assert litmos.call("GET", path).json()[0]["UpToDate"] is False


def test_a_course_that_was_due_is_overdue(litmos: LitmosClient) -> None:
    hold_clock(litmos)
    user = litmos.new_user()
    course, (module,) = course_with_modules(litmos, "Safety", "Fire")
    entry = {"User": "jo@example.com", "Course": "Safety", "DueDate": "2030-05-15T11:00:00Z"}
    litmos.world.seed({"litmos": {"assignments": [entry]}})
    path = f"/users/{user['Id']}/courses"
    assert litmos.call("GET", path).json()[0]["Overdue"] is True
    assert litmos.call("GET", f"{path}/{course['Id']}").json()["CourseDueDate"] == "2030-05-15T11:00:00"
    report(litmos, user, course, module)
    assert litmos.call("GET", path).json()[0]["Overdue"] is False
