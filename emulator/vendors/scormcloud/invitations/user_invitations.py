"""The people of an invitation: invited privately, or registered through a public link."""

from collections.abc import Sequence

from sqlalchemy import bindparam, func, select

from emulator.sandbox.world import World
from emulator.vendors.scormcloud.registrations import progress, registrations
from emulator.vendors.scormcloud.rows import Row, Statement
from emulator.vendors.scormcloud.tables import ScormCloudRegistration, ScormCloudUserInvitation
from emulator.vendors.scormcloud.wire.listing import Listed, Listing

_U = ScormCloudUserInvitation.__table__.c
_LISTED = Listed(
    source=ScormCloudUserInvitation.__table__,
    columns=tuple(_U),
    app_id=_U.app_id,
    number=_U.number,
    orders={"created": _U.created, "updated": _U.updated, "email": _U.email},
    equal={"invitation_id": _U.invitation_id},
    filters={"registration_id": _U.registration_id, "email": _U.email},
)
_OF_INVITATION = (
    ScormCloudUserInvitation.app_id == bindparam("app_id"),
    ScormCloudUserInvitation.invitation_id == bindparam("invitation_id"),
)
_REGISTRATIONS = Statement(select(ScormCloudUserInvitation.registration_id).where(*_OF_INVITATION).distinct())
_COUNT = Statement(select(func.count(ScormCloudUserInvitation.registration_id.distinct())).where(*_OF_INVITATION))


def count(world: World, invitation_id: str) -> int:
    """The number of an invitation's registrations, each counted once."""
    return int(world.work.kept_value(_COUNT, app_id=world.actor["id"], invitation_id=invitation_id))


def count_launched(world: World, invitation_id: str) -> tuple[int, int]:
    """The number of an invitation's registrations, and how many of them were launched. `read_launched_ahead` must have been called."""
    rows = world.work.all(_REGISTRATIONS, app_id=world.actor["id"], invitation_id=invitation_id)
    return len(rows), sum(_is_launched(_state(world, row["registration_id"])) for row in rows)


def read_counts_ahead(world: World, invitation_ids: Sequence[str]) -> None:
    """Count for many invitations at once, for `count`."""
    keys = [{"invitation_id": invitation_id} for invitation_id in invitation_ids]
    world.work.read_ahead(_COUNT, keys, keep=True, app_id=world.actor["id"])


def read_launched_ahead(world: World, invitation_ids: Sequence[str]) -> None:
    """Read the rows for `count_launched` of many invitations at once."""
    keys = [{"invitation_id": invitation_id} for invitation_id in invitation_ids]
    world.work.read_ahead(_REGISTRATIONS, keys, app_id=world.actor["id"])
    _read_states_ahead(
        world, [row for key in keys for row in world.work.all(_REGISTRATIONS, app_id=world.actor["id"], **key)]
    )


def _read_states_ahead(world: World, rows: Sequence[Row]) -> None:
    """Read the rows for `_state` of these registrations at once."""
    keys = [{"id": registration_id} for registration_id in dict.fromkeys(row["registration_id"] for row in rows)]
    world.work.read_ahead(ScormCloudRegistration, keys, app_id=world.actor["id"])
    found = [world.work.get(ScormCloudRegistration, app_id=world.actor["id"], **key) for key in keys]
    registrations.read_latest_ahead(world, [row for row in found if row is not None])


def find_all(world: World, invitation_id: str, listing: Listing, *, report: bool) -> Row:
    """A page of an invitation's people, with data of their registrations on request."""
    rows, more = _LISTED.page(world, listing, invitation_id=invitation_id)
    _read_states_ahead(world, rows)
    return {"user_invitations": [_shown(world, row, report=report) for row in rows], "more": more}


def _shown(world: World, row: Row, *, report: bool) -> Row:
    state = _state(world, row["registration_id"])
    return {**row, "is_started": _is_launched(state), "registration_report": _report(state) if report else None}


def _report(state: Row) -> Row:
    known = {**progress.UNLAUNCHED, **state}
    return {
        "complete": known["registration_completion"],
        "success": known["registration_success"],
        "total_seconds_tracked": known["total_seconds_tracked"],
        "score": known.get("score"),
    }


def _is_launched(state: Row) -> bool:
    return state.get("first_access_date") is not None


def _state(world: World, registration_id: str) -> Row:
    """The members from a registration's latest instance."""
    app_id = world.actor["id"]
    registration = world.work.get(ScormCloudRegistration, app_id=app_id, id=registration_id)
    assert registration is not None  # deleting a registration deletes its place in invitations
    instance = registrations.latest_instance(world, registration)
    if instance["attempt_id"] is None:
        return progress.given(instance)[0]
    return progress.shown(world, registration, instance, progress.ProgressDetail())
