"""A call: one request on one vendor's operation, with its world at hand."""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from emulator.contract.model import Operation
from emulator.http import Request, Upload
from emulator.jobs.job import UPLOADS, JobKind, start_job
from emulator.sandbox.ids import Ids
from emulator.sandbox.sandbox import Sandbox, SandboxWork
from emulator.store.files import Files


class Call:
    """What a route and its rules work with. `principal` is who calls, as the vendor's authentication found out.

    `allowed` are the methods that the path knows if it does not know this one.
    `page` is the page path that the call is below; None if it is on the vendor's API. `beside` is the folder of the seed file that
    is being loaded; None if a document came over HTTP, or there is none.
    """

    __slots__ = (
        "allowed",
        "beside",
        "files",
        "hints",
        "operation",
        "page",
        "path",
        "principal",
        "query",
        "reply_headers",
        "request",
        "sandbox",
        "started_jobs",
        "store",
        "temporary",
    )

    def __init__(self, sandbox: Sandbox, request: Request, files: Files, page: str | None = None) -> None:
        self.sandbox = sandbox
        self.request = request
        self.allowed: tuple[str, ...] = ()
        self.files = files
        self.page = page
        self.beside: Path | None = None
        self.store: SandboxWork = sandbox.work()
        self.operation: Operation | None = None
        self.path: dict[str, str] = {}
        self.query: dict[str, list[str]] = {}
        self.principal: Any = None
        self.hints: list[str] = []
        self.reply_headers: list[tuple[str, str]] = []
        self.started_jobs: list[str] = []
        self.temporary: list[Path] = []

    def move_to(self, sandbox: Sandbox) -> None:
        """Go on in the sandbox that has taken the place of one that was deleted while the request was arriving."""
        self.sandbox, self.store, self.principal = sandbox, sandbox.work(), None

    @property
    def ids(self) -> Ids:
        """The sandbox's source of ids."""
        return self.sandbox.ids

    def now(self) -> datetime:
        """The sandbox's time."""
        return self.sandbox.clock.now()

    def hint(self, words: str) -> None:
        """Tell the developer something, in the journal and the X-Emulator-Hint header; never in the vendor's body."""
        if words not in self.hints:
            self.hints.append(words)

    def header(self, name: str, value: str) -> None:
        """Add a header to the answer."""
        self.reply_headers.append((name, value))

    def start(self, kind: JobKind, subject: str, detail: dict[str, Any]) -> None:
        """Start a job with this request's transaction; in `instant` mode it ends before the answer leaves."""
        self.started_jobs.append(start_job(kind, self.sandbox, self.store, subject, detail))

    def new_folder(self) -> Path:
        """A new empty folder for files that are needed until the answer has been sent, and then deleted."""
        self.temporary.append(self.files.new_upload())
        return self.temporary[-1]

    def keep(self, upload: Upload) -> Path:
        """Move an uploaded file to where the job that it is for finds it, if the unit of work is committed."""
        folder = self.sandbox.folder() / UPLOADS
        folder.mkdir(exist_ok=True)
        kept = folder / str(self.ids.number("upload"))
        self.store.if_undone(partial(kept.unlink, missing_ok=True))
        return upload.path.replace(kept)

    def local_link(self, path: str) -> str:
        """A link into this sandbox without scheme and host: it has the origin of the page that it is on, however that was reached."""
        return urlsplit(self.link(path)).path

    def link(self, path: str) -> str:
        """An absolute link into this emulator and sandbox, as the caller reached it."""
        return f"{self.request.base_url()}{path}"
