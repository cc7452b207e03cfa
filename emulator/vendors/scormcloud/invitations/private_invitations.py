"""Creating a private invitation: the invited people, and their registrations."""

from sqlalchemy import bindparam, select

from emulator.sandbox.world import World
from emulator.vendors.scormcloud.courses import courses
from emulator.vendors.scormcloud.errors import BadRequest
from emulator.vendors.scormcloud.invitations import invitation_job, invitations
from emulator.vendors.scormcloud.invitations.invitation_email import DEFAULT_BODY
from emulator.vendors.scormcloud.registrations import instances, registrations
from emulator.vendors.scormcloud.rows import Row, Statement
from emulator.vendors.scormcloud.tables import ScormCloudUserInvitation
from emulator.vendors.scormcloud.wire.writing import to_milliseconds

FAIL, NEW_INSTANCE, NEW = "FAIL", "INSTANCE_EXISTING", "CREATE_NEW"
LONGEST = 255  # because an address becomes the learner's id

_EARLIER = Statement(
    select(ScormCloudUserInvitation.registration_id)
    .where(
        ScormCloudUserInvitation.app_id == bindparam("app_id"),
        ScormCloudUserInvitation.course_id == bindparam("course_id"),
        ScormCloudUserInvitation.address == bindparam("address"),
    )
    .order_by(ScormCloudUserInvitation.number.desc())
    .limit(1)
)


def create(world: World, body: Row) -> Row:
    """A new private invitation. The registrations exist at once, and a job sends the e-mails (both documented)."""
    email = _email(world, body)
    row, addresses = invitations.insert(world, invitations.PRIVATE, body, email=email), email["addresses"]
    option, errors = body.get("duplicate_registration_option"), []
    for address in addresses:
        earlier = _earlier(world, row, address)
        if earlier is not None and option == FAIL:
            errors.append(f"{address} has been invited to this course already")
            continue
        invite(world, row, address, _registration(world, row, address, earlier, option))
    invitation_job.start(world, row["id"], len(addresses) - len(errors), errors)
    return invitations.summary(row)


def _email(world: World, body: Row) -> Row:
    """The e-mail; with the emulator's text if none is given."""
    given = body["invitation_email"]
    return {
        "subject": given.get("subject") or courses.find_row(world, body["course_id"])["title"],
        "body": given.get("body") or DEFAULT_BODY,
        "addresses": _addresses(given["addresses"]),
    }


def _addresses(given: list[str]) -> list[str]:
    """The addresses without duplicates. An entry can have several, separated by commas (documented)."""
    found: dict[str, str] = {}
    for address in (part.strip() for entry in given for part in entry.split(",")):
        if address:
            found.setdefault(address.lower(), address)
    if not found:
        raise BadRequest(why="body.invitationEmail.addresses: at least one is required")
    for address in found.values():
        if "@" not in address or len(address) > LONGEST:
            raise BadRequest(why=f"body.invitationEmail.addresses: {address[:80]} is no e-mail address")
    return list(found.values())


def _earlier(world: World, row: Row, address: str) -> str | None:
    """The registration of this address's latest invitation to the course, or None."""
    key = {"app_id": row["app_id"], "course_id": row["course_id"], "address": address.lower()}
    registration_id: str | None = world.work.value(_EARLIER, **key)
    return registration_id


def _registration(world: World, row: Row, address: str, earlier: str | None, option: str | None) -> str:
    if earlier is None or option == NEW:
        registration_id = world.ids.uuid()
        learner = {"id": address, "email": address}
        new: Row = {"registration_id": registration_id, "course_id": row["course_id"], "learner": learner}
        registrations.create(world, {**new, "post_back": row["post_back"]}, None)
        return registration_id
    if option == NEW_INSTANCE:
        instances.add(world, registrations.find_row(world, earlier))
    return earlier


def invite(world: World, row: Row, address: str, registration_id: str) -> None:
    """Store one person's invitation with its own link (the link's form is recorded of API v1)."""
    now, user_invitation_id = to_milliseconds(world.now()), world.ids.uuid()
    world.work.insert(
        ScormCloudUserInvitation,
        {
            "id": user_invitation_id,
            "app_id": row["app_id"],
            "number": world.ids.number("scormcloud.user_invitation"),
            "invitation_id": row["id"],
            "course_id": row["course_id"],
            "email": address,
            "address": address.lower(),
            "url": world.link(f"/sc/InvitationLaunch?userInvitationId={user_invitation_id}"),
            "registration_id": registration_id,
            "sent": False,
            "created": now,
            "updated": now,
        },
    )
