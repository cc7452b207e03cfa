"""The rules of bulk imports, and the job that does them: a few records at a time, so that others are served in between."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Literal, cast

from sqlalchemy import bindparam, select

from emulator.jobs.job import Again, JobKind, JobStep, begin_job
from emulator.sandbox.world import Unreached, World
from emulator.store.parts import value_of
from emulator.vendors.errors import RequestTooLarge
from emulator.vendors.litmos import messages
from emulator.vendors.litmos.errors import BadRequest, BulkImportNotFound
from emulator.vendors.litmos.ids import new_id
from emulator.vendors.litmos.imports import course_imports, history_imports, user_imports
from emulator.vendors.litmos.passed_over import note_passed_over
from emulator.vendors.litmos.rows import Row, Statement
from emulator.vendors.litmos.settings import settings_of
from emulator.vendors.litmos.tables import LitmosImport, LitmosImportError, LitmosImportSlice, LitmosUser
from emulator.vendors.litmos.wire.page import Page

Kind = Literal["users", "courses", "history"]

LARGEST = 2000 * 1024  # bytes of a body (documented: 2,000 KB)
SLICE = 3  # records that are done in one transaction; one takes most of a millisecond
LOOKED_UP = 200  # records that the request's hints are about; the job looks at all
PAUSE = 0.001  # seconds between two slices in which the event loop serves others

_DO: dict[str, Callable[[World, Row, Row], str]] = {
    "users": user_imports.do,
    "courses": course_imports.do,
    "history": history_imports.do,
}
"""Import one record, by kind; returns the name of the count to increase: created, updated, failed, duplicate or invalid_email."""

_PASSED_OVER: dict[str, Callable[[World, list[Row]], dict[str, list[str]]]] = {
    "users": user_imports.unknown,
    "courses": course_imports.wrong,
    "history": history_imports.unknown,
}
"""What in the records will be passed over, by kind and reason."""

_LIST = Statement(
    select(*LitmosImport.__table__.c)
    .where(LitmosImport.kind == "users")
    .order_by(LitmosImport.number)
    .limit(bindparam("limit"))
    .offset(bindparam("start"))
)
_ERRORS = Statement(
    select(LitmosImportError.username, LitmosImportError.import_status)
    .where(LitmosImportError.import_id == bindparam("import_id"))
    .order_by(LitmosImportError.position)
    .limit(bindparam("limit"))
    .offset(bindparam("start"))
)
_NEXT = Statement(
    select(LitmosImportSlice.position, LitmosImportSlice.records)
    .where(LitmosImportSlice.import_id == bindparam("import_id"))
    .order_by(LitmosImportSlice.position)
    .limit(1)
)


def create(
    world: World, kind: Kind, body: list[Row], size: int, *, send_emails: bool | None, skip_first_login: bool | None
) -> Row:
    """A new import, Waiting. 413 for a body whose size in bytes is over 2,000 KB, 400 for one without records or with too many courses."""
    if size > LARGEST:
        raise RequestTooLarge("a bulk import may have 2,000 KB")
    if not body:
        raise BadRequest("there is no record in it")
    most = settings_of(world).litmos_course_import_rows
    if kind == "courses" and most is not None and len(body) > most:
        raise BadRequest(f"an import of courses may have {most} records (the setting litmos_course_import_rows)")
    row: Row = {
        "id": new_id(world.ids),
        "kind": kind,
        "number": world.ids.number("litmos.import"),
        "import_date": world.now(),
        "status": BULK_IMPORT.states[0],
        "total_records": len(body),
        "created": 0,
        "failed": 0,
        "duplicate": 0,
        "invalid_email": 0,
        "send_emails": send_emails or False,
        "skip_first_login": skip_first_login or False,
        "caller_id": world.actor["id"],
        "base_url": world.link(""),
    }
    world.work.insert(LitmosImport, row)
    for why, names in _PASSED_OVER[kind](world, body[:LOOKED_UP]).items():
        note_passed_over(world, why, names)
    body = user_imports.marked(body) if kind == "users" else body
    for start in range(0, len(body), SLICE):
        records = [_plain(record) for record in body[start : start + SLICE]]
        world.work.insert(LitmosImportSlice, {"import_id": row["id"], "position": start, "records": records})
    begin_job(world, BULK_IMPORT, row["id"], {})
    return _shown(row)


def find(world: World, bulkimportid: str) -> Row:
    """An import of users. 400 if there is none (documented)."""
    row = world.work.get(LitmosImport, id=bulkimportid)
    if row is None or row["kind"] != "users":
        raise BulkImportNotFound()
    return _shown(row)


def find_all(world: World, page: Page) -> list[Row]:
    """A page of the imports of users."""
    return [_shown(row) for row in world.work.all(_LIST, start=page.start, limit=page.limit)]


def errors(world: World, bulkimportid: str, is_api: bool | None, page: Page) -> list[Row]:
    """A page of the failed records of an import. Documented: IsAPI=false asks for an import made in the web page; none exist here."""
    row = find(world, bulkimportid)
    if is_api is False:
        raise BulkImportNotFound(
            "IsAPI=false is for imports made in the vendor's web page, which this sandbox has none of"
        )
    return world.work.all(_ERRORS, import_id=row["id"], start=page.start, limit=page.limit)


def _shown(row: Row) -> Row:
    return {
        **row,
        "import_id": row["id"],
        "total_users_created": row["created"],
        "total_courses_created": row["created"],
        "is_api_import": True,
    }


def _plain(record: Row) -> Row:
    """A record in a form that JSON can hold."""
    plain = {key: value.isoformat() if hasattr(value, "isoformat") else value for key, value in record.items()}
    return cast(Row, plain)


async def _do_slice(step: JobStep) -> Again | None:
    """Import the next few records. While records are left, the job stays in its state and runs again at once."""
    with step.world.sandbox.reading() as work:
        left = work.one(_NEXT, import_id=step.job["subject"]) is not None
    if not left:
        return None
    await asyncio.sleep(PAUSE)

    return Again(timedelta(), lambda world: _do_next(world, step.job["subject"]), "records are left")


def _do_next(world: World, import_id: str) -> None:
    work = world.work
    job, part = work.get(LitmosImport, id=import_id), work.one(_NEXT, import_id=import_id)
    if job is None or part is None:
        return
    caller = work.get(LitmosUser, id=job["caller_id"])
    world = World(world.sandbox, Unreached(job["base_url"]), work=work).acting(caller)
    counts = dict.fromkeys(("created", "failed", "duplicate", "invalid_email", "updated"), 0)
    for index, record in enumerate(part["records"]):
        counts[_DO[job["kind"]](world, {**job, "position": part["position"] + index}, record)] += 1
    changes = {name: value_of(job, name) + count for name, count in counts.items() if name != "updated" and count}
    work.update(LitmosImport, {"id": job["id"]}, changes)
    work.delete(LitmosImportSlice, import_id=job["id"], position=part["position"])


def _moved(world: World, import_id: str, status: str, reason: str | None) -> None:
    world.work.update(LitmosImport, {"id": import_id}, {"status": status})


def _ended(world: World, import_id: str) -> None:
    """Tell the caller how an import of courses went, if they want to know (documented for sendmessage)."""
    job = world.work.get(LitmosImport, id=import_id)
    caller = world.work.get(LitmosUser, id=job["caller_id"]) if job else None
    if job and caller and job["kind"] == "courses" and job["send_emails"]:
        words = f"{job['created']} of {job['total_records']} courses were created, {job['failed']} failed."
        messages.import_ended(world, caller, words)


BULK_IMPORT = JobKind(
    name="litmos.import",
    states=("Waiting", "Processing", "Completed"),
    failed="Failed",
    moved=_moved,
    work={"Completed": _do_slice},
    ended=_ended,
)
"""Waiting and Completed are in the documents' samples; the two others are inferred."""
