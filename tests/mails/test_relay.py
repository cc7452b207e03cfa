"""Messages of the outbox are passed on to a real SMTP server, and stay where they are whatever comes of that."""

import asyncio
import email
import email.policy
import json
import ssl
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from socket import socket
from typing import Any

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.refusals import control_refusal
from tests.vendors.litmos.calling import LitmosClient
from tests.world import World


@dataclass
class Taken:
    """A server's handler: refuses with each of `refusals` first, then takes what comes."""

    refusals: list[str] = field(default_factory=list)
    mails: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        if self.refusals:
            return self.refusals.pop(0)
        assert isinstance(envelope.content, bytes)
        self.recipients += envelope.rcpt_tos
        self.mails.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return "250 Taken"


class Server(Controller):
    """A mail server on a free port: `port`, once it is started."""

    def __init__(self, handler: Taken, **options: Any) -> None:
        super().__init__(handler, "127.0.0.1", 0, ready_timeout=60, **options)

    def _trigger_server(self) -> None:  # called once it listens
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


@pytest.fixture
def taken(world: World) -> Iterator[Taken]:
    """A mail server that the sandbox passes its messages on to."""
    handler = Taken()
    server = Server(handler)
    server.start()
    try:
        world.control("PATCH", "settings", json={"mail_relay": f"127.0.0.1:{server.port}"})
        yield handler
    finally:
        server.stop()


def welcome(world: World, address: str = "jo@example.com") -> None:
    user = {"UserName": address, "FirstName": "Zoë", "LastName": "Baba", "Email": address}
    answer = LitmosClient(world).call("POST", "/users", json=user, params={"sendmessage": "true"})
    assert answer.status_code == 201, answer.text


def ended(world: World) -> dict[str, Any]:
    found = world.control("GET", "jobs/wait?kind=mail&seconds=60")
    assert found["ok"], found
    relay: dict[str, Any] = world.control("GET", "outbox/1")["relay"]
    return relay


def test_a_message_is_passed_on_as_it_is_in_the_outbox(world: World, taken: Taken) -> None:
    welcome(world)
    assert ended(world) == {"state": "Relayed", "tries": 1, "reason": None}
    message = world.control("GET", "outbox/1")
    (mail,) = taken.mails
    assert (taken.recipients, mail["To"], mail["Subject"]) == ([message["recipient"]], "jo@example.com", "Welcome")
    assert mail.get_content().strip() == message["body"]


def test_a_server_that_refuses_is_tried_again_and_told_and_the_message_stays(world: World, taken: Taken) -> None:
    world.control("PUT", "clock", json={"held": True})
    taken.refusals += ["451 come later"] * 5
    welcome(world)
    world.control("POST", "clock/advance", json={"seconds": 60})
    reason = f"{world.control('GET', 'settings')['mail_relay']} refuses it: 451 come later"
    assert ended(world) == {"state": "GivenUp", "tries": 5, "reason": reason}
    world.control("POST", "outbox/1/relay")
    assert ended(world)["state"] == "Relayed"
    assert len(taken.mails) == 1


def test_nothing_listens_or_the_address_can_be_none_is_told(world: World) -> None:
    world.control("PUT", "clock", json={"held": True})
    with socket() as nobody:  # has the port, and listens to nothing
        nobody.bind(("127.0.0.1", 0))
        server = f"127.0.0.1:{nobody.getsockname()[1]}"
        world.control("PATCH", "settings", json={"mail_relay": server})
        welcome(world)
        world.control("POST", "clock/advance", json={"seconds": 60})
        relay = ended(world)
    assert relay["state"] == "GivenUp"
    assert relay["reason"].startswith(f"{server}: ")


def test_a_server_may_want_tls_and_a_login_and_refuses_a_wrong_one_in_words(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority, context = trustme.CA(), ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    handler = Taken()
    started = Server(handler, tls_context=context, require_starttls=True, authenticator=knows_jo)
    with_tls = Server(handler, ssl_context=context)
    for server in (started, with_tls):
        server.start()
    try:
        place = f"127.0.0.1:{started.port}"
        assert relayed(world, f"smtp+starttls://jo:p%40ss@{place}") == {"state": "Relayed", "tries": 1, "reason": None}
        assert world.control("GET", "settings")["mail_relay"] == f"smtp+starttls://jo:(hidden)@{place}"
        for page in ("actions", "sent"):
            assert "p%40ss" not in world.client.get(f"{world.root}/_emulator/console/{page}").text
        wrong = relayed(world, f"smtp+starttls://jo:wrong@{place}")["reason"]
        assert wrong == f"{place} refuses the login as jo: 535 5.7.8 Authentication credentials invalid"
        assert "530" in relayed(world, place)["reason"]
        assert relayed(world, f"smtps://127.0.0.1:{with_tls.port}")["state"] == "Relayed"
        monkeypatch.delenv("SSL_CERT_FILE")
        untrusted = relayed(world, f"smtps://127.0.0.1:{with_tls.port}")["reason"]
        assert untrusted.startswith(f"127.0.0.1:{with_tls.port} shows a certificate that is not trusted here: ")
    finally:
        for server in (started, with_tls):
            server.stop()
    assert len(handler.mails) == 2


def knows_jo(server: SMTP, session: Session, envelope: Envelope, mechanism: str, login: LoginPassword) -> AuthResult:
    return AuthResult(success=login == LoginPassword(b"jo", b"p@ss"), handled=False)


def relayed(world: World, server: str) -> dict[str, Any]:
    """How it goes with a message that is passed on to this server."""
    world.control("POST", "reset")
    world.control("PUT", "clock", json={"held": True})
    world.control("PATCH", "settings", json={"mail_relay": server})
    welcome(world)
    world.control("POST", "clock/advance", json={"seconds": 60})
    return ended(world)


def test_no_server_is_the_default_and_a_wrong_one_is_refused(world: World) -> None:
    welcome(world)
    assert world.control("GET", "outbox/1")["relay"] is None
    refused = world.client.post(f"{world.root}/_emulator/outbox/1/relay")
    assert control_refusal(refused, 409) == "there is no mail server to pass it on to: the setting mail_relay names one"
    for wrong in ("http://mail", "mail:", "mail:99999", "jo@mail:25", "ma il", "smtp://", "mail\0", "mail\ud83d"):
        body = json.dumps({"mail_relay": wrong})
        answer = world.client.patch(f"{world.root}/_emulator/settings", content=body)
        assert "must be a mail server as HOST:PORT" in control_refusal(answer, 400)
    for login, why in (("jo@", "both USER and PASSWORD"), ("jo:(hidden)@", "must have the password itself")):
        answer = world.client.patch(f"{world.root}/_emulator/settings", json={"mail_relay": f"smtps://{login}mail"})
        assert why in control_refusal(answer, 400)
