"""Users: created, found, authenticated and changed over the same world."""

from typing import Any

import pytest

from tests.vendors.nexport.calling import NexportClient
from tests.vendors.nexport.campus import ACME, BUYERS, JO, NORTH, OTHER, Campus, answer, clerk_of, paging, refusal
from tests.world import World

NEW: dict[str, Any] = {
    "owner_org_id": NORTH,
    "login": "mai",
    "password": "mai-password",
    "first_name": "Mai",
    "middle_name": "",
    "last_name": "Son",
    "email": "mai@acme.example",
    "contact_info": {"address_line1": "1 Rue", "city": "Lyon", "postal_code": "69001", "phone": "1", "fax": "2"},
}


def test_a_user_that_was_created_is_found_listed_subscribed_and_may_authenticate(campus: Campus) -> None:
    user_id = answer(campus.send("AdminApi_CreateUser", **NEW))["user_id"]
    shown = {"user_id": user_id, "first_name": "Mai", "last_name": "Son", "internal_email": "mai@acme.example"}
    for params in ({"login_name": "MAI"}, {"user_id": user_id}, {"login_name": "mai", "user_id": user_id}):
        found = answer(campus.query("AdminApi_GetUser", **params))
        assert found == {**shown, "api_error_entity": {"error_code": 0, "warning_messages": []}}
    (listed,) = answer(campus.query("AdminApi_GetUsers", search_term="MAI@"))
    assert listed["user_id"] == user_id
    contact = answer(campus.query("AdminApi_GetUserContactInformation", user_id=user_id))
    assert {name: contact[name] for name in NEW["contact_info"]} == NEW["contact_info"]
    assert answer(campus.query("AdminApi_GetSubscription", user_id=user_id, org_id=NORTH))["org_name"] == "Acme North"
    assert NexportClient(campus.world, "mai", "mai-password").authenticate().status_code == 200


def test_creating_a_user_whose_login_is_taken_answers_409_with_the_word_exists(campus: Campus) -> None:
    answer(campus.send("AdminApi_CreateUser", **NEW))
    assert "exists" in refusal(campus.send("AdminApi_CreateUser", **{**NEW, "login": "Mai"}), 409)


@pytest.mark.parametrize("organization", [OTHER, BUYERS])
def test_creating_a_user_of_no_organization_answers_409_without_the_word_exists(
    campus: Campus, organization: str
) -> None:
    refused = refusal(campus.send("AdminApi_CreateUser", **{**NEW, "owner_org_id": organization}), 409)
    assert "exists" not in refused


@pytest.mark.parametrize("name", ["owner_org_id", "login", "password", "first_name", "last_name"])
def test_creating_a_user_without_a_required_member_answers_422(campus: Campus, name: str) -> None:
    assert name in refusal(campus.send("AdminApi_CreateUser", **{**NEW, name: None}), 422)


@pytest.mark.parametrize(
    "change",
    [
        {"login": "x" * 256},
        {"contact_info": {"city": 7}},
        {"contact_info": []},
        {"email": "x" * 256},
        {"login": "a\0b"},
    ],
)
def test_creating_a_user_of_odd_members_answers_422_and_creates_none(campus: Campus, change: dict[str, Any]) -> None:
    assert refusal(campus.send("AdminApi_CreateUser", **{**NEW, **change}), 422)
    assert answer(campus.query("AdminApi_GetUsers", search_term="mai@")) == []


def test_create_users_is_needed_in_the_organization_or_an_ancestor(world: World) -> None:
    clerk = clerk_of(world, Acme_North=["Create Users"])
    assert refusal(clerk.send("AdminApi_CreateUser", **{**NEW, "owner_org_id": ACME}), 403)
    assert answer(clerk.send("AdminApi_CreateUser", **NEW))


@pytest.mark.parametrize(
    "params", [{"login_name": "nobody"}, {"user_id": OTHER}, {"login_name": "clerk", "user_id": JO}]
)
def test_a_user_who_is_not_there_answers_409(campus: Campus, params: dict[str, str]) -> None:
    assert refusal(campus.query("AdminApi_GetUser", **params), 409) == "Entity not found"


@pytest.mark.parametrize("params", [{}, {"login_name": ""}, {"user_id": "7"}])
def test_a_user_of_no_name_answers_422(campus: Campus, params: dict[str, str]) -> None:
    assert refusal(campus.query("AdminApi_GetUser", **params), 422)


def test_authenticate_user_tells_a_wrong_password_from_no_such_user(campus: Campus) -> None:
    def call(login: str, password: str) -> Any:
        return campus.query("AdminApi_AuthenticateUser", "POST", login_name=login, password=password)

    assert answer(call("jo", "jo-password"))["user_id"] == JO
    wrong, unknown = call("jo", "JO-password"), call("nobody", "jo-password")
    assert refusal(wrong, 403) == "Unable to authenticate"
    assert refusal(unknown, 409) == "Entity not found"
    assert wrong.json()["api_error_entity"]["error_code"] != unknown.json()["api_error_entity"]["error_code"]
    assert refusal(campus.query("AdminApi_AuthenticateUser", "POST", login_name="jo"), 422)


def test_users_are_searched_and_cut_into_pages(campus: Campus) -> None:
    first = campus.query("AdminApi_GetUsers", per_page=2)
    assert [user["first_name"] for user in answer(first)] == ["API", ""]
    assert paging(first) == ["3", "2", "1"]
    past = campus.query("AdminApi_GetUsers", per_page=2, page=3)
    assert (answer(past), paging(past)) == ([], ["3", "2", "3"])
    assert [user["user_id"] for user in answer(campus.query("AdminApi_GetUsers", search_term="bAb"))] == [JO]
    assert answer(campus.query("AdminApi_GetUsers", search_term="%")) == []
    assert refusal(campus.query("AdminApi_GetUsers", page="x"), 422)


def test_editing_a_user_changes_what_is_given_and_leaves_the_rest(campus: Campus) -> None:
    changed = campus.send("AdminApi_EditUser", user_id=JO, contact_info={"phone": "7", "city": None})
    assert answer(changed)["user_id"] == JO
    contact = answer(campus.query("AdminApi_GetUserContactInformation", user_id=JO))
    assert (contact["city"], contact["phone"]) == ("Lyon", "7")
    assert answer(campus.send("AdminApi_EditUser", user_id=JO))
    assert refusal(campus.send("AdminApi_EditUser", user_id=OTHER), 409)
    assert refusal(campus.send("AdminApi_EditUser", user_id=JO, contact_info={"city": "x" * 256}), 422)
    assert refusal(campus.query("AdminApi_GetUserContactInformation", user_id=OTHER), 409)
    assert refusal(campus.query("AdminApi_GetUserContactInformation"), 422)


def test_a_search_term_of_many_thousand_characters_finds_nobody(campus: Campus) -> None:
    assert answer(campus.query("AdminApi_GetUsers", search_term="x" * 60_000)) == []
