"""A stop, and the deletion of a sandbox, in the middle of work."""

import json
import socket
import threading
from base64 import b64encode
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from emulator.app import Emulator
from emulator.courseware.samples import build_sample
from tests import postgresql
from tests.control.test_lasting import agree
from tests.running import running
from tests.vendors.litmos.calling import LitmosClient
from tests.vendors.scormcloud.calling import MINIMAL, ScormCloudClient, refusal
from tests.world import World

APP = ("EMULATOR01", "emulator-secret")
pause = threading.Event().wait


def test_an_import_that_a_stop_cuts_off_is_done_at_the_next_start(tmp_path: Path, client: httpx.Client) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}/course.zip"
        with running(tmp_path, job_seconds=0) as (root, app):
            cloud = ScormCloudClient(World(root, "w", client))
            job = cloud.call("POST", "/courses/importJobs", params={"courseId": "C1"}, json={"url": url}).json()[
                "result"
            ]
            connection, _ = server.accept()
            app.stopping()
            connection.close()  # as the emulator's own connections are when it stops
            pause(0.3)
            assert cloud.job(job)["status"] == "RUNNING"
        serving = threading.Thread(target=serve_once, args=[server], daemon=True)
        serving.start()
        with running(tmp_path, job_seconds=0) as (root, _):
            cloud = ScormCloudClient(World(root, "w", client))
            while cloud.job(job)["status"] == "RUNNING":
                pause(0.02)
            assert cloud.job(job)["status"] == "COMPLETE"


def serve_once(server: socket.socket) -> None:
    connection, _ = server.accept()
    connection.recv(65536)
    content = build_sample(MINIMAL)
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(content), content))
    connection.close()


@pytest.mark.parametrize("mode", ["instant", "step", "real"])
def test_a_sandbox_is_deleted_with_the_work_that_is_under_way_in_it(
    tmp_path: Path, client: httpx.Client, mode: str
) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as hanging,
        running(tmp_path, job_mode=mode, job_seconds=0) as (root, _),
    ):
        world = World(root, "w", client)
        cloud = ScormCloudClient(world)
        url = f"http://127.0.0.1:{hanging.getsockname()[1]}/course.zip"
        answers: list[int] = []

        def work() -> None:
            with httpx.Client(timeout=30) as own:
                other = ScormCloudClient(World(root, "w", own))
                asked = other.call("POST", "/courses/importJobs", params={"courseId": "C1"}, json={"url": url})
                answers.append(asked.status_code)
                if mode == "step":
                    answers.append(other.call("GET", "/courses/importJobs/EMULATOR01C1").status_code)

        thread = threading.Thread(target=work)
        thread.start()
        connection, _ = hanging.accept()
        assert client.delete(f"{root}/_emulator/sandboxes/w").status_code == 204
        assert cloud.call("GET", "/courses").json()["courses"] == []
        connection.close()
        thread.join(60)
        assert answers[0] == 200
        assert cloud.call("GET", "/courses").json()["courses"] == []
        assert cloud.upload("C1").status_code == 200
        while mode == "step" and cloud.job("EMULATOR01C1")["status"] == "RUNNING":
            pause(0.02)
        while cloud.job("EMULATOR01C1")["status"] == "RUNNING":
            pause(0.02)
        agree(tmp_path)


def test_a_request_whose_sandbox_is_deleted_while_it_arrives_is_served_in_the_next_one(
    tmp_path: Path, client: httpx.Client
) -> None:
    with running(tmp_path) as (root, _):
        world = World(root, "w", client)
        LitmosClient(world).call("GET", "/users")
        port = httpx.URL(root).port
        assert port is not None
        body = b'{"UserName": "a@x.org", "FirstName": "Jo", "LastName": "Baba", "Email": "a@x.org"}'
        head = (
            f"POST /~w/v1.svc/users?source=me&format=json HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\napikey: litmos-account-owner\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        with socket.create_connection(("127.0.0.1", port)) as caller:
            caller.sendall(head.encode() + body[:10])
            pause(0.2)
            assert client.delete(f"{root}/_emulator/sandboxes/w").status_code == 204
            caller.sendall(body[10:])
            assert caller.recv(65536).startswith(b"HTTP/1.1 201")
        found = LitmosClient(world).call("GET", "/users").json()
        assert "a@x.org" in [user["UserName"] for user in found]


def test_a_sandbox_that_nobody_uses_expires_and_the_default_one_does_not(tmp_path: Path, client: httpx.Client) -> None:
    with running(tmp_path, sandbox_idle_seconds=6, job_mode="instant") as (root, _):
        for name in ("default", "w"):
            ScormCloudClient(World(root, name, client)).upload(f"C-{name}")
        names = client.get(f"{root}/_emulator/sandboxes").json()["sandboxes"]
        assert names == ["default", "w"]
        while "w" in client.get(f"{root}/_emulator/sandboxes").json()["sandboxes"]:
            pause(0.1)
        agree(tmp_path)
        assert ScormCloudClient(World(root, "default", client)).call("GET", "/courses/C-default").status_code == 200
        assert (
            refusal(ScormCloudClient(World(root, "w", client)).call("GET", "/courses/C-w"), 404)
            == "Could not find course [C-w]"
        )


def leave(hanging: socket.socket, method: str, url: str, body: Any = None) -> socket.socket:
    """Make a call and go away once a download has begun for it; returns the download's connection."""
    parts, key = urlsplit(url), b64encode(":".join(APP).encode()).decode()
    caller = HTTPConnection(parts.netloc)
    caller.request(method, parts.path, json.dumps(body) if body else None, {"Authorization": f"Basic {key}"})
    connection, _ = hanging.accept()
    caller.close()
    pause(0.2)  # in which the server notices
    return connection


def test_a_move_of_the_clock_goes_on_when_its_caller_goes_away(tmp_path: Path, client: httpx.Client) -> None:
    with socket.create_server(("127.0.0.1", 0)) as hanging, running(tmp_path) as (root, _):
        world = World(root, "w", client)
        world.control("PUT", "clock", json={"held": True, "now": "2030-01-01T00:00:00Z"})
        url = f"http://127.0.0.1:{hanging.getsockname()[1]}/course.zip"
        cloud = ScormCloudClient(world)
        cloud.call("POST", "/courses/importJobs", params={"courseId": "C1"}, json={"url": url})
        leave(hanging, "POST", f"{world.root}/_emulator/clock/advance", {"seconds": 60}).close()
        while world.control("GET", "clock")["now"] != "2030-01-01T00:01:00Z":
            pause(0.02)
        assert world.control("GET", "clock")["held"] is True
        assert cloud.job("EMULATOR01C1")["status"] == "ERROR"


def test_a_step_goes_on_when_its_caller_goes_away(tmp_path: Path, client: httpx.Client) -> None:
    with socket.create_server(("127.0.0.1", 0)) as hanging, running(tmp_path, job_mode="step") as (root, _):
        cloud = ScormCloudClient(World(root, "w", client))
        body = {"url": f"http://127.0.0.1:{hanging.getsockname()[1]}/course.zip"}
        job = cloud.call("POST", "/courses/importJobs", params={"courseId": "C1"}, json=body).json()["result"]
        leave(hanging, "GET", f"{cloud.world.scormcloud}/courses/importJobs/{job}").close()
        while cloud.job(job)["status"] == "RUNNING":
            pause(0.02)
        assert cloud.job(job)["status"] == "ERROR"
        hanging.settimeout(0.05)
        with pytest.raises(TimeoutError):  # the step was made once
            hanging.accept()


def test_a_stop_in_the_middle_of_a_move_of_the_clock_leaves_the_clock_and_the_job_as_they_were(
    tmp_path: Path, client: httpx.Client
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as hanging, running(tmp_path) as (root, app):
        world = World(root, "w", client)
        world.control("PUT", "clock", json={"held": True, "now": "2030-01-01T00:00:00Z"})
        url = f"http://127.0.0.1:{hanging.getsockname()[1]}/course.zip"
        cloud = ScormCloudClient(world)
        cloud.call("POST", "/courses/importJobs", params={"courseId": "C1"}, json={"url": url})
        statuses: list[int] = []

        def advance() -> None:
            answer = httpx.post(f"{world.root}/_emulator/clock/advance", json={"seconds": 60}, timeout=30)
            statuses.append(answer.status_code)

        thread = threading.Thread(target=advance)
        thread.start()
        connection, _ = hanging.accept()
        app.stopping()
        connection.close()
        thread.join(60)
        assert statuses == [503]
        assert world.control("GET", "clock") == {"now": "2030-01-01T00:00:00Z", "held": True, "scale": 1.0}
        assert cloud.job("EMULATOR01C1")["status"] == "RUNNING"


CALLS = {
    "vendor": ("POST", "/api/v2/courses/importJobs?courseId=C1", {"url": "URL"}),
    "control": ("POST", "/_emulator/clock/advance", {"seconds": 60}),
    "seed": ("POST", "/_emulator/seed", {"litmos": {"users": "USERS"}}),
}


def seeding(app: Emulator) -> bool:
    """Whether a seed is being made, by its turn in the sandbox: on PostgreSQL that of all that is done there."""
    database: Any = app.house.database
    turns = database._places if postgresql.ON_SERVER else app.house.seeder._turns
    return any(turn.locked() for turn in turns.values())


@pytest.mark.parametrize("case", CALLS)
def test_a_call_that_a_stop_cuts_off_is_told_so_and_leaves_no_traceback(
    tmp_path: Path, client: httpx.Client, capfd: pytest.CaptureFixture[str], case: str
) -> None:
    method, path, body = CALLS[case]
    answers: list[httpx.Response] = []
    with ExitStack() as stack, socket.create_server(("127.0.0.1", 0)) as hanging:
        url = f"http://127.0.0.1:{hanging.getsockname()[1]}/course.zip"
        users = [{"UserName": f"{n}@x.org", "FirstName": "Jo", "LastName": "Baba"} for n in range(20_000)]
        document = json.loads(json.dumps(body).replace("URL", url).replace('"USERS"', json.dumps(users)))

        def call() -> None:
            answers.append(httpx.request(method, f"{world.root}{path}", json=document, auth=APP, timeout=30))

        with running(tmp_path) as (root, app):
            world = World(root, "w", client)
            if case == "control":
                world.control("PUT", "clock", json={"held": True, "now": "2030-01-01T00:00:00Z"})
                first = ScormCloudClient(world).call(
                    "POST", "/courses/importJobs", params={"courseId": "C1"}, json={"url": url}
                )
                assert first.is_success
            else:
                world.settings(job_mode="instant")
            thread = threading.Thread(target=call)
            thread.start()
            if case == "seed":
                while not seeding(app):
                    pause(0.01)
            else:
                held, _ = hanging.accept()
                stack.callback(held.close)
        thread.join(60)
    (answer,) = answers
    assert answer.status_code == 503
    assert "lms-emulator is being stopped" in answer.text + answer.headers.get("X-Emulator-Hint", "")
    assert next(iter(answer.json())) == "error"
    assert "Traceback" not in capfd.readouterr().err
