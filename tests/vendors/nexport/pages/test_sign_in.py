"""Sign-in links: who gets one, and what a browser sees that opens it."""

import re
from typing import Any

import pytest

from tests.refusals import page_refusal
from tests.vendors.nexport.campus import (
    ACME,
    IN_PLAN,
    IN_SAFETY,
    JO,
    NORTH,
    OTHER,
    Campus,
    answer,
    clerk_of,
    document,
    refusal,
)
from tests.world import World

HOME = "https://shop.example/"


def test_a_link_signs_a_user_in_once(campus: Campus) -> None:
    signed = answer(campus.send("SsoApi_SignIn", display=1, user_id=JO, org_id=ACME))
    assert (signed["token_type"], signed["expires_in"]) == ("bearer", 300)
    assert signed["url"].endswith(signed["access_token"])
    client = campus.world.client
    assert client.head(signed["url"]).status_code == 200
    page = client.get(signed["url"])
    assert (page.status_code, "Jo Baba" in page.text, "Safety" in page.text, "New colleagues" in page.text) == (
        200,
        True,
        True,
        True,
    )
    assert page_refusal(client.get(signed["url"]), 410) == "Not any more. This sign-in link is used."


def test_a_sign_in_link_is_no_access_token(campus: Campus) -> None:
    signed = answer(campus.send("SsoApi_SignIn", user_id=JO, org_id=ACME))
    response = campus.world.client.get(
        f"{campus.world.nexport}/AdminApi/GetUsers", params={"access_token": signed["access_token"]}
    )
    assert refusal(response, 403)


def test_a_subscription_is_used_if_user_and_organization_are_left_out(campus: Campus) -> None:
    subscription = answer(campus.query("AdminApi_GetSubscription", user_id=JO, org_id=ACME))["subscription_id"]
    signed = answer(campus.send("SsoApi_SignIn", subscription_id=subscription))
    assert "Jo Baba" in campus.world.client.get(signed["url"]).text
    other = answer(campus.send("SsoApi_SignIn", user_id=JO, org_id=ACME, subscription_id=OTHER))
    assert "Jo Baba" in campus.world.client.get(other["url"]).text


@pytest.mark.parametrize("enrollment", [IN_SAFETY, IN_PLAN])
def test_a_classroom_link_opens_the_classroom_of_an_enrollment(campus: Campus, enrollment: str) -> None:
    signed = answer(campus.send("SsoApi_Classroom", enrollment_id=enrollment))
    assert enrollment in campus.world.client.get(signed["url"]).text


def test_the_classroom_of_an_enrollment_that_was_deleted_says_so(campus: Campus) -> None:
    signed = answer(campus.send("SsoApi_Classroom", enrollment_id=IN_SAFETY))
    answer(campus.query("LearningApi_DeleteEnrollment", "POST", enrollment_id=IN_SAFETY))
    assert "is gone" in campus.world.client.get(signed["url"]).text


def test_the_page_offers_the_courses_that_can_be_opened_and_says_why_others_cannot(campus: Campus) -> None:
    page = _classroom(campus)
    assert page.count("Launch Course") == 1
    assert "assignment of kind test" in page
    assert "All classrooms" in page
    assert "Not started" in page


def test_whoever_came_in_by_a_link_finds_the_page_again_and_nobody_else_does(campus: Campus) -> None:
    signed = answer(campus.send("SsoApi_Classroom", enrollment_id=IN_SAFETY))
    root, token = f"{campus.world.root}/nexport", signed["access_token"]
    client = campus.world.client
    assert (
        page_refusal(client.get(f"{root}/home/{token}"), 403)
        == "You are not signed in. Use a new link of SsoApi/SignIn or SsoApi/Classroom."
    ), "the link was not opened yet"
    client.get(signed["url"])
    assert "New colleagues" in client.get(f"{root}/home/{token}").text
    assert "New colleagues" not in client.get(f"{root}/home/{token}/{IN_SAFETY}").text
    assert (
        page_refusal(client.get(f"{root}/home/{OTHER}"), 403)
        == "You are not signed in. Use a new link of SsoApi/SignIn or SsoApi/Classroom."
    )
    assert (
        page_refusal(client.get(f"{root}/launch/{OTHER}/{OTHER}"), 403)
        == "You are not signed in. Use a new link of SsoApi/SignIn or SsoApi/Classroom."
    )
    assert (
        page_refusal(client.get(f"{root}/launch/{token}/{OTHER}"), 404)
        == "Not one of your assignments. None of your enrollments has this assignment."
    )


def test_an_assignment_is_opened_in_the_player_unless_it_cannot_be(campus: Campus) -> None:
    course, exam = _launches(campus)
    opened = campus.world.client.get(course)
    assert (opened.status_code, "/launch/" in opened.headers["location"]) == (302, True)
    assert (
        campus.world.client.get(opened.headers["location"].replace("/~", campus.world.host + "/~", 1)).status_code
        == 200
    )
    assert (
        page_refusal(campus.world.client.get(exam), 409)
        == "Exam. This is an assignment of kind test: there is nothing to open here."
    )


def test_an_enrollment_whose_access_has_ended_opens_nothing(world: World) -> None:
    described = document()
    described["nexport"]["sections"][0]["enrollments"][0]["expires"] = "2026-03-01T00:00:00Z"
    world.seed(described)
    campus = Campus(world)
    course, _ = _launches(campus)
    response = world.client.get(course)
    assert (response.status_code, "has ended" in response.text) == (409, True)


def test_a_logout_url_is_a_link_on_the_page(campus: Campus) -> None:
    page = _classroom(campus, redirect_entity_request={"logout_url": f"{HOME}bye"})
    assert f'href="{HOME}bye"' in page
    assert "Log out" not in _classroom(campus, redirect_entity_request={"logout_url": "javascript:alert(1)"})


def _classroom(campus: Campus, **members: Any) -> str:
    signed = answer(campus.send("SsoApi_Classroom", enrollment_id=IN_SAFETY, **members))
    return campus.world.client.get(signed["url"]).text


def _launches(campus: Campus) -> tuple[str, str]:
    """Where the course and the exam of the section would be opened, by somebody who is signed in."""
    signed = answer(campus.send("SsoApi_Classroom", enrollment_id=IN_SAFETY))
    page = campus.world.client.get(signed["url"]).text
    exam, course = re.findall(r"assignment status ([0-9a-f-]{36})", page)
    root = f"{campus.world.root}/nexport/launch/{signed['access_token']}"
    return f"{root}/{course}", f"{root}/{exam}"


def test_used_and_expired_links_go_where_the_client_wants_them_to(campus: Campus) -> None:
    client, addresses = (
        campus.world.client,
        {"invalid_token_url": f"{HOME}invalid", "expired_token_url": f"{HOME}expired"},
    )
    links = [
        answer(campus.send("SsoApi_SignIn", user_id=JO, org_id=ACME, redirect_entity_request=addresses))["url"]
        for _ in range(2)
    ]
    assert client.get(links[0]).status_code == 200
    used = client.get(links[0])
    assert (used.status_code, used.headers["location"]) == (302, f"{HOME}invalid")
    campus.world.advance(301)
    expired = client.get(links[1])
    assert (expired.status_code, expired.headers["location"]) == (302, f"{HOME}expired")


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "//evil.example", "https://a.example/\r\nX: y", "https://\N{SNOWMAN}"]
)
def test_an_address_that_no_header_should_carry_is_not_followed(campus: Campus, address: str) -> None:
    members = {"invalid_token_url": address, "expired_token_url": address, "logout_url": address}
    signed = answer(campus.send("SsoApi_Classroom", enrollment_id=IN_SAFETY, redirect_entity_request=members))
    assert campus.world.client.get(signed["url"]).status_code == 200
    again = campus.world.client.get(signed["url"])
    assert (again.status_code, "location" in again.headers) == (410, False)


@pytest.mark.parametrize(
    ("members", "status"),
    [
        ({}, 422),
        ({"user_id": JO}, 422),
        ({"org_id": ACME}, 422),
        ({"user_id": OTHER, "org_id": ACME}, 409),
        ({"user_id": JO, "org_id": OTHER}, 409),
        ({"user_id": JO, "org_id": NORTH}, 409),
        ({"subscription_id": OTHER}, 409),
        ({"user_id": JO, "org_id": ACME, "display": 2}, 422),
        ({"user_id": JO, "org_id": ACME, "redirect_entity_request": HOME}, 422),
        ({"user_id": JO, "org_id": ACME, "redirect_entity_request": {"logout_url": "x" * 2001}}, 422),
    ],
)
def test_a_sign_in_that_cannot_be_is_refused(campus: Campus, members: dict[str, Any], status: int) -> None:
    assert refusal(campus.send("SsoApi_SignIn", **members), status)


def test_a_classroom_of_no_enrollment_is_refused(campus: Campus) -> None:
    assert refusal(campus.send("SsoApi_Classroom", enrollment_id=OTHER), 409)
    assert refusal(campus.send("SsoApi_Classroom"), 422)


def test_both_need_the_permission_where_the_subscription_or_enrollment_is(world: World) -> None:
    clerk = clerk_of(world, Acme_North=["Use SSO API"])
    assert refusal(clerk.send("SsoApi_SignIn", user_id=JO, org_id=ACME), 403)
    assert refusal(clerk.send("SsoApi_Classroom", enrollment_id=IN_SAFETY), 403)


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("", "page"),
        ("/", "page"),
        ("/sign-in", "page"),
        ("/sign-in/", "page"),
        (f"/sign-in/{OTHER}", "sign-in link"),
        ("/sign-in/%00", "sign-in link"),
        ("/certificate/x", "certificate"),
        ("/a/b/c", "page"),
    ],
)
def test_a_page_that_is_not_there_answers_404(world: World, path: str, what: str) -> None:
    found = world.client.get(f"{world.root}/nexport{path}")
    assert page_refusal(found, 404) == f"Not here. There is no such {what}."
    assert (
        page_refusal(world.client.post(f"{world.root}/nexport{path}"), 405)
        == "Not possible. POST is not a method of this page: it takes GET, HEAD."
    )
