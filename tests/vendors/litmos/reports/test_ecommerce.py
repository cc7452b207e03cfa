"""What is for sale."""

import pytest
from lxml import etree

from tests.vendors.litmos.calling import BAD_REQUEST, LitmosClient, refusal
from tests.vendors.litmos.learning import WEEK, hold_clock, words
from tests.vendors.litmos.teams.teaming import new_path
from tests.vendors.litmos.training.test_sessions import Training

PERIOD = "Please provide a valid since and to query string parameters"


def test_courses_for_sale_are_listed_under_one_root(litmos: LitmosClient) -> None:
    hold_clock(litmos)
    litmos.new_course("Free")
    course = litmos.new_course(
        "Dear", Code="D", ForSale=True, Price="99.5", Tags="gold", EcommerceShortDescription="Buy"
    )
    data = litmos.call("GET", "/org/ecommerce/courses", params=WEEK).json()
    assert list(data) == ["Courses"]
    (row,) = data["Courses"]
    assert (row["Id"], row["Price"], row["Currency"], row["Tags"]) == (course["Id"], 99.5, "USD", "gold")
    assert (row["Code"], row["EcommerceShortDescription"], row["CoursePrerequisites"]) == ("D", "Buy", "")
    tree = etree.fromstring(litmos.xml("GET", "/org/ecommerce/courses", **WEEK).content)
    assert (tree.tag, [child.tag for child in tree]) == ("Ecommerce", ["Courses"])
    assert [child.tag for child in tree[0][0]] == list(row)
    assert tree.findtext("Courses/Course/Price") == "99.50"


def test_learning_paths_for_sale_are_listed_under_one_root(litmos: LitmosClient) -> None:
    hold_clock(litmos)
    new_path(litmos, "Free", [])
    path = new_path(litmos, "Dear", [], ForSale=True, Price="20")
    data = litmos.call("GET", "/org/ecommerce/learningpaths", params=WEEK).json()
    assert list(data) == ["LearningPaths"]
    assert [(row["Id"], row["Price"]) for row in data["LearningPaths"]] == [(path["Id"], 20)]
    tree = etree.fromstring(litmos.xml("GET", "/org/ecommerce/learningpaths", **WEEK).content)
    assert [child.tag for child in tree[0][0]] == list(data["LearningPaths"][0])


def test_what_is_for_sale_is_paged_and_of_the_period_alone(litmos: LitmosClient) -> None:
    hold_clock(litmos)
    for name in ("One", "Two", "Three"):
        litmos.new_course(name, ForSale=True)
        litmos.world.advance(1)
    page = litmos.call("GET", "/org/ecommerce/courses", params={**WEEK, "start": 1, "limit": 1}).json()
    assert [row["Name"] for row in page["Courses"]] == ["Two"]
    none = {"since": "2030-05-16", "to": "2030-05-17"}
    assert litmos.call("GET", "/org/ecommerce/courses", params=none).json() == {"Courses": []}
    empty = litmos.xml("GET", "/org/ecommerce/courses", **none).text
    assert empty == '<Ecommerce xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><Courses/></Ecommerce>'


@pytest.mark.parametrize("what", ["courses", "learningpaths", "coursesessions"])
def test_what_is_for_sale_needs_a_period_of_seven_days_at_most(litmos: LitmosClient, what: str) -> None:
    for params in ({}, {"since": "2030-05-12", "to": "2030-05-20"}, {"since": "2030-05-12", "to": ""}):
        assert words(litmos.call("GET", f"/org/ecommerce/{what}", params=params)) == (406, PERIOD)
    assert refusal(litmos.call("GET", f"/org/ecommerce/{what}", params={**WEEK, "limit": 0}), 400) == BAD_REQUEST


def test_sessions_to_come_of_courses_for_sale_are_listed_under_their_courses(litmos: LitmosClient) -> None:
    hold_clock(litmos)
    training = Training(litmos)
    session = training.new()
    training.new(Days=[{"StartDate": "2029-07-16T09:00:00Z", "EndDate": "2029-07-16T17:00:00Z"}])
    path = "/org/ecommerce/coursesessions"
    assert litmos.call("GET", path, params=WEEK).json() == {"SessionCourses": []}
    litmos.call("PUT", f"/courses/{training.course['Id']}", json={"ForSale": True})
    (course,) = litmos.call("GET", path, params=WEEK).json()["SessionCourses"]
    assert (course["Id"], course["ForSale"]) == (training.course["Id"], True)
    assert [[row["Id"] for row in module["Sessions"]] for module in course["Modules"]] == [[session["Id"]]]
    tree = etree.fromstring(litmos.xml("GET", path, **WEEK).content)
    assert tree.tag == "Ecommerce"
    found = tree.findall("SessionCourses/SessionCourse/Modules/SessionModule/Sessions/Session/Id")
    assert [element.text for element in found] == [session["Id"]]
    none = {"since": "2030-05-16", "to": "2030-05-17"}
    assert litmos.call("GET", path, params=none).json() == {"SessionCourses": []}
