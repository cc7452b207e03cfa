"""Calls to Litmos as a client makes them."""

from typing import Any

import httpx
from lxml import etree

from emulator.vendors.litmos.wire.writing import error_json, error_xml
from tests.world import World

OWNER = "litmos-account-owner"
BAD_REQUEST = "Bad Request. Please check that your URI and request body are properly formed."
FORBIDDEN = "Forbidden. Please check your API key, content-type, parameters, etc."
NOT_PERMITTED = "You do not have the proper permissions for this call."
TOO_MANY = "Rating Limit Exceeded"
NO_RECORD = "Not Found. The record you requested does not exist."


class LitmosClient:
    """Sends the key as a header and `source` in the query, as all later clients do."""

    def __init__(self, world: World, key: str = OWNER) -> None:
        self.world = world
        self.key = key

    def call(self, method: str, path: str, **options: Any) -> httpx.Response:
        """A call whose answer is JSON unless `params` says otherwise."""
        params = {"source": "tests", "format": "json", **options.pop("params", {})}
        headers = {"apikey": self.key, **options.pop("headers", {})}
        return self.world.client.request(method, self.world.litmos + path, params=params, headers=headers, **options)

    def xml(self, method: str, path: str, body: str | bytes | None = None, **params: Any) -> httpx.Response:
        """A call in XML both ways."""
        headers = {"apikey": self.key, "Content-Type": "text/xml"}
        query = {"source": "tests", **params}
        return self.world.client.request(method, self.world.litmos + path, params=query, headers=headers, content=body)

    def new_user(self, user_name: str = "jo@example.com", **members: Any) -> dict[str, Any]:
        """Create a user."""
        body = {"UserName": user_name, "FirstName": "Jo", "LastName": "Baba", "Email": user_name, **members}
        response = self.call("POST", "/users", json=body)
        assert response.status_code == 201, response.text
        user: dict[str, Any] = response.json()
        return user

    def new_module(self, content_url: str | None = None, **members: Any) -> dict[str, Any]:
        """Create a module."""
        body = {"Name": "A module", "ModuleType": "9", "Active": "true", "ContentURL": content_url or "", **members}
        response = self.call("POST", "/modules", json=body)
        assert response.status_code == 201, response.text
        module: dict[str, Any] = response.json()
        return module

    def new_course(self, name: str = "A course", **members: Any) -> dict[str, Any]:
        """Create a course."""
        response = self.call("POST", "/courses", json={"Name": name, **members})
        assert response.status_code == 201, response.text
        course: dict[str, Any] = response.json()
        return course


def refusal(response: httpx.Response, status: int) -> str:
    """The words of an answer that must be an error of this status, in the body and in the reason phrase, in XML or JSON."""
    assert response.status_code == status, response.text
    if response.headers["content-type"] == "application/xml":
        words = etree.fromstring(response.content).findtext("Detail") or ""
        assert response.content == error_xml(words)
    else:
        assert response.headers["content-type"] == "application/json"
        words = response.json()["Detail"]
        assert response.content == error_json(words)
    assert response.reason_phrase == words
    return words
