"""Lists: pages of ten, `more`, filters, order, counts; and that paging neither repeats nor hides rows."""

from base64 import urlsafe_b64encode
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emulator.app import Emulator
from tests.statements import traced
from tests.vendors.scormcloud.calling import ScormCloudClient, ids, pages


def seed(cloud: ScormCloudClient, registrations: int, **members: Any) -> None:
    """Course C1 with registrations R0, R1, …"""
    rows = [
        {"registrationId": f"R{number}", "courseId": "C1", "learner": {"id": f"L{number % 3}"}, **members}
        for number in range(registrations)
    ]
    cloud.world.seed({"scormcloud": {"courses": [{"id": "C1"}], "registrations": rows}})


@pytest.mark.parametrize(
    ("rows", "sizes"), [(0, [0]), (1, [1]), (10, [10]), (11, [10, 1]), (20, [10, 10]), (23, [10, 10, 3])]
)
def test_pages_hold_ten_and_the_last_one_has_no_more(cloud: ScormCloudClient, rows: int, sizes: list[int]) -> None:
    seed(cloud, rows)
    found = pages(cloud, "/registrations", "registrations")
    assert [len(page) for page in found] == sizes
    assert [row["id"] for page in found for row in page] == [f"R{number}" for number in reversed(range(rows))]


def test_courses_are_paged_alike(cloud: ScormCloudClient) -> None:
    cloud.world.seed({"scormcloud": {"courses": [{"id": f"C{number}"} for number in range(13)]}})
    assert [len(page) for page in pages(cloud, "/courses", "courses")] == [10, 3]


def test_the_token_carries_every_parameter_of_the_first_call(cloud: ScormCloudClient) -> None:
    seed(cloud, 36)
    params = {"learnerId": "L1", "orderBy": "created_asc", "includeChildResults": "true", "filter": "r"}
    found = pages(cloud, "/registrations", "registrations", **params)
    assert [len(page) for page in found] == [10, 2]
    assert [row["id"] for page in found for row in page] == [f"R{number}" for number in range(1, 36, 3)]
    assert all(row["activityDetails"]["children"] for page in found for row in page)


def test_filters_sent_again_with_the_token_do_not_matter(cloud: ScormCloudClient) -> None:
    seed(cloud, 12)
    more = cloud.get("/registrations", orderBy="created_asc")["more"]
    response = cloud.call("GET", "/registrations", params={"more": more, "orderBy": "created_desc", "courseId": "C9"})
    assert ids(response.json()["registrations"]) == ["R10", "R11"]
    assert "courseId" in response.headers["x-emulator-hint"]


@pytest.mark.parametrize(
    "more",
    [
        "x",
        "é",
        "====",
        urlsafe_b64encode(b"[]").decode(),
        urlsafe_b64encode(b'["getRegistrations",{},1]').decode(),
        urlsafe_b64encode(b'["getRegistrations",{},"x",1]').decode(),
        urlsafe_b64encode(b'["getRegistrations",{},1,-1]').decode(),
        urlsafe_b64encode(b'["getRegistrations",{},1e300,1]').decode(),
        urlsafe_b64encode(b'["getRegistrations",{},9223372036854775807,1]').decode(),
        urlsafe_b64encode(b'["getRegistrations",{},true,1]').decode(),
        urlsafe_b64encode(b'["getRegistrations",{"orderBy":"x"},1,1]').decode(),
        urlsafe_b64encode(b'["getRegistrations",{"orderBy":[]},1,1]').decode(),
        urlsafe_b64encode(b'["getRegistrations",{"since":["soon"]},1,1]').decode(),
        urlsafe_b64encode(b'["getRegistrations",{"orderBy":["course_title_asc"]},1,1]').decode(),
        urlsafe_b64encode(b'["getCourses",{},1,1]').decode(),
        urlsafe_b64encode(b"[" * 3000).decode(),
    ],
)
def test_a_bad_token_answers_400(cloud: ScormCloudClient, more: str) -> None:
    response = cloud.call("GET", "/registrations", params={"more": more})
    assert response.status_code == 400
    assert list(response.json()) == ["error", "message"]


def test_the_total_is_counted_on_the_first_page_only(cloud: ScormCloudClient) -> None:
    seed(cloud, 12)
    first = cloud.call("GET", "/registrations", params={"includeTotalCount": "True", "filter": "R1"})
    assert first.headers["x-total-count"] == "3"
    assert "x-total-count" not in cloud.call("GET", "/registrations").headers
    first = cloud.call("GET", "/registrations", params={"includeTotalCount": "true"})
    assert first.headers["x-total-count"] == "12"
    assert "x-total-count" not in cloud.call("GET", "/registrations", params={"more": first.json()["more"]}).headers
    response = cloud.call("GET", "/courses", params={"includeTotalCount": "true"})
    assert response.headers["x-total-count"] == "1"


def test_since_and_until_include_the_moments_that_are_shown(cloud: ScormCloudClient) -> None:
    cloud.world.control("PUT", "clock", json={"held": True, "now": "2030-01-01T00:00:00.123456Z"})
    cloud.new_course("C1")
    for number in range(3):
        cloud.register(f"R{number}")
        cloud.world.advance(10)
    cloud.new_course("C2")
    shown = cloud.get("/registrations/R1")["createdDate"]
    assert shown == "2030-01-01T00:00:10Z"

    def registrations(**params: str) -> list[str]:
        return ids(cloud.get("/registrations", **params)["registrations"])

    assert registrations(since=shown) == ["R2", "R1"]
    assert registrations(until=shown) == ["R1", "R0"]
    assert registrations(since=shown, until="2030-01-01T00:00:10.000+00:00") == ["R1"]
    assert registrations(since="2030-01-01T02:00:20+02:00") == ["R2"]
    assert registrations(since="2030-01-01T00:00:20") == ["R2"]
    assert ids(cloud.get("/courses", since="2030-01-01T00:00:30.123Z")["courses"]) == ["C2"]
    assert ids(cloud.get("/courses", until="2030-01-01T00:00:00.123Z")["courses"]) == ["C1"]


def test_the_datetime_filter_names_the_moment_that_since_and_until_bound(cloud: ScormCloudClient) -> None:
    cloud.world.control("PUT", "clock", json={"held": True, "now": "2030-01-01T00:00:00Z"})
    cloud.new_course("C1")
    cloud.world.advance(60)
    cloud.new_course("C2")
    cloud.world.advance(60)
    cloud.call("PUT", "/courses/C1/title", json={"title": "New"})
    since = "2030-01-01T00:02:00Z"
    assert ids(cloud.get("/courses", since=since)["courses"]) == ["C1"], "courses are bounded by their change"
    assert ids(cloud.get("/courses", since=since, datetimeFilter="created")["courses"]) == []
    assert ids(cloud.get("/courses", orderBy="updated_asc")["courses"]) == ["C2", "C1"]


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"filter": "al"}, ["Alpha"]),
        ({"filter": "%"}, []),
        ({"filter": "_"}, ["b_ta"]),
        ({"filter": "quiz", "filterBy": "title"}, ["Alpha"]),
        ({"filter": "ÉTÉ", "filterBy": "title"}, ["b_ta"]),
        ({"filter": "re", "filterBy": "tags"}, ["b_ta", "Alpha"]),
        ({"tags": "red"}, ["b_ta", "Alpha"]),
        ({"tags": "green,blue"}, ["c", "b_ta"]),
        ({"tags": "gree"}, []),
        ({"orderBy": "title_asc"}, ["c", "Alpha", "b_ta"]),
        ({"orderBy": "title_desc"}, ["b_ta", "Alpha", "c"]),
        ({"orderBy": "created_asc"}, ["Alpha", "b_ta", "c"]),
    ],
)
def test_courses_are_filtered_and_ordered(cloud: ScormCloudClient, params: dict[str, str], expected: list[str]) -> None:
    courses = [
        {"id": "Alpha", "title": "My Quiz", "tags": ["red"]},
        {"id": "b_ta", "title": "cours d'été", "tags": ["red", "green"]},
        {"id": "c", "title": "Algebra", "tags": ["blue"]},
    ]
    cloud.world.seed({"scormcloud": {"courses": courses}})
    assert ids(cloud.get("/courses", **params)["courses"]) == expected


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"courseId": "C1"}, ["R2", "R1"]),
        ({"courseId": "unknown"}, []),
        ({"learnerId": "L3"}, ["R3"]),
        ({"learnerId": "unknown"}, []),
        ({"filter": "r2"}, ["R2"]),
        ({"filter": "one", "filterBy": "course_title"}, ["R2", "R1"]),
        ({"filter": "ann", "filterBy": "learner_first_name"}, ["R2", "R1"]),
        ({"filter": "young", "filterBy": "learner_last_name"}, ["R1"]),
        ({"filter": "b", "filterBy": "tags"}, ["R2"]),
        ({"tags": "a"}, ["R2", "R1"]),
        ({"orderBy": "learner_last_name_asc"}, ["R3", "R2", "R1"]),
        ({"orderBy": "learner_last_name_desc"}, ["R1", "R2", "R3"]),
        ({"orderBy": "learner_first_name_asc"}, ["R3", "R1", "R2"]),
        ({"orderBy": "course_title_asc"}, ["R1", "R2", "R3"]),
        ({"orderBy": "course_title_desc"}, ["R3", "R2", "R1"]),
        ({"orderBy": "updated_asc"}, ["R1", "R2", "R3"]),
    ],
)
def test_registrations_are_filtered_and_ordered(
    cloud: ScormCloudClient, params: dict[str, str], expected: list[str]
) -> None:
    learners = [
        {"id": "L1", "firstName": "Ann", "lastName": "Young"},
        {"id": "L1", "firstName": "Anna", "lastName": "Xu"},
        {"id": "L3"},
    ]
    rows = [
        {"registrationId": f"R{number}", "courseId": course, "learner": learner, "registrationTags": tags}
        for number, course, learner, tags in zip(
            (1, 2, 3), ("C1", "C1", "C2"), learners, (["a"], ["a", "b"], []), strict=True
        )
    ]
    courses = [{"id": "C1", "title": "One"}, {"id": "C2", "title": "Two"}]
    cloud.world.seed({"scormcloud": {"courses": courses, "registrations": rows}})
    assert ids(cloud.get("/registrations", **params)["registrations"]) == expected


@pytest.mark.parametrize(
    "order", ["learner_last_name_asc", "learner_last_name_desc", "course_title_desc", "updated_desc"]
)
def test_pages_in_any_order_are_the_whole_set_though_keys_repeat_or_lack(cloud: ScormCloudClient, order: str) -> None:
    cloud.world.control("PUT", "clock", json={"held": True})
    rows = [
        {
            "registrationId": f"R{n}",
            "courseId": "C1",
            "learner": {"id": "L", **({"lastName": "AB"[n % 2]} if n % 3 else {})},
        }
        for n in range(25)
    ]
    cloud.world.seed({"scormcloud": {"courses": [{"id": "C1"}], "registrations": rows}})
    found = [row["id"] for page in pages(cloud, "/registrations", "registrations", orderBy=order) for row in page]
    assert sorted(found) == sorted(f"R{number}" for number in range(25))


@pytest.mark.parametrize(
    "params",
    [
        {"orderBy": "shoe_size_asc"},
        {"filterBy": "shoe_size"},
        {"datetimeFilter": "deleted"},
        {"since": "invalid"},
        {"until": "2030-13-01"},
        {"includeTotalCount": "perhaps"},
        {"includeChildResults": "1x"},
        {"courseId": "x" * 256},
    ],
)
def test_a_parameter_out_of_its_vocabulary_answers_400_naming_it(
    cloud: ScormCloudClient, params: dict[str, str]
) -> None:
    response = cloud.call("GET", "/registrations", params=params)
    assert response.status_code == 400
    assert response.json()["message"].startswith(next(iter(params)))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.integers(0, 34),
    order=st.sampled_from(["created_desc", "created_asc", "updated_desc", "learner_last_name_asc"]),
    changes=st.lists(st.tuples(st.booleans(), st.integers(0, 40)), max_size=6),
)
def test_the_union_of_pages_is_the_whole_set_each_once_while_rows_come_and_go(
    cloud: ScormCloudClient, rows: int, order: str, changes: list[tuple[bool, int]]
) -> None:
    cloud.world.control("POST", "reset")
    seed(cloud, rows)
    staying, seen = {f"R{number}" for number in range(rows)}, []
    page = cloud.get("/registrations", orderBy=order)
    for index in range(20):
        seen += ids(page["registrations"])
        if "more" not in page:
            break
        if index < len(changes):
            adding, number = changes[index]
            if adding:
                cloud.register(f"N{index}")
            elif cloud.call("DELETE", f"/registrations/R{number}").status_code == 204:
                staying.discard(f"R{number}")
        page = cloud.get("/registrations", more=page["more"])
    assert len(seen) == len(set(seen))
    assert staying <= set(seen)


def test_a_page_in_the_usual_orders_is_read_from_an_index(
    cloud: ScormCloudClient, emulator: tuple[str, Emulator]
) -> None:
    """What a page costs must not grow with the number of registrations."""
    seed(cloud, 12)
    database = emulator[1].house.database
    statements: list[str] = []
    with traced(emulator[1], statements.append):
        for params in ({}, {"orderBy": "updated_asc"}, {"courseId": "C1"}, {"learnerId": "L1"}):
            pages(cloud, "/registrations", "registrations", **params)
    listings = [text for text in statements if "order_number" in text]
    assert len(listings) == 7
    for text in listings:
        plan = [row[3] for row in database.connection.execute(f"EXPLAIN QUERY PLAN {text}").fetchall()]
        assert not any("TEMP B-TREE" in step or step.startswith("SCAN") for step in plan), (text, plan)
        assert any("INDEX ix_scormcloud_registration" in step for step in plan), plan
