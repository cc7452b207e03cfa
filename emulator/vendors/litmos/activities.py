"""The activity logs: written by the rules when something really happened, read by `/org/activities/…`."""

from typing import Literal

from sqlalchemy import bindparam, select

from emulator.contract.names import key_of
from emulator.sandbox.world import World
from emulator.vendors.litmos.rows import Row, Statement
from emulator.vendors.litmos.tables import LitmosActivity
from emulator.vendors.litmos.wire.page import Page
from emulator.vendors.litmos.wire.period import period_of

NO_TARGET = "0"  # as the examples of the SAP description have it
Log = Literal["actions", "assignments", "content", "logins", "settings"]

_LIST = Statement(
    select(*LitmosActivity.__table__.c)
    .where(LitmosActivity.log == bindparam("log"))
    .where(LitmosActivity.activity_date.between(bindparam("since"), bindparam("to")))
    .order_by(LitmosActivity.activity_date, LitmosActivity.number)
    .limit(bindparam("limit"))
    .offset(bindparam("start"))
)


def note(
    world: World,
    log: Log,
    activity: str,
    kind: str,
    thing: Row,
    target_kind: str = "",
    target: Row | None = None,
    *,
    category: str = "",
    old: str = "",
    new: str = "",
    ip_address: str = "",
) -> None:
    """Write to a log that the caller did `activity` to `thing` (a row with id and, mostly, original_id), maybe concerning `target`.

    `kind` and `target_kind` are the words for their types: User, Course, Team, LearningPath, Module, Session …
    """
    actor = world.actor
    row: Row = {
        "number": world.ids.number("litmos.activity"),
        "log": log,
        "activity_type": activity,
        "category": category,
        "object_type": kind,
        "object_id": thing.get("id", ""),
        "original_object_id": str(thing.get("original_id") or ""),
        "object_name": name_of(thing),
        "target_object_type": target_kind,
        "target_object_id": target["id"] if target else NO_TARGET,
        "original_target_object_id": str(target.get("original_id") or "") if target else NO_TARGET,
        "target_object_name": name_of(target) if target else "",
        "old_value": old,
        "new_value": new,
        "activity_by": str(actor["original_id"]) if actor else "0",
        "activity_by_user_name": actor["user_name"] if actor else "",
        "ip_address": ip_address,
        "activity_date": world.now(),
    }
    world.work.insert(LitmosActivity, row)


def find_all(world: World, log: Log, since: str | None, to: str | None, page: Page) -> list[Row]:
    """A page of a log's entries within a period, oldest first. 406 for an invalid period."""
    period = period_of(since, to)
    rows = world.work.all(_LIST, log=log, since=period.since, to=period.to, start=page.start, limit=page.limit)
    return [_shown(row) for row in rows]


def _shown(row: Row) -> Row:
    """A row as the API shows it. The object of a login is the user."""
    return {
        **row,
        "activity_by": int(row["activity_by"]),
        "user_id": row["object_id"],
        "original_user_id": row["original_object_id"],
        "user_name": row["activity_by_user_name"],
        "login_date": row["activity_date"],
    }


def spaced(name: str) -> str:
    """A wire name as words: First Name for FirstName."""
    return " ".join(part.capitalize() for part in key_of(name).split("_"))


def name_of(thing: Row) -> str:
    """The name of a row in a log: a user's full name, otherwise its name or title."""
    return str(thing.get("full_name") or thing.get("name") or thing.get("title") or "")
