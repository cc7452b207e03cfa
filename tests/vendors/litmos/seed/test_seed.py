"""What a seed document may say of Litmos, and how it is told what is wrong."""

from typing import Any

import pytest

from tests.vendors.litmos.calling import LitmosClient

COURSE = {"Id": "RuzXNaD42Sw1", "OriginalId": 590874, "Code": "TST001", "Name": "A course"}
SESSION = {
    "Id": "session1",
    "Name": "S",
    "InstructorUserId": "0",
    "SessionType": 1,
    "Days": [{"StartDate": "2030-01-01T09:00:00Z"}],
    "TimeZone": "UTC",
    "Location": "Room",
    "LocationId": 1,
}


def test_a_course_comes_with_its_modules_sessions_and_ids(litmos: LitmosClient) -> None:
    ilt = {"Id": "ilt1", "Name": "Live", "Sessions": [SESSION]}
    litmos.world.seed({"litmos": {"courses": [{**COURSE, "Modules": [{"Id": "0jnDHEIbXQo1", "Name": "Test"}, ilt]}]}})
    course = litmos.call("GET", "/courses/RuzXNaD42Sw1").json()
    assert course["CourseCodeForBulkImport"] == "590874-TST001"
    modules = litmos.call("GET", "/courses/RuzXNaD42Sw1/modules").json()
    assert [module["Id"] for module in modules] == ["0jnDHEIbXQo1", "ilt1"]
    session = litmos.call("GET", "/courses/RuzXNaD42Sw1/modules/ilt1/sessions/session1").json()
    assert (session["Name"], len(session["Days"])) == ("S", 1)


def test_a_module_with_an_id_of_its_own_fetches_its_content(litmos: LitmosClient) -> None:
    module = {"Id": "0jnDHEIbXQo1", "Name": "Test", "ContentURL": litmos.world.sample("scorm12-minimal.zip")}
    litmos.world.settings(job_seconds=0)
    litmos.world.seed({"litmos": {"courses": [{**COURSE, "Modules": [module]}]}})
    litmos.world.settings(job_mode="step")
    statuses = [litmos.call("GET", "/modules/0jnDHEIbXQo1").json()["Status"] for _ in range(5)]
    assert statuses[-1] == "Ready"


def test_an_instructor_of_a_seed_may_hold_sessions(litmos: LitmosClient) -> None:
    litmos.world.seed({"litmos": {"users": [{"UserName": "teach@example.com"}], "instructors": ["teach@example.com"]}})
    rows = litmos.call("GET", "/instructors", params={"search": "teach"}).json()
    assert [row["AccessLevel"] for row in rows] == ["Learner"]


@pytest.mark.parametrize(
    ("document", "where"),
    [
        ({"courses": [{"Name": "A", "Id": "no spaces"}]}, "litmos.courses[0].Id"),
        ({"courses": [COURSE, COURSE]}, "litmos.courses[1].OriginalId"),
        ({"courses": [{"Name": "A", "OriginalId": "7"}]}, "litmos.courses[0].OriginalId"),
        ({"courses": [{"Name": "A", "OriginalId": 2**40}]}, "litmos.courses[0].OriginalId"),
        ({"courses": [{"Name": "A", "Modules": 7}]}, "litmos.courses[0].Modules"),
        ({"courses": [{"Name": "A", "Modules": ["x"]}]}, "litmos.courses[0].Modules[0]"),
        ({"courses": [{"Name": "A", "Modules": [{"Sessions": []}]}]}, "litmos.courses[0].Modules[0].Name"),
        ({"courses": [{"Name": "A", "Modules": [{"Name": "M", "Sessions": [{"Name": "S"}]}]}]}, "litmos.courses[0]"),
        ({"courses": [{"Name": "A", "CustomFields": {"No": "x"}}]}, "litmos.courses[0].CustomFields.No"),
        ({"users": [{"UserName": "a@example.com", "LoginKey": "x" * 65}]}, "litmos.users[0].LoginKey"),
        ({"users": [{"UserName": "a@example.com", "Points": "many"}]}, "litmos.users[0].Points"),
        ({"users": [{"UserName": "a@example.com", "Colour": "red"}]}, "litmos.users[0].Colour"),
        ({"instructors": ["nobody"]}, "litmos.instructors[0]"),
        ({"instructors": [7]}, "litmos.instructors[0]"),
        ({"locations": [{}]}, "litmos.locations[0].Location"),
        (
            {"locations": [{"LocationId": 1, "Location": "A"}, {"LocationId": 1, "Location": "B"}]},
            "litmos.locations[1].LocationId",
        ),
        ({"user_custom_fields": [{"Label": "A"}, {"Label": "a"}]}, "litmos.user_custom_fields[1].Label"),
        ({"user_custom_fields": [{"Label": "A", "Type": "Colour"}]}, "litmos.user_custom_fields[0].Type"),
        ({"user_custom_fields": [{"Label": str(number)} for number in range(26)]}, "litmos.user_custom_fields[25]"),
        ({"collections": [{}]}, "litmos.collections[0].Name"),
        ({"collections": [{"Name": "A", "Listings": 7}]}, "litmos.collections[0].Listings"),
        ({"collections": [{"Name": "A", "Listings": [{}]}]}, "litmos.collections[0]"),
        ({"collections": [{"Name": "A", "Courses": ["no"]}]}, "litmos.collections[0].Courses[0]"),
        ({"tokens": [{"TokenCode": "A", "TokenType": 9}]}, "litmos.tokens[0]"),
        (
            {"tokens": [{"TokenCode": "A", "TokenType": 1}, {"TokenCode": "a", "TokenType": 1}]},
            "litmos.tokens[1].TokenCode",
        ),
        ({"teams": [{"Id": "t1", "Name": "A"}, {"Id": "t1", "Name": "B"}]}, "litmos.teams[1].Id"),
        ({"learning_paths": [{"Id": "%", "Name": "A"}]}, "litmos.learning_paths[0].Id"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_made(litmos: LitmosClient, document: Any, where: str) -> None:
    url = f"{litmos.world.root}/_emulator/seed"
    response = litmos.world.client.post(url, json={"litmos": {**document, "badges": []}})
    assert response.status_code == 400, response.text
    assert response.json()["error"].startswith(where), response.text
    assert litmos.call("GET", "/courses").json() == []


def test_results_are_those_of_modules_or_of_whole_courses(litmos: LitmosClient) -> None:
    user = {"UserName": "jo@x.org", "FirstName": "Jo", "LastName": "B", "Id": "jo"}
    modules = [{"Id": f"m{n}", "Name": f"M{n}", "Sample": "scorm12-minimal.zip"} for n in (1, 2)]
    at = "2026-05-06T07:08:09Z"
    results = [
        {"User": "jo@x.org", "Course": "A", "Module": "M1", "Completed": True, "Score": 80, "UpdatedAt": at},
        {"User": "jo", "Course": "B", "Completed": True, "UpdatedAt": at},
    ]
    courses = [{"Id": "a", "Name": "A", "Active": True, "Modules": modules}, {"Id": "b", "Name": "B", "Active": True}]
    seeded = {"users": [user], "courses": courses, "awards": [{"Course": "B", "Points": 5}], "results": results}
    litmos.world.seed({"litmos": seeded})
    half, whole = (litmos.call("GET", f"/users/jo/courses/{course}").json() for course in ("a", "b"))
    assert (half["Complete"], half["PercentageComplete"]) == (False, 50.0)
    assert [module["Score"] for module in half["Modules"]] == [80, None]
    assert (whole["Complete"], whole["DateCompleted"]) == (True, half["Modules"][0]["DateCompleted"])


@pytest.mark.parametrize(
    ("result", "words"),
    [
        ({"Course": "A"}, "litmos.results[0].User must be text"),
        ({"User": "jo", "Course": "B"}, "litmos.results[0].Course 'B': there is no course"),
        ({"User": "jo", "Course": "A", "Score": 5}, "litmos.results[0] needs a Module; without one"),
        ({"User": "jo", "Course": "A", "Module": "M"}, "litmos.results[0].Module 'M': there is no one module"),
        ({"User": "jo", "Course": "A", "Completed": "perhaps"}, "litmos.results[0].Completed must be true or false"),
    ],
)
def test_a_result_of_nothing_is_refused_with_its_path(litmos: LitmosClient, result: Any, words: str) -> None:
    user = {"UserName": "jo@x.org", "FirstName": "Jo", "LastName": "B", "Id": "jo"}
    document = {"litmos": {"users": [user], "courses": [{"Name": "A"}], "results": [result]}}
    response = litmos.world.client.post(f"{litmos.world.root}/_emulator/seed", json=document)
    assert (response.status_code, words in response.text) == (400, True), response.text
