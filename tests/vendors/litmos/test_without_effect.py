"""What Litmos takes without a word, the hint names: members, elements, lists in other forms, ids, rows of imports."""

from typing import Any

import httpx
import pytest

from tests.vendors.litmos.calling import BAD_REQUEST, LitmosClient, refusal

UNKNOWN = "AAAAAAAAAAA1"
USER: dict[str, Any] = {"UserName": "jo@example.com", "FirstName": "Jo", "LastName": "Baba", "Email": "jo@example.com"}


def hints(response: httpx.Response) -> str:
    return " | ".join(response.headers.get_list("x-emulator-hint"))


def test_a_misspelt_member_in_json_is_named_with_the_nearest_one(litmos: LitmosClient) -> None:
    response = litmos.call("POST", "/users", json={**USER, "JobTittle": "Cook", "Emial": "x@example.com"})
    assert response.status_code == 201
    assert "JobTittle (nearest: JobTitle), Emial (nearest: Email)" in hints(response)
    assert "JobTittle (nearest: JobTitle)" in litmos.world.journal()[-1]["notes"][0]


def test_elements_that_are_not_known_or_out_of_place_are_named(litmos: LitmosClient) -> None:
    body = (
        "<User><ID>x</ID><UserName>a@example.com</UserName><FirstName>A</FirstName><LastName>B</LastName>"
        "<Email>a@example.com</Email><UserName>again</UserName></User>"
    )
    response = litmos.xml("POST", "/users", body)
    assert response.status_code == 201
    assert "without effect: ID (nearest: Id)" in hints(response)
    assert "out of order, so ignored as the vendor does: UserName" in hints(response)


def test_a_day_that_is_called_otherwise_is_named_with_its_place(litmos: LitmosClient) -> None:
    course, teacher = litmos.new_course(), litmos.new_user(AccessLevel="Administrator")
    body = (
        "<SessionModule><Name>Drill</Name><Sessions><Session><Name>May</Name>"
        f"<InstructorUserId>{teacher['Id']}</InstructorUserId><SessionType>1</SessionType>"
        "<Days><Day><StartDate>2030-05-06T09:00:00</StartDate></Day></Days></Session></Sessions></SessionModule>"
    )
    response = litmos.xml("POST", f"/courses/{course['Id']}/events", body)
    assert "Sessions.Days.Day (nearest: SessionDay)" in hints(response)


def test_an_element_within_a_text_and_one_of_another_namespace_are_named(litmos: LitmosClient) -> None:
    response = litmos.xml("POST", "/courses", "<Course><Name>A</Name><Code xmlns='urn:x'>C</Code></Course>")
    assert response.status_code == 201
    assert "{urn:x}Code (nearest: Code)" in hints(response)
    nested = litmos.xml("POST", "/courses", "<Course><Name>B<b>old</b></Name></Course>")
    assert "Name.b" in hints(nested)


def test_an_item_with_the_wrong_name_is_named(litmos: LitmosClient) -> None:
    user = litmos.new_user()
    body = f"<Courses><course><Id>{litmos.new_course()['Id']}</Id></course></Courses>"
    response = litmos.xml("POST", f"/users/{user['Id']}/courses", body)
    assert response.status_code == 201
    assert "course (nearest: Course)" in hints(response)


def test_what_the_vendor_sets_itself_is_named_when_something_is_made_and_not_when_it_is_sent_back(
    litmos: LitmosClient,
) -> None:
    made = litmos.call("POST", "/users", json={**USER, "Id": "mine"})
    assert "set by the vendor alone, so without effect: Id" in hints(made)
    user = litmos.call("GET", f"/users/{made.json()['Id']}").json()
    assert hints(litmos.call("PUT", f"/users/{user['Id']}", json=user)) == ""


def test_a_body_where_none_is_taken_and_a_parameter_given_twice_are_named(litmos: LitmosClient) -> None:
    response = litmos.call("GET", "/teams", params={"limit": ["1", "2"], "limti": "3"}, content=b"<Team/>")
    assert response.status_code == 200
    assert "query parameter limti (nearest: limit)" in hints(response)
    assert "query parameter limit is given 2 times" in hints(response)
    assert "takes no body" in hints(response)


@pytest.mark.parametrize("wrapped", ["Course", "Courses"])
def test_a_list_is_taken_in_the_form_of_the_vendors_api_description(litmos: LitmosClient, wrapped: str) -> None:
    user, course = litmos.new_user(), litmos.new_course()
    body = {wrapped: [{"Id": course["Id"]}]}
    assert litmos.call("POST", f"/users/{user['Id']}/courses", json=body).status_code == 201
    assert [each["Id"] for each in litmos.call("GET", f"/users/{user['Id']}/courses").json()] == [course["Id"]]


def test_an_import_is_taken_in_the_form_of_the_vendors_api_description(litmos: LitmosClient) -> None:
    litmos.world.settings(job_mode="instant")
    body = {"CourseImport": [{"CourseTitle": "Tides", "Active": True}], "Extra": 1}
    response = litmos.call("POST", "/bulkimports/courses", json=body)
    assert response.status_code == 200
    assert "Extra" in hints(response)
    assert [course["Name"] for course in litmos.call("GET", "/courses").json()] == ["Tides"]


def test_a_bare_object_in_place_of_a_list_is_refused_as_before(litmos: LitmosClient) -> None:
    user, course = litmos.new_user(), litmos.new_course()
    response = litmos.call("POST", f"/users/{user['Id']}/courses", json={"Id": course["Id"]})
    assert refusal(response, 400) == BAD_REQUEST


def test_the_api_descriptions_names_of_ids_are_read(litmos: LitmosClient) -> None:
    litmos.world.seed({"litmos": {"learning_paths": [{"Name": "Safety", "Id": "path", "Active": True}]}})
    user, course = litmos.new_user(), litmos.new_course()
    team = litmos.call("POST", "/teams", json={"Name": "Brigade"}).json()
    for path, body in (
        (f"/users/{user['Id']}/courses", [{"CourseId": course["Id"]}]),
        (f"/teams/{team['Id']}/courses", {"Course": [{"CourseId": course["Id"]}]}),
        (f"/users/{user['Id']}/learningpaths", [{"LearningPathId": "path"}]),
        (f"/teams/{team['Id']}/learningpaths", [{"LearnigPathId": "path"}]),
    ):
        response = litmos.call("POST", path, json=body)
        assert (response.is_success, hints(response)) == (True, ""), path
        assert len(litmos.call("GET", path).json()) == 1, path
    xml = f"<Courses><Course><CourseId>{course['Id']}</CourseId></Course></Courses>"
    assert hints(litmos.xml("DELETE", f"/teams/{team['Id']}/courses", xml)) == ""
    assert litmos.call("GET", f"/teams/{team['Id']}/courses").json() == []


def test_an_alias_beside_the_name_itself_is_named(litmos: LitmosClient) -> None:
    user, course = litmos.new_user(), litmos.new_course()
    response = litmos.call("POST", f"/users/{user['Id']}/courses", json=[{"Id": course["Id"], "CourseId": "other"}])
    assert response.status_code == 201
    assert "CourseId" in hints(response)


def test_ids_of_nothing_are_named(litmos: LitmosClient) -> None:
    user, course = litmos.new_user(), litmos.new_course()
    team = litmos.call("POST", "/teams", json={"Name": "Brigade"}).json()
    for path, body in (
        (f"/users/{user['Id']}/courses", [{"Id": course["Id"]}, {"Id": UNKNOWN}]),
        (f"/teams/{team['Id']}/users", [{"Id": user["Id"]}, {"Id": UNKNOWN}]),
        (f"/teams/{team['Id']}/courses", [{"Id": course["Id"]}, {"Id": UNKNOWN}]),
        ("/users/courses", [{"Id": user["Id"]}, {"Id": UNKNOWN}]),
    ):
        response = litmos.call("POST", path, json=body)
        assert response.is_success
        assert (
            f"passed over as the vendor does, no such {'user' if 'users' in path[7:] or path == '/users/courses' else 'course'}: {UNKNOWN}"
            in hints(response)
        )


def test_rows_of_a_history_import_that_name_nothing_are_named(litmos: LitmosClient) -> None:
    user, course = litmos.new_user(), litmos.new_course()
    rows = [
        {"Username": user["UserName"], "CourseId": course["Id"], "Complete": True},
        {"Username": "nobody@example.com", "CourseId": course["Id"]},
        {"Username": user["UserName"], "CourseId": UNKNOWN, "Completd": True},
    ]
    response = litmos.call("POST", "/historyimports", json=rows)
    assert response.is_success
    assert "no such user: nobody@example.com" in hints(response)
    assert f"no such course: {UNKNOWN}" in hints(response)
    assert "Completd (nearest: Complete)" in hints(response)


def test_codes_of_nothing_in_an_import_of_users_are_named(litmos: LitmosClient) -> None:
    row = {"Username": "new@example.com", "FirstName": "N", "LastName": "M", "Team1": "9-Gone", "Course1": "7-Gone"}
    response = litmos.call("POST", "/bulkimports", json=[row])
    assert "no team has the code: 9-Gone" in hints(response)
    assert "no course has the code: 7-Gone" in hints(response)


def test_records_of_an_import_of_courses_that_will_fail_are_named(litmos: LitmosClient) -> None:
    rows = [
        {"CourseTitle": "A", "Active": True},
        {"CourseTitle": "B"},
        {"CourseTitle": "C", "Active": True, "CourseCode": "9-X"},
    ]
    response = litmos.call("POST", "/bulkimports/courses", json=rows)
    assert "Active is required: record 2" in hints(response)
    assert "no course has the code: record 3" in hints(response)
