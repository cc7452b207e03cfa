"""Dispatches: one for a course and destination; changing, choosing and deleting them."""

from typing import Any

import pytest

from emulator.app import Emulator
from emulator.vendors.scormcloud.configuration.configuration import DISPATCH, InEffect, SettingPlace, SettingScope
from tests.statements import traced
from tests.vendors.scormcloud.calling import MANAGEMENT_APP, ScormCloudClient, ids, pages, refusal
from tests.vendors.scormcloud.dispatches.dispatching import (
    DESTINATIONS,
    DISPATCHES,
    LONG_AGO,
    create_dispatch,
    dispatched,
    done,
    new_destination,
    new_dispatch,
    refused,
)

ONE = f"{DISPATCHES}/X1"
POST_BACK = {"url": "https://a.example/cb", "authType": "HTTPBASIC", "userName": "u", "password": "p"}


def fleet(cloud: ScormCloudClient, count: int = 4) -> None:
    """Courses C0…, each dispatched to D1 as X0…, the odd ones tagged and disabled."""
    courses = [{"id": f"C{number}", "title": f"Title {number}"} for number in range(count)]
    cloud.world.seed({"scormcloud": {"courses": courses}})
    new_destination(cloud)
    for number in range(count):
        odd = {"tags": ["odd"], "enabled": False} if number % 2 else {}
        new_dispatch(cloud, f"X{number}", course_id=f"C{number}", **odd)


def test_a_dispatch_has_the_documented_defaults_and_shows_its_course(cloud: ScormCloudClient) -> None:
    assert cloud.get("/courses") == {"courses": []}
    dispatched(cloud)
    shown = cloud.get(ONE)
    assert shown.pop("created") == shown.pop("updated")
    assert shown == {
        "destinationId": "D1",
        "destinationName": "My LMS",
        "courseId": "C1",
        "courseTitle": "Über Tides",
        "allowNewRegistrations": True,
        "enabled": True,
        "instanced": True,
        "registrationCap": 0,
        "registrationCount": 0,
        "tags": [],
    }
    assert cloud.get("/courses/C1")["dispatched"] is True


def test_a_dispatch_shows_what_it_was_given_and_never_its_postback(cloud: ScormCloudClient) -> None:
    given = {
        "allowNewRegistrations": False,
        "instanced": False,
        "registrationCap": 5,
        "expirationDate": "2099-01-01T00:00:00.000Z",
        "enabled": False,
        "tags": ["a"],
        "email": "e",
        "notes": "n",
    }
    dispatched(cloud, **given, postBack=POST_BACK)
    shown = cloud.get(ONE)
    assert {key: shown[key] for key in given} == given
    assert "postBack" not in shown


def test_creating_a_pair_again_without_an_id_modifies_its_dispatch(cloud: ScormCloudClient) -> None:
    dispatched(cloud, notes="old", registrationCap=3, tags=["a"])
    done(create_dispatch(cloud, None, notes="new"))
    assert ids(cloud.get(DISPATCHES)["dispatches"]) == ["X1"]
    assert [cloud.get(ONE)[key] for key in ("notes", "registrationCap", "tags")] == ["new", 3, ["a"]]


@pytest.mark.parametrize("dispatch_id", ["X1", "X2"])
def test_creating_a_pair_again_with_an_id_answers_400(cloud: ScormCloudClient, dispatch_id: str) -> None:
    dispatched(cloud)
    refused(create_dispatch(cloud, dispatch_id), 400, "Dispatch [X1] already exists for course [C1]")


def test_a_dispatch_without_an_id_gets_one(cloud: ScormCloudClient) -> None:
    cloud.world.seed({"scormcloud": {"courses": [{"id": "C1"}]}})
    new_destination(cloud)
    new_dispatch(cloud, None)
    (dispatch_id,) = ids(cloud.get(DISPATCHES)["dispatches"])
    assert len(dispatch_id) == 36


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ({"id": "X2", "data": {"destinationId": "D9", "courseId": "C1"}}, "Could not find destination [D9]"),
        ({"id": "X2", "data": {"destinationId": "D2", "courseId": "C9"}}, "Could not find course [C9]"),
        ({"id": "X1", "data": {"destinationId": "D2", "courseId": "C1"}}, "already exists"),
        ({"id": "", "data": {"destinationId": "D2", "courseId": "C1"}}, "must not be empty"),
        ({"id": "X2"}, "data: is required"),
        ({"id": "X2", "data": {"courseId": "C1"}}, "destinationId: is required"),
        ({"id": "X2", "data": {"destinationId": "D2", "courseId": "C1", "registrationCap": -1}}, "at least 0"),
        ({"id": "X2", "data": {"destinationId": "D2", "courseId": "C1", "tags": [""]}}, "tag"),
        ({"id": "X2", "data": {"destinationId": "D2", "courseId": "C1", "expirationDate": "soon"}}, "ISO 8601"),
        ({"id": "X2", "data": {"destinationId": "D2", "courseId": "C1", "postBack": {"authType": "X"}}}, "authType"),
    ],
)
def test_dispatches_that_cannot_all_be_created_answer_400_and_none_is(
    cloud: ScormCloudClient, entry: dict[str, Any], words: str
) -> None:
    dispatched(cloud)
    new_destination(cloud, "D2")
    new_destination(cloud, "D3")
    fine = {"id": "X3", "data": {"destinationId": "D3", "courseId": "C1"}}
    refused(cloud.call("POST", DISPATCHES, json={"dispatches": [fine, entry]}), 400, words)
    assert ids(cloud.get(DISPATCHES)["dispatches"]) == ["X1"]


def test_creating_no_dispatches_answers_400(cloud: ScormCloudClient) -> None:
    refused(cloud.call("POST", DISPATCHES, json={"dispatches": []}), 400, "at least one")


def test_an_update_changes_what_is_given_and_leaves_the_rest(cloud: ScormCloudClient) -> None:
    dispatched(cloud, notes="old", email="e")
    before = cloud.get(ONE)
    cloud.world.advance(60)
    response = done(cloud.call("PUT", ONE, json={"registrationCap": 7, "registrationCount": 3, "notes": None}))
    assert "x-emulator-hint" not in response.headers
    shown = cloud.get(ONE)
    assert shown.pop("updated") > before.pop("updated")
    assert shown == {**before, "registrationCap": 7, "registrationCount": 3}
    response = done(cloud.call("PUT", ONE, json={"postBack": POST_BACK}))
    assert "x-emulator-hint" not in response.headers
    refused(cloud.call("PUT", ONE, json={"registrationCount": -1}), 400)


def test_a_dispatch_is_turned_off_and_on(cloud: ScormCloudClient) -> None:
    dispatched(cloud)
    done(cloud.call("PUT", f"{ONE}/enabled", json={"enabled": False}))
    assert cloud.get(f"{ONE}/enabled") == {"enabled": False}
    done(cloud.call("PUT", f"{ONE}/enabled", json={"enabled": True}))
    assert cloud.get(ONE)["enabled"] is True
    refused(cloud.call("PUT", f"{ONE}/enabled", json={}), 400, "body.enabled")


def test_the_postback_of_a_dispatch_is_cleared_once_and_again(cloud: ScormCloudClient) -> None:
    dispatched(cloud, postBack=POST_BACK)
    for _ in range(2):
        done(cloud.call("DELETE", f"{ONE}/postback"))


def test_dispatches_are_listed_in_pages_and_filtered(cloud: ScormCloudClient) -> None:
    fleet(cloud, 13)
    found = pages(cloud, DISPATCHES, "dispatches")
    assert [len(page) for page in found] == [10, 3]
    assert [row["id"] for page in found for row in page] == [f"X{number}" for number in range(13)]
    off = pages(cloud, DISPATCHES, "dispatches", isEnabled="False", orderBy="created_desc")
    assert [row["id"] for page in off for row in page] == ["X11", "X9", "X7", "X5", "X3", "X1"]
    on = pages(cloud, f"{DESTINATIONS}/D1/dispatches", "dispatches", isEnabled="true")
    assert [len(page) for page in on] == [7]
    assert ids(cloud.get(DISPATCHES, courseId="C3")["dispatches"]) == ["X3"]
    assert ids(cloud.get(DISPATCHES, filter="x1", tags="odd")["dispatches"]) == ["X1", "X11"]
    assert ids(cloud.get(DISPATCHES, filter="title 12", filterBy="course_title")["dispatches"]) == ["X12"]
    assert len(cloud.get(DISPATCHES, filter="d", filterBy="destination_name")["dispatches"]) == 10
    response = cloud.call("GET", DISPATCHES, params={"includeTotalCount": True, "filter": "od", "filterBy": "tags"})
    assert response.headers["x-total-count"] == "6"


def test_dispatches_of_a_destination_are_its_own(cloud: ScormCloudClient) -> None:
    dispatched(cloud)
    new_destination(cloud, "D2")
    new_dispatch(cloud, "X2", destination_id="D2")
    assert ids(cloud.get(f"{DESTINATIONS}/D2/dispatches")["dispatches"]) == ["X2"]
    assert ids(cloud.get(f"{DESTINATIONS}/D2/dispatches", courseId="C9")["dispatches"]) == []


@pytest.mark.parametrize(
    ("params", "chosen"),
    [
        ({"courseId": "C1"}, ["X1"]),
        ({"tags": "odd"}, ["X1", "X3"]),
        ({"filter": "x2"}, ["X2"]),
        ({"filter": "title 0", "filterBy": "course_title"}, ["X0"]),
        ({"since": LONG_AGO}, ["X0", "X1", "X2", "X3"]),
        ({"until": LONG_AGO}, []),
        ({"since": LONG_AGO, "datetimeFilter": "created", "tags": "odd"}, ["X1", "X3"]),
    ],
)
def test_a_group_is_changed_and_deleted_by_filters_and_counted(
    cloud: ScormCloudClient, params: dict[str, str], chosen: list[str]
) -> None:
    fleet(cloud)
    response = done(cloud.call("PUT", DISPATCHES, params=params, json={"notes": "seen"}))
    assert response.headers["x-total-count"] == str(len(chosen))
    rows = cloud.get(DISPATCHES, orderBy="created_asc")["dispatches"]
    assert [row["id"] for row in rows if row["data"].get("notes") == "seen"] == chosen
    response = done(cloud.call("DELETE", DISPATCHES, params=params))
    assert response.headers["x-total-count"] == str(len(chosen))
    left = ids(cloud.get(DISPATCHES)["dispatches"])
    assert sorted([*left, *chosen]) == ["X0", "X1", "X2", "X3"]


def test_a_group_may_be_larger_than_a_page(cloud: ScormCloudClient) -> None:
    fleet(cloud, 23)
    response = done(cloud.call("DELETE", DISPATCHES, params={"since": LONG_AGO}))
    assert response.headers["x-total-count"] == "23"
    assert cloud.get(DISPATCHES)["dispatches"] == []


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
@pytest.mark.parametrize("params", [{}, {"datetimeFilter": "created"}, {"filterBy": "tags"}, {"filter": ""}])
def test_a_change_to_a_group_without_a_filter_answers_400(
    cloud: ScormCloudClient, method: str, params: dict[str, str]
) -> None:
    fleet(cloud)
    body = {"notes": "seen"} if method == "PUT" else None
    response = refused(cloud.call(method, DISPATCHES, params=params, json=body), 400, "courseId, since")
    assert "since" in response.headers["x-emulator-hint"]
    assert len(cloud.get(DISPATCHES)["dispatches"]) == 4


def test_the_token_of_a_list_deletes_nothing(cloud: ScormCloudClient) -> None:
    fleet(cloud, 11)
    more = cloud.get(DISPATCHES)["more"]
    refused(cloud.call("DELETE", DISPATCHES, params={"more": more}), 400)
    assert cloud.call("GET", DISPATCHES, params={"includeTotalCount": True}).headers["x-total-count"] == "11"


def test_tags_of_dispatches_are_set_added_and_taken_away(cloud: ScormCloudClient) -> None:
    fleet(cloud)
    done(cloud.call("PUT", f"{ONE}/tags", json={"tags": ["b", "c"]}))
    done(cloud.call("PUT", f"{DISPATCHES}/tags", json={"ids": ["X0", "X1"], "tags": ["d"]}))
    done(cloud.call("DELETE", f"{ONE}/tags", json={"tags": ["c", "never there"]}))
    assert cloud.get(f"{ONE}/tags") == {"tags": ["b", "d"]}
    assert cloud.get(f"{DISPATCHES}/X0/tags") == {"tags": ["d"]}
    refused(cloud.call("PUT", f"{DISPATCHES}/tags", json={"ids": ["X0", "X9"], "tags": ["e"]}), 404, "[X9]")
    assert cloud.get(f"{DISPATCHES}/X0/tags") == {"tags": ["d"]}


def test_a_deleted_course_takes_its_dispatches_along(cloud: ScormCloudClient) -> None:
    fleet(cloud)
    done(cloud.call("DELETE", "/courses/C1"))
    assert ids(cloud.get(DISPATCHES)["dispatches"]) == ["X0", "X2", "X3"]


def test_a_course_whose_dispatches_are_gone_is_dispatched_no_more(cloud: ScormCloudClient) -> None:
    dispatched(cloud)
    assert cloud.get("/courses")["courses"][0]["dispatched"] is True
    done(cloud.call("DELETE", ONE))
    assert cloud.get("/courses")["courses"][0]["dispatched"] is False


def test_a_new_version_of_a_dispatched_course_is_imported_as_such(cloud: ScormCloudClient) -> None:
    dispatched(cloud)
    job = cloud.job(cloud.upload("C1", mayCreateNewVersion=True).json()["result"])
    assert job["importResult"]["course"]["dispatched"] is True


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "", None),
        ("PUT", "", {"notes": "n"}),
        ("DELETE", "", None),
        ("GET", "/enabled", None),
        ("PUT", "/enabled", {"enabled": True}),
        ("GET", "/hashUserInfo", None),
        ("PUT", "/hashUserInfo", {"enabled": True}),
        ("GET", "/registrationCount", None),
        ("DELETE", "/registrationCount", None),
        ("DELETE", "/postback", None),
        ("GET", "/tags", None),
        ("PUT", "/tags", {"tags": ["a"]}),
        ("DELETE", "/tags", {"tags": ["a"]}),
        ("GET", "/zip", None),
        ("GET", "/lti", None),
        ("GET", "/lti13", None),
        ("GET", "/launches?externalConfig=a&jwt=b", None),
    ],
)
def test_a_dispatch_that_is_not_there_answers_404(cloud: ScormCloudClient, method: str, path: str, body: Any) -> None:
    refused(cloud.call(method, f"{DISPATCHES}/X9{path}", json=body), 404, "Could not find dispatch [X9]")


def test_tokens_reach_dispatches_by_their_scopes(cloud: ScormCloudClient) -> None:
    dispatched(cloud)
    reader, deleter = cloud.token("read:dispatch"), cloud.token("delete:dispatch")
    assert reader.get(ONE)["courseId"] == "C1"
    refused(reader.call("DELETE", ONE), 403)
    done(deleter.call("DELETE", ONE))
    assert (
        refusal(cloud.call("GET", DISPATCHES, auth=MANAGEMENT_APP), 403)
        == "These credentials do not work for this operation."
    )


def test_a_postback_is_kept_whole_until_it_is_cleared(cloud: ScormCloudClient, emulator: tuple[str, Emulator]) -> None:
    def kept() -> list[str]:
        work = emulator[1].house.sandboxes.get(cloud.world.name).work()
        settings = InEffect(work, SettingScope("EMULATOR01", (SettingPlace(DISPATCH, "X1"),)))
        return sorted(settings.own.values())

    dispatched(cloud, postBack={**POST_BACK, "resultsFormat": "FULL"})
    assert kept() == ["full", "httpbasic", "https://a.example/cb", "p", "u"]
    done(cloud.call("DELETE", f"{ONE}/postback"))
    assert kept() == []


@pytest.mark.sqlite  # the plan is its
def test_a_page_of_dispatches_in_the_usual_orders_is_read_from_an_index(
    cloud: ScormCloudClient, emulator: tuple[str, Emulator]
) -> None:
    fleet(cloud, 12)
    connection = emulator[1].house.database.connection
    statements: list[str] = []
    with traced(emulator[1], statements.append):
        for params in ({}, {"orderBy": "created_desc"}, {"courseId": "C1"}):
            pages(cloud, DISPATCHES, "dispatches", **params)
            pages(cloud, DESTINATIONS, "destinations", **params)
        pages(cloud, f"{DESTINATIONS}/D1/dispatches", "dispatches")
    listings = [text for text in statements if "order_number" in text]
    assert len(listings) == 10
    for text in listings:
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {text}")]
        assert not any(step.startswith("SCAN") for step in plan), (text, plan)
        if "course_id = " not in text.partition("WHERE")[2] and "destination_id = " not in text.partition("WHERE")[2]:
            assert not any("TEMP B-TREE" in step for step in plan), (text, plan)
