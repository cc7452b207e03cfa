"""Deliveries: requests that the emulator posts to a client's URL and repeats until they succeed. Each try is stored.

Deliveries follow the sandbox's clock in every job mode. The first try comes after the response of the request that caused it.
"""

from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Double, Integer, String, Text, bindparam, func, select

from emulator.hiding.decoding import readable
from emulator.jobs.job import Again, Commit, Job, JobFailedError, JobKind, JobStep, start_job
from emulator.light.records import dataclass
from emulator.outgoing.client import CallFailedError, start_of
from emulator.sandbox.clock import stopwatch
from emulator.sandbox.sandbox import Sandbox
from emulator.sandbox.world import World
from emulator.store.rows import Row, Statement, Table
from emulator.store.tables import Column, column
from emulator.store.unit_of_work import UnitOfWork

TRY_SECONDS = 10.0  # how long the receiver may take, in the machine's time
SHOWN = 300  # longest stored error text, in characters
ANSWER_BYTES = 1000  # longest stored body of an answer
WAITING, DELIVERED, GIVEN_UP = "Waiting", "Delivered", "GivenUp"


class Delivery(Table):
    """A request to post. `about` names its subject, `tries` is the maximum number of tries."""

    __tablename__ = "delivery"

    number: Column[int] = column(primary_key=True)
    vendor: Column[str] = column(String(32))
    about: Column[str] = column(Text)
    url: Column[str] = column(Text)
    headers: Column[dict[str, Any]]
    body: Column[str] = column(Text)
    tries: Column[int]
    state: Column[str] = column(String(32))
    created: Column[datetime]


class DeliveryTry(Table):
    """A try: the status and the beginning of the response's body, or the reason of the failure. `milliseconds` is its duration by the
    machine's time. Tries of earlier versions have neither that nor `answer`."""

    __tablename__ = "delivery_try"
    __of__ = {"delivery": ("delivery",)}

    delivery: Column[int] = column(primary_key=True)
    number: Column[int] = column(primary_key=True)
    at: Column[datetime]
    status: Column[int | None]
    error: Column[str | None] = column(Text)
    answer: Column[str | None] = column(Text)
    milliseconds: Column[float | None] = column(Double)


class NoDeliveryError(Exception):
    """The sandbox has no delivery with this number."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A request to post: URL, headers, body, and the maximum number of tries."""

    vendor: str
    about: str
    url: str
    headers: dict[str, str]
    body: str
    tries: int


_TRIED = Statement(select(func.count(DeliveryTry.number)).where(DeliveryTry.delivery == bindparam("delivery")))
_LATEST = Statement(
    select(*Delivery.__table__.c)
    .where(Delivery.number > bindparam("after"))
    .order_by(Delivery.number.desc())
    .limit(bindparam("most", type_=Integer))
)
_TRIES = Statement(
    select(*DeliveryTry.__table__.c).where(DeliveryTry.delivery == bindparam("delivery")).order_by(DeliveryTry.number)
)
_ABOUT = Statement(select(*Job.__table__.c).where(Job.subject == bindparam("subject")))


Authorise = Callable[[JobStep], Awaitable[dict[str, str]]]
"""Gets headers for each try, such as a token that expires between tries. Raises `CallFailedError`."""


def start_delivery(
    sandbox: Sandbox,
    work: UnitOfWork,
    parcel: Parcel,
    kind: JobKind | None = None,
    detail: dict[str, Any] | None = None,
) -> str:
    """Post a request after the transaction is committed; returns the id of the job. `kind` was made by `delivery_kind`, `detail` is added
    to the job's."""
    number = sandbox.ids.number("delivery")
    row = {name: getattr(parcel, name) for name in Parcel.__slots__}
    work.insert(Delivery, {**row, "number": number, "state": WAITING, "created": sandbox.clock.now()})
    return start_job(kind or DELIVERY, sandbox, work, str(number), detail or {})


def latest_deliveries(work: UnitOfWork, after: int, most: int) -> list[Row]:
    """The newest deliveries of the sandbox with a number above `after`, oldest first, each with its tries as `tried`."""
    rows = work.all(_LATEST, after=after, most=most)
    work.read_ahead(_TRIES, ({"delivery": row["number"]} for row in rows))
    return [_with_tries(work, row) for row in reversed(rows)]


def read_ahead(work: UnitOfWork, numbers: Iterable[int]) -> None:
    """Read many deliveries with their tries at once, for `find_delivery`."""
    wanted = list(numbers)
    work.read_ahead(Delivery, ({"number": number} for number in wanted))
    work.read_ahead(_TRIES, ({"delivery": number} for number in wanted))


def find_delivery(work: UnitOfWork, number: int) -> Row:
    """A delivery with its tries as `tried`. Raises `NoDeliveryError`."""
    row = work.get(Delivery, number=number)
    if row is None:
        raise NoDeliveryError
    return _with_tries(work, row)


def _with_tries(work: UnitOfWork, row: Row) -> Row:
    return {**row, "tried": work.all(_TRIES, delivery=row["number"])}


def redeliver(sandbox: Sandbox, work: UnitOfWork, number: int, kind_of: Callable[[str], JobKind]) -> None:
    """Repeat a delivery at once, whether it succeeded or not. If it fails, it is repeated as long as it has tries left. Raises
    `NoDeliveryError`."""
    find_delivery(work, number)
    about = work.all(_ABOUT, subject=str(number))
    job = next(job for job in about if is_delivery(kind_of(job["kind"])))  # the job exists as long as the delivery does
    if job["state"] == WAITING:  # not replaced: a running try must be stored
        work.update(Job, {"id": job["id"]}, {"due": sandbox.clock.now()})
        return
    detail = {name: value for name, value in job["detail"].items() if name != "reason"}
    start_job(kind_of(job["kind"]), sandbox, work, str(number), detail)
    work.update(Delivery, {"number": number}, {"state": WAITING})


def is_delivery(kind: JobKind) -> bool:
    """True if the kind was made by `delivery_kind`."""
    return kind.moved is _moved


def delay_after(tries: int) -> timedelta:
    """The delay after this many failed tries: 1 s, doubled each time, up to 15 min.

    Without jitter, so that every run of a test has the same times.
    """
    return timedelta(seconds=min(2 ** min(tries - 1, 20), 900))


def delivery_kind(name: str, authorise: Authorise | None = None) -> JobKind:
    """A kind of delivery. `authorise` gets headers for each try, which are not stored."""
    return JobKind(
        name=name,
        states=(WAITING, DELIVERED),
        failed=GIVEN_UP,
        moved=_moved,
        work={DELIVERED: partial(_send, authorise)},
        calls=frozenset({DELIVERED}),
        by_clock=True,
        delivers=True,
        can_fail=False,
    )


async def _send(authorise: Authorise | None, step: JobStep) -> Commit | Again:
    """The work before Delivered: one try. Only errors of HTTP or of the network are failures; redirects are not followed."""
    with step.world.sandbox.reading() as work:
        row = work.get(Delivery, number=int(step.job["subject"]))
        assert row is not None
        number = int(work.value(_TRIED, delivery=row["number"])) + 1
    at, begun = step.world.now(), stopwatch()
    tried = await _try(authorise, step, row)
    took = round((stopwatch() - begun) * 1000, 3)

    def commit(world: World) -> None:
        found = {"delivery": row["number"], "number": number, "at": at, "milliseconds": took}
        world.work.insert(DeliveryTry, {**found, "status": tried.status, "error": tried.error, "answer": tried.answer})

    if tried.error is None and tried.status is not None and tried.status < 400:
        return commit
    reason = tried.error or f"answered {tried.status}"
    if number < row["tries"]:
        return Again(delay_after(number), commit, reason)
    raise JobFailedError(reason, commit)


@dataclass(frozen=True, slots=True)
class _Tried:
    """The result of a try: a status and the beginning of the body, or an error."""

    status: int | None = None
    answer: str | None = None
    error: str | None = None


async def _try(authorise: Authorise | None, step: JobStep, row: Row) -> _Tried:
    if not step.world.sandbox.faulty:
        return await _post(authorise, step, row)
    from emulator.jobs.faulty_deliveries import fault_of  # with the first fault

    fault = await fault_of(step.world.sandbox, row, TRY_SECONDS)
    if fault is None:
        return await _post(authorise, step, row)
    if fault.heard:
        await _post(authorise, step, row)
    return _Tried(fault.status, error=fault.error)


async def _post(authorise: Authorise | None, step: JobStep, row: Row) -> _Tried:
    try:
        headers = {**row["headers"], **(await authorise(step) if authorise is not None else {})}
        async with step.world.sandbox.outgoing.call(
            "POST", row["url"], TRY_SECONDS, content=row["body"].encode(), headers=headers
        ) as response:
            return _Tried(response.status_code, readable(await start_of(response, ANSWER_BYTES)))
    except CallFailedError as error:
        return _Tried(error=error.reason[:SHOWN])


def _moved(world: World, subject: str, state: str, reason: str | None) -> None:
    world.work.update(Delivery, {"number": int(subject)}, {"state": state})


DELIVERY = delivery_kind("delivery")
