"""The rules of eLearning modules, and the job that brings their content in."""

from sqlalchemy import bindparam, or_, select
from sqlalchemy import delete as delete_from
from sqlalchemy import update as update_statement

from emulator.courseware.importing.packages import fetch_archive, fetched_archive, read_archive
from emulator.jobs.job import Commit, JobKind, JobStep, begin_job, stop_job, stop_jobs
from emulator.sandbox.world import World
from emulator.store.listed import among, listed
from emulator.store.parts import having
from emulator.vendors.litmos import activities
from emulator.vendors.litmos.errors import BadRequest, ModuleIdMismatch, ModuleNotFound
from emulator.vendors.litmos.ids import new_id, new_original_id
from emulator.vendors.litmos.rows import Row, Statement
from emulator.vendors.litmos.stamps import stamped, touched
from emulator.vendors.litmos.tables import LitmosCourseModule, LitmosModule, LitmosModuleResult
from emulator.vendors.litmos.training import module_content

MODULE_TYPE = 9  # of every SCORM and Tin Can file (documented)
SHOWN = ("name", "description", "active", "hide_description", "new_window", "review_mode")

_FOLLOW = Statement(
    update_statement(LitmosModule)
    .where(or_(LitmosModule.id == bindparam("module"), LitmosModule.content_of == bindparam("module")))
    .values(status=bindparam("new_status"), failure=bindparam("new_failure"), package_id=bindparam("new_package"))
)
_MIRRORS = Statement(
    select(LitmosModule.id, LitmosModule.content_of)
    .where(among(LitmosModule.content_of, "modules"))
    .order_by(LitmosModule.id)
)
_FORGET = (
    Statement(delete_from(LitmosCourseModule.__table__).where(among(LitmosCourseModule.module_id, "modules"))),
    Statement(delete_from(LitmosModuleResult.__table__).where(among(LitmosModuleResult.module_id, "modules"))),
    Statement(delete_from(LitmosModule.__table__).where(among(LitmosModule.id, "modules"))),
)


def create(world: World, body: Row) -> Row:
    """A new module, Queued; its content is fetched by a job. Without a ContentURL it stays Queued (inferred)."""
    _check(body)
    row = store_new(world, MODULE_TYPE, "Queued", body)
    activities.note(world, "content", "Module Created", "Module", row)
    if row["content_url"]:
        begin_job(world, MODULE_IMPORT, row["id"], {"url": row["content_url"]})
    else:
        world.hint("no ContentURL: the module stays Queued until a PUT brings one")
    return row


def store_new(world: World, module_type: int, status: str, body: Row) -> Row:
    """Add the row of a module of any type, with everything that the request did not say."""
    row: Row = {
        "id": new_id(world.ids),
        "module_type": module_type,
        "name": body["name"],
        "description": body.get("description") or "",
        "active": body.get("active") is not False,
        "module_ref_code": body.get("code") or "",
        "hide_description": body.get("hide_description") or False,
        "new_window": body.get("new_window") or False,
        "review_mode": body.get("review_mode") or False,
        "status": status,
        "content_url": body.get("content_url") or None,
        "content_of": None,
        "package_id": None,
        "failure": None,
        "original_id": new_original_id(world.ids),
        "passmark": 0,
        **stamped(world),
    }
    world.work.insert(LitmosModule, row)
    return row


def find(world: World, moduleid: str) -> Row:
    """An eLearning module by Id. 404 if there is none; 400 for one of another type (inferred), which has operations of its own."""
    row = world.work.get(LitmosModule, id=moduleid)
    if row is None:
        raise ModuleNotFound()
    if row["module_type"] != MODULE_TYPE:
        raise BadRequest(
            f"the module is of type {row['module_type']}; this is for SCORM and Tin Can modules, of type {MODULE_TYPE}"
        )
    if row["failure"]:
        world.hint(f"the module failed: {row['failure']}")
    return row


def update(world: World, moduleid: str, body: Row) -> Row:
    """Change the members in the body; a ContentURL brings new content, so the module is Queued again (documented by the samples).

    An edit of one of several mirrored modules applies to all (documented).
    """
    row = find(world, moduleid)
    _check(body)
    if body.get("id") and body["id"] != moduleid:
        raise ModuleIdMismatch()
    changes = having(body, SHOWN)
    if body.get("module_ref_code") is not None:
        changes["module_ref_code"] = body["module_ref_code"]
    if body.get("content_url"):
        changes |= {"content_url": body["content_url"], "status": "Queued", "failure": None}
    original = row["content_of"] or moduleid
    for mirrored in ({"id": original}, {"content_of": original}):
        world.work.update(LitmosModule, mirrored, {**changes, **touched(world)})
    activities.note(world, "content", "Module Updated", "Module", {**row, **changes})
    if body.get("content_url"):
        begin_job(world, MODULE_IMPORT, original, {"url": body["content_url"]})
    return {**row, **changes}


def delete(world: World, moduleid: str) -> None:
    """Delete a module, its places in courses and the import of its content; its mirrors keep their content (inferred)."""
    row = find(world, moduleid)
    delete_rows(world, [row])
    activities.note(world, "content", "Module Deleted", "Module", row)


def delete_rows(world: World, rows: list[Row]) -> None:
    """Delete modules with what depends on them; the log is the caller's to write."""
    ids = [row["id"] for row in rows]
    stop_jobs(MODULE_IMPORT, world.sandbox, world.work, ids)
    attempts = module_content.attempts_of(world.work, ids)
    forget(world, rows)
    module_content.clear(world.work, world.sandbox, attempts, {row["package_id"] for row in rows})
    heirs: dict[str, str] = {}
    for mirror in world.work.all(_MIRRORS, modules=listed(ids)):
        heirs.setdefault(mirror["content_of"], mirror["id"])
    for row in rows:
        if heir := heirs.get(row["id"]):
            world.work.update(LitmosModule, {"content_of": row["id"]}, {"content_of": heir})
            world.work.update(LitmosModule, {"id": heir}, {"content_of": None})
            fetch_unless_done(world, heir, row)


def forget(world: World, rows: list[Row]) -> None:
    """Delete the rows of modules, of their places in courses and of their results."""
    ids = listed(row["id"] for row in rows)
    for statement in _FORGET:
        world.work.run(statement, modules=ids)


def fetch_unless_done(world: World, moduleid: str, original: Row) -> None:
    """Have a module fetch the content for itself if its original is still at it."""
    if original["status"] not in ("Ready", "Failed") and original["content_url"]:
        begin_job(world, MODULE_IMPORT, moduleid, {"url": original["content_url"]})


def fetch_as(world: World, row: Row, new_id: str) -> None:
    """Let the import of a new module follow the Id that a seed gave it."""
    stop_job(MODULE_IMPORT, world.sandbox, world.work, row["id"])
    if row["content_url"]:
        begin_job(world, MODULE_IMPORT, new_id, {"url": row["content_url"]})


def _check(body: Row) -> None:
    if not body["name"]:
        raise BadRequest("Name is required")
    if body.get("module_type") not in (None, MODULE_TYPE):
        raise BadRequest(f"ModuleType is always {MODULE_TYPE}")


async def _download(step: JobStep) -> Commit:
    return await fetch_archive(step, step.job["detail"]["url"])


async def _read(step: JobStep) -> Commit:
    _, store = await read_archive(step, await fetched_archive(step, step.job["detail"]["url"]))

    def commit(world: World) -> None:
        module_content.put(world.work, world.sandbox, step.job["subject"], store(world.work))

    return commit


def _moved(world: World, module: str, status: str, reason: str | None) -> None:
    row = world.work.get(LitmosModule, id=module)
    if row is not None:
        world.work.run(_FOLLOW, module=module, new_status=status, new_failure=reason, new_package=row["package_id"])


MODULE_IMPORT = JobKind(
    name="litmos.module",
    states=("Queued", "Uploading", "ReadyToProcess", "Processing", "Ready"),
    failed="Failed",
    moved=_moved,
    work={"ReadyToProcess": _download, "Ready": _read},
    calls=frozenset({"ReadyToProcess"}),
)
"""Uploading ends when the file is here, Processing when it was read."""
