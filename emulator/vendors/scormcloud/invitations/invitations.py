"""Invitations, public and private."""

from datetime import datetime

from sqlalchemy import and_, bindparam, delete, select

from emulator.jobs.job import stop_jobs
from emulator.sandbox.world import World
from emulator.store.listed import among, listed
from emulator.vendors.scormcloud import tags
from emulator.vendors.scormcloud.configuration.post_back import hint_at_legacy
from emulator.vendors.scormcloud.courses import courses
from emulator.vendors.scormcloud.errors import BadRequest, InvitationNotFound
from emulator.vendors.scormcloud.invitations import user_invitations
from emulator.vendors.scormcloud.invitations.invitation_job import INVITATION_JOB
from emulator.vendors.scormcloud.rows import Row, Statement
from emulator.vendors.scormcloud.tables import (
    ScormCloudCourse,
    ScormCloudInvitation,
    ScormCloudInvitationJob,
    ScormCloudUserInvitation,
)
from emulator.vendors.scormcloud.wire.listing import Listed, Listing
from emulator.vendors.scormcloud.wire.writing import to_milliseconds

PUBLIC, PRIVATE = "public", "private"

_I, _C = ScormCloudInvitation.__table__, ScormCloudCourse.__table__
_LISTED = Listed(
    source=_I.join(_C, and_(_C.c.app_id == _I.c.app_id, _C.c.id == _I.c.course_id)),
    columns=(*_I.c, _C.c.title.label("course_title")),
    app_id=_I.c.app_id,
    number=_I.c.number,
    orders={"created": _I.c.created, "updated": _I.c.updated, "course_title": _C.c.title},
    equal={"kind": _I.c.kind, "course_id": _I.c.course_id},
    filters={"invitation_id": _I.c.id, "course_id": _I.c.course_id, "course_title": _C.c.title},
    id=_I.c.id,
    tagged=tags.INVITATION,
)
_OF_COURSE = Statement(
    select(ScormCloudInvitation.id).where(
        ScormCloudInvitation.app_id == bindparam("app_id"), ScormCloudInvitation.course_id == bindparam("course_id")
    )
)
_DELETE_JOBS = Statement(
    delete(ScormCloudInvitationJob.__table__).where(among(ScormCloudInvitationJob.id, "invitations"))
)
_PRIVATE = Statement(
    select(ScormCloudInvitation.id, ScormCloudInvitation.email).where(
        ScormCloudInvitation.app_id == bindparam("app_id"), ScormCloudInvitation.kind == PRIVATE
    )
)


def create_public(world: World, body: Row) -> Row:
    """Create a public invitation, open for launches and for new registrations. Its link has its own id (recorded of API v1)."""
    link = world.link(f"/sc/InvitationConfirmEmail?publicInvitationId={world.ids.uuid()}")
    return shown(world, insert(world, PUBLIC, body, url=link), count=False)


def insert(world: World, kind: str, body: Row, *, url: str | None = None, email: Row | None = None) -> Row:
    """Store an invitation; returns its row. 400 for an empty member, a bad tag, or an unknown course.

    The body's `id`, which only a seed can have, becomes the invitation's id.
    """
    for name, value in (("courseId", body["course_id"]), ("creatingUserEmail", body["creating_user_email"])):
        if not value:
            raise BadRequest(why=f"body.{name}: must not be empty")
    tags.check(body.get("tags") or (), "body.tags")
    course = courses.find_row(world, body["course_id"])
    now = to_milliseconds(world.now())
    row: Row = {
        "id": body.get("id") or world.ids.uuid(),
        "app_id": world.actor["id"],
        "number": world.ids.number("scormcloud.invitation"),
        "kind": kind,
        "course_id": course["id"],
        "creating_user_email": body["creating_user_email"],
        "allow_launch": True,
        "allow_new_registrations": True,
        "registration_cap": body.get("registration_cap") or 0,
        "url": url,
        "email": email,
        "post_back": body.get("post_back"),
        "expiration_date": body.get("expiration_date"),
        "created": now,
        "updated": now,
    }
    world.work.insert(ScormCloudInvitation, row)
    tags.add(world.work, row["app_id"], tags.INVITATION, row["id"], body.get("tags") or ())
    hint_at_legacy(world, row["post_back"])
    return row


def find_row(world: World, invitation_id: str, kind: str | None = None) -> Row:
    """The row of an invitation, of one kind if `kind` is given. 404 if there is none."""
    row = world.work.get(ScormCloudInvitation, id=invitation_id, app_id=world.actor["id"])
    if row is None or kind not in (None, row["kind"]):
        raise InvitationNotFound(invitation_id=invitation_id)
    return row


def find(world: World, invitation_id: str, kind: str, *, count: bool) -> Row:
    """An invitation as the API shows it. If its link admits no learner, a hint says why."""
    world.work.remember()
    row = find_row(world, invitation_id, kind)
    if kind == PRIVATE and count:
        user_invitations.read_launched_ahead(world, [invitation_id])
    found = shown(world, row, count=count)
    registered = found["registration_count"] if count else user_invitations.count(world, row["id"])
    closed = closed_because(row, world.now(), registered)
    if closed:
        world.hint(f"the invitation lets no new learner in: {closed}")
    return found


def find_all(world: World, listing: Listing, kind: str | None, course_id: str | None, *, count: bool) -> Row:
    """A page of invitations of one kind, or in short form of both kinds. The counts are current (documented: up to a day old)."""
    rows, more = _LISTED.page(world, listing, kind=kind, course_id=course_id or None)
    if kind is not None and count:
        read_ahead = user_invitations.read_launched_ahead if kind == PRIVATE else user_invitations.read_counts_ahead
        read_ahead(world, [row["id"] for row in rows])
    page = [summary(row) if kind is None else shown(world, row, count=count) for row in rows]
    return {"invitations": page, "more": more}


def update(world: World, invitation_id: str, kind: str, body: Row) -> Row:
    """Change the given members (documented); an empty expirationDate removes it. Existing registrations keep their postBack (inferred)."""
    row = find_row(world, invitation_id, kind)
    changes: Row = {**body, "updated": to_milliseconds(world.now())}
    if "invitation_email" in body:
        changes["email"] = {**(row["email"] or {}), **changes.pop("invitation_email")}
    hint_at_legacy(world, body.get("post_back"))
    world.work.update(ScormCloudInvitation, {"id": row["id"]}, changes)
    return shown(world, {**row, **changes}, count=False)


def delete_of_course(world: World, course_id: str) -> None:
    """Delete a course's invitations with their jobs, tags and links. The caller deletes the registrations."""
    key = {"app_id": world.actor["id"], "course_id": course_id}
    ids = [row["id"] for row in world.work.all(_OF_COURSE, **key)]
    stop_jobs(INVITATION_JOB, world.sandbox, world.work, ids)
    world.work.run(_DELETE_JOBS, invitations=listed(ids))
    tags.clear(world.work, key["app_id"], tags.INVITATION, *ids)
    world.work.delete(ScormCloudUserInvitation, **key)
    world.work.delete(ScormCloudInvitation, **key)


def forget_address(world: World, email: str) -> None:
    """Remove an e-mail address from every invitation."""
    address, app_id = email.lower(), world.actor["id"]
    world.work.delete(ScormCloudUserInvitation, app_id=app_id, address=address)
    for row in world.work.all(_PRIVATE, app_id=app_id):
        left = [other for other in row["email"]["addresses"] if other.lower() != address]
        if len(left) < len(row["email"]["addresses"]):
            changes = {"email": {**row["email"], "addresses": left}}
            world.work.update(ScormCloudInvitation, {"id": row["id"]}, changes)


def summary(row: Row) -> Row:
    """InvitationSummarySchema."""
    return {**row, "is_public": row["kind"] == PUBLIC, "create_date": row["created"]}


def shown(world: World, row: Row, *, count: bool) -> Row:
    """PublicInvitationSchema or PrivateInvitationSchema."""
    title = row.get("course_title") or courses.find_row(world, row["course_id"])["title"]
    registered: int | None = None
    launched: int | None = None
    if count and row["kind"] == PRIVATE:
        registered, launched = user_invitations.count_launched(world, row["id"])
    elif count:
        registered = user_invitations.count(world, row["id"])
    return {
        **row,
        "course_title": title,
        "create_date": row["created"],
        "invitation_email": row["email"],
        "registration_count": registered,
        "launched_registration_count": launched,
    }


def closed_because(row: Row, now: datetime, registrations: int) -> str | None:
    """Why an invitation admits no new learner: its flags, its expiry by the sandbox's clock, or its cap; None if it does."""
    if not row["allow_launch"]:
        return "allowLaunch is false"
    if row["expiration_date"] is not None and now > row["expiration_date"]:
        return "it has expired by the sandbox's clock"
    if row["kind"] == PUBLIC and not row["allow_new_registrations"]:
        return "allowNewRegistrations is false"
    if row["kind"] == PUBLIC and 0 < row["registration_cap"] <= registrations:
        return "registrationCap is reached"
    return None
