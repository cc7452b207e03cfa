"""Downloading a course package from a URL: streamed to disk, within a size and a time."""

from pathlib import Path
from typing import TYPE_CHECKING

from emulator.outgoing.client import CallFailedError, Outgoing
from emulator.store.files import PackageLimits

if TYPE_CHECKING:
    import httpx

CHUNK = 256 * 1024


class FetchFailedError(Exception):
    """The URL gave no file; `reason` says why in words for a person."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class FetchTooLargeError(FetchFailedError):
    """There is a file at the URL, and it is larger than it may be."""


async def fetch(outgoing: Outgoing, url: str, into: Path, limits: PackageLimits) -> None:
    """Download `url` to the file `into`. Raises `FetchFailedError` and leaves nothing behind.

    The policy decides which hosts may be called (emulator/outgoing); the response body is stored unchanged.
    """
    url = url.strip()
    if not url.lower().startswith(("http://", "https://")):
        raise FetchFailedError(f"{url} is not an http or https URL")
    try:
        await _download(outgoing, url, into, limits)
    except BaseException:
        into.unlink(missing_ok=True)
        raise


async def _download(outgoing: Outgoing, url: str, into: Path, limits: PackageLimits) -> None:
    # Not packed once more on the way: a few bytes could unpack to any number of them.
    headers = {"Accept-Encoding": "identity"}
    try:
        async with outgoing.call("GET", url, limits.fetch_seconds, redirects=True, headers=headers) as response:
            if response.status_code != 200:
                raise FetchFailedError(f"{url} answered {response.status_code}")
            await _save(response, into, limits.package_bytes, url)
    except CallFailedError as error:
        raise FetchFailedError(f"{url} cannot be fetched: {error.reason}") from None


async def _save(response: "httpx.Response", into: Path, limit: int, url: str) -> None:
    size = 0
    into.unlink(missing_ok=True)  # not written over: a fork may share what an earlier try has fetched
    with into.open("xb") as file:
        async for chunk in response.aiter_bytes(CHUNK):
            size += len(chunk)
            if size > limit:
                raise FetchTooLargeError(f"{url} is larger than {limit:,} bytes")
            file.write(chunk)
