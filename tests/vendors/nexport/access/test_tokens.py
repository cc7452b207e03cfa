"""Access tokens: how they are got, how long they last, and what happens without a good one."""

from typing import Any
from uuid import UUID

import pytest

from tests.vendors.nexport.calling import OTHER, NexportClient, course, refusal

SUCCESS = {"error_code": 0, "warning_messages": []}


def describe(nexport: NexportClient, token: str) -> dict[str, Any]:
    response = nexport.call("GET", "/AdminApi/ValidateAccessToken", params={"access_token": token})
    assert response.status_code == 200, response.text
    body: dict[str, Any] = response.json()
    return body


def hold(nexport: NexportClient) -> None:
    nexport.world.control("PUT", "clock", json={"held": True, "now": "2026-01-01T00:00:00Z"})


def test_a_token_is_a_lower_case_uuid_of_type_bearer(nexport: NexportClient) -> None:
    response = nexport.authenticate()
    body = response.json()
    assert list(body) == ["access_token", "token_type", "expires_in", "api_error_entity"]
    assert str(UUID(body["access_token"])) == body["access_token"]
    assert (body["token_type"], body["expires_in"], body["api_error_entity"]) == ("bearer", 3600, SUCCESS)
    assert response.headers["content-type"] == "application/json; charset=utf-8"


def test_a_form_answers_415_as_on_the_vendor_s_beta_and_the_hint_names_the_setting(nexport: NexportClient) -> None:
    form = {"username": nexport.login, "password": nexport.password, "grant_type": "password"}
    response = nexport.world.client.post(f"{nexport.world.nexport}/AdminApi/Authenticate", data=form)
    assert refusal(response, 415)
    assert "nexport_form_tokens" in response.headers["x-emulator-hint"]


def test_a_token_is_also_given_for_a_form_where_the_setting_says_so(nexport: NexportClient) -> None:
    nexport.world.settings(nexport_form_tokens=True)
    form = {"username": nexport.login, "password": nexport.password, "grant_type": "password", "scope": "unused"}
    url = f"{nexport.world.nexport}/AdminApi/Authenticate"
    response = nexport.world.client.post(url, data={**form, "utc_expiration_date": ""})
    assert response.status_code == 200
    assert response.json()["expires_in"] == 3600
    dated = nexport.world.client.post(url, data={**form, "utc_expiration_date": "2040-01-01T00:00:00Z"})
    assert "expires_in" not in dated.json()


@pytest.mark.parametrize("date", [None, "absent"])
def test_a_token_without_a_date_never_expires(nexport: NexportClient, date: str | None) -> None:
    response = nexport.authenticate(**({} if date else {"utc_expiration_date": None}))
    nexport.world.advance(50 * 365 * 24 * 3600)
    assert describe(nexport, response.json()["access_token"]) == {"api_error_entity": SUCCESS}


def test_a_token_with_a_date_expires_by_the_clock_of_the_sandbox(nexport: NexportClient) -> None:
    hold(nexport)
    nexport.world.seed(course())
    response = nexport.authenticate(utc_expiration_date="2026-01-01T02:00:00+01:00")
    assert "expires_in" not in response.json()
    nexport._token = token = response.json()["access_token"]
    nexport.world.advance(3599)
    assert nexport.get("cmi.suspend_data").status_code == 200
    assert describe(nexport, token) == {"utc_expiration_date": "2026-01-01T01:00:00Z", "api_error_entity": SUCCESS}
    nexport.world.advance(1)
    assert refusal(nexport.get("cmi.suspend_data"), 403) == "The access token is expired."
    assert describe(nexport, token) == {"error_message": "The access token is expired.", "api_error_entity": SUCCESS}


def test_a_date_that_has_passed_gives_a_token_that_has_expired(nexport: NexportClient) -> None:
    token = nexport.authenticate(utc_expiration_date="1960-01-01T00:00:00Z").json()["access_token"]
    assert describe(nexport, token)["error_message"] == "The access token is expired."


def test_the_fraction_of_an_expiration_date_is_kept_without_zeros_at_its_end(nexport: NexportClient) -> None:
    token = nexport.authenticate(utc_expiration_date="2040-05-26T01:56:25.281120Z").json()["access_token"]
    assert describe(nexport, token)["utc_expiration_date"] == "2040-05-26T01:56:25.28112Z"


def test_an_unknown_token_is_described_with_200(nexport: NexportClient) -> None:
    assert describe(nexport, OTHER) == {"error_message": "The access token is unknown.", "api_error_entity": SUCCESS}


@pytest.mark.parametrize("query", [{"access_token": ""}, {"access_token": "not-a-uuid"}, {}])
def test_describing_what_is_no_uuid_answers_422(nexport: NexportClient, query: dict[str, str]) -> None:
    url = f"{nexport.world.nexport}/AdminApi/ValidateAccessToken"
    assert "access_token" in refusal(nexport.world.client.get(url, params=query), 422)


@pytest.mark.parametrize(
    ("query", "why"),
    [({}, "missing"), ({"access_token": ""}, "missing"), ({"access_token": OTHER}, "unknown"), ({"access_token": "x" * 9000}, "unknown")],
)  # fmt: skip
def test_a_call_without_a_good_token_answers_403(nexport: NexportClient, query: dict[str, str], why: str) -> None:
    url = f"{nexport.world.nexport}/ScormApi/GetCmiData"
    response = nexport.world.client.post(url, params=query, json={})
    assert refusal(response, 403) == f"The access token is {why}."
    assert response.json()["api_error_entity"]["error_code"] == 3


def test_a_token_is_taken_in_upper_case_and_under_a_name_in_any_case(nexport: NexportClient) -> None:
    url = f"{nexport.world.nexport}/scormapi/GETCMIDATA"
    response = nexport.world.client.post(url, params={"Access_Token": nexport.token.upper()}, json={})
    assert refusal(response, 422) == "enrollment_id is required"


@pytest.mark.parametrize(
    "members",
    [{"password": "wrong"}, {"password": "Emulator-Password"}, {"username": "nobody"}, {"username": "é" * 300}],
)
def test_a_wrong_name_or_password_answers_403(nexport: NexportClient, members: dict[str, str]) -> None:
    assert refusal(nexport.authenticate(**members), 403) == "Unable to authenticate"


@pytest.mark.parametrize("role", ["system operator", "customer service"])
def test_a_role_that_may_not_use_the_api_answers_403(nexport: NexportClient, role: str) -> None:
    nexport.world.seed({"nexport": {"users": [{"login": "op", "password": "secret", "role": role}]}})
    response = NexportClient(nexport.world, "op", "secret").authenticate()
    assert refusal(response, 403) == "Unable to authenticate"


def test_a_login_is_compared_without_regard_to_case(nexport: NexportClient) -> None:
    assert nexport.authenticate(username="API.User").status_code == 200


@pytest.mark.parametrize(
    "members",
    [
        {"grant_type": "client_credentials"},
        {"grant_type": None},
        {"username": ""},
        {"username": 7},
        {"password": None},
        {"utc_expiration_date": "tomorrow"},
        {"utc_expiration_date": ""},
        {"utc_expiration_date": 5},
    ],
)
def test_a_request_for_a_token_that_is_not_valid_answers_422(nexport: NexportClient, members: dict[str, Any]) -> None:
    assert next(iter(members)) in refusal(nexport.authenticate(**members), 422)


def test_two_fresh_sandboxes_deal_the_same_tokens(nexport: NexportClient) -> None:
    first = nexport.authenticate().json()
    nexport.world.control("POST", "reset")
    assert nexport.authenticate().json() == first
