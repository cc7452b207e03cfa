"""The doors that the settings ask for: https at the emulator's own port, and a proxy."""

import asyncio
import socket
from collections.abc import Callable
from urllib.parse import urlsplit

from emulator.doors.door import Door
from emulator.doors.handshake import Failures
from emulator.doors.proxy_door import CannotConnectError, Connect, ProxyDoor
from emulator.doors.tls_door import Serve, TlsDoor
from emulator.gate.hosts import Hosts, is_address, is_loopback
from emulator.outgoing.addresses import NoAddressError, allowed
from emulator.outgoing.policy import OutgoingRefusedError, Policy
from emulator.running_at import LOOPBACKS, url_of
from emulator.settings import Settings
from emulator.tls.authority import Authority
from emulator.tls.contexts import Contexts, NamedContext, own_context
from emulator.vendors.hosts import is_vendors

CONNECT_SECONDS = 10.0
HOME = ("localhost", "127.0.0.1", "::1")


class Opening:
    """What the settings ask for, made before anything is served. Raises `TlsError`."""

    def __init__(self, settings: Settings, port: int) -> None:
        self._settings = settings
        self._own_url = url_of(settings.host, port, tls=settings.speaks_tls)
        self._port = port
        by_authority = settings.tls_cert is None and settings.tls
        self.authority: Authority | None = None
        self._contexts: Contexts | None = None
        if by_authority or settings.proxy_port is not None:
            self.authority = Authority(settings.authority_folder)
            self._contexts = Contexts(self.authority, _names(settings), _has(settings))
        self._context = self._for_own_port()

    def doors(self, serve: Serve, listener: socket.socket, proxy: socket.socket | None) -> list[Door]:
        """The doors of the emulator's own port, if it speaks TLS, and of the proxy's, if there is one."""
        found = []
        if self._context is not None:
            own = self._settings.tls_cert is None
            at_home = TlsDoor(self._context, serve, self._own_url, self._settings.head_seconds, own=own)
            found.append(Door(listener, at_home.admit))
        if proxy is not None:
            found.append(Door(proxy, self._proxy(serve).admit))
        return found

    def _for_own_port(self) -> NamedContext | None:
        if self._settings.tls_cert is not None:
            return own_context(self._settings.tls_cert, self._settings.tls_key)
        return self._contexts.any if self._contexts is not None and self._settings.tls else None

    def _proxy(self, serve: Serve) -> ProxyDoor:
        assert self._contexts is not None
        settings, token = self._settings, self._settings.control_token
        return ProxyDoor(
            is_vendors=is_vendors,
            is_own=self._is_own,
            contexts=self._contexts,
            serve=serve,
            connect=_connecting(settings.policy(), self._is_own, self._socket()),
            own_url=self._own_url,
            seconds=settings.head_seconds,
            passes_on=settings.pass_on,
            password=token.get_secret_value() if token else None,
            quiet=settings.quiet,
            failures=Failures(own=True),
        )

    def _is_own(self, host: str, port: int) -> bool:
        """True if that is the emulator's own port by a name of this machine."""
        return port == self._port and (is_loopback(host) or host == urlsplit(self._own_url).hostname)

    def _socket(self) -> tuple[str, int]:
        return LOOPBACKS.get(self._settings.host, self._settings.host), self._port


def _has(settings: Settings) -> Callable[[str], bool]:
    """Whether a host name is the emulator's, by the rule of the gate, or a vendor's."""
    hosts = Hosts([settings.public_url, (settings.content_url or "").replace("*.", "any.")], settings.names())
    return lambda host: is_vendors(host) or hosts.has(host) or _is_place(settings, host)


def _is_place(settings: Settings, host: str) -> bool:
    """True if the host is below the one that the settings name for courses."""
    below = urlsplit(settings.content_url or "").hostname or ""
    return below.startswith("*.") and host.endswith(below[1:])


def _names(settings: Settings) -> list[str]:
    """What the certificate for clients that ask for no name is for: this machine, by all its addresses."""
    own = [settings.host] if is_address(settings.host) and settings.host not in LOOPBACKS else []
    public = urlsplit(settings.public_url or "").hostname
    try:
        name = socket.gethostname()
        here = [name, *(str(found[4][0]) for found in socket.getaddrinfo(name, None, type=socket.SOCK_STREAM))]
    except OSError:
        here = []
    wanted = [*HOME, *own, *([public] if public else []), *here]
    return list(dict.fromkeys(each for each in wanted if each.isascii() and "%" not in each and "_" not in each))


def _connecting(policy: Policy, is_own: Callable[[str, int], bool], own: tuple[str, int]) -> Connect:
    """How the proxy reaches other hosts: within the policy for all that the emulator calls."""

    async def connect(host: str, port: int) -> socket.socket:
        if is_own(host, port):
            return await _connected(*own)
        try:
            addresses = await allowed(policy, host, port)
        except (OutgoingRefusedError, NoAddressError) as error:
            raise CannotConnectError(str(error)) from None
        why = "it has no address"
        for address in addresses:
            try:
                return await _connected(str(address), port)
            except (OSError, TimeoutError) as error:
                why = getattr(error, "strerror", None) or "it does not answer"
        raise CannotConnectError(why)

    return connect


async def _connected(address: str, port: int) -> socket.socket:
    made = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    made.setblocking(False)
    try:
        async with asyncio.timeout(CONNECT_SECONDS):
            await asyncio.get_running_loop().sock_connect(made, (address, port))
    except BaseException:
        made.close()
        raise
    return made
