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
    """What reads a request and writes its answer works with: authentication, dialects and pages. Rules are given its `world` alone.

    `allowed` are the methods that the path knows if it does not know this one. `page` is the page path that the call is below; None if
    it is on the vendor's API. `prepared` is what the page had to wait for, before its unit of work. `settled` is whether the request
    has said which sandbox it is for, by its path or by a key. `journaled` is whether the journal is to have it. `ignored` is what of
    the request has no effect. `injected` is the fault that happens to the call, None if none does. `caller`
    is the name of the credential that the request showed, once it is accepted: never a secret. `refusal` is why the call was refused,
    `why` the same part by part.
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
