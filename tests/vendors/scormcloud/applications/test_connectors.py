"""Content connectors."""

from typing import Any

import pytest

from tests.vendors.scormcloud.calling import ScormCloudClient, refusal

NEVER = "00000000-0000-4000-8000-000000000000"
LTI: dict[str, Any] = {"contentConnectorType": "LTI13", "configuration": {"publicKey": "k", "tools": [1, None]}}


def listed(cloud: ScormCloudClient, **params: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = cloud.get("/contentConnectors", **params)["connectorEntries"]
    return found


def test_a_connector_is_created_listed_updated_and_deleted(cloud: ScormCloudClient) -> None:
    response = cloud.call("POST", "/contentConnectors", json=LTI)
    assert response.status_code == 200
    assert "import" in response.headers["x-emulator-hint"]
    connector_id = response.json()["result"]
    other = cloud.call("POST", "/contentConnectors", json={**LTI, "configuration": "c", "enabled": False})
    entries = [
        {"connectorId": connector_id, **LTI, "enabled": True},
        {"connectorId": other.json()["result"], **LTI, "configuration": "c", "enabled": False},
    ]
    assert listed(cloud) == entries
    path = f"/contentConnectors/{connector_id}"
    response = cloud.call("PUT", path, json={"enabled": False})
    assert (response.status_code, response.content) == (204, b"")
    assert listed(cloud)[0] == {**entries[0], "enabled": False}
    cloud.call("PUT", path, json={"configuration": []})
    assert listed(cloud)[0] == {**entries[0], "configuration": [], "enabled": False}
    assert cloud.call("DELETE", path).status_code == 204
    assert listed(cloud) == entries[1:]


def test_what_is_not_known_of_an_instance_is_absent_and_the_hint_says_so(cloud: ScormCloudClient) -> None:
    cloud.call("POST", "/contentConnectors", json=LTI)
    response = cloud.call("GET", "/contentConnectors", params={"includeAdditionalInstanceInformation": "True"})
    assert "additionalInstanceInformation" in response.headers["x-emulator-hint"]
    assert "additionalInstanceInformation" not in response.text


def test_an_unknown_connector_answers_404(cloud: ScormCloudClient) -> None:
    words = f"Could not find connector [{NEVER}]"
    for method in ("PUT", "DELETE"):
        response = cloud.call(method, f"/contentConnectors/{NEVER}", json={"enabled": True})
        assert (response.status_code, response.json()) == (404, {"error": words, "message": words})


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({}, "body.contentConnectorType: is required"),
        ({"contentConnectorType": "LTI13"}, "body.configuration: is required"),
        ({**LTI, "contentConnectorType": ""}, "body.contentConnectorType: must not be empty"),
        ({**LTI, "enabled": "perhaps"}, "body.enabled: must be true or false"),
    ],
)
def test_a_connector_that_cannot_be_answers_400(cloud: ScormCloudClient, body: dict[str, Any], words: str) -> None:
    assert refusal(cloud.call("POST", "/contentConnectors", json=body), 400) == words
    assert listed(cloud) == []
    connector_id = cloud.call("POST", "/contentConnectors", json=LTI).json()["result"]
    assert (
        refusal(cloud.call("PUT", f"/contentConnectors/{connector_id}", json={"enabled": "perhaps"}), 400)
        == "body.enabled: must be true or false"
    )
    assert (
        refusal(cloud.call("GET", "/contentConnectors?includeAdditionalInstanceInformation=perhaps"), 400)
        == "includeAdditionalInstanceInformation: must be true or false"
    )
