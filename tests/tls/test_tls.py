"""`serve --tls`: https at the emulator's own port."""

import http.client
import socket
import ssl
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from tests.cli.running_command import impossible, lines, run
from tests.doors.serving import Served, serving

APP = ("EMULATOR01", "emulator-secret")
AUTHORIZATION = "Basic " + b64encode(":".join(APP).encode()).decode()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("tls"), "--tls", EMULATOR_JOB_MODE="instant") as found:
        yield found


def trusting(served: Served) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=served.ca)


def port(served: Served) -> int:
    return urlsplit(served.url).port or 0


def get(served: Served, name: str, path: str, host: str | None = None) -> tuple[int, bytes]:
    """GET at the emulator's port by a name that the certificate has to be for."""
    with socket.create_connection(("127.0.0.1", port(served))) as plain:
        connection = http.client.HTTPConnection(name)
        connection.sock = trusting(served).wrap_socket(plain, server_hostname=name)
        connection.request("GET", path, headers={"Host": host or name, "Authorization": AUTHORIZATION})
        answer = connection.getresponse()
        found = answer.status, answer.read()
        connection.close()
        return found


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "launch-x.localhost", "emulator"])
def test_each_name_of_this_machine_is_shown_a_certificate_for_it(served: Served, name: str) -> None:
    assert get(served, name, "/_emulator/live", "127.0.0.1") == (200, b'{"live":true}')


def test_a_vendors_own_name_reaches_that_vendor_and_nothing_else(served: Served) -> None:
    assert get(served, "cloud.scorm.com", "/api/v2/ping")[0] == 200
    for path in ("/v1.svc/users", "/_emulator/live", "/", "/docs"):
        status, body = get(served, "cloud.scorm.com", path)
        assert (status, b"is not a path of cloud.scorm.com" in body) == (404, True)


def test_a_vendors_name_in_the_host_header_alone_opens_nothing(served: Served) -> None:
    assert get(served, "localhost", "/api/v2/ping", "cloud.scorm.com")[0] == 421
    assert get(served, "cloud.scorm.com", "/api/v2/ping", "elsewhere.example")[0] == 421


def test_links_are_https_and_a_course_is_fetched_from_the_emulators_own_https(served: Served) -> None:
    with httpx.Client(verify=trusting(served), base_url=f"{served.url}/api/v2", auth=APP) as client:
        sample = {"contentType": "application/zip", "url": f"{served.url}/_emulator/samples/scorm12-minimal.zip"}
        job = client.post("/courses/importJobs", params={"courseId": "C"}, json=sample).json()["result"]
        assert client.get(f"/courses/importJobs/{job}").json()["status"] == "COMPLETE"
        client.post("/registrations", json={"registrationId": "R", "courseId": "C", "learner": {"id": "L"}})
        link = client.post("/registrations/R/launchLink", json={"redirectOnExitUrl": "closer"}).json()["launchLink"]
        assert link.startswith(f"{served.url}/")
        browser = {"Accept": "text/html", "Sec-Fetch-Dest": "document"}
        opened = client.get(f"{served.url}{client.get(link).headers['location']}", headers=browser)
        assert opened.headers["location"].startswith("https://launch-")


def test_a_client_that_speaks_http_is_told(served: Served) -> None:
    answer = httpx.get(f"http://127.0.0.1:{port(served)}/_emulator/live")
    assert (answer.status_code, answer.json()["error"]) == (400, f"this port speaks https: use {served.url}")


def test_a_client_that_does_not_trust_the_authority_is_told_of_on_the_terminal(served: Served) -> None:
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{served.url}/_emulator/live", verify=ssl.create_default_context())
    assert served.has_logged("a client does not trust this emulator's certificate authority")
    assert served.has_logged("`lms-emulator tls` shows where to trust it")


def test_the_commands_trust_it_and_doctor_finds_who_does_not(served: Served) -> None:
    folder = served.log.parent
    assert lines("ready", folder=folder) == []
    untrusted = run("doctor", folder=folder, http_proxy="", https_proxy="")
    assert (untrusted.returncode, "does not trust the emulator's certificate" in untrusted.stdout) == (1, True)
    trusted = run("doctor", folder=folder, http_proxy="", https_proxy="", SSL_CERT_FILE=served.ca)
    assert "does not trust" not in trusted.stdout


def test_doctor_tells_https_from_http_and_finds_the_vendors_that_no_proxy_leaves_out(served: Served) -> None:
    folder = served.log.parent
    mixed_up = run("doctor", "--url", served.url.replace("https", "http"), folder=folder, http_proxy="")
    assert "speaks https, not http" in mixed_up.stdout
    past = run("doctor", folder=folder, https_proxy=served.proxy, no_proxy="scorm.com", SSL_CERT_FILE=served.ca)
    assert "NO_PROXY leads calls to cloud.scorm.com past the emulator's proxy" in past.stdout


def test_a_command_without_the_authority_says_so_in_one_line(served: Served) -> None:
    words = impossible("sandboxes", "list", "--url", served.url, folder=served.log.parent, EMULATOR_DATA="elsewhere")
    assert "nobody here trusts the certificate" in words


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--tls-cert", "nowhere.pem"], "nowhere.pem cannot be used"),
        (["--tls-key", "x.pem"], "give --tls-cert with it"),
        (["--host", "0.0.0.0", "--pass-on", "--proxy-port", "0"], "EMULATOR_CONTROL_TOKEN"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(tmp_path: Path, options: list[str], words: str) -> None:
    assert words in impossible("serve", "--port", "0", *options, folder=tmp_path)
