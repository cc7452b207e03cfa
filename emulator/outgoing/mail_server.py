"""A mail server that takes messages by SMTP, without login."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from emulator.outgoing.addresses import NoAddressError, allowed
from emulator.outgoing.client import CallFailedError
from emulator.outgoing.policy import OutgoingRefusedError, Policy

if TYPE_CHECKING:
    import aiosmtplib

PORT = 25


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where it listens."""

    host: str
    port: int = PORT


def mail_server(text: str) -> MailServer:
    """The server that a text `HOST`, `HOST:PORT` or `[ADDRESS]:PORT` names. Raises `ValueError`."""
    wrong = ValueError(f"must be a mail server as HOST:PORT, not {text!r}")
    try:
        parts = urlsplit(f"//{text}")
        host, port = parts.hostname, PORT if parts.port is None else parts.port
    except ValueError:
        raise wrong from None
    if (
        not host
        or not port
        or parts.netloc != text
        or text.endswith(":")
        or "@" in text
        or any(sign.isspace() for sign in text)
    ):
        raise wrong
    return MailServer(host, port)


async def send_mail(
    policy: Policy, server: str, seconds: float, recipient: str, message: Callable[[], EmailMessage]
) -> None:
    """Give a message to the server that `server` names, within `seconds`. Raises `CallFailedError` if it does not take it."""
    import aiosmtplib  # with the first mail

    try:
        found = mail_server(server)
        made = message()
        async with asyncio.timeout(seconds):
            address = (await allowed(policy, found.host, found.port))[0]
            smtp = aiosmtplib.SMTP(
                hostname=str(address), port=found.port, timeout=seconds, start_tls=False, local_hostname="localhost"
            )
            async with smtp:
                await smtp.send_message(made, recipients=[recipient])
    except TimeoutError:
        raise CallFailedError(f"{server} took longer than {seconds:g} seconds") from None
    except (OutgoingRefusedError, NoAddressError) as error:
        raise CallFailedError(str(error)) from None
    except aiosmtplib.SMTPRecipientsRefused as error:
        raise CallFailedError(f"{server} refuses it: {_words(error.recipients[0])}") from None
    except aiosmtplib.SMTPResponseException as error:
        raise CallFailedError(f"{server} refuses it: {_words(error)}") from None
    except (aiosmtplib.SMTPException, OSError) as error:
        raise CallFailedError(f"{server}: {str(error) or type(error).__name__}") from None
    except ValueError as error:
        raise CallFailedError(f"it cannot be an e-mail: {error}") from None


def _words(error: "aiosmtplib.SMTPResponseException") -> str:
    return f"{error.code} {' '.join(error.message.split())}"
