"""A world: what rules, jobs, seeds and pages work with."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol, Self
from urllib.parse import urlsplit

from emulator.sandbox.ids import Ids
from emulator.sandbox.sandbox import Sandbox, SandboxWork
from emulator.store.files import Files


class Origin(Protocol):
    """Where callers reach a sandbox."""

    def base_url(self) -> str:
        """The URL before a path of the emulator, with the sandbox's prefix, without a slash at the end."""


class Unreached:
    """The origin in a seed, or in a job without a known caller: links begin with this URL, by default the local machine's."""

    def __init__(self, url: str = "http://localhost") -> None:
        self._url = url.rstrip("/")

    def base_url(self) -> str:
        """The URL that was given."""
        return self._url


class World:
    """One sandbox as one actor works in it, in one unit of work.

    `actor` is who acts, in the vendor's own form: a user, an application; None if nobody does. It is given with `acting`, never set.
    `needs` is what the contract says that an actor needs for the operation. `hints` are words for the developer. `headers` are added to
    the answer. `started_jobs` are the ids of jobs that the unit of work has started, `temporary` the folders to delete at the end.
    `beside` is the folder of the seed file that is being loaded; None if a document came over HTTP, or there is none. `people` are those of
    the document, by key: what the vendor whose section is being created makes of each.
    """

    __slots__ = (
        "_actor",
        "beside",
        "headers",
        "hints",
        "needs",
        "origin",
        "people",
        "sandbox",
        "started_jobs",
        "temporary",
        "work",
    )

    def __init__(
        self,
        sandbox: Sandbox,
        origin: Origin | None = None,
        *,
        work: SandboxWork | None = None,
        beside: Path | None = None,
    ) -> None:
        self.sandbox = sandbox
        self.origin = origin or Unreached()
        self.work = work or sandbox.work()
        self.beside = beside
        self.people: Mapping[str, Mapping[str, Any]] = {}
        self.needs: Mapping[str, Any] = {}
        self.hints: list[str] = []
        self.headers: list[tuple[str, str]] = []
        self.started_jobs: list[str] = []
        self.temporary: list[Path] = []
        self._actor: Any = None

    @property
    def actor(self) -> Any:
        """The actor; None if there is none."""
        return self._actor

    def acting(self, actor: Any) -> Self:
        """The same world and unit of work with this actor. Hints, headers and jobs of both are the same."""
        return self._like(self.sandbox, self.work, actor)

    def moved(self, sandbox: Sandbox) -> Self:
        """The same world in another sandbox, with a new unit of work and without an actor."""
        return self._like(sandbox, sandbox.work(), None)

    def _like(self, sandbox: Sandbox, work: SandboxWork, actor: Any) -> Self:
        other = object.__new__(type(self))
        other.sandbox, other.work, other._actor = sandbox, work, actor
        other.origin, other.beside, other.people, other.needs = self.origin, self.beside, self.people, self.needs
        other.hints, other.headers = self.hints, self.headers
        other.started_jobs, other.temporary = self.started_jobs, self.temporary
        return other

    @property
    def files(self) -> Files:
        """The emulator's files."""
        return self.sandbox.files

    @property
    def ids(self) -> Ids:
        """The sandbox's source of ids."""
        return self.sandbox.ids

    def now(self) -> datetime:
        """The sandbox's time."""
        return self.sandbox.clock.now()

    def hint(self, words: str, *, first: bool = False) -> None:
        """Tell the developer something, in the journal and the X-Emulator-Hint header; never in the vendor's body.

        Why a call was refused comes `first`. A lone surrogate, of a name that somebody sent, becomes its escape: UTF-8 has none.
        """
        words = words.encode(errors="backslashreplace").decode()
        if words not in self.hints:
            self.hints.insert(0 if first else len(self.hints), words)

    def header(self, name: str, value: str) -> None:
        """Add a header to the answer."""
        self.headers.append((name, value))

    def new_folder(self) -> Path:
        """A new empty folder for files that are needed until the answer has been sent, and then deleted."""
        self.temporary.append(self.files.new_upload())
        return self.temporary[-1]

    def link(self, path: str) -> str:
        """An absolute link into this emulator and sandbox, as the caller reached it."""
        return f"{self.origin.base_url()}{path}"

    def local_link(self, path: str) -> str:
        """A link into this sandbox without scheme and host: it has the origin of the page that it is on, however that was reached."""
        return urlsplit(self.link(path)).path
