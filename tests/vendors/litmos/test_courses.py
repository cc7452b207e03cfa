"""Courses."""

import pytest

from tests.vendors.litmos.calling import LitmosClient


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
    assert litmos.call("POST", "/courses", json={"Code": "X"}).status_code == 400


@pytest.mark.parametrize(
    ("given", "shown"),
    [("2030-05-01T10:00:00Z", "2030-05-01T10:00:00"), ("/Date(1497801750508)/", "2017-06-18T16:02:30")],
)
def test_both_date_dialects_are_read_and_the_documented_one_is_written(
    litmos: LitmosClient, given: str, shown: str
) -> None:
    assert litmos.new_course(AccessTillDate=given)["AccessTillDate"] == shown
