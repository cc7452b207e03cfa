"""Calls to NexPort Campus as a client makes them, and a small world to make them in."""

from copy import deepcopy
from typing import Any

import httpx

from tests.world import World

LOGIN, PASSWORD = "api.user", "emulator-password"

ENROLLMENT = "e0000000-0000-4000-8000-000000000001"
ASSIGNMENT = "a0000000-0000-4000-8000-000000000001"
STATUS = "50000000-0000-4000-8000-000000000001"
OTHER = "ffffffff-ffff-4fff-8fff-ffffffffffff"


class NexportClient:
    """Gets a token once and sends it in the query."""

    def __init__(self, world: World, login: str = LOGIN, password: str = PASSWORD) -> None:
        self.world = world
        self.login = login
        self.password = password
        self._token: str | None = None

    @property
    def token(self) -> str:
        """An access token that never expires."""
        if self._token is None:
            response = self.authenticate()
            assert response.status_code == 200, response.text
            self._token = response.json()["access_token"]
        return self._token

    def authenticate(self, **members: Any) -> httpx.Response:
        """Ask for a token in JSON."""
        body = {"username": self.login, "password": self.password, "grant_type": "password", **members}
        return self.world.client.post(f"{self.world.nexport}/AdminApi/Authenticate", json=body)

    def call(self, method: str, path: str, **options: Any) -> httpx.Response:
        """A call with the token."""
        params = {"access_token": self.token, **options.pop("params", {})}
        return self.world.client.request(method, self.world.nexport + path, params=params, **options)

    def get(self, *names: str, page: dict[str, Any] | None = None, **members: Any) -> httpx.Response:
        """GetCmiData."""
        body = {
            "enrollment_id": ENROLLMENT,
            "assignment_id": ASSIGNMENT,
            "cmi_element_names": list(names),
            **members,
        }
        return self.call("POST", "/ScormApi/GetCmiData", params=page or {}, json=body)

    def edit(self, sco_id: str = "sco-1", **members: Any) -> httpx.Response:
        """EditScormData."""
        body = {"assignment_status_id": STATUS, "sco_id": sco_id, **members}
        return self.call("POST", "/ScormApi/EditScormData", json=body)

    def values(self, *names: str, sco: int = 0) -> list[str]:
        """What GetCmiData says of elements that must be readable."""
        response = self.get(*names)
        assert response.status_code == 200, response.text
        fields = response.json()[sco]["cmi_fields"]
        assert all("error_message" not in field for field in fields), fields
        return [field["cmi_element_value"] for field in fields]


def refusal(response: httpx.Response, status: int) -> str:
    """The message of an answer that must be an error of this status in the vendor's envelope."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    body = response.json()
    assert list(body) == ["api_error_entity"]
    entity = body["api_error_entity"]
    assert list(entity) == ["error_code", "error_message", "warning_messages"]
    assert entity["error_code"] != 0
    assert entity["warning_messages"] == []
    message: str = entity["error_message"]
    return message


def course(version: str = "1.2", *scos: dict[str, Any], **members: Any) -> dict[str, Any]:
    """A seed document: one learner in one course, who launched these SCOs (one if none is named)."""
    launched = list(scos) or [{"id": "sco-1", "started": "2026-05-26T01:56:25.28112Z"}]
    section = {
        "name": "Safety 101",
        "organization": "Acme",
        "assignments": [
            {
                "name": "Fire",
                "id": ASSIGNMENT,
                "version": version,
                "scos": [{"id": sco["id"], "title": f"Title of {sco['id']}"} for sco in launched],
            }
        ],
        "enrollments": [
            {"user": "jo", "id": ENROLLMENT, "statuses": [{"assignment": "Fire", "id": STATUS, "scos": launched}]}
        ],
    }
    return {
        "nexport": {
            "organizations": [{"name": "Acme"}, {"name": "Acme North", "parent": "Acme"}],
            "users": [{"login": "jo", "first_name": "Jo", "last_name": "Baba", "organization": "Acme"}],
            "sections": [deepcopy(section)],
            **members,
        }
    }
