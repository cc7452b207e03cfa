"""The proxy: calls to the vendors' fixed host names come here, all others go nowhere, or on."""

import json
import os
import signal
import socket
import ssl
import subprocess
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from time import monotonic
from urllib.parse import urlsplit

import httpx
import pytest
import rustici_software_cloud_v2 as scorm_cloud

from tests.doors.serving import Served, serving
from tests.receiving import receiving
from tests.refusals import control_refusal
from tests.soak.processor import seconds_to_end

PING = "https://cloud.scorm.com/api/v2/ping"
APP = ("EMULATOR01", "emulator-secret")
HEAD_SECONDS = 5  # a handshake must come within them, on a busy machine too


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("proxy"), EMULATOR_HEAD_SECONDS=str(HEAD_SECONDS)) as found:
        yield found


@pytest.fixture(scope="module")
def passing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    allowed = {"EMULATOR_OUTGOING": "none", "EMULATOR_OUTGOING_HOSTS": "localhost"}
    token = {"EMULATOR_CONTROL_TOKEN": "t" * 16}
    with serving(tmp_path_factory.mktemp("passing"), "--pass-on", **allowed, **token) as found:
        yield found


def client(served: Served, user: str = "") -> httpx.Client:
    """A client behind the proxy; `user` is NAME:PASSWORD."""
    proxy = served.proxy.replace("://", f"://{user}@") if user else served.proxy
    return httpx.Client(proxy=proxy, verify=ssl.create_default_context(cafile=served.ca), auth=APP, trust_env=False)


def test_the_official_client_with_its_fixed_host_and_nothing_but_a_proxy_and_an_authority(served: Served) -> None:
    configuration = scorm_cloud.Configuration()
    configuration.username, configuration.password = APP
    configuration.proxy, configuration.ssl_ca_cert = served.proxy, served.ca
    found = scorm_cloud.PingApi(scorm_cloud.ApiClient(configuration)).ping_app_id()
    assert found.api_message == "API is up."


def test_clients_that_read_the_variables(served: Served) -> None:
    proxies = {"http": served.proxy, "https": served.proxy}
    context = ssl.create_default_context(cafile=served.ca)
    opener = urllib.request.build_opener(
        urllib.request.ProxyHandler(proxies), urllib.request.HTTPSHandler(context=context)
    )
    for url in ("https://api.litmos.com", "https://eu.litmoseu.com", "http://api.litmos.com"):
        with opener.open(f"{url}/v1.svc/users?source=t&format=json&apikey=litmos-account-owner") as answer:
            assert isinstance(json.load(answer), list)
    variables = {**os.environ, "HTTPS_PROXY": served.proxy, "https_proxy": served.proxy, "CURL_CA_BUNDLE": served.ca}
    command = ["curl", "-sS", PING, "-u", ":".join(APP)]
    done = subprocess.run(command, env={**variables, "NO_PROXY": "", "no_proxy": ""}, capture_output=True, check=True)
    assert b"API is up." in done.stdout


def test_the_user_of_the_proxy_is_a_sandbox_and_links_lead_to_the_emulators_own_address(served: Served) -> None:
    httpx.patch(f"{served.url}/~mine/_emulator/settings", json={"job_mode": "instant"})
    cloud = "https://cloud.scorm.com/api/v2"
    with client(served, "mine:x") as mine, client(served) as default:
        sample = {"contentType": "application/zip", "url": f"{served.url}/_emulator/samples/scorm12-minimal.zip"}
        imported = mine.post(f"{cloud}/courses/importJobs", params={"courseId": "C"}, json=sample)
        assert imported.status_code == 200, imported.text
        registration = {"registrationId": "R", "courseId": "C", "learner": {"id": "L"}}
        assert mine.post(f"{cloud}/registrations", json=registration).status_code == 204
        link = mine.post(f"{cloud}/registrations/R/launchLink", json={"redirectOnExitUrl": "closer"}).json()[
            "launchLink"
        ]
        assert default.get(f"{cloud}/courses").json()["courses"] == []
    assert link.startswith(f"{served.url}/~mine/")
    assert httpx.get(link).status_code in (200, 302)


def test_many_connections_at_once_are_served_and_half_open_ones_are_closed(served: Served) -> None:
    begun = monotonic()
    with ExitStack() as stack:
        address = ("127.0.0.1", urlsplit(served.proxy).port)
        lazy = [stack.enter_context(socket.create_connection(address)) for _ in range(60)]
        for each in lazy[20:]:
            each.sendall(b"CONNECT cloud.scorm.com:443 HTTP/1.1\r\n")
        for each in lazy[40:]:
            each.sendall(b"\r\n")  # and no handshake
        with client(served) as crowd, ThreadPoolExecutor(16) as threads:
            found = list(threads.map(lambda _: crowd.get(PING).status_code, range(100)))
        assert found == [200] * 100
        for each in lazy:
            each.settimeout(50)
            with suppress(ConnectionResetError):
                while each.recv(4096):
                    pass
    assert HEAD_SECONDS <= monotonic() - begun + 0.5 < 60


def test_what_is_for_others_goes_nowhere_and_says_so(served: Served) -> None:
    with client(served) as calling:
        with pytest.raises(httpx.ProxyError, match=r"passes nothing on to example\.com:443"):
            calling.get("https://example.com/")
        with pytest.raises(httpx.ProxyError, match="passes nothing on"):
            calling.get("https://notlitmos.com/")
        plain = calling.get("http://example.com/")
        assert (plain.status_code, "--pass-on" in plain.json()["error"]) == (403, True)
    assert served.has_logged("passes nothing on to example.com:443")


def test_the_emulator_itself_is_reached_through_its_proxy_too(served: Served) -> None:
    with client(served) as calling:
        assert calling.get(f"{served.url}/_emulator/live").json() == {"live": True}


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (b"GET / HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n", "call the emulator at its own port"),
        (b"\x16\x03\x01\r\n\r\n", "this port is a proxy"),
        (b"CONNECT http://x/ HTTP/1.1\r\n\r\n", "is no host and port"),
        (b"CONNECT x:1 HTTP/1.1\r\nProxy-Authorization: Bearer x\r\n\r\n", "Basic"),
        (b"CONNECT x:1 HTTP/1.1\r\nX: " + b"x" * 40_000, "too long"),
    ],
)
def test_what_is_no_request_to_a_proxy_is_refused_in_words(served: Served, sent: bytes, words: str) -> None:
    with socket.create_connection(("127.0.0.1", urlsplit(served.proxy).port or 0)) as connection:
        connection.settimeout(50)
        connection.sendall(sent)
        answer = b""
        while part := connection.recv(65536):
            answer += part
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert words in answer.decode()


def test_what_is_passed_on_obeys_the_policy_and_wants_the_token(passing: Served) -> None:
    with receiving() as receiver, client(passing, "x:" + "t" * 16) as calling:
        assert calling.post(receiver.url.replace("127.0.0.1", "localhost"), content=b"abc").status_code == 200
        with pytest.raises(httpx.ProxyError, match="may not be called"):
            calling.get("https://example.com/")
    with client(passing) as without:
        assert "EMULATOR_CONTROL_TOKEN" in control_refusal(without.get("http://127.0.0.1:9/"), 407)
    (kept,) = receiver.received
    assert (kept.path, kept.body, "proxy-authorization" in kept.headers) == ("/back", "abc", False)


def test_a_server_with_a_half_open_connection_stops_at_once(passing: Served) -> None:
    with socket.create_connection(("127.0.0.1", urlsplit(passing.proxy).port or 0)) as connection:
        connection.sendall(b"CONNECT cloud.scorm.com:443 HTTP/1.1\r\n\r\n")
        connection.recv(100)
        took = seconds_to_end(passing.process.pid, signal.SIGTERM, 50)
        assert took is not None, "it does not end"
        assert (passing.process.wait(), took < 10) == (0, True), took
