"""Whatever the emulator is asked to fetch or to post obeys the settings `outgoing` and `outgoing_hosts`, and it always reaches itself."""

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import process_time
from typing import Any

import httpx
import pytest

from emulator.sandbox.clock import stopwatch
from tests.outgoing.serving import serving
from tests.processes import serving as serving_command
from tests.receiving import receiving
from tests.running import running
from tests.vendors.litmos.calling import LitmosClient
from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.vendors.scormcloud.xapi.test_statement_pipes import until
from tests.world import World

WHY = "may not be called: nothing is called by the setting outgoing=none; outgoing_hosts can name more"


@contextmanager
def world_of(data: Path, **settings: Any) -> Iterator[World]:
    """An emulator of its own, with jobs that end at once."""
    with running(data, **settings) as (root, _), httpx.Client(timeout=30, trust_env=False) as client:
        world = World(root, "outgoing", client)
        world.settings(job_mode="instant")
        yield world


def import_by(world: World, url: str, **headers: str) -> tuple[str, str]:
    """How Litmos fared with a ContentURL: the module's status, and what the developer is told."""
    litmos = LitmosClient(world)
    body = {"Name": "A module", "ModuleType": "9", "Active": "true", "ContentURL": url}
    module = litmos.call("POST", "/modules", json=body, headers=headers).json()
    response = litmos.call("GET", f"/modules/{module['Id']}")
    return response.json()["Status"], response.headers.get("x-emulator-hint", "")


def test_a_fetch_that_is_not_allowed_fails_with_a_reason_that_names_the_setting(tmp_path: Path) -> None:
    with world_of(tmp_path, outgoing="none") as world, serving() as served:
        status, hint = import_by(world, f"http://127.0.0.1:{served.port}/course.zip")
        assert status == "Failed"
        assert WHY in hint
        assert served.hosts == []


def test_postbacks_pipes_and_mails_are_held_to_the_policy(tmp_path: Path) -> None:
    with world_of(tmp_path, outgoing="none") as world, receiving() as receiver:
        cloud = ScormCloudClient(world)
        cloud.call("POST", "/registrations/postBackTest", json={"url": receiver.url})
        [delivery] = _ended(world)
        assert delivery["state"] == "GivenUp"
        assert WHY in delivery["tries"][0]["error"]
        source = {"url": receiver.url, "userName": "a", "password": "b"}
        cloud.call("PUT", "/xapi/statementPipes/P", json={"source": source, "target": source})
        until(lambda: cloud.get("/xapi/statementPipes/P")["attempts"] > 0)
        world.settings(mail_relay="127.0.0.1:25")
        jo = "jo@example.com"
        user = {"UserName": jo, "FirstName": "Jo", "LastName": "Baba", "Email": jo}
        LitmosClient(world).call("POST", "/users", json=user, params={"sendmessage": "true"})
        until(lambda: WHY in str(world.control("GET", "outbox/1")["relay"]["reason"]))
        assert receiver.received == []


def test_hosts_that_are_named_are_reached_besides(tmp_path: Path) -> None:
    with world_of(tmp_path, outgoing="none", outgoing_hosts="127.0.0.0/8") as world, receiving() as receiver:
        ScormCloudClient(world).call("POST", "/registrations/postBackTest", json={"url": receiver.url})
        [delivery] = _ended(world)
        assert delivery["state"] == "Delivered"


@pytest.mark.parametrize("outgoing", ["any", "public", "none"])
@pytest.mark.parametrize("host", ["localhost:9999", "emulator", "lms.example:8080", "[::1]:9999"])
def test_the_emulator_reaches_itself_under_the_name_and_port_at_which_the_caller_did(
    tmp_path: Path, outgoing: str, host: str
) -> None:
    with world_of(tmp_path, outgoing=outgoing, allowed_hosts="lms.example") as world:
        url = f"http://{host}/~outgoing/_emulator/samples/scorm12-minimal.zip"
        assert import_by(world, url, host=host) == ("Ready", "")
        assert import_by(world, world.sample("scorm12-minimal.zip")) == ("Ready", "")


def test_the_emulator_reaches_itself_under_the_name_that_a_proxy_before_it_has(tmp_path: Path) -> None:
    with world_of(tmp_path, outgoing="none", allowed_hosts="lms.example") as world:
        url = "https://lms.example/_emulator/samples/scorm12-minimal.zip"
        forwarded = {"x-forwarded-host": "lms.example", "x-forwarded-proto": "https"}
        assert import_by(world, url, **forwarded) == ("Ready", "")


def test_another_server_at_the_origin_of_the_emulator_is_called_for_what_is_not_the_emulators(tmp_path: Path) -> None:
    """A development server passes some paths on to the emulator, with its own Host header, and has the course itself."""
    with world_of(tmp_path) as world, serving() as served:
        host = f"127.0.0.1:{served.port}"
        _, hint = import_by(world, f"http://{host}/course.zip", host=host)
        assert "not a zip archive" in hint
        assert served.hosts == [host]


def test_the_import_of_the_readme_works_behind_a_proxy_that_is_not_asked_for(tmp_path: Path) -> None:
    dead = dict.fromkeys(("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "all_proxy"), "http://127.0.0.1:9")
    for proxy in ("false", "true"):
        environment = {**dead, "NO_PROXY": "", "no_proxy": "", "EMULATOR_OUTGOING_PROXY": proxy}
        with (
            serving_command(tmp_path, **environment) as (root, _),
            httpx.Client(timeout=30, trust_env=False) as client,
        ):
            world = World(root, f"proxy-{proxy}", client)
            world.settings(job_mode="instant")
            assert import_by(world, f"{root}/_emulator/samples/scorm12-quiz.zip") == ("Ready", "")


def test_the_environment_has_no_proxy_for_calls_to_other_servers_unless_asked_for(tmp_path: Path) -> None:
    with serving() as proxy:
        environment = dict.fromkeys(("HTTP_PROXY", "http_proxy"), f"http://127.0.0.1:{proxy.port}")
        environment |= {"NO_PROXY": "", "no_proxy": "", "EMULATOR_OUTGOING_PROXY": "true"}
        with (
            serving_command(tmp_path, **environment) as (root, _),
            httpx.Client(timeout=30, trust_env=False) as client,
        ):
            world = World(root, "proxied", client)
            world.settings(job_mode="instant")
            _, hint = import_by(world, "http://lms.example/course.zip")
            assert "not a zip archive" in hint
            assert proxy.hosts == ["lms.example"]


def test_150_postbacks_to_a_receiver_that_is_not_there_hold_nobody_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[ssl.SSLContext] = []  # each takes 25 ms of the event loop, or of a thread
    make = ssl.create_default_context

    def counted(*args: Any, **named: Any) -> ssl.SSLContext:
        made.append(make(*args, **named))
        return made[-1]

    with world_of(tmp_path) as world:
        world.client.get(f"{world.root}/_emulator/live")
        monkeypatch.setattr(ssl, "create_default_context", counted)
        cloud = ScormCloudClient(world)
        for _ in range(150):
            cloud.call("POST", "/registrations/postBackTest", json={"url": "http://127.0.0.1:9/back"})
        pauses, costs = [], []
        for _ in range(60):
            started, used = stopwatch(), process_time()
            world.client.get(f"{world.root}/_emulator/live")
            pauses.append(stopwatch() - started)
            costs.append(process_time() - used)
        assert all(delivery["state"] == "GivenUp" for delivery in _ended(world))
        assert len(made) == 1
        assert sorted(costs)[int(len(costs) * 0.9)] < 0.1
        assert sorted(pauses)[len(pauses) // 2] < 2, "whatever the machine is busy with"


def _ended(world: World) -> list[dict[str, Any]]:
    """The deliveries, once none is waiting."""
    wait = threading.Event()
    for _ in range(1600):
        deliveries: list[dict[str, Any]] = world.control("GET", "deliveries?limit=1000")["deliveries"]
        if deliveries and all(delivery["state"] != "Waiting" for delivery in deliveries):
            return deliveries
        wait.wait(0.025)
    pytest.fail("a delivery did not end")
