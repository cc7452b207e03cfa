"""Calls to other servers, to real ones: what the policy says holds for each address and each redirect."""

import asyncio
import socket
import ssl
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from emulator.outgoing.client import CallFailedError, Outgoing
from emulator.outgoing.own import OwnAddresses
from emulator.outgoing.policy import Policy
from tests.outgoing.certificates import certificate_for
from tests.outgoing.serving import serving

ANY, PUBLIC, NONE = Policy("any"), Policy("public"), Policy("none")


def get(policy: Policy, url: str, *, by_proxy: bool = False, names: dict[str, list[str]] | None = None) -> bytes:
    """Fetch a URL; `names` resolve to the addresses one after the other, each time anew."""

    async def fetch() -> bytes:
        loop = asyncio.get_running_loop()
        ask = loop.getaddrinfo

        async def answer(host: Any, port: Any, **options: Any) -> Any:
            found = (names or {}).get(host)
            return await ask(found.pop(0) if found else host, port, **options)

        loop.getaddrinfo = answer  # type: ignore[method-assign]
        outgoing = Outgoing(policy, OwnAddresses(lambda path: False), by_proxy)
        async with outgoing.call("GET", url, 10, redirects=True) as response:
            body: bytes = await response.aread()
            assert response.status_code == 200
            return body

    return asyncio.run(fetch())


def refused(call: Callable[[], object]) -> str:
    """Why a call came to nothing."""
    with pytest.raises(CallFailedError) as caught:
        call()
    return caught.value.reason


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"])
def test_a_host_that_is_not_public_is_refused_however_it_is_written_and_the_reason_names_the_settings(
    host: str,
) -> None:
    with serving() as served:
        reason = refused(lambda: get(PUBLIC, f"http://{host}:{served.port}/"))
        assert "only public addresses are called by the setting outgoing=public; outgoing_hosts can name more" in reason
        assert served.hosts == []


def test_a_redirect_to_a_host_that_is_not_allowed_is_not_followed() -> None:
    policy = Policy("none", ("localhost",))
    with serving() as served:
        assert get(policy, f"http://localhost:{served.port}/?to=/there") == b"here"
        served.hosts.clear()
        reason = refused(lambda: get(policy, f"http://localhost:{served.port}/?to=http://127.0.0.1:{served.port}/"))
        assert reason.startswith("127.0.0.1 may not be called: nothing is called by the setting outgoing=none")
        assert served.hosts == [f"localhost:{served.port}"]


@pytest.mark.parametrize("where", ["file:///etc/hostname", "ftp://127.0.0.1/", "gopher://127.0.0.1/"])
def test_a_redirect_to_what_is_not_http_is_not_followed(where: str) -> None:
    with serving() as served:
        assert "://" in refused(lambda: get(ANY, f"http://localhost:{served.port}/?to={where}"))


def test_a_name_is_resolved_once_so_that_it_cannot_change_its_address_after_the_check() -> None:
    policy = Policy("none", ("127.0.0.0/8",))
    with serving() as served:
        names = {"rebind.example": ["127.0.0.1", "10.0.0.1"]}
        assert get(policy, f"http://rebind.example:{served.port}/", names=names) == b"here"
        assert names == {"rebind.example": ["10.0.0.1"]}
        assert served.hosts == [f"rebind.example:{served.port}"]
        reason = refused(lambda: get(policy, f"http://rebind.example:{served.port}/", names=names))
        assert reason.startswith("rebind.example (10.0.0.1) may not be called")


def test_of_several_addresses_one_that_answers_is_found() -> None:
    with socket.create_server(("::1", 0), family=socket.AF_INET6) as other, serving() as served:
        assert other.getsockname()[1] != served.port
        assert get(ANY, f"http://localhost:{served.port}/") == b"here"


def test_the_certificate_is_held_against_the_name_in_the_url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    certificate = certificate_for(tmp_path, "lms.example")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with serving(context) as served:
        names = {"lms.example": ["127.0.0.1"], "other.example": ["127.0.0.1"]}
        assert get(ANY, f"https://lms.example:{served.port}/", names=names) == b"here"
        assert "other.example" in refused(lambda: get(ANY, f"https://other.example:{served.port}/", names=names))


def test_a_proxy_of_the_environment_is_used_when_asked_for_and_never_for_this_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with serving() as proxy, serving() as served:
        for name in ("http_proxy", "HTTP_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        names = {"lms.example": ["127.0.0.1"]}
        assert get(ANY, f"http://lms.example:{served.port}/", names=names) == b"here"
        assert proxy.hosts == []
        assert get(ANY, "http://lms.example/", by_proxy=True) == b"here"
        assert get(ANY, f"http://localhost:{served.port}/", by_proxy=True) == b"here"
        assert (proxy.hosts, len(served.hosts)) == (["lms.example"], 2)
        assert "may not be called" in refused(lambda: get(NONE, "http://lms.example/", by_proxy=True))
        assert "may not be called" in refused(lambda: get(PUBLIC, "http://10.0.0.1/", by_proxy=True))


def test_cookies_of_one_call_are_not_sent_with_the_next() -> None:
    async def calls() -> list[str]:
        found: list[str] = []

        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            found.append((await reader.readuntil(b"\r\n\r\n")).decode().lower())
            writer.write(b"HTTP/1.1 200 OK\r\nSet-Cookie: who=me\r\nContent-Length: 0\r\n\r\n")
            await writer.drain()
            writer.close()

        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        outgoing = Outgoing(ANY, OwnAddresses(lambda path: False))
        for _ in range(2):
            async with outgoing.call("GET", f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/", 10):
                pass
        server.close()
        return found

    found = asyncio.run(calls())
    assert len(found) == 2
    assert not any("cookie" in head for head in found)


@pytest.mark.parametrize(("method", "calls"), [("GET", 2), ("POST", 1)])
def test_what_is_read_of_the_emulator_itself_is_read_of_the_next_process_if_the_first_was_killed(
    method: str, calls: int
) -> None:
    async def run() -> tuple[int, str]:
        count, found = 0, ""

        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            nonlocal count
            count += 1
            await reader.readuntil(b"\r\n\r\n")
            if count == 2:
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nread")
                await writer.drain()
            writer.close()

        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        own = OwnAddresses(lambda path: True)
        own.listens_at("127.0.0.1", port)
        outgoing = Outgoing(NONE, own)
        try:
            async with outgoing.call(method, f"http://localhost:{port}/sample", 10) as response:
                found = (await response.aread()).decode()
        except CallFailedError as error:
            found = error.reason
        finally:
            server.close()
        return count, found

    count, found = asyncio.run(run())
    assert (count, found) == (calls, "read" if calls == 2 else "Server disconnected without sending a response.")
