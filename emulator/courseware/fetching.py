"""Downloading a course package from a URL: streamed to disk, within a size and a time."""

import asyncio
import importlib
from pathlib import Path

from emulator.store.files import Limits

REDIRECTS = 5
CHUNK = 256 * 1024


class FetchFailedError(Exception):
    """The URL gave no file; `reason` says why in words for a person."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class FetchTooLargeError(FetchFailedError):
    """There is a file at the URL, and it is larger than it may be."""


async def fetch(url: str, into: Path, limits: Limits) -> None:
    """Download `url` to the file `into`. Raises `FetchFailedError` and leaves nothing behind.

    Any host is fetched from, this machine's own included: that is what a ContentURL is for in a test.
    """
    if not url.lower().startswith(("http://", "https://")):
        raise FetchFailedError(f"{url} is not an http or https URL")
    httpx = await asyncio.to_thread(importlib.import_module, "httpx")  # a tenth of a second the first time
    failure: FetchFailedError | None = None
    try:
        async with asyncio.timeout(limits.fetch_seconds):
            async with (
                httpx.AsyncClient(
                    follow_redirects=True, max_redirects=REDIRECTS, timeout=limits.fetch_seconds
                ) as client,
                client.stream("GET", url) as response,
            ):
                if response.status_code != 200:
                    raise FetchFailedError(f"{url} answered {response.status_code}")
                await _save(response, into, limits.package_bytes, url)
    except TimeoutError:
        failure = FetchFailedError(f"{url} took longer than {limits.fetch_seconds:g} seconds")
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, ValueError) as error:
        failure = FetchFailedError(f"{url} cannot be fetched: {error or type(error).__name__}")
    except FetchFailedError as error:
        failure = error
    if failure is not None:
        into.unlink(missing_ok=True)
        raise failure from None


async def _save(response: object, into: Path, limit: int, url: str) -> None:
    size = 0
    with into.open("wb") as file:
        async for chunk in response.aiter_bytes(CHUNK):  # type: ignore[attr-defined]
            size += len(chunk)
            if size > limit:
                raise FetchTooLargeError(f"{url} is larger than {limit:,} bytes")
            file.write(chunk)
