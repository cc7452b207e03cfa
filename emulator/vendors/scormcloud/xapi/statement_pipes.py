"""Statement pipes, which forward xAPI statements from one LRS to another."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, select

from emulator.jobs.job import Job, begin_job, stop_job
from emulator.sandbox.world import World
from emulator.vendors.scormcloud.errors import BadRequest, StatementPipeBusy, StatementPipeNotFound
from emulator.vendors.scormcloud.rows import Row, Statement
from emulator.vendors.scormcloud.tables import ScormCloudStatementPipe
from emulator.vendors.scormcloud.wire.writing import to_milliseconds, writer_of
from emulator.vendors.scormcloud.xapi.pipe_job import STATEMENT_PIPE, is_fed, subject_of

_ALL = Statement(
    select(*ScormCloudStatementPipe.__table__.c)
    .where(ScormCloudStatementPipe.app_id == bindparam("app_id"))
    .order_by(ScormCloudStatementPipe.number)
)


def create(world: World, body: Row) -> dict[str, str]:
    """Create a pipe with a generated id; returns the id."""
    return _store(world, world.ids.uuid(), body)


def put(world: World, pipe_id: str, body: Row) -> dict[str, str]:
    """Set a pipe, or create it (documented). 409 while it is being processed (documented). An update restarts the pipe (documented);
    members that are left out do not change (inferred)."""
    row = _row(world, pipe_id)
    if row is None:
        return _store(world, pipe_id, body)
    if (
        timedelta() < row["visible_after"] - world.now() <= _processing(world)
    ):  # longer only after the clock was set back
        raise StatementPipeBusy(f"it is processed until {row['visible_after']:%H:%M:%S}", statement_pipe_id=pipe_id)
    merged: Row = {"source": row["source"], "target": row["target"], **body}
    world.work.update(ScormCloudStatementPipe, _key(world, pipe_id), _columns(world, merged))
    _start(world, world.actor["id"], pipe_id)
    return {"result": pipe_id}


def find(world: World, pipe_id: str) -> Row:
    """A pipe. 404 if there is none."""
    row = _row(world, pipe_id)
    if row is None:
        raise StatementPipeNotFound(statement_pipe_id=pipe_id)
    return _shown(row)


def find_all(world: World) -> dict[str, list[Row]]:
    """Every pipe in order of creation; the vendor does not page this list."""
    rows = world.work.all(_ALL, app_id=world.actor["id"])
    return {"xapi_statement_pipes": [_shown(row) for row in rows]}


def delete(world: World, pipe_id: str) -> None:
    """Delete a pipe, at once (documented: a moment later). 404 if there is none."""
    if not world.work.delete(ScormCloudStatementPipe, **_key(world, pipe_id)):
        raise StatementPipeNotFound(statement_pipe_id=pipe_id)
    stop_job(STATEMENT_PIPE, world.sandbox, world.work, subject_of(world.actor["id"], pipe_id))


def feed(world: World, app_id: str) -> None:
    """Called when statements were stored in the LRS of an application: start its idle pipes."""
    for row in world.work.all(_ALL, app_id=app_id):
        job = world.work.get(Job, id=STATEMENT_PIPE.job_id(subject_of(app_id, row["id"])))
        if is_fed(row) and (job is None or job["due"] is None):
            _start(world, app_id, row["id"])


def _start(world: World, app_id: str, pipe_id: str) -> None:
    begin_job(world, STATEMENT_PIPE, subject_of(app_id, pipe_id), {})


def _store(world: World, pipe_id: str, body: Row) -> dict[str, str]:
    number = world.ids.number("scormcloud.statement_pipe")
    world.work.insert(
        ScormCloudStatementPipe, {**_key(world, pipe_id), "number": number, "source": None, **_columns(world, body)}
    )
    _start(world, world.actor["id"], pipe_id)
    return {"result": pipe_id}


def _columns(world: World, body: Row) -> Row:
    """The members as columns. 400 without a target's URL."""
    if not (body.get("target") or {}).get("url"):
        raise BadRequest(why="body.target.url: is required")
    return {
        "source": body.get("source"),
        "target": body["target"],
        "attempts": 0,
        "visible_after": to_milliseconds(_processed_until(world)),
        "last_forwarded_statement_date": None,
        "more_url": None,
        "cursor": None,
        "base_url": world.link(""),
    }


def _processed_until(world: World) -> datetime:
    return world.now() + _processing(world)


def _processing(world: World) -> timedelta:
    """How long a new or changed pipe is being processed: as long as a job takes in `real` mode, otherwise not at all (inferred)."""
    settings = world.sandbox.settings
    return timedelta(seconds=settings.job_seconds if settings.job_mode == "real" else 0)


def _shown(row: Row) -> Row:
    return {**row, "visible_after": writer_of("XapiStatementPipeSchema").datetime(row["visible_after"])}


def _row(world: World, pipe_id: str) -> Row | None:
    return world.work.get(ScormCloudStatementPipe, **_key(world, pipe_id))


def _key(world: World, pipe_id: str) -> Row:
    return {"app_id": world.actor["id"], "id": pipe_id}
