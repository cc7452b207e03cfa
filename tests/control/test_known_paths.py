"""Which route serves a path is looked for once; what the routes say stays the same."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Match, Route, Router
from starlette.testclient import TestClient
from starlette.types import Scope

from emulator.control.known_paths import LONGEST, MOST, KnownPaths


class Counted(Route):
    """A route that counts how often it was asked."""

    asked = 0

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        self.asked += 1
        return super().matches(scope)


async def say(request: Request) -> Response:
    return PlainTextResponse(f"{request.method} {request.path_params}")


def routed() -> tuple[Counted, Counted, TestClient]:
    first, second = Counted("/first/{name}", say), Counted("/second/{name:path}", say, methods=["POST"])
    routes: list[BaseRoute] = [first, second]
    router = Router([KnownPaths(routes), *routes])
    return first, second, TestClient(router)


def test_routes_before_that_of_a_known_path_are_not_asked_again() -> None:
    first, second, client = routed()
    answers = {client.post("/second/x").text for _ in range(5)}
    assert answers == {"POST {'name': 'x'}"}
    assert (first.asked, second.asked) == (1, 5)


def test_a_path_is_known_by_its_method_and_another_path_of_the_route_has_its_own_parameters() -> None:
    _, _, client = routed()
    assert client.get("/first/a").text == "GET {'name': 'a'}"
    assert client.get("/first/b").text == "GET {'name': 'b'}"
    refused = client.post("/first/a")
    assert (refused.status_code, refused.text) == (405, "Method Not Allowed")
    assert sorted(refused.headers["allow"].split(", ")) == ["GET", "HEAD"]
    unknown = client.get("/neither")
    assert (unknown.status_code, unknown.text) == (404, "Not Found")


def test_no_more_paths_are_kept_than_there_is_room_for_and_no_long_one() -> None:
    first, _, client = routed()
    for _ in range(3):
        assert client.post(f"/second/{'x' * LONGEST}").status_code == 200
    assert first.asked == 3
    for number in range(MOST):
        assert client.post(f"/second/{number}").status_code == 200
    before = first.asked
    assert client.post("/second/0").status_code == 200
    assert first.asked == before


def test_paths_that_come_later_are_known_too_however_many_were_asked_for_before() -> None:
    first, _, client = routed()
    for number in range(MOST):
        assert client.post(f"/second/{number}").status_code == 200
    before = first.asked
    for _ in range(5):
        assert client.post("/second/new").status_code == 200
    assert first.asked == before + 1
