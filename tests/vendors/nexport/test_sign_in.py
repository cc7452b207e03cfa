"""Sign-in links: who gets one, and what a browser sees that opens it."""

from typing import Any

import pytest

from tests.vendors.nexport.campus import ACME, IN_PLAN, IN_SAFETY, JO, NORTH, OTHER, Campus, answer, clerk_of, refusal
from tests.world import World

HOME = "https://shop.example/"


def test_a_link_signs_a_user_in_once(campus: Campus) -> None:
    signed = answer(campus.send("SsoApi_SignIn", display=1, user_id=JO, org_id=ACME))
    assert (signed["token_type"], signed["expires_in"]) == ("bearer", 300)
    assert signed["url"].endswith(signed["access_token"])
    client = campus.world.client
    assert client.head(signed["url"]).status_code == 200
    page = client.get(signed["url"])
    assert (page.status_code, "Jo Baba is signed in" in page.text, "Acme" in page.text) == (200, True, True)
    assert client.get(signed["url"]).status_code == 410


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
    "path", ["", "/", "/sign-in", "/sign-in/", f"/sign-in/{OTHER}", "/sign-in/%00", "/certificate/x", "/a/b/c"]
)
def test_a_page_that_is_not_there_answers_404(world: World, path: str) -> None:
    assert world.client.get(f"{world.root}/nexport{path}").status_code == 404
    assert world.client.post(f"{world.root}/nexport{path}").status_code == 405
