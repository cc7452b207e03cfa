"""The slots of a session and who waits for one."""

from sqlalchemy import bindparam, func, select

from emulator.sandbox.world import World
from emulator.store.listed import among, listed
from emulator.vendors.litmos.rows import Statement
from emulator.vendors.litmos.stamps import touched
from emulator.vendors.litmos.tables import LitmosSession, LitmosSessionUser

REGISTERED, WAITING = 1, 2
"""EventStatus. 1 is in the documents' samples; 2 is inferred."""

_TAKEN = Statement(
    select(func.count())
    .select_from(LitmosSessionUser)
    .where(LitmosSessionUser.session_id == bindparam("session"))
    .where(LitmosSessionUser.event_status == REGISTERED)
)
_NEXT = Statement(
    select(LitmosSessionUser.user_id)
    .where(LitmosSessionUser.session_id == bindparam("session"))
    .where(LitmosSessionUser.event_status == WAITING)
    .order_by(LitmosSessionUser.number)
)
_OF_USER = Statement(select(LitmosSessionUser.session_id).where(LitmosSessionUser.user_id == bindparam("user")))
_WAITED_FOR = Statement(
    select(LitmosSessionUser.session_id)
    .where(among(LitmosSessionUser.session_id, "sessions"))
    .where(LitmosSessionUser.event_status == WAITING)
    .distinct()
)


def taken(world: World, session_id: str) -> int:
    """How many users are registered to a session, without those on the wait list."""
    return int(world.work.value(_TAKEN, session=session_id))


def read_ahead(world: World, session_ids: list[str]) -> None:
    """Count for many sessions at once, for `taken`."""
    world.work.read_ahead(_TAKEN, ({"session": session_id} for session_id in session_ids), keep=True)


def fill(world: World, session_id: str) -> None:
    """Register the users who waited longest for the slots that are free now (inferred)."""
    session = world.work.get(LitmosSession, id=session_id)
    assert session is not None
    waiting = world.work.all(_NEXT, session=session_id)
    if session["slots"] is not None:
        waiting = waiting[: max(0, session["slots"] - taken(world, session_id))]
    for row in waiting:
        key = {"session_id": session_id, "user_id": row["user_id"]}
        world.work.update(LitmosSessionUser, key, {"event_status": REGISTERED, **touched(world)})


def leave(world: World, user_id: str) -> None:
    """Remove a deleted user from all sessions; users on the wait list move up."""
    left = listed(row["session_id"] for row in world.work.all(_OF_USER, user=user_id))
    world.work.delete(LitmosSessionUser, user_id=user_id)
    for row in world.work.all(_WAITED_FOR, sessions=left):
        fill(world, row["session_id"])
