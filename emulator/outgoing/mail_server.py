"""A mail server that takes messages by SMTP, with or without login and TLS."""

import asyncio
import ssl
from collections.abc import Callable
from email.message import EmailMessage
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from emulator.light.records import dataclass
from emulator.outgoing.addresses import NoAddressError, allowed
from emulator.outgoing.client import CallFailedError
from emulator.outgoing.policy import OutgoingRefusedError, Policy

if TYPE_CHECKING:
    import aiosmtplib

PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
"""The schemes of a mail server's URL: without TLS, with TLS once connected, and from the start."""
HIDDEN = "(hidden)"


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where it listens, and how it is spoken to; `user` and `password` are for its login, None if it wants none."""

    host: str
    port: int
    scheme: str = "smtp"
    user: str | None = None
    password: str | None = None

    @property
    def place(self) -> str:
        """Host and port, without what is secret."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def mail_server(text: str) -> MailServer:
    """The server that a text names: `HOST`, `HOST:PORT`, `[ADDRESS]:PORT`, or a URL `SCHEME://USER:PASSWORD@HOST:PORT`.

    Raises `ValueError`, whose words do not have the password.
    """
    scheme, is_url, rest = text.rpartition("://")
    login, has_login, place = rest.rpartition("@")
    wrong = ValueError(
        f"must be a mail server as HOST:PORT, or {', '.join(PORTS)}://USER:PASSWORD@HOST:PORT, not {place!r}"
    )
    if (scheme not in PORTS) if is_url else has_login:
        raise wrong
    try:
        parts = urlsplit(f"//{place}")
        host, port = parts.hostname, PORTS[scheme or "smtp"] if parts.port is None else parts.port
    except ValueError:
        raise wrong from None
    if not host or not port or parts.netloc != place or place.endswith(":") or " " in place or not text.isprintable():
        raise wrong
    user, _, password = login.partition(":")
    if has_login and not (user and password):
        raise ValueError("must have both USER and PASSWORD before the @, or neither")
    if password == HIDDEN:
        raise ValueError(f"must have the password itself: {HIDDEN} only stands for it where settings are shown")
    return MailServer(host, port, scheme or "smtp", unquote(user) or None, unquote(password) or None)


def without_password(text: str) -> str:
    """The text of a mail server as it may be shown."""
    found = mail_server(text)
    if found.user is None:
        return text
    start, _, place = text.rpartition("@")
    return f"{start[: start.index(':', start.index('://') + 3)]}:{HIDDEN}@{place}"


async def send_mail(
    policy: Policy, server: str, seconds: float, recipient: str, message: Callable[[], EmailMessage]
) -> None:
    """Give a message to the server that `server` names, within `seconds`. Raises `CallFailedError` if it does not take it."""
    import aiosmtplib  # with the first mail

    try:
        found = mail_server(server)
        place = found.place
        made = message()
        async with asyncio.timeout(seconds):
            address = (await allowed(policy, found.host, found.port))[0]
            async with aiosmtplib.SMTP(
                hostname=str(address),
                port=found.port,
                timeout=seconds,
                local_hostname="localhost",
                use_tls=found.scheme == "smtps",
                start_tls=found.scheme == "smtp+starttls",
                tls_context=None if found.scheme == "smtp" else await asyncio.to_thread(_Trusting, found.host),
                username=found.user,
                password=found.password,
            ) as smtp:
                await smtp.send_message(made, recipients=[recipient])
    except TimeoutError:
        raise CallFailedError(f"{place} took longer than {seconds:g} seconds") from None
    except (OutgoingRefusedError, NoAddressError) as error:
        raise CallFailedError(str(error)) from None
    except aiosmtplib.SMTPAuthenticationError as error:
        raise CallFailedError(f"{place} refuses the login as {found.user}: {_words(error)}") from None
    except aiosmtplib.SMTPRecipientsRefused as error:
        raise CallFailedError(f"{place} refuses it: {_words(error.recipients[0])}") from None
    except aiosmtplib.SMTPResponseException as error:
        raise CallFailedError(f"{place} refuses it: {_words(error)}") from None
    except (aiosmtplib.SMTPException, OSError) as error:
        raise CallFailedError(f"{place}{_untrusted(error) or f': {str(error) or type(error).__name__}'}") from None
    except ValueError as error:
        raise CallFailedError(f"it cannot be an e-mail: {error}") from None


class _Trusting(ssl.SSLContext):
    """Holds a server's certificate against its name, although it is called by its address; made in a thread, as it reads files."""

    name: str

    def __new__(cls, name: str) -> "_Trusting":
        made = super().__new__(cls, ssl.PROTOCOL_TLS_CLIENT)
        made.name = name
        made.load_default_certs()
        return made

    def wrap_bio(self, *given: Any, **more: Any) -> ssl.SSLObject:
        return super().wrap_bio(*given, **{**more, "server_hostname": self.name})


def _untrusted(error: BaseException) -> str | None:
    """What is wrong with the server's certificate, if that is it."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f" shows a certificate that is not trusted here: {cause.verify_message}; SSL_CERT_FILE names those to trust"
        cause = cause.__cause__ or cause.__context__
    return None


def _words(error: "aiosmtplib.SMTPResponseException") -> str:
    return f"{error.code} {' '.join(error.message.split())}"
