"""Calls to the LRS as a client makes them, and statements to send."""

import copy
import json
from typing import Any
from uuid import UUID

import httpx

from tests.refusals import text_refusal
from tests.world import World

APP = "EMULATOR01"
AUTH = (APP, "emulator-secret")
ANN = {"objectType": "Agent", "mbox": "mailto:ann@example.com"}
BOB = {"objectType": "Agent", "account": {"homePage": "https://people.example.com", "name": "bob"}}
VERB = "http://adlnet.gov/expapi/verbs/"
COURSE = "https://example.com/courses/1"
REGISTRATION = "ec531277-b57b-4c15-8d91-d292c5b2b8f7"


def statement(**members: Any) -> dict[str, Any]:
    """A statement that is as small as can be, with members set over it; a member that is None is left out."""
    found = {"actor": ANN, "verb": {"id": f"{VERB}experienced"}, "object": {"id": COURSE}, **members}
    return copy.deepcopy({name: value for name, value in found.items() if value is not None})


def number(value: int) -> str:
    """A UUID that is told by a number."""
    return str(UUID(int=value, version=4))


class Lrs:
    """The LRS of an application of a sandbox, called in one version with one set of credentials."""

    def __init__(
        self, world: World, version: str = "1.0.3", auth: tuple[str, str] | None = AUTH, token: str | None = None
    ) -> None:
        self.world = world
        self.version = version
        self.auth = auth if token is None else None
        self.url = f"{world.root}/lrs/{APP}"
        self.headers = {"X-Experience-API-Version": version}
        if token is not None:
            self.headers["Authorization"] = f"Basic {token}"

    def call(self, method: str, resource: str, **options: Any) -> httpx.Response:
        """Any call. A header that is None is not sent."""
        headers = {**self.headers, **options.pop("headers", {})}
        sent = {name: value for name, value in headers.items() if value is not None}
        params = {name: plain(value) for name, value in options.pop("params", {}).items()} or None
        auth = options.pop("auth", self.auth)
        return self.world.client.request(
            method, f"{self.url}/{resource}", headers=sent, params=params, auth=auth or httpx.Auth(), **options
        )

    def post(self, body: Any) -> list[str]:
        """Store statements; returns their ids."""
        response = self.call("POST", "statements", json=body)
        assert response.status_code == 200, response.text
        found: list[str] = response.json()
        return found

    def refused(self, body: Any, status: int = 400) -> str:
        """The words with which statements are refused."""
        return refusal(self.call("POST", "statements", json=body), status)

    def find(self, **params: Any) -> list[dict[str, Any]]:
        """The statements of the first page."""
        response = self.call("GET", "statements", params=params)
        assert response.status_code == 200, response.text
        found: list[dict[str, Any]] = response.json()["statements"]
        return found

    def ids(self, **params: Any) -> list[str]:
        """The ids of the statements of the first page."""
        return [each["id"] for each in self.find(**params)]

    def get(self, statement_id: str, **params: Any) -> dict[str, Any]:
        """One statement."""
        response = self.call("GET", "statements", params={"statementId": statement_id, **params})
        assert response.status_code == 200, response.text
        found: dict[str, Any] = response.json()
        return found


def plain(value: Any) -> str:
    """A parameter as it is sent: objects as JSON, flags in lower case."""
    if isinstance(value, dict):
        return json.dumps(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def refusal(response: httpx.Response, status: int) -> str:
    """The words of an answer that must be a refusal of the LRS."""
    assert "X-Experience-API-Version" in response.headers, response.text
    return text_refusal(response, status)
