"""The frame of every page of the console: the bar with the sandbox, its clock and the other pages."""

from typing import Annotated

from fastapi import Depends, Request, Response

from emulator.control.context import TheAdmission, TheSandbox, TheVisit
from emulator.gate.foreign import LOGOUT
from emulator.http import Reply
from emulator.light.records import dataclass
from emulator.pages.message import message_page
from emulator.pages.page import page_of
from emulator.sandbox.sandbox import Sandbox

BASE = "/_emulator/console"
STATIC = f"{BASE}/static"
SECTIONS = (
    ("start", "Start", ""),
    ("journal", "Journal", f"{BASE}/journal"),
    ("world", "World", f"{BASE}/world"),
    ("sent", "Sent", f"{BASE}/sent"),
    ("jobs", "Jobs", f"{BASE}/jobs"),
    ("faults", "Faults", f"{BASE}/faults"),
    ("actions", "Actions", f"{BASE}/actions"),
)
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """One sandbox as a browser sees it. `root` is the address before a path of the emulator, `prefix` its path alone."""

    sandbox: Sandbox
    root: str
    prefix: str
    log_out: str | None

    @property
    def here(self) -> str:
        """The path below which the console is."""
        return self.prefix + BASE

    @property
    def above(self) -> str:
        """The path of the default sandbox."""
        return self.prefix.removesuffix(f"/~{self.sandbox.name}")

    def page(self, template: str, section: str, status: int = 200, **values: object) -> Response:
        """A page of the console as a response; `section` is the name of the one that it belongs to."""
        clock = self.sandbox.clock
        values |= {
            "frame": self,
            "section": section,
            "sections": [(name, words, f"{self.prefix}{path or '/'}") for name, words, path in SECTIONS],
            "static": f"{self.prefix}{STATIC}",
            "now": clock.now(),
            "held": clock.held,
            "scale": clock.scale,
        }
        return response_of(page_of(template, status, policy=POLICY, **values))

    def missing(self, words: str) -> Response:
        """The page for something that does not exist; it names it."""
        return response_of(message_page(404, "Not here", words))


async def _frame(request: Request, sandbox: TheSandbox, admission: TheAdmission, visit: TheVisit) -> Frame:
    prefix: str = request.scope["sandbox_prefix"]
    root = f"{request.url.scheme}://{request.url.netloc}{prefix}"
    return Frame(sandbox, root, prefix, f"{prefix}{LOGOUT}" if admission.has_session(visit) else None)


def response_of(reply: Reply) -> Response:
    """A page in FastAPI's form."""
    return Response(reply.body, reply.status, dict(reply.headers), reply.content_type)


TheFrame = Annotated[Frame, Depends(_frame)]
