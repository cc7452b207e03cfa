"""What a browser says of the page that calls, and what that page may do. Real browsers: tests/hostile."""

from typing import Any

import httpx
import pytest

from tests.refusals import control_refusal
from tests.world import World

FOREIGN: list[dict[str, str]] = [
    {"Origin": "http://elsewhere.example"},
    {"Origin": "null"},
    {"Origin": "http://127.0.0.1"},
    {"Origin": "http://127.0.0.1:1"},
    {"Origin": ""},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "surprise"},
    {"Origin": "http://elsewhere.example", "Sec-Fetch-Site": "same-origin"},
    {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "document", "Sec-Fetch-Mode": "navigate"},
]
UNSAFE: list[tuple[str, str, dict[str, Any]]] = [
    ("POST", "reset", {}),
    ("POST", "seed", {"json": {}}),
    ("PATCH", "settings", {"json": {"job_mode": "instant"}}),
    ("PUT", "clock", {"json": {"held": True}}),
    ("POST", "clock/advance", {"json": {"seconds": 1}}),
    ("DELETE", "nothing", {}),
]


def call(world: World, method: str, path: str, headers: dict[str, str], **options: Any) -> httpx.Response:
    return world.client.request(method, f"{world.root}/_emulator/{path}", headers=headers, **options)


@pytest.mark.parametrize("headers", FOREIGN)
@pytest.mark.parametrize(("method", "path", "options"), UNSAFE)
def test_a_foreign_page_changes_nothing(
    world: World, headers: dict[str, str], method: str, path: str, options: dict[str, Any]
) -> None:
    before = (world.control("GET", "settings"), world.control("GET", "clock")["held"])
    response = call(world, method, path, headers, **options)
    assert (response.status_code, list(response.json())) == (403, ["error"])
    assert (world.control("GET", "settings"), world.control("GET", "clock")["held"]) == before


@pytest.mark.parametrize("headers", FOREIGN[:-1])
def test_a_foreign_page_reads_nothing(world: World, headers: dict[str, str]) -> None:
    assert (
        control_refusal(call(world, "GET", "journal", headers), 403)
        == "a page of another origin may not use the control API"
    )
    assert (
        control_refusal(world.client.get(f"{world.root}/", headers=headers), 403)
        == "a page of another origin may not use the control API"
    )


def test_a_link_elsewhere_may_lead_here_but_no_frame(world: World) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert call(world, "GET", "journal", headers).status_code == 200
    assert (
        control_refusal(call(world, "GET", "journal", {**headers, "Sec-Fetch-Dest": "iframe"}), 403)
        == "a page of another origin may not use the control API"
    )


def test_what_tells_nothing_of_anybody_is_for_every_page(world: World) -> None:
    for path in ("live", "ready", "samples/", "samples/scorm12-minimal.zip"):
        assert call(world, "GET", path, FOREIGN[0]).status_code == 200
    assert (
        control_refusal(call(world, "GET", "samplesx", FOREIGN[0]), 403)
        == "a page of another origin may not use the control API"
    )


def test_our_own_pages_may_do_everything_with_json(world: World) -> None:
    own = {"Origin": world.host, "Sec-Fetch-Site": "same-origin"}
    assert call(world, "PATCH", "settings", own, json={"job_mode": "step"}).status_code == 200
    assert call(world, "POST", "reset", own).status_code == 200
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b", ""):
        response = call(world, "POST", "seed", {**own, "Content-Type": kind}, content=b"{}")
        assert (response.status_code, "application/json" in response.json()["error"]) == (415, True)


def test_a_page_behind_a_proxy_has_the_origin_that_the_proxy_tells(world: World) -> None:
    headers = {"Origin": "https://lms.test", "X-Forwarded-Host": "lms.test", "X-Forwarded-Proto": "https"}
    assert call(world, "POST", "reset", headers).status_code == 200


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "text/plain", "application/json"])
def test_curl_and_sdks_notice_nothing(world: World, kind: str) -> None:
    assert call(world, "POST", "seed", {"Content-Type": kind}, content=b"{}").status_code == 200
    node = {"Content-Type": kind, "Sec-Fetch-Mode": "cors"}  # what fetch of Node.js sends
    assert call(world, "POST", "seed", node, content=b"{}").status_code == 200


@pytest.mark.parametrize("path", ["/v1.svc/users?apikey=litmos-account-owner&source=t", "/api/v2/courses", "/api/v1/x"])
def test_a_foreign_page_writes_to_no_vendors_api(world: World, path: str) -> None:
    for headers in ({"Origin": "http://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site", "Origin": "null"}):
        response = world.client.post(f"{world.root}{path}", headers=headers, content=b"{}")
        assert (response.status_code, response.json()) == (
            403,
            {"error": "a page of another origin may not change anything here"},
        )
    behind = {"Origin": "http://localhost:5173", "Sec-Fetch-Site": "same-origin"}  # a development server's proxy
    assert "another origin" not in world.client.post(f"{world.root}{path}", headers=behind, content=b"{}").text
