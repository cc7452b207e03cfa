"""The only client for calls to other servers."""

import asyncio
import importlib
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

from emulator.outgoing import chain
from emulator.outgoing.own import OwnAddresses
from emulator.outgoing.policy import OutgoingRefusedError, Policy

if TYPE_CHECKING:
    import httpx

    from emulator.outgoing.transport import Ways

REDIRECTS = 5
START_SECONDS = 2.0


class CallFailedError(Exception):
    """A call failed; `reason` says why in words for a person."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Outgoing:
    """Owned by the house. `own` are the emulator's own addresses, which every policy allows."""

    def __init__(self, policy: Policy, own: OwnAddresses, by_proxy: bool = False) -> None:
        self.policy = policy
        self.own = own
        self._by_proxy = by_proxy
        self._app: Any = None
        self._ways: Ways | None = None
        self._making = asyncio.Lock()

    @asynccontextmanager
    async def call(
        self, method: str, url: str, seconds: float, *, redirects: bool = False, **options: Any
    ) -> AsyncIterator["httpx.Response"]:
        """Call a URL. The caller reads the response body; everything must be done within `seconds`. Raises `CallFailedError`.

        `options` are those of `httpx.AsyncClient.stream`. Cookies last as long as the call and its redirects.
        """
        if self.own.has(url):
            options["headers"] = self._chained(options.get("headers"))
        transport = (await self._ready()).transport()
        import httpx

        client = httpx.AsyncClient(transport=transport, trust_env=False, timeout=seconds, max_redirects=REDIRECTS)
        try:
            async with (
                asyncio.timeout(seconds),
                client.stream(method, url, follow_redirects=redirects, **options) as response,
            ):
                yield response
        except (TimeoutError, httpx.TimeoutException):
            raise CallFailedError(f"it took longer than {seconds:g} seconds") from None
        except OutgoingRefusedError as error:
            raise CallFailedError(error.reason) from None
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, ValueError) as error:
            raise CallFailedError(str(error) or type(error).__name__) from None
        finally:
            await transport.aclose()

    def stay_within(self, app: Any) -> None:
        """Make calls to the emulator itself in the process, by this ASGI app: nothing listens at its addresses."""
        self._app, self.own.within = app, True

    def _chained(self, headers: Mapping[str, str] | None) -> dict[str, str]:
        """The headers of a call to the emulator itself. Raises `CallFailedError` at the end of a chain of them."""
        if chain.depth() >= chain.LONGEST:
            raise CallFailedError(f"{chain.LONGEST} calls of the emulator to itself led to this one, so it is left")
        return {**(headers or {}), chain.HEADER: str(chain.depth() + 1)}

    def move(self) -> None:
        """Go on in another event loop."""
        self._making = asyncio.Lock()

    async def _ready(self) -> "Ways":
        """What all calls have in common, made at the first call in a thread: httpx and a TLS context take an eighth of a second."""
        async with self._making:
            if self._ways is None:
                self._ways = await asyncio.to_thread(self._make)
        return self._ways

    def _make(self) -> "Ways":
        made: Ways = importlib.import_module("emulator.outgoing.transport").Ways(
            self.policy, self.own, self._by_proxy, self._app
        )
        return made


async def read(response: "httpx.Response", limit: int) -> bytes:
    """The body of an answer. Raises `CallFailedError` if it is larger than `limit` bytes."""
    body = bytearray()
    async for chunk in response.aiter_bytes():
        body += chunk
        if len(body) > limit:
            raise CallFailedError(f"it answered more than {limit:,} bytes")
    return bytes(body)


async def start_of(response: "httpx.Response", most: int) -> bytes:
    """The first bytes of an answer's body: those that arrive within two seconds, or before the connection ends."""
    import httpx

    body = bytearray()
    with suppress(httpx.HTTPError, TimeoutError):
        async with asyncio.timeout(START_SECONDS):
            async for chunk in response.aiter_bytes():
                body += chunk
                if len(body) >= most:
                    break
    return bytes(body[:most])
