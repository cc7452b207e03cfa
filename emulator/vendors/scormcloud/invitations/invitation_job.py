"""The job that sends the e-mails of a private invitation to the sandbox's outbox. Its id is the invitation's."""

from sqlalchemy import bindparam, select

from emulator.jobs.job import Commit, JobKind, JobStep, begin_job
from emulator.mails.posting import post_message
from emulator.sandbox.world import World
from emulator.vendors.scormcloud.invitations.invitation_email import render, values_for, values_of
from emulator.vendors.scormcloud.rows import Row, Statement
from emulator.vendors.scormcloud.tables import (
    ScormCloudInvitation,
    ScormCloudInvitationJob,
    ScormCloudUserInvitation,
)

STATUS = {"STARTED": "STARTED", "SENDING": "STARTED", "COMPLETE": "COMPLETE", "ERROR": "ERROR"}

_UNSENT = Statement(
    select(*ScormCloudUserInvitation.__table__.c)
    .where(
        ScormCloudUserInvitation.app_id == bindparam("app_id"),
        ScormCloudUserInvitation.invitation_id == bindparam("invitation_id"),
        ScormCloudUserInvitation.sent.is_(False),
    )
    .order_by(ScormCloudUserInvitation.number)
)


def start(world: World, invitation_id: str, total: int, errors: list[str]) -> None:
    """Start sending; `errors` has the addresses that get no e-mail, and why."""
    row: Row = {
        "id": invitation_id,
        "state": INVITATION_JOB.states[0],
        "errors": errors,
        "total": total,
        "processed": 0,
    }
    world.work.insert(ScormCloudInvitationJob, row)
    begin_job(world, INVITATION_JOB, invitation_id, {})


def find(world: World, invitation_id: str) -> Row:
    """InvitationJobStatusSchema. Every private invitation has a job."""
    row = world.work.get(ScormCloudInvitationJob, id=invitation_id)
    assert row is not None
    return {**row, "status": STATUS[row["state"]]}


async def _send_half(step: JobStep) -> Commit:
    """Send half of the e-mails before the last step, so that a client that polls sees progress."""
    return lambda world: _send(world, step.job["subject"], half=True)


async def _send_rest(step: JobStep) -> Commit:
    return lambda world: _send(world, step.job["subject"], half=False)


def _send(world: World, invitation_id: str, *, half: bool) -> None:
    work = world.work
    invitation, job = (
        work.get(ScormCloudInvitation, id=invitation_id),
        work.get(ScormCloudInvitationJob, id=invitation_id),
    )
    assert invitation is not None  # deleting the invitation ends the job
    assert job is not None
    unsent = work.all(_UNSENT, app_id=invitation["app_id"], invitation_id=invitation_id)
    email, course = invitation["email"], values_of(work, invitation["app_id"], invitation["course_id"])
    sending = unsent[: len(unsent) // 2] if half else unsent
    for invited in sending:
        values = {**course, **values_for(work, invited)}
        subject, body = render(email["subject"], values), render(email["body"], values)
        post_message(world.sandbox, work, "scormcloud", invited["email"], subject, body, html=True)
        work.update(ScormCloudUserInvitation, {"id": invited["id"]}, {"sent": True})
    changes: Row = {"processed": job["processed"] + len(sending)}
    if not half:  # people who were deleted meanwhile get no e-mail
        changes["total"] = changes["processed"]
    work.update(ScormCloudInvitationJob, {"id": invitation_id}, changes)


def _moved(world: World, invitation_id: str, state: str, reason: str | None) -> None:
    changes: Row = {"state": state}
    if reason is not None:
        job = world.work.get(ScormCloudInvitationJob, id=invitation_id)
        changes["errors"] = [*(job["errors"] if job else ()), reason]
    world.work.update(ScormCloudInvitationJob, {"id": invitation_id}, changes)


INVITATION_JOB = JobKind(
    name="scormcloud.invitation",
    states=("STARTED", "SENDING", "COMPLETE"),
    failed="ERROR",
    moved=_moved,
    work={"SENDING": _send_half, "COMPLETE": _send_rest},
)
"""In the API the states are STARTED, COMPLETE and ERROR. The vendor also has CANCELLED, which does not occur here."""
