"""Passing a message of the outbox on to a mail server: a job for each, tried again like a delivery. The message stays in the outbox."""

import logging
from collections.abc import Iterable
from email.message import EmailMessage
from functools import partial
from typing import Any

from emulator.jobs.delivery import delay_after
from emulator.jobs.job import Again, Commit, Job, JobFailedError, JobKind, JobStep, start_job
from emulator.mails.outbox import message
from emulator.outgoing.client import CallFailedError
from emulator.outgoing.mail_server import send_mail
from emulator.sandbox.sandbox import Sandbox
from emulator.sandbox.world import World
from emulator.store.rows import Row
from emulator.store.unit_of_work import UnitOfWork

log = logging.getLogger("lms_emulator.mails")

TRIES = 5
TRY_SECONDS = 10.0  # of the machine's time
DOMAIN = "lms-emulator.example"  # reserved: nobody can be written to there
SENDER = f"lms-emulator <no-reply@{DOMAIN}>"
WAITING, RELAYED, GIVEN_UP = "Waiting", "Relayed", "GivenUp"


class NoMailServerError(Exception):
    """The sandbox has no mail server to pass messages on to."""


class NoMessageError(Exception):
    """The outbox has no message with this number."""


async def _send(step: JobStep) -> Commit | Again:
    """Before Relayed: one try."""
    sandbox, number = step.world.sandbox, int(step.job["subject"])
    with step.world.work as work:
        mail = message(work, number)
    assert mail is not None
    tries = step.job["detail"].get("tries", 0) + 1
    commit = partial(_note_tries, step.job["id"], tries)
    try:
        await _pass_on(sandbox, mail)
    except CallFailedError as error:
        log.warning("mail %d of sandbox %s is not relayed (try %d): %s", number, sandbox.name, tries, error.reason)
        if tries < TRIES:
            return Again(delay_after(tries), commit, error.reason)
        raise JobFailedError(error.reason, commit) from None
    return commit


async def _pass_on(sandbox: Sandbox, mail: Row) -> None:
    """Raises `CallFailedError`."""
    server = sandbox.settings.mail_relay
    if server is None:
        raise CallFailedError("the setting mail_relay names no mail server any more")
    policy = sandbox.outgoing.policy
    await send_mail(policy, server, TRY_SECONDS, mail["recipient"], lambda: _mail_of(mail))


def _mail_of(mail: Row) -> EmailMessage:
    """The message with headers. Raises `ValueError` if it cannot be one, such as for an address with a line break."""
    made = EmailMessage()
    made["From"] = SENDER
    made["To"] = mail["recipient"]
    made["Subject"] = mail["subject"]
    made["Date"] = mail["at"]
    made["Message-ID"] = f"<{mail['number']}.{mail['sandbox']}@{DOMAIN}>"
    made["X-Emulator-Vendor"] = mail["vendor"]
    made.set_content(mail["body"], subtype="html" if mail["html"] else "plain")
    return made


def _note_tries(job_id: str, tries: int, world: World) -> None:
    job = world.work.get(Job, id=job_id)
    if job is not None:
        world.work.update(Job, {"id": job_id}, {"detail": {**job["detail"], "tries": tries}})


RELAY = JobKind(
    name="mail",
    states=(WAITING, RELAYED),
    failed=GIVEN_UP,
    work={RELAYED: _send},
    calls=frozenset({RELAYED}),
    by_clock=True,
    can_fail=False,
)


def read_relays_ahead(work: UnitOfWork, numbers: Iterable[int]) -> None:
    """Read what `relay_of` needs of many messages at once."""
    work.read_ahead(Job, ({"id": RELAY.job_id(str(number))} for number in numbers))


def relay_of(work: UnitOfWork, number: int) -> dict[str, Any] | None:
    """The state of passing on one message; None if it was not to be passed on."""
    job = work.get(Job, id=RELAY.job_id(str(number)))
    return None if job is None else _shown(job)


def relay_again(sandbox: Sandbox, work: UnitOfWork, number: int) -> None:
    """Pass a message on now, whether it was before or not. Raises `NoMessageError` or `NoMailServerError`."""
    if message(work, number) is None:
        raise NoMessageError
    if sandbox.settings.mail_relay is None:
        raise NoMailServerError
    start_job(RELAY, sandbox, work, str(number), {})


def _shown(job: Row) -> dict[str, Any]:
    reason = None if job["state"] == RELAYED else job["detail"].get("reason")
    return {"state": job["state"], "tries": job["detail"].get("tries", 0), "reason": reason}
