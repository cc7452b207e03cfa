"""Users in full, users with their count, and the refusals of users that need a setting or a form."""

import pytest
from lxml import etree

from emulator.vendors import load_vendor
from tests.vendors.litmos.calling import BAD_REQUEST, NOT_PERMITTED, LitmosClient, refusal

MALFORMED = 'Please provide a valid since parameter. Valid formats are - "yyyy-MM-dd HH:mm:ss" or "yyyy-MM-dd HH:mm" or "yyyy-MM-dd"'
INVALID = "Please enter a valid date in the 'since' parameter"


def test_details_are_what_each_user_shows_alone(litmos: LitmosClient) -> None:
    manager = litmos.new_user("boss@example.com")
    user = litmos.new_user(ManagerId=manager["Id"])
    rows = litmos.call("GET", "/users/details", params={"search": "jo@"}).json()
    assert rows == [litmos.call("GET", f"/users/{user['Id']}").json()]
    root = etree.fromstring(litmos.xml("GET", "/users/details", limit=2).content)
    fields = [field.name for field in load_vendor("litmos").contract.schemas["User"].fields]
    assert (root.tag, [[child.tag for child in row] for row in root]) == ("Users", [fields, fields])


@pytest.mark.parametrize("since", ["2031-05-06 07:08:00", "2031-05-06 07:08", "2031-05-06"])
def test_details_since_a_date_are_those_of_users_created_then_or_later(litmos: LitmosClient, since: str) -> None:
    litmos.new_user()
    litmos.world.control("PUT", "clock", json={"now": "2031-05-06T07:08:00Z", "held": True})
    later = litmos.new_user("later@example.com")
    rows = litmos.call("GET", "/users/details", params={"since": since}).json()
    assert [row["Id"] for row in rows] == [later["Id"]]
    assert litmos.call("GET", "/users/details", params={"since": "2031-05-06 07:08:01"}).json() == []


@pytest.mark.parametrize(
    ("since", "words"),
    [
        ("yesterday", MALFORMED),
        ("2031-5-6", MALFORMED),
        ("2031-05-06T07:08:00", MALFORMED),
        ("\u0662\u0660\u0663\u0661-\u0660\u0665-\u0660\u0666", MALFORMED),
        ("2031-02-30", INVALID),
        ("2031-02-01 25:00", INVALID),
        ("0000-01-01", INVALID),
    ],
)
def test_a_since_that_is_no_date_answers_406(litmos: LitmosClient, since: str, words: str) -> None:
    response = litmos.call("GET", "/users/details", params={"since": since})
    assert (response.status_code, response.json()) == (406, {"Detail": words})


def test_users_come_with_the_count_of_all_that_match(litmos: LitmosClient) -> None:
    for number in range(5):
        litmos.new_user(f"user{number}@pie.example", Active=number != 4)
    query = {"search": "@pie", "start": 2, "limit": 2, "sort": "UserName"}
    page = litmos.call("GET", "/users/paginated", params=query).json()
    assert list(page) == ["Pagination", "Items"]
    assert page["Pagination"] == {"BatchParam": "Limit", "BatchSize": 2, "Start": 2, "TotalCount": 5}
    assert page["Items"] == litmos.call("GET", "/users", params=query).json()
    active = litmos.call("GET", "/users/paginated", params={"search": "@pie", "showInactive": "false"}).json()
    assert (active["Pagination"]["TotalCount"], len(active["Items"])) == (4, 4)
    root = etree.fromstring(litmos.xml("GET", "/users/paginated", search="@pie").content)
    assert (root.tag, [child.tag for child in root]) == ("UserCollection", ["Pagination", "Items"])
    assert root.findtext("Pagination/TotalCount") == "5"
    assert [child.tag for child in root.findall("Items/*")] == ["User"] * 5
    empty = etree.fromstring(litmos.xml("GET", "/users/paginated", search="nobody at all").content)
    assert empty.findall("Items/*") == []


@pytest.mark.parametrize("path", ["/users/details", "/users/paginated"])
@pytest.mark.parametrize("query", [{"limit": "-1"}, {"start": "-1"}, {"sort": "Password"}, {"dir": "UP"}])
def test_a_list_parameter_out_of_its_range_answers_400(litmos: LitmosClient, path: str, query: dict[str, str]) -> None:
    assert refusal(litmos.call("GET", path, params=query), 400) == BAD_REQUEST


@pytest.mark.parametrize("path", ["/users/details", "/users/paginated"])
def test_the_lists_of_users_need_an_account_owner(litmos: LitmosClient, path: str) -> None:
    assert refusal(LitmosClient(litmos.world, "litmos-administrator").call("GET", path), 403) == NOT_PERMITTED


def test_a_job_role_that_the_account_does_not_have_answers_409(litmos: LitmosClient) -> None:
    litmos.new_user(JobRole="Anything")
    litmos.world.settings(litmos_job_roles=["Sailor"])
    user = litmos.new_user("sailor@example.com", JobRole="Sailor")
    for method, path in (("POST", "/users"), ("PUT", f"/users/{user['Id']}")):
        response = litmos.call(method, path, json={"UserName": "x@example.com", "JobRole": "Pirate"})
        assert (response.status_code, response.json()) == (409, {"Detail": "Job Role is invalid"})


def test_a_salesforce_id_that_nobody_has_is_named_so(litmos: LitmosClient) -> None:
    response = litmos.call("GET", "/users/0035g00000ABCDEAA1")
    words = {"Detail": "User - 0035g00000ABCDEAA1 was not found in Salesforce"}
    assert (response.status_code, response.json()) == (404, words)


def test_deleting_an_unknown_user_answers_404_in_the_words_of_the_operation(litmos: LitmosClient) -> None:
    response = litmos.call("DELETE", "/users/nobody")
    assert (response.status_code, response.json()) == (
        404,
        {"Detail": "No user with this id exists in your organization"},
    )
