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
    """The place where callers reach a sandbox."""

    def base_url(self) -> str:
        """The URL before a path of the emulator, with the sandbox's prefix, without a final slash."""


class Unreached:
    """The origin in seeds, and in jobs without a known caller. Links begin with this URL, by default the local machine's."""

    def __init__(self, url: str = "http://localhost") -> None:
        self._url = url.rstrip("/")

    def base_url(self) -> str:
        """The URL that was given."""
        return self._url


class World:
    """One sandbox as one actor works in it, in one unit of work.

    `actor` is who acts, in the vendor's own form: a user, an application; None for nobody. It is given with `acting` and never set. `needs`
    are the permissions that the contract demands for the operation. `hints` are texts for the developer, `headers` are added to the answer.
    `started_jobs` are the ids of jobs that the unit of work has started, `temporary` the folders to delete at the end. `beside` is the
    folder of the seed file that is being loaded; None if the document came over HTTP, or without a seed. `people` are the people of the
    seed document by key, in the form of the vendor whose section is being created.
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
        """The same world and unit of work with this actor; they share hints, headers and started jobs."""
        return self._like(self.sandbox, self.work, actor)

    def moved(self, sandbox: Sandbox) -> Self:
        """A world in another sandbox, with a new unit of work and without an actor; all else is the same."""
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
        """Give the developer a hint in the journal and in the X-Emulator-Hint header, never in the vendor's body. The reason of a refusal
        comes `first`. A lone surrogate, in a name that a caller sent, is replaced by its escape, since UTF-8 cannot hold it."""
        words = words.encode(errors="backslashreplace").decode()
        if words not in self.hints:
            self.hints.insert(0 if first else len(self.hints), words)

    def header(self, name: str, value: str) -> None:
        """Add a header to the answer."""
        self.headers.append((name, value))

    def new_folder(self) -> Path:
        """A new empty folder for temporary files; deleted when the answer has been sent."""
        self.temporary.append(self.files.new_upload())
        return self.temporary[-1]

    def link(self, path: str) -> str:
        """An absolute link into this emulator and sandbox, with the address that the caller used."""
        return f"{self.origin.base_url()}{path}"

    def local_link(self, path: str) -> str:
        """A link into this sandbox without scheme and host, so it has the origin of the page that contains it."""
        return urlsplit(self.link(path)).path
