"""What happens in a sandbox, as server-sent events."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx

from tests.refusals import control_refusal
from tests.running import running
from tests.vendors.litmos.calling import LitmosClient
from tests.world import World

TOKEN = "a-token-of-some-length"


class Told:
    """What a listener was told so far: (event, data, id)."""

    def __init__(self) -> None:
        self.events: list[tuple[str, Any, str | None]] = []
        self.opened = threading.Event()

    def take(self, block: str) -> None:
        fields = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line and not line.startswith(":"))
        self.opened.set()
        if "event" in fields:
            self.events.append((fields["event"], json.loads(fields["data"]), fields.get("id")))

    def until(self, count: int, of: str = "", why: str = "") -> list[tuple[str, Any, str | None]]:
        """All events, as soon as there are so many, or so many of a topic with these words in their reason."""
        end = time.monotonic() + 30
        while sum(_fits(event, of, why) for event in self.events) < count and time.monotonic() < end:
            time.sleep(0.02)
        return self.events


def _fits(event: tuple[str, Any, str | None], of: str, why: str) -> bool:
    return of in ("", event[0]) and why in (event[1].get("reason") or "")


@contextmanager
def listening(root: str, **headers: str) -> Iterator[Told]:
    told = Told()
    client = httpx.Client(timeout=30)

    def listen() -> None:
        with client.stream("GET", f"{root}/_emulator/events", headers=headers) as answer:
            assert answer.headers["content-type"].startswith("text/event-stream")
            text = ""
            for part in answer.iter_text():
                *blocks, text = (text + part).split("\n\n")
                for block in blocks:
                    told.take(block)

    def quietly() -> None:
        with suppress(httpx.HTTPError):  # the test has ended
            listen()

    thread = threading.Thread(target=quietly, daemon=True)
    thread.start()
    assert told.opened.wait(60)
    try:
        yield told
    finally:
        client.close()


def test_a_listener_is_told_of_calls_and_changes_and_of_no_secret(world: World) -> None:
    with listening(world.root) as told:
        LitmosClient(world).call("GET", "/users", params={"apikey": "some-secret-key"})
        LitmosClient(world).call("GET", "/users/nobody")
        world.settings(job_seconds=9)
        world.control("PUT", "clock", json={"held": True})
        world.control("POST", "faults", json={"do": {"status": 503}})
        events = told.until(5)
    assert [name for name, *_ in events if name == "call"] == ["call", "call"]
    (clock,) = [data for name, data, _ in events if name == "clock"]
    assert (clock["held"], clock["scale"]) == (True, 1)
    assert {"settings", "clock", "faults"} <= {name for name, *_ in events}
    first, second = [(data, number) for name, data, number in events if name == "call"]
    assert (first[0]["operation"], first[1]) == ("get_users", "1")
    assert (second[0]["status"], second[0]["number"]) == (404, 2)
    assert "some-secret-key" not in str(events)


def test_a_listener_is_told_of_each_state_that_a_job_comes_into(world: World) -> None:
    world.settings(job_mode="instant")
    with listening(world.root) as told:
        LitmosClient(world).new_module(world.sample("scorm12-minimal.zip"))
        jobs = [data for name, data, _ in told.until(6) if name == "job"]
    assert [(job["kind"], job["state"]) for job in jobs] == [
        ("litmos.module", state) for state in ("Queued", "Uploading", "ReadyToProcess", "Processing", "Ready")
    ]


def test_nothing_of_another_sandbox_is_told(world: World) -> None:
    other = World(world.host, f"{world.name}-other", world.client)
    with listening(world.root) as told:
        LitmosClient(other).call("GET", "/users")
        LitmosClient(world).call("GET", "/courses")
        assert [data["operation"] for _, data, _ in told.until(1)] == ["get_courses"]


def test_who_comes_back_is_told_what_was_missed(world: World) -> None:
    for _ in range(3):
        LitmosClient(world).call("GET", "/users")
    with listening(world.root, **{"Last-Event-ID": "1"}) as told:
        assert [number for _, _, number in told.until(2)] == ["2", "3"]


def test_events_ask_for_the_token_and_for_the_own_origin(tmp_path: Path, client: httpx.Client) -> None:
    with running(tmp_path, control_token=TOKEN) as (root, _):
        assert "needs the token" in control_refusal(client.get(f"{root}/_emulator/events"), 401)
        with listening(root, Authorization=f"Bearer {TOKEN}"):
            pass
        foreign = {
            "Authorization": f"Bearer {TOKEN}",
            "Origin": "https://evil.example.com",
            "Sec-Fetch-Site": "cross-site",
        }
        assert control_refusal(client.get(f"{root}/_emulator/events", headers=foreign), 403)


def test_listeners_that_leave_are_forgotten(tmp_path: Path, client: httpx.Client) -> None:
    with running(tmp_path) as (root, app):
        happenings = app.house.sandboxes.get("default").happenings
        port = int(root.rpartition(":")[2])
        listeners = [socket.create_connection(("127.0.0.1", port)) for _ in range(3)]
        for listener in listeners:
            listener.sendall(b"GET /_emulator/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert listener.recv(1000).startswith(b"HTTP/1.1 200")
        heard = happenings.are_heard
        assert heard
        for listener in listeners:
            listener.close()
        end = time.monotonic() + 60
        while happenings.are_heard and time.monotonic() < end:
            time.sleep(0.05)
        assert not happenings.are_heard
        assert client.get(f"{root}/_emulator/clock").status_code == 200
