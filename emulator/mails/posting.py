"""A vendor sends an e-mail: it is put into the outbox, and passed on if the sandbox has a mail server."""

from functools import partial

from emulator.jobs.job import start_job
from emulator.mails.outbox import Email
from emulator.mails.relay import RELAY
from emulator.sandbox.sandbox import Sandbox
from emulator.store.unit_of_work import UnitOfWork


def post_message(
    sandbox: Sandbox, work: UnitOfWork, vendor: str, recipient: str, subject: str, body: str, *, html: bool = False
) -> str | None:
    """Put a message into the outbox. Returns the id of the job that passes it on, None if there is none."""
    number = sandbox.ids.number("message")
    work.after_commit(partial(sandbox.happenings.tell, "mail", number=number, recipient=recipient, subject=subject))
    work.insert(
        Email,
        {
            "number": number,
            "vendor": vendor,
            "at": sandbox.clock.now(),
            "recipient": recipient,
            "subject": subject,
            "body": body,
            "html": html,
        },
    )
    return None if sandbox.settings.mail_relay is None else start_job(RELAY, sandbox, work, str(number), {})
