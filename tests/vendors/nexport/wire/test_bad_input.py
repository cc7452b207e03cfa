"""What must never happen: a framework's error body, a 500, a change by a request that was refused."""

from typing import Any

import pytest

from tests.vendors.nexport.calling import NexportClient, course, refusal

PATHS = ["/AdminApi/Authenticate", "/ScormApi/GetCmiData", "/ScormApi/EditScormData"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("body", [b"{", b"not json", b"\xff", b"[" * 100_000, b"{'a': 1}"])
def test_malformed_json_answers_400_in_the_error_entity(nexport: NexportClient, path: str, body: bytes) -> None:
    response = nexport.call("POST", path, content=body, headers={"Content-Type": "application/json"})
    assert "not valid JSON" in refusal(response, 400)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("body", [b"", b" ", b"[]", b"7", b"null", b'"text"', b"{}"])
def test_json_that_lacks_what_is_required_answers_422(nexport: NexportClient, path: str, body: bytes) -> None:
    response = nexport.call("POST", path, content=body, headers={"Content-Type": "application/json"})
    assert refusal(response, 422)


def test_a_form_that_is_none_answers_400(nexport: NexportClient) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    nexport.world.settings(nexport_form_tokens=True)
    for body in (b"\xff=1", b"&".join(b"a=1" for _ in range(101))):
        response = nexport.call("POST", "/AdminApi/Authenticate", content=body, headers=headers)
        assert refusal(response, 400) == "The body is not a valid form."


@pytest.mark.parametrize("media", ["image/png", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_a_body_of_another_media_type_answers_415(nexport: NexportClient, media: str) -> None:
    body = b"--x--\r\n" if media.startswith("multipart") else b"a=1"
    response = nexport.call("POST", "/ScormApi/GetCmiData", content=body, headers={"Content-Type": media})
    assert refusal(response, 415)


@pytest.mark.parametrize(
    "media", ["text/json", "application/json; charset=utf-8", "APPLICATION/JSON", "application/problem+json"]
)
def test_json_is_read_under_each_of_its_names(nexport: NexportClient, media: str) -> None:
    headers = {"Content-Type": media}
    body = b'{"username": "api.user", "password": "emulator-password", "grant_type": "password"}'
    assert nexport.call("POST", "/AdminApi/Authenticate", content=body, headers=headers).status_code == 200


def test_a_body_without_a_media_type_answers_415(nexport: NexportClient) -> None:
    response = nexport.call("POST", "/AdminApi/Authenticate", content=b"{}")
    assert refusal(response, 415)
    assert "application/json" in response.headers["x-emulator-hint"]


def test_an_answer_is_text_json_for_who_accepts_that_alone(nexport: NexportClient) -> None:
    nexport.world.seed(course())
    options: dict[str, Any] = {"params": {"access_token": nexport.token}, "headers": {"Accept": "text/json"}}
    response = nexport.call("GET", "/AdminApi/ValidateAccessToken", **options)
    assert response.headers["content-type"] == "text/json; charset=utf-8"


def test_an_unknown_path_answers_404_and_the_hint_says_that_no_contract_has_it(nexport: NexportClient) -> None:
    response = nexport.world.client.get(f"{nexport.world.nexport}/ScormApi/Nothing")
    assert refusal(response, 404)
    assert response.headers["x-emulator-hint"] == "not an operation of nexport"


def test_a_wrong_method_answers_405_and_the_hint_names_the_right_one(nexport: NexportClient) -> None:
    response = nexport.call("GET", "/ScormApi/GetCmiData")
    assert refusal(response, 405)
    assert "POST" in response.headers["x-emulator-hint"]


def test_a_body_over_the_limit_answers_413(nexport: NexportClient) -> None:
    response = nexport.call("POST", "/ScormApi/EditScormData", content=b" " * (33 * 1024 * 1024))
    assert refusal(response, 413)


def test_what_is_not_declared_has_no_effect_and_is_noted(nexport: NexportClient) -> None:
    nexport.world.seed(course())
    response = nexport.get("cmi.suspend_data", page={"colour": "red"}, shape="round")
    assert response.status_code == 200
    assert {"colour", "shape"} <= set(response.headers["x-emulator-hint"].replace(",", " ").split())


def test_misspelt_members_and_parameters_are_named_with_the_nearest_known_ones(nexport: NexportClient) -> None:
    nexport.world.seed(course())
    response = nexport.get("cmi.suspend_data", page={"acces_token": "x"}, enrollement_id="x")
    hints = " ".join(response.headers.get_list("x-emulator-hint"))
    assert response.status_code == 200
    assert "enrollement_id (nearest: enrollment_id)" in hints
    assert "query parameter acces_token (nearest: access_token)" in hints
    form = {"username": "api.user", "password": "emulator-password", "grant_type": "password", "user": "x"}
    refused = nexport.world.client.post(f"{nexport.world.nexport}/AdminApi/Authenticate", json=form)
    assert "user (nearest: username)" in refused.headers["x-emulator-hint"]
