"""A bucket of an S3-compatible object store: objects by key, and the meaning of its errors. Only this file uses the client library."""

import re
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

from emulator.store.failing import StorageError

SLICE = 256 * 1024  # bytes of an object that are read into memory at a time
_CODE = re.compile(r"<Code>(\w+)</Code>")
_STATUS = re.compile(r"status code: (\d+)")
_REFUSED = ("401", "403")


class Bucket:
    """The objects below one URL, `s3://BUCKET/PREFIX`. Endpoint, region and credentials come from the `AWS_…` variables.

    Every method waits for the server, and raises `StorageError` if the server refuses or cannot be reached.
    """

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._name = self.url.removeprefix("s3://").partition("/")[0]
        self._store = S3Store.from_url(
            self.url,
            client_options={
                "allow_http": True,  # the endpoint determines it
                "connect_timeout": "3s",
                "read_timeout": "20s",
                "timeout": "1h",  # for large files; `read_timeout` ends a transfer that stands still
            },
            retry_config={"max_retries": 2, "retry_timeout": timedelta(seconds=5)},
        )

    def put(self, key: str, content: Path | bytes) -> None:
        """Store an object, a large file in parts."""
        with self._words("store"):
            obstore.put(self._store, key, content)

    def read(self, key: str) -> bytes | None:
        """The content of a small object; None if it does not exist."""
        try:
            with self._words("read", missing=False):
                return bytes(obstore.get(self._store, key).bytes())
        except FileNotFoundError:
            return None

    def parts(self, key: str) -> Iterator[bytes]:
        """The content of an object in slices."""
        with self._words("read"):
            for part in obstore.get(self._store, key).stream(min_chunk_size=SLICE):
                yield bytes(part)

    async def open(self, key: str, first: int, count: int) -> AsyncIterator[bytes]:
        """Begin to read a part of an object."""
        with self._words("read"):
            found = await obstore.get_async(self._store, key, options={"range": (first, first + count)})
        return self._rest(found)

    async def _rest(self, found: "obstore.GetResult") -> AsyncIterator[bytes]:
        with self._words("read"):
            async for part in found.stream(min_chunk_size=SLICE):
                yield bytes(part)

    def prefixes(self) -> list[str]:
        """The first parts of all keys that have several parts."""
        with self._words("list"):
            return list(obstore.list_with_delimiter(self._store)["common_prefixes"])

    def delete_below(self, prefix: str) -> None:
        """Delete every object whose key begins with the prefix and a slash."""
        with self._words("delete"):
            for listed in obstore.list(self._store, prefix):
                obstore.delete(self._store, [each["path"] for each in listed])

    @contextmanager
    def _words(self, deed: str, *, missing: bool = True) -> Iterator[None]:
        """Turn the library's errors into ours. `deed` is what is asked of the store. A missing object is an error too, unless the caller
        expects it.
        """
        try:
            yield
        except (BaseError, OSError) as error:
            text = str(error)
            code = next(iter(_CODE.findall(text)), "")
            if isinstance(error, FileNotFoundError) and code != "NoSuchBucket" and not missing:
                raise
            raise StorageError(f"the object store {self.url} {self._meant(deed, error, text, code)}") from error

    def _meant(self, deed: str, error: Exception, text: str, code: str) -> str:
        if code == "NoSuchBucket":
            return f"has no bucket {self._name}"
        if next(iter(_STATUS.findall(text)), "") in _REFUSED:
            why = code or "no credentials"
            return f"refuses to {deed} objects ({why}): see AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and what they may do"
        if isinstance(error, FileNotFoundError):
            return "has lost an object that a row refers to"
        return f"cannot be reached: {text.partition(chr(10))[0][:200]}"
