"""SIGTERM ends the command within two seconds with exit code 0, whatever clients do."""

import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.processes import serving
from tests.soak.processor import seconds_to_end

LITMOS = "/v1.svc/users?source=test&apikey=litmos-account-owner&format=json"


@pytest.fixture
def running(tmp_path: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    with serving(tmp_path) as (root, process):
        yield urlsplit(root).netloc, process


def stop(process: subprocess.Popen[str], number: int = signal.SIGTERM) -> None:
    """Send the signal; fails unless the process soon ends, with exit code 0. It takes a third of a second; a container has ten."""
    took = seconds_to_end(process.pid, number, 20)
    assert took is not None, "it does not end"
    assert process.wait() == 0
    assert took < 2, f"it took {took:.2f} s, without what other processes took"


def connected(netloc: str) -> socket.socket:
    host, _, port = netloc.partition(":")
    return socket.create_connection((host, int(port)))


def test_sigterm_ends_an_idle_server_at_once(running: tuple[str, subprocess.Popen[str]]) -> None:
    stop(running[1])


def test_sigint_ends_the_server_without_a_traceback(running: tuple[str, subprocess.Popen[str]]) -> None:
    stop(running[1], signal.SIGINT)
    assert running[1].stdout is not None
    assert "Traceback" not in running[1].stdout.read()


def test_sigterm_does_not_wait_for_a_kept_connection(running: tuple[str, subprocess.Popen[str]]) -> None:
    client = http.client.HTTPConnection(running[0])
    client.request("GET", LITMOS)
    assert client.getresponse().read()
    stop(running[1])
    client.close()


def test_sigterm_does_not_wait_for_an_upload_that_never_ends(running: tuple[str, subprocess.Popen[str]]) -> None:
    with connected(running[0]) as client:
        client.sendall(f"POST {LITMOS} HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n{{".encode())
        time.sleep(0.2)
        stop(running[1])


def test_sigterm_does_not_wait_for_a_client_that_reads_nothing(running: tuple[str, subprocess.Popen[str]]) -> None:
    with connected(running[0]) as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        request = b"GET /_emulator/operations HTTP/1.1\r\nHost: x\r\n\r\n"
        client.sendall(request * 20)
        time.sleep(0.5)
        stop(running[1])


def module_with(url: str, netloc: str) -> None:
    """Create a Litmos module whose course is at the URL; its import begins at once."""
    client = http.client.HTTPConnection(netloc)
    body = f"<Module><Name>Slow</Name><ModuleType>9</ModuleType><ContentURL>{url}</ContentURL></Module>"
    path = "/v1.svc/modules?source=test&apikey=litmos-account-owner"
    client.request("POST", path, body, {"Content-Type": "text/xml"})
    answer = client.getresponse()
    assert answer.status == 201, answer.read()
    client.close()


def test_sigterm_does_not_wait_for_a_course_that_is_being_fetched(tmp_path: Path) -> None:
    with (
        serving(tmp_path, EMULATOR_JOB_SECONDS="0") as (root, process),
        socket.create_server(("127.0.0.1", 0)) as endless,
    ):
        module_with(f"http://127.0.0.1:{endless.getsockname()[1]}/course.zip", urlsplit(root).netloc)
        endless.settimeout(60)
        connection, _ = endless.accept()  # the fetch has begun, and gets no answer
        with connection:
            stop(process)


def test_sigterm_does_not_wait_for_a_course_that_is_being_unpacked(tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    (tmp_path / "sitecustomize.py").write_text(f"""
import pathlib, time
import emulator.courseware.importing.importing

def slow(*arguments):
    pathlib.Path({str(begun)!r}).touch()
    time.sleep(20)

emulator.courseware.importing.importing.import_package = slow
""")
    environment = {"EMULATOR_JOB_SECONDS": "0", "PYTHONPATH": f"{tmp_path}{os.pathsep}{os.getcwd()}"}
    with serving(tmp_path / "data", **environment) as (root, process):
        module_with(f"{root}/_emulator/samples/scorm12-minimal.zip", urlsplit(root).netloc)
        for _ in range(6000):
            if begun.exists():
                break
            time.sleep(0.01)
        assert begun.exists()
        stop(process)


def test_what_was_answered_before_sigterm_is_there_after_the_next_start(tmp_path: Path) -> None:
    body = '{"UserName": "kept@example.com", "FirstName": "K", "LastName": "E", "Email": "kept@example.com"}'
    with serving(tmp_path) as (root, process):
        client = http.client.HTTPConnection(urlsplit(root).netloc)
        client.request("POST", LITMOS, body, {"Content-Type": "application/json"})
        assert client.getresponse().status == 201
        stop(process)
        client.close()
    with serving(tmp_path) as (root, process):
        client = http.client.HTTPConnection(urlsplit(root).netloc)
        client.request("GET", LITMOS)
        assert b"kept@example.com" in client.getresponse().read()
        client.close()
