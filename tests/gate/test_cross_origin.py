"""CORS: which pages' scripts may call an API that browsers' clients are for."""

import httpx
import pytest

from emulator.gate.cross_origin import CrossOrigin
from emulator.gate.visit import Visit
from tests.world import World

APP = ("EMULATOR01", "emulator-secret")
HERE = "http://localhost:5173"


def preflight(client: httpx.Client, url: str, origin: str, method: str = "POST") -> httpx.Response:
    headers = {"Origin": origin, "Access-Control-Request-Method": method}
    headers |= {"Access-Control-Request-Headers": "authorization,content-type,uploadedcontenttype"}
    return client.options(url, headers={**headers, "Sec-Fetch-Site": "cross-site"})


@pytest.mark.parametrize("origin", [HERE, "https://localhost", "http://127.0.0.1:3000", "http://[::1]:3000"])
def test_a_page_of_this_machine_asks_calls_and_reads(world: World, origin: str) -> None:
    asked = preflight(world.client, f"{world.scormcloud}/courses/C1/tags", origin, "DELETE")
    assert (asked.status_code, asked.content) == (204, b"")
    assert asked.headers["access-control-allow-origin"] == origin
    assert "DELETE" in asked.headers["access-control-allow-methods"]
    assert asked.headers["access-control-allow-headers"] == "authorization,content-type,uploadedcontenttype"
    headers = {"Origin": origin, "Sec-Fetch-Site": "cross-site"}
    for method, path, status in (("GET", "/courses", 200), ("DELETE", "/courses/C1", 404), ("PATCH", "/courses", 405)):
        response = world.client.request(method, world.scormcloud + path, headers=headers, auth=APP)
        assert response.status_code == status
        assert response.headers["access-control-allow-origin"] == origin
        assert "X-Total-Count" in response.headers["access-control-expose-headers"]
        assert "access-control-allow-credentials" not in response.headers
    unknown = world.client.get(f"{world.scormcloud}/ping", headers=headers)
    assert (unknown.status_code, unknown.headers["access-control-allow-origin"]) == (401, origin)


@pytest.mark.parametrize(
    "origin", ["http://elsewhere.example", "null", "http://launch-7.localhost:8420", "http://localhost.example"]
)
def test_another_page_may_not(world: World, origin: str) -> None:
    asked = preflight(world.client, f"{world.scormcloud}/courses", origin)
    assert "access-control-allow-origin" not in asked.headers
    headers = {"Origin": origin, "Sec-Fetch-Site": "cross-site"}
    response = world.client.delete(f"{world.scormcloud}/courses/C1", headers=headers, auth=APP)
    assert (response.status_code, "access-control-allow-origin" in response.headers) == (403, False)


@pytest.mark.parametrize("vendor", ["litmos", "nexport"])
def test_an_api_without_a_browsers_client_lets_no_page_in(world: World, vendor: str) -> None:
    asked = preflight(world.client, f"{getattr(world, vendor)}/users", HERE)
    assert "access-control-allow-origin" not in asked.headers


@pytest.mark.parametrize(
    ("origins", "origin", "may"),
    [
        (["https://app.example"], "https://app.example", True),
        (["https://App.example/"], "https://app.example", True),
        (["https://app.example"], "http://app.example", False),
        (["https://app.example"], "https://app.example.org", False),
        (["*"], "https://any.example", True),
        (["*"], "null", True),
        ([], "http://[", False),
    ],
)
def test_the_settings_name_further_origins(origins: list[str], origin: str, may: bool) -> None:
    headers = [(b"origin", origin.encode())]
    scope = {"type": "http", "method": "GET", "scheme": "http", "query_string": b"", "headers": headers}
    cross = CrossOrigin(("/api/v2",), origins)
    assert cross.lets(Visit.of(scope, "api", "", "/api/v2/courses", "")) is may
    assert not cross.lets(Visit.of(scope, "api", "", "/api/v20", ""))
    assert not cross.lets(Visit.of(scope, "control", "", "/api/v2/courses", ""))
