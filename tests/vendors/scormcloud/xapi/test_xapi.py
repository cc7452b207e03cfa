"""xAPI credentials and statement pipes."""

from typing import Any

import pytest

from tests.vendors.scormcloud.calling import ScormCloudClient, ids, pages, refusal

CREDENTIAL = {
    "name": "Reader",
    "info": "for reports",
    "secret": "s",
    "isEnabled": True,
    "auth": {"xapiCredentialAuthType": "BASICAUTH"},
    "permissionsLevel": {"xapiCredentialPermissionsLevel": "READONLY"},
}
TARGET = {"url": "http://127.0.0.1:9/lrs", "userName": "u", "password": "p"}


def create(cloud: ScormCloudClient, **members: Any) -> str:
    response = cloud.call("POST", "/xapi/credentials", json={**CREDENTIAL, **members})
    assert response.status_code == 200, response.text
    found: str = response.json()["result"]
    return found


def test_credentials_are_created_read_set_and_deleted(cloud: ScormCloudClient) -> None:
    credential_id = create(cloud)
    path = f"/xapi/credentials/{credential_id}"
    assert cloud.get(path) == {"id": credential_id, **CREDENTIAL}
    changed = {
        "name": "Writer",
        "secret": "x",
        "isEnabled": False,
        "auth": {"xapiCredentialAuthType": "OAUTH"},
        "permissionsLevel": {},
    }
    response = cloud.call("PUT", path, json=changed)
    assert (response.status_code, response.content) == (204, b"")
    level = {"xapiCredentialPermissionsLevel": "DEFAULT"}
    assert cloud.get(path) == {"id": credential_id, **changed, "permissionsLevel": level}
    assert cloud.call("DELETE", path).status_code == 204
    for method in ("GET", "DELETE"):
        words = f"Could not find xAPI credentials [{credential_id}]"
        response = cloud.call(method, path)
        assert (response.status_code, response.json()) == (404, {"error": words, "message": words})


def test_setting_credentials_that_are_not_there_creates_them(cloud: ScormCloudClient) -> None:
    assert cloud.call("PUT", "/xapi/credentials/mine", json=CREDENTIAL).status_code == 204
    assert cloud.get("/xapi/credentials/mine")["name"] == "Reader"


def test_credentials_are_listed_by_pages_filtered_and_ordered(cloud: ScormCloudClient) -> None:
    cloud.world.control("PUT", "clock", json={"held": True, "now": "2030-01-01T00:00:00Z"})
    created = []
    for number in range(12):
        created.append(create(cloud, name=f"N{number:02}"))
        cloud.world.advance(1)
    found = pages(cloud, "/xapi/credentials", "xapiCredentials")
    assert [ids(page) for page in found] == [created[:10], created[10:]]

    def listed(**params: str) -> list[str]:
        return ids(cloud.get("/xapi/credentials", **params)["xapiCredentials"])

    assert listed(orderBy="name_desc")[0] == created[11]
    assert listed(filter="n03", filterBy="name") == [created[3]]
    assert listed(filter=created[4]) == [created[4]]
    assert listed(since="2030-01-01T00:00:11Z") == [created[11]]
    response = cloud.call("GET", "/xapi/credentials", params={"includeTotalCount": "true"})
    assert response.headers["x-total-count"] == "12"
    for name, words in (
        ("orderBy", "must be one of created_asc, created_desc, "),
        ("filterBy", "must be one of credential_id, name"),
        ("datetimeFilter", "must be one of created, updated"),
        ("more", "is not a token of this list"),
    ):
        refused = cloud.call("GET", "/xapi/credentials", params={name: "x"})
        assert refusal(refused, 400).startswith(f"{name}: {words}")


@pytest.mark.parametrize(
    ("members", "where"),
    [
        ({"name": ""}, "body.name"),
        ({"secret": ""}, "body.secret"),
        ({"secret": None}, "body.secret"),
        ({"isEnabled": "perhaps"}, "body.isEnabled"),
        ({"auth": {"xapiCredentialAuthType": "NONE"}}, "body.auth.xapiCredentialAuthType"),
        ({"permissionsLevel": "ROOT"}, "body.permissionsLevel"),
    ],
)
def test_credentials_that_cannot_be_answer_400(cloud: ScormCloudClient, members: dict[str, Any], where: str) -> None:
    for method, path in (("POST", "/xapi/credentials"), ("PUT", "/xapi/credentials/mine")):
        response = cloud.call(method, path, json={**CREDENTIAL, **members})
        assert response.status_code == 400
        assert response.json()["message"].startswith(where)
    assert cloud.get("/xapi/credentials") == {"xapiCredentials": []}


def test_a_pipe_is_created_read_set_and_deleted(cloud: ScormCloudClient) -> None:
    cloud.world.control("PUT", "clock", json={"held": True, "now": "2030-01-01T00:00:00Z"})
    source = {"url": "http://127.0.0.1:9/lrs/A/statements"}
    response = cloud.call("POST", "/xapi/statementPipes", json={"source": source, "target": TARGET})
    assert response.status_code == 200
    pipe_id = response.json()["result"]
    path = f"/xapi/statementPipes/{pipe_id}"
    pipe = {
        "id": pipe_id,
        "attempts": 0,
        "visibleAfter": "2030-01-01T00:00:00.000Z",
        "source": source,
        "target": TARGET,
    }
    assert {**cloud.get(path), "attempts": 0} == pipe
    response = cloud.call("PUT", path, json={"target": {"url": "http://127.0.0.1:9/b"}})
    assert (response.status_code, response.json()) == (200, {"result": pipe_id})
    assert {**cloud.get(path), "attempts": 0} == {**pipe, "target": {"url": "http://127.0.0.1:9/b"}}
    assert cloud.call("DELETE", path).status_code == 204
    for method in ("GET", "DELETE"):
        words = f"Could not find statement pipe [{pipe_id}]"
        response = cloud.call(method, path)
        assert (response.status_code, response.json()) == (404, {"error": words, "message": words})


def test_pipes_are_listed_whole_in_the_order_of_their_creation(cloud: ScormCloudClient) -> None:
    assert cloud.get("/xapi/statementPipes") == {"xapiStatementPipes": []}
    for number in range(12):
        assert cloud.call("PUT", f"/xapi/statementPipes/P{number}", json={"target": TARGET}).status_code == 200
    assert ids(cloud.get("/xapi/statementPipes")["xapiStatementPipes"]) == [f"P{number}" for number in range(12)]


def test_a_pipe_that_is_being_processed_refuses_changes_with_409(cloud: ScormCloudClient) -> None:
    cloud.world.control("PUT", "clock", json={"held": True})
    cloud.world.settings(job_mode="real", job_seconds=5)
    cloud.call("PUT", "/xapi/statementPipes/P", json={"target": TARGET})
    response = cloud.call("PUT", "/xapi/statementPipes/P", json={"target": {"url": "http://127.0.0.1:9/b"}})
    words = "Statement pipe [P] is being processed"
    assert (response.status_code, response.json()) == (409, {"error": words, "message": words})
    assert cloud.get("/xapi/statementPipes/P")["target"] == TARGET
    cloud.world.advance(5)
    assert (
        cloud.call("PUT", "/xapi/statementPipes/P", json={"target": {"url": "http://127.0.0.1:9/b"}}).status_code == 200
    )


@pytest.mark.parametrize("body", [{}, {"target": {}}, {"target": {"url": ""}}, {"target": "http://b"}])
def test_a_pipe_without_a_target_answers_400(cloud: ScormCloudClient, body: dict[str, Any]) -> None:
    for method, path in (("POST", "/xapi/statementPipes"), ("PUT", "/xapi/statementPipes/P")):
        response = cloud.call(method, path, json=body)
        assert response.status_code == 400
        assert response.json()["message"].startswith("body.target")
