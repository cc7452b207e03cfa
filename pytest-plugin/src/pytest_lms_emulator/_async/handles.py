"""An emulator and its sandboxes, for asyncio."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Any, cast
from uuid import uuid4

from pytest_lms_emulator import models
from pytest_lms_emulator._async.nouns import Sandboxes, SandboxNouns
from pytest_lms_emulator.asking import AsyncConnection, RefusedError, UnreachableError
from pytest_lms_emulator.facts import Facts, Litmos, Nexport, ScormCloud, Vendor, read_facts
from pytest_lms_emulator.hosts import patched_hosts

__all__ = ["AsyncEmulator", "AsyncSandbox"]


class AsyncSandbox(SandboxNouns):
    """One sandbox: the vendors' addresses and credentials in it, and what its control API has, by nouns."""

    def __init__(self, emulator: AsyncEmulator, name: str) -> None:
        super().__init__(emulator.connection.ask_of(name))
        self.emulator = emulator
        self.name = name
        self.url = emulator.connection.root(name)
        self.vendors: Mapping[str, Vendor] = emulator.facts.at(self.url)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.url!r})"

    @property
    def litmos(self) -> Litmos:
        """Litmos in this sandbox."""
        return cast("Litmos", self.vendors["litmos"])

    @property
    def scormcloud(self) -> ScormCloud:
        """SCORM Cloud in this sandbox."""
        return cast("ScormCloud", self.vendors["scormcloud"])

    @property
    def nexport(self) -> Nexport:
        """NexPort Campus in this sandbox."""
        return cast("Nexport", self.vendors["nexport"])

    @property
    def environment(self) -> dict[str, str]:
        """Base URLs and credentials of all vendors, as variables."""
        return {name: value for vendor in self.vendors.values() for name, value in vendor.environment.items()}

    def sample(self, name: str = "scorm12-quiz.zip") -> str:
        """The URL of a sample course, as a ContentURL or for a fetch."""
        return f"{self.url}/_emulator/samples/{name}"

    def sink_url(self, path: str = "hooks") -> str:
        """A URL at which whatever is posted is kept, for `sink.list`."""
        return f"{self.url}/_emulator/sink/{path.lstrip('/')}"

    def patch_hosts(self, *more: str) -> AbstractContextManager[None]:
        """Within the block, calls to the vendors' own hosts by httpx, requests and urllib3 come here; `more` names further hosts."""
        return patched_hosts(self.url, more)

    async def fork(self, name: str | None = None) -> AsyncSandbox:
        """A copy of this sandbox. Neither of the two sees what happens in the other."""
        return await self.emulator.make_sandbox(name, from_=self.name)

    async def diff(self, snapshot: str, to: str | None = None) -> models.Changes:
        """What was created, changed and deleted since a snapshot."""
        return await self.snapshots.changes(snapshot, to=to)

    async def delete(self) -> None:
        """Delete the sandbox with all that it holds. It is no error if it is gone already."""
        try:
            await self.emulator.sandboxes.delete(self.name)
        except RefusedError as error:
            if error.status != 404:
                raise


class AsyncEmulator:
    """A running emulator."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.url = facts.url
        self.connection = AsyncConnection(facts.url, facts.token)
        self.sandboxes = Sandboxes(self.connection.ask_of(None))

    @classmethod
    async def connect(cls, url: str, token: str | None = None) -> AsyncEmulator:
        """The emulator at a URL. Raises `UnreachableError`, `OtherVersionError` or `RefusedError`."""
        connection = AsyncConnection(url, token)
        try:
            about = await connection.ask_of(None)("GET", "about")
        except RefusedError as error:
            if error.status == 404:
                raise UnreachableError(
                    f"the lms-emulator at {connection.url} is older than this client: {error}"
                ) from None
            raise
        finally:
            await connection.aclose()
        return cls(read_facts(connection.url, token, about))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.url!r})"

    def sandbox(self, name: str) -> AsyncSandbox:
        """The sandbox with this name, which comes into being at the first call to it."""
        return AsyncSandbox(self, name)

    async def make_sandbox(self, name: str | None = None, **wanted: Any) -> AsyncSandbox:
        """Make a sandbox, with a name of its own if none is given; `wanted` is what `sandboxes.make` takes, such as `from_`."""
        name = name or f"sandbox-{uuid4().hex[:12]}"
        await self.sandboxes.make(name, **wanted)
        return AsyncSandbox(self, name)

    async def aclose(self) -> None:
        """Close the connections to it."""
        await self.connection.aclose()

    async def __aenter__(self) -> AsyncEmulator:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.aclose()
