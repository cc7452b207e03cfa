"""Messages of the outbox are passed on to a real SMTP server, and stay where they are whatever comes of that."""

import email
import email.policy
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from email.message import EmailMessage
from socket import socket
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

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


@pytest.fixture
def taken(world: World) -> Iterator[Taken]:
    """A mail server that the sandbox passes its messages on to."""
    handler = Taken()
    server = Controller(handler, hostname="127.0.0.1", port=free_port())
    server.start()
    try:
        world.control("PATCH", "settings", json={"mail_relay": f"127.0.0.1:{server.port}"})
        yield handler
    finally:
        server.stop()


def free_port() -> int:
    with closing(socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def welcome(world: World, address: str = "jo@example.com") -> None:
    user = {"UserName": address, "FirstName": "Zoë", "LastName": "Baba", "Email": address}
    answer = LitmosClient(world).call("POST", "/users", json=user, params={"sendmessage": "true"})
    assert answer.status_code == 201, answer.text


def ended(world: World) -> dict[str, Any]:
    found = world.control("GET", "jobs/wait?kind=mail&seconds=5")
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
    server = f"127.0.0.1:{free_port()}"
    world.control("PATCH", "settings", json={"mail_relay": server})
    welcome(world)
    world.control("POST", "clock/advance", json={"seconds": 60})
    relay = ended(world)
    assert relay["state"] == "GivenUp"
    assert relay["reason"].startswith(f"{server}: ")


def test_no_server_is_the_default_and_a_wrong_one_is_refused(world: World) -> None:
    welcome(world)
    assert world.control("GET", "outbox/1")["relay"] is None
    refused = world.client.post(f"{world.root}/_emulator/outbox/1/relay")
    assert control_refusal(refused, 409) == "there is no mail server to pass it on to: the setting mail_relay names one"
    for wrong in ("http://mail", "mail:", "mail:99999", "jo@mail:25", "ma il"):
        answer = world.client.patch(f"{world.root}/_emulator/settings", json={"mail_relay": wrong})
        assert "must be a mail server as HOST:PORT" in control_refusal(answer, 400)
