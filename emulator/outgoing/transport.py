"""How a call leaves: to the emulator's own socket, through a proxy, or to an address that the policy allows.

A name is resolved once, and the connection goes to the address that was looked at: what the name resolves to a moment later does not
count. Each redirect comes through here as a call of its own. Imported with the first call, since httpx takes a tenth of a second.
"""

import ssl
from typing import Any
from urllib.request import getproxies, proxy_bypass

import httpx

from emulator.outgoing.addresses import NoAddressError, allowed
from emulator.outgoing.connections import CallConnections
from emulator.outgoing.own import PORTS, OwnAddresses, Socket
from emulator.outgoing.policy import Address, Policy, literal

CONNECT_SECONDS = 5.0  # for one address, when there are more to try
ONE_REQUEST = httpx.Limits(max_keepalive_connections=0)


class Ways:
    """What all calls have in common: the policy, the TLS contexts (creating one takes 25 ms), and the proxies of the environment."""

    def __init__(self, policy: Policy, own: OwnAddresses, by_proxy: bool, app: Any = None) -> None:
        self.policy = policy
        self.own = own
        self.within = None if app is None else httpx.ASGITransport(app)
        self.context = httpx.create_ssl_context()
        self.own_context = _unverified()
        self.proxies = _proxies() if by_proxy else {}

    def transport(self) -> "OutgoingTransport":
        """The transport of one call, which closes it at its end."""
        return OutgoingTransport(self)


class OutgoingTransport(httpx.AsyncBaseTransport):
    """The transport of one call and its redirects. No connection is reused, so no call waits for another's."""

    def __init__(self, ways: Ways) -> None:
        self._policy, self._own, self._ways = ways.policy, ways.own, ways
        self._connections = CallConnections()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        if url.scheme not in PORTS:
            raise httpx.UnsupportedProtocol(f"{url.scheme}:// is not http or https")
        own = self._own.socket_of(url.scheme, url.host, url.port, url.path)
        if own is not None and self._ways.within is not None:
            return await self._ways.within.handle_async_request(request)
        if own is not None:
            return await self._call_own(request, own)
        proxy = self._proxy_of(url)
        if proxy is not None:
            return await self._send(await self._checked(request), proxy=proxy)
        return await self._call(request, await self._addresses(url))

    async def _send(self, request: httpx.Request, **options: Any) -> httpx.Response:
        """Send a request by a connection of its own; `options` are those of `httpx.AsyncHTTPTransport`."""
        transport = httpx.AsyncHTTPTransport(**{"verify": self._ways.context, "limits": ONE_REQUEST, **options})
        transport._pool._network_backend = self._connections  # httpx has no parameter for it
        return await transport.handle_async_request(request)

    async def _call_own(self, request: httpx.Request, own: Socket) -> httpx.Response:
        """Call the emulator itself. Several processes may be at its address: where one was killed before it answered, the next is asked."""
        to_own = _to_own(request, "https" if self._own.speaks_tls else "http", *own)
        try:
            return await self._send(to_own, verify=self._ways.own_context)
        except (httpx.RemoteProtocolError, httpx.ReadError):
            if request.method not in ("GET", "HEAD"):  # it may have been done
                raise
            return await self._send(to_own, verify=self._ways.own_context)

    async def aclose(self) -> None:
        await self._connections.close()

    def _proxy_of(self, url: httpx.URL) -> str | None:
        proxies = self._ways.proxies
        if not proxies or _is_this_machine(url.host) or proxy_bypass(url.host):
            return None
        return proxies.get(url.scheme) or proxies.get("all")

    async def _checked(self, request: httpx.Request) -> httpx.Request:
        """Check a call through a proxy, which resolves the name itself: a name without an address here is left to the proxy."""
        try:
            await self._addresses(request.url)
        except httpx.ConnectError:
            if self._policy.mode == "none":
                raise self._policy.refusal(request.url.host, []) from None
        return request

    async def _addresses(self, url: httpx.URL) -> list[Address]:
        """The allowed addresses, IPv4 first. Raises `RefusedError` if none is allowed."""
        try:
            port = url.port or PORTS[url.scheme]
            return await allowed(self._policy, url.host, port, raw_host=url.raw_host.decode("ascii"))
        except NoAddressError as error:
            raise httpx.ConnectError(str(error)) from None

    async def _call(self, request: httpx.Request, addresses: list[Address]) -> httpx.Response:
        *before, last = addresses
        for address in before:
            try:
                return await self._send(_to_address(request, address, CONNECT_SECONDS))
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue
        return await self._send(_to_address(request, last, None))


def _to_address(request: httpx.Request, address: Address, seconds: float | None) -> httpx.Request:
    """A call to one address; the Host header and the name in the certificate stay those of the URL."""
    extensions = dict(request.extensions)
    if seconds is not None:
        extensions["timeout"] = {**extensions.get("timeout", {}), "connect": seconds}
    if literal(request.url.host) is None:
        extensions["sni_hostname"] = request.url.raw_host.decode("ascii")
    return _moved(request, request.url.copy_with(host=str(address)), request.headers, extensions)


def _to_own(request: httpx.Request, scheme: str, host: str, port: int) -> httpx.Request:
    headers = httpx.Headers(request.headers)
    headers["X-Forwarded-Proto"] = request.url.scheme  # what the caller's own proxy would say
    return _moved(request, request.url.copy_with(scheme=scheme, host=host, port=port), headers, request.extensions)


def _moved(request: httpx.Request, url: httpx.URL, headers: httpx.Headers, extensions: object) -> httpx.Request:
    return httpx.Request(request.method, url, headers=headers, stream=request.stream, extensions=extensions)  # type: ignore[arg-type]


def _unverified() -> ssl.SSLContext:
    """For the emulator's own socket alone, where nobody but this process listens."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def _is_this_machine(host: str) -> bool:
    address = literal(host)
    return host == "localhost" or (address is not None and address.is_loopback)


def _proxies() -> dict[str, str]:
    """The HTTP proxies from the environment, by the scheme of the URL."""
    found = {scheme: proxy for scheme, proxy in getproxies().items() if scheme in (*PORTS, "all") and proxy}
    named = {scheme: proxy if "://" in proxy else f"http://{proxy}" for scheme, proxy in found.items()}
    return {scheme: proxy for scheme, proxy in named.items() if proxy.startswith(("http://", "https://"))}
