"""A defect of the emulator anywhere on the way of a request: the answer has its caller's form, and the connection goes on."""

import http.client
from typing import Any
from urllib.parse import urlsplit

import pytest

from emulator.app import Emulator
from emulator.life.trouble import DEFECT
from tests.refusals import control_refusal
from tests.world import World


def _fails(*_: Any, **__: Any) -> Any:
    raise LookupError("a defect that a test made")


@pytest.mark.parametrize("where", ["owner", "sandbox"])
@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/v1.svc/api/users?source=test", "<P><B>Details: </B>The server encountered an error"),
        ("/api/v2/courses", '"message":"An internal server error occurred."'),
    ],
)
def test_what_fails_before_a_vendor_serves_a_call_is_told_in_its_envelope(
    emulator: tuple[str, Emulator], world: World, monkeypatch: pytest.MonkeyPatch, where: str, path: str, words: str
) -> None:
    monkeypatch.setattr(emulator[1].house, where, _fails)
    answer = world.client.get((world.root if where == "sandbox" else world.host) + path)
    assert (answer.status_code, words in answer.text) == (500, True), answer.text
    assert DEFECT in answer.headers["x-emulator-hint"]
    monkeypatch.undo()
    if where == "owner":
        journal = world.client.get(f"{world.host}/_emulator/journal", params={"limit": 1}).json()["entries"]
        assert journal[0]["request_id"] == answer.headers["x-emulator-request-id"]


def test_a_defect_of_the_control_api_leaves_the_connection_open(
    emulator: tuple[str, Emulator], world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(emulator[1].house.worker, "advance", _fails)
    where = urlsplit(world.root)
    client = http.client.HTTPConnection(str(where.hostname), where.port)
    client.connect()
    sock = client.sock
    for method, path, status in (("POST", "clock/advance", 500), ("GET", "clock", 200)):
        client.request(method, f"{where.path}/_emulator/{path}", b'{"seconds": 1}' if method == "POST" else None)
        response = client.getresponse()
        response.read()
        assert (response.status, response.getheader("connection"), client.sock) == (status, None, sock)
    client.close()


def test_a_defect_before_everything_is_told_as_the_control_api_does(
    emulator: tuple[str, Emulator], world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(emulator[1].gate, "turn_away", _fails)
    answer = world.client.get(f"{world.root}/_emulator/clock")
    assert (control_refusal(answer, 500), "x-emulator-request-id" in answer.headers) == (DEFECT, True)
