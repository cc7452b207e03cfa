"""TLS contexts: each host name that the emulator has is shown a certificate of its own, made at the first connection that asks for it."""

import ssl
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from emulator.tls.authority import Authority
from emulator.tls.errors import TlsError

KEPT = 256  # names with a context


class NamedContext(ssl.SSLContext):
    """A context that knows the host name that it is for; empty if it is for none in particular."""

    host = ""


class Contexts:
    """Contexts with certificates of the authority. `base` are the names and addresses of the certificate that is shown to clients which
    ask for no name; `has` says which other names get one.
    """

    def __init__(self, authority: Authority, base: Sequence[str], has: Callable[[str], bool]) -> None:
        self._authority = authority
        self._has = has
        self._named: OrderedDict[str, NamedContext] = OrderedDict()
        self.any = self._made("", *base)
        self.any.sni_callback = self._choose

    def of(self, host: str) -> NamedContext:
        """The context of a host name."""
        found = self._named.get(host)
        if found is None:
            found = self._named[host] = self._made(host, host)
            while len(self._named) > KEPT:
                self._named.popitem(last=False)
        self._named.move_to_end(host)
        return found

    def _choose(self, connection: Any, name: str | None, _: ssl.SSLContext) -> None:
        """Called in the handshake with the name that the client asks for. A name that is not ours gets the certificate of `base`."""
        host = (name or "").lower()
        if host and self._has(host):
            connection.context = self.of(host)

    def _made(self, host: str, *names: str) -> NamedContext:
        made = _empty()
        made.host = host
        self._authority.certify(made, *names)
        return made


def own_context(certificate: Path, key: Path | None) -> NamedContext:
    """A context with a certificate that the user brings. Raises `TlsError`."""
    made = _empty()
    try:
        made.load_cert_chain(certificate, key, password=_no_password)
    except OSError as error:  # of OpenSSL too
        what = f"{certificate}{f' and {key}' if key else ''}"
        raise TlsError(f"{what} cannot be used as certificate and key: {error.strerror or error}") from None
    except ValueError as error:
        raise TlsError(f"the key of {certificate} cannot be used: {error}") from None
    return made


def _no_password() -> str:
    raise ValueError("it is locked with a password; give one without")


def _empty() -> NamedContext:
    made = NamedContext(ssl.PROTOCOL_TLS_SERVER)
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    made.set_alpn_protocols(["http/1.1"])
    return made
