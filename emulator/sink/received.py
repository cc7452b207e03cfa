"""What the sink has received: the newest requests of a sandbox, as many as are kept."""

from sqlalchemy import Integer, LargeBinary, String, bindparam, delete, func, or_, select

from emulator.light.records import dataclass
from emulator.sandbox.sandbox import Sandbox
from emulator.sink.script import ScriptedAnswer, next_answer
from emulator.sink.tables import SinkRequest
from emulator.store.rows import Row, Statement
from emulator.store.unit_of_work import UnitOfWork

KEPT = 500  # requests of a sandbox; the oldest go first
BODY_BYTES = 64 * 1024  # kept of each body

_UP_TO = bindparam("up_to", type_=Integer)
_PATH, _METHOD = bindparam("path", type_=String), bindparam("method", type_=String)
_FITTING = (
    SinkRequest.number > bindparam("after", type_=Integer),
    or_(_PATH == "", SinkRequest.path == _PATH),
    or_(_METHOD == "", SinkRequest.method == _METHOD),
    func.instr(SinkRequest.body, bindparam("contains", type_=LargeBinary)) > 0,  # nothing is contained in everything
)
_DROP_OLD = Statement(delete(SinkRequest).where(SinkRequest.number <= _UP_TO))
_COUNT = Statement(select(func.count(SinkRequest.number)).where(*_FITTING))
_LATEST = Statement(
    select(*SinkRequest.__table__.c)
    .where(*_FITTING)
    .order_by(SinkRequest.number.desc())
    .limit(bindparam("most", type_=Integer))
)


@dataclass(frozen=True, slots=True)
class Incoming:
    """A request to the sink: its path below the sink, query, headers and whole body."""

    method: str
    path: str
    query: str
    headers: list[tuple[str, str]]
    body: bytes


@dataclass(frozen=True, slots=True)
class WantedRequests:
    """Which requests are looked for; what is empty allows all."""

    after: int = 0
    path: str = ""
    method: str = ""
    contains: str = ""


def receive(sandbox: Sandbox, incoming: Incoming) -> ScriptedAnswer:
    """Keep a request and take the next answer of the script, in one unit of work: several callers get answers in the order they came."""
    with sandbox.work() as work:
        answer = next_answer(work, incoming.path)
        number = sandbox.ids.number("sink_request")
        row = {
            "number": number,
            "at": sandbox.clock.now(),
            "method": incoming.method,
            "path": incoming.path,
            "query": incoming.query,
            "headers": [list(pair) for pair in incoming.headers],
            "body": incoming.body[:BODY_BYTES],
            "size": len(incoming.body),
            "status": answer.status,
        }
        work.insert(SinkRequest, row)
        work.run(_DROP_OLD, up_to=number - KEPT)
    return answer


def received(work: UnitOfWork, wanted: WantedRequests, most: int) -> tuple[list[Row], int]:
    """The newest requests that fit, oldest first, and how many fit in all."""
    values = {
        "after": wanted.after,
        "path": wanted.path,
        "method": wanted.method,
        "contains": wanted.contains.encode(),
    }
    return list(reversed(work.all(_LATEST, most=most, **values))), work.value(_COUNT, **values)


def forget_received(sandbox: Sandbox, work: UnitOfWork) -> None:
    """Forget every request; numbers go on, and scripts stay where they are."""
    work.run(_DROP_OLD, up_to=sandbox.ids.dealt.get("sink_request", 0))
