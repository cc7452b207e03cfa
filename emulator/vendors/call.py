"""A call: one request at a vendor, and the world that it acts in."""

from typing import TYPE_CHECKING, Any

from emulator.contract.ignored import Ignored
from emulator.contract.model import Operation
from emulator.http import Request
from emulator.journal.why import Why
from emulator.sandbox.sandbox import Sandbox
from emulator.sandbox.world import World

if TYPE_CHECKING:
    from emulator.faults.injected import Injected  # with the first fault


class Call:
    """The data for reading a request and writing its answer: for authentication, dialects and pages. Rules get only its `world`.

    `allowed` are the path's methods if it does not have the request's method. `page` is the page path that the call is below; None on the
    vendor's API. `prepared` is what the page prepared before its unit of work. `settled` is True if the request has named its sandbox, by
    its path or by a key. `journaled` is False if the journal must not have it. `ignored` are the parts of the request that have no effect.
    `injected` is the call's fault, or None. `caller` is the name of the accepted credential, never a secret. `refusal` is the reason of a
    refusal in words, `why` in parts.
    """

    __slots__ = (
        "allowed",
        "caller",
        "ignored",
        "injected",
        "journaled",
        "operation",
        "page",
        "path",
        "prepared",
        "query",
        "refusal",
        "request",
        "settled",
        "why",
        "world",
    )

    def __init__(self, sandbox: Sandbox, request: Request, page: str | None = None, *, settled: bool = True) -> None:
        self.request = request
        self.world = World(sandbox, request)
        self.page = page
        self.settled = settled
        self.journaled = True
        self.ignored = Ignored()
        self.injected: Injected | None = None
        self.caller: str | None = None
        self.refusal: str | None = None
        self.why = Why()
        self.allowed: tuple[str, ...] = ()
        self.operation: Operation | None = None
        self.path: dict[str, str] = {}
        self.prepared: Any = None
        self.query: dict[str, list[str]] = {}

    def move_to(self, sandbox: Sandbox) -> None:
        """Continue in the sandbox that replaced a deleted one while the request was arriving."""
        self.world = self.world.moved(sandbox)
