"""The vendors' own hosts, led to a sandbox: for code that cannot be given a base URL."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from fnmatch import fnmatchcase
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Callable
from urllib.parse import urlsplit

import httpx

HOSTS = ("api.litmos.com", "*.litmos.com", "cloud.scorm.com", "*.nexportcampus.com")

Moved = Callable[[str], "str | None"]


@contextmanager
def patched_hosts(root: str, more: Sequence[str] = ()) -> Iterator[None]:
    """Within the block, calls to the vendors' hosts go to a sandbox: those of httpx, and of requests and urllib3 if they are installed."""
    hosts = (*HOSTS, *(host.lower() for host in more))

    def moved(url: str) -> str | None:
        parts = urlsplit(url)
        if not any(fnmatchcase((parts.hostname or "").lower(), host) for host in hosts):
            return None
        return f"{root}{parts.path or '/'}{'?' + parts.query if parts.query else ''}"

    with ExitStack() as stack:
        stack.enter_context(_httpx(moved, root.startswith("https:")))
        if find_spec("urllib3"):
            stack.enter_context(_urllib3(moved))
        if find_spec("requests"):
            stack.enter_context(_requests(moved))
        yield


@contextmanager
def _replaced(owner: Any, name: str, make: Callable[[Any], Any]) -> Iterator[None]:
    before = getattr(owner, name)
    setattr(owner, name, make(before))
    try:
        yield
    finally:
        setattr(owner, name, before)


@contextmanager
def _httpx(moved: Moved, verify: bool) -> Iterator[None]:
    """At the transports, so clients that are there already are led here too, and those of a proxy past it."""
    own = httpx.Limits(max_keepalive_connections=0)  # nothing stays open, in whatever event loop
    direct = httpx.HTTPTransport(verify=verify, limits=own)

    def led(request: httpx.Request) -> httpx.Request | None:
        url = moved(str(request.url))
        if url is None:
            return None
        there = httpx.URL(url)
        headers = httpx.Headers(request.headers)
        headers["Host"] = there.netloc.decode("ascii")
        known = {name: value for name, value in request.extensions.items() if name != "sni_hostname"}
        return httpx.Request(request.method, there, headers=headers, stream=request.stream, extensions=known)

    def handle(before: Any) -> Any:
        def call(self: Any, request: httpx.Request) -> Any:
            there = led(request)
            return before(self, request) if there is None else before(direct, there)

        return call

    def handle_async(before: Any) -> Any:
        async def call(self: Any, request: httpx.Request) -> Any:
            there = led(request)
            if there is None:
                return await before(self, request)
            return await before(httpx.AsyncHTTPTransport(verify=verify, limits=own), there)

        return call

    with ExitStack() as stack:
        stack.callback(direct.close)
        stack.enter_context(_replaced(httpx.HTTPTransport, "handle_request", handle))
        stack.enter_context(_replaced(httpx.AsyncHTTPTransport, "handle_async_request", handle_async))
        yield


@contextmanager
def _urllib3(moved: Moved) -> Iterator[None]:
    urllib3: Any = import_module("urllib3")

    direct = urllib3.PoolManager()

    def urlopen(before: Any) -> Any:
        def call(self: Any, method: str, url: str, *arguments: Any, **options: Any) -> Any:
            there = None if self is direct else moved(url)
            if there is None:
                return before(self, method, url, *arguments, **options)
            return before(direct, method, there, *arguments, **options)

        return call

    with _replaced(urllib3.PoolManager, "urlopen", urlopen):
        try:
            yield
        finally:
            direct.clear()


@contextmanager
def _requests(moved: Moved) -> Iterator[None]:
    adapters: Any = import_module("requests.adapters")

    def send(before: Any) -> Any:
        def call(self: Any, request: Any, *arguments: Any, **options: Any) -> Any:
            there = moved(request.url)
            if there is None:
                return before(self, request, *arguments, **options)
            led = request.copy()
            led.url = there
            response = before(self, led, *arguments, **{**options, "proxies": {}})
            response.url, response.request = request.url, request
            return response

        return call

    with _replaced(adapters.HTTPAdapter, "send", send):
        yield
