"""Credentials, tokens, scopes and expiry."""

import pytest

from emulator.vendors import load_vendor
from tests.vendors.scormcloud.calling import APP, MANAGEMENT_APP, ScormCloudClient, ids, refusal
from tests.world import World

REFUSED = {"error": "Authorization Required."}


def test_ping_and_about_answer_with_the_well_known_credentials(cloud: ScormCloudClient) -> None:
    cloud.world.control("PUT", "clock", json={"held": True, "now": "2030-01-01T00:00:00Z"})
    assert cloud.get("/ping") == {"apiMessage": "API is up.", "currentTime": "2030-01-01T00:00:00.000Z"}
    assert list(cloud.get("//about")) == ["version", "distribution"]


@pytest.mark.parametrize(
    "authorization",
    [
        None,
        "",
        "Basic",
        "Basic !!!",
        "Basic RU1VTEFUT1IwMQ==",
        "Basic RU1VTEFUT1IwMTp3cm9uZw==",
        "Basic bm9ib2R5OmVtdWxhdG9yLXNlY3JldA==",
        "Basic /////w==",
        "Bearer",
        "Bearer abc.def",
        "Bearer WzEsMl0.aaaa",
        "Bearer é",
        "Digest x",
    ],
)
def test_missing_and_wrong_credentials_answer_401_with_the_documented_body(
    cloud: ScormCloudClient, authorization: str | None
) -> None:
    headers = {} if authorization is None else {"Authorization": authorization.encode()}
    for path in ("/ping", "/courses", "/nothing"):
        response = cloud.call("GET", path, headers=headers, auth=None)
        assert (response.status_code, response.json()) == (401, REFUSED)


def test_a_wrong_secret_on_the_token_operation_answers_401(cloud: ScormCloudClient) -> None:
    data = {"scope": "read"}
    response = cloud.call("POST", "/oauth/authenticate/application/token", data=data, auth=(APP[0], "wrong"))
    assert (response.status_code, response.json()) == (401, REFUSED)


def test_app_management_credentials_work_for_their_operations_only_and_the_reverse(cloud: ScormCloudClient) -> None:
    manager = ScormCloudClient(cloud.world, MANAGEMENT_APP)
    assert refusal(manager.call("GET", "/courses"), 403) == "These credentials do not work for this operation."
    assert manager.call("GET", "/appManagement/applications").status_code == 200
    assert (
        refusal(cloud.call("GET", "/appManagement/applications"), 403)
        == "These credentials do not work for this operation."
    )
    assert manager.token("read:appmgmt").call("GET", "/appManagement/applications").status_code == 200
    assert (
        refusal(manager.token("read:course").call("GET", "/appManagement/applications"), 403)
        == "The token does not carry a scope for this operation: read or read:appmgmt."
    )
    assert (
        refusal(manager.token("read").call("GET", "/courses"), 403)
        == "These credentials do not work for this operation."
    )


def test_a_token_by_form_has_the_documented_members_and_lasts_as_long_as_it_says(cloud: ScormCloudClient) -> None:
    cloud.world.control("PUT", "clock", json={"held": True})
    path = "/oauth/authenticate/application/token"
    answer = cloud.call("POST", path, data={"scope": "read:course"}).json()
    assert list(answer) == ["access_token", "expires_in", "token_type"]
    assert answer["expires_in"] == 300
    reader = ScormCloudClient(cloud.world, token=answer["access_token"])
    assert reader.get("/courses") == {"courses": []}
    cloud.world.advance(299)
    assert reader.get("/courses") == {"courses": []}
    cloud.world.advance(1)
    response = reader.call("GET", "/courses")
    assert (response.status_code, response.json()) == (401, REFUSED)


def test_a_token_by_document_lasts_until_its_expiry(cloud: ScormCloudClient) -> None:
    cloud.world.control("PUT", "clock", json={"held": True, "now": "2030-01-01T00:00:00Z"})
    body = {"permissions": {"scopes": ["read:course"]}, "expiry": "2030-01-01T01:00:00Z"}
    answer = cloud.call("POST", "/appManagement/token", json=body).json()
    assert list(answer) == ["result"]
    reader = ScormCloudClient(cloud.world, token=answer["result"])
    assert reader.call("GET", "/courses").status_code == 200
    cloud.world.advance(3600)
    assert refusal(reader.call("GET", "/courses"), 401) == "Authorization Required."


@pytest.mark.parametrize(
    ("scope", "allowed", "refused"),
    [
        (
            "read:course",
            [("GET", "/courses")],
            [("GET", "/registrations"), ("PUT", "/courses/C1/title"), ("GET", "/ping")],
        ),
        ("write:course", [("PUT", "/courses/C1/title")], [("GET", "/courses"), ("DELETE", "/courses/C1")]),
        ("delete:course", [("DELETE", "/courses/C1")], [("GET", "/courses/C1")]),
        ("read", [("GET", "/courses"), ("GET", "/registrations"), ("GET", "/ping")], [("DELETE", "/courses/C1")]),
        ("write", [("PUT", "/courses/C1/tags")], [("GET", "/courses")]),
        ("delete", [("DELETE", "/registrations/R1")], [("GET", "/registrations/R1")]),
        ("admin", [("GET", "/courses"), ("PUT", "/courses/C1/tags"), ("DELETE", "/courses/C1")], []),
        ("read:course delete:course", [("GET", "/courses"), ("DELETE", "/courses/C1")], [("GET", "/registrations")]),
    ],
)
def test_a_token_opens_what_its_scopes_name_and_nothing_else(
    cloud: ScormCloudClient, scope: str, allowed: list[tuple[str, str]], refused: list[tuple[str, str]]
) -> None:
    cloud.new_course("C1")
    cloud.register("R1")
    client = cloud.token(scope)
    for method, path in refused:
        words = refusal(client.call(method, path, json={}), 403)
        assert words.startswith("The token does not carry a scope for this operation: "), path
    assert ids(cloud.get("/courses")["courses"]) == ["C1"]
    for method, path in allowed:
        assert client.call(method, path, json={"tags": ["a"], "title": "A"}).is_success, path


def test_a_refusal_for_want_of_a_scope_names_the_scopes(cloud: ScormCloudClient) -> None:
    response = cloud.token("read:ping").call("DELETE", "/courses/C1")
    words = "The token does not carry a scope for this operation: delete:course or delete."
    assert (response.status_code, response.json()) == (403, {"error": words, "message": words})


def test_every_operation_that_takes_a_token_names_scopes_that_exist() -> None:
    contract = load_vendor("scormcloud").contract
    for operation in contract.operations.values():
        if "oauth" in operation.auth.get("kinds", ()):
            assert operation.auth["scopes"], operation.id
            assert set(operation.auth["scopes"]) <= set(contract.extra["scopes"]), operation.id


@pytest.mark.parametrize(
    ("form", "where"),
    [
        ({"scope": "read:everything"}, "scope"),
        ({"scope": "read:course,write:course"}, "scope"),
        ({"scope": " "}, "scope"),
        ({}, "scope"),
        ({"scope": "read", "expiration": "soon"}, "expiration"),
        ({"scope": "read", "expiration": "59"}, "expiration"),
        ({"scope": "read", "expiration": "43201"}, "expiration"),
    ],
)
def test_a_token_that_cannot_be_answers_400(cloud: ScormCloudClient, form: dict[str, str], where: str) -> None:
    response = cloud.call("POST", "/oauth/authenticate/application/token", data=form)
    assert response.status_code == 400
    assert response.json()["message"].startswith(where)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"permissions": {"scopes": ["read"]}}, "body.expiry: is required"),
        ({"permissions": {"scopes": ["read"]}, "expiry": "2001-01-01T00:00:00Z"}, "expiry: has passed"),
        ({"permissions": {"scopes": []}, "expiry": "2099-01-01T00:00:00Z"}, "scope: at least one is required"),
        ({"permissions": {"scopes": ["x"]}, "expiry": "2099-01-01T00:00:00Z"}, "scope: x is not a scope"),
        ({"permissions": ["read"], "expiry": "2099-01-01T00:00:00Z"}, "body.permissions: must be an object"),
    ],
)
def test_a_document_that_asks_for_no_token_answers_400(
    cloud: ScormCloudClient, body: dict[str, object], words: str
) -> None:
    assert refusal(cloud.call("POST", "/appManagement/token", json=body), 400) == words


def test_a_token_takes_no_token(cloud: ScormCloudClient) -> None:
    response = cloud.token("admin").call("POST", "/oauth/authenticate/application/token", data={"scope": "read"})
    assert refusal(response, 403) == "These credentials do not work for this operation."


def test_a_token_of_another_sandbox_or_of_a_time_before_a_reset_answers_401(cloud: ScormCloudClient) -> None:
    reader = cloud.token("read:course")
    other = ScormCloudClient(World(cloud.world.host, f"{cloud.world.name}-other", cloud.world.client))
    assert other.get("/courses") == {"courses": []}
    other.headers, other.auth = reader.headers, None
    assert refusal(other.call("GET", "/courses"), 401) == "Authorization Required."
    cloud.world.control("POST", "reset")
    assert refusal(reader.call("GET", "/courses"), 401) == "Authorization Required."


def test_a_changed_token_answers_401(cloud: ScormCloudClient) -> None:
    reader = cloud.token("read:course")
    content, _, signature = reader.headers["Authorization"].partition(".")
    stronger = cloud.token("read:course delete:course").headers["Authorization"].partition(".")[0]
    for forged in (f"{stronger}.{signature}", f"{content}.", content, f"{content}.{signature[:-2]}"):
        assert (
            refusal(cloud.call("GET", "/courses", headers={"Authorization": forged}, auth=None), 401)
            == "Authorization Required."
        )
