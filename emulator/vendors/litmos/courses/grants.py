"""Grants: why a user has a course or a learning path. The user has it as long as one grant of it is left; the result stays.

What differs between courses and learning paths is in `Granted`. Each function runs the same few statements for one user and for many.
"""

from collections.abc import Callable, Iterable
from dataclasses import field
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import bindparam, delete, exists, select, update

from emulator.light.records import dataclass
from emulator.sandbox.world import World
from emulator.store.listed import among, listed
from emulator.store.statement import scoped
from emulator.vendors.litmos.rows import Row, Statement, Table
from emulator.vendors.litmos.stamps import stamped, touched

Via = Literal["user", "team", "learning_path"]
Pair = tuple[str, str]
"""A user and a course or learning path, by their ids."""


@dataclass(frozen=True)
class Granted:
    """Courses or learning paths: `items` is their table, `grants` that of their grants, `held` that of what users have, with the results.

    `item` is the column that names one. `more` are the further columns of a new row of `held`; `access_till` returns when the access of
    an assignment that is made now ends, and `renews_access` tells whether that counts for one that comes back.
    """

    item: Literal["course_id", "path_id"]
    items: type[Table]
    grants: type[Table]
    held: type[Table]
    more: Row
    access_till: Callable[[World, Row], datetime | None]
    renews_access: bool
    known: Statement = field(init=False)
    given: Statement = field(init=False)
    had: Statement = field(init=False)
    taken: Statement = field(init=False)
    lost: Statement = field(init=False)
    sources: Statement = field(init=False)

    def __post_init__(self) -> None:
        items, grant, held = (table.__table__ for table in (self.items, self.grants, self.held))
        of_users = among(grant.c.user_id, "users"), among(grant.c[self.item], "items")
        had_by_users = among(held.c.user_id, "users"), among(held.c[self.item], "items")
        own = grant.c.user_id == held.c.user_id, grant.c[self.item] == held.c[self.item]
        via = grant.c.via == bindparam("via")
        item = grant.c[self.item].label("item")
        self._set("known", select(*items.c).where(among(items.c.id, "items")))
        self._set("given", select(grant.c.user_id, item, grant.c.via_id).where(via, *of_users))
        self._set("had", select(held.c.user_id, held.c[self.item].label("item"), held.c.active).where(*had_by_users))
        self._set("taken", delete(grant).where(via, among(grant.c.via_id, "via_ids"), *of_users))
        still = exists(select(1).where(scoped(grant)).where(*own).correlate(held))
        no_more: dict[str, Any] = {name: bindparam(name) for name in ("active", "updated_date", "updated_by_id")}
        self._set("lost", update(held).where(held.c.active, *had_by_users).where(~still).values(no_more))
        one = grant.c.user_id == bindparam("user_id"), grant.c[self.item] == bindparam("item_id")
        self._set("sources", select(grant.c.via, grant.c.via_id).where(*one))

    def _set(self, name: str, core: Any) -> None:
        object.__setattr__(self, name, Statement(core))


def give(world: World, kind: Granted, via: Via, grants: Iterable[tuple[str, str, str]]) -> list[Pair]:
    """Add grants, as (user id, item id, id of what grants it); returns what users did not have before.

    Users must exist; unknown items are skipped.
    """
    wanted = list(dict.fromkeys(grants))
    asked = _asked((user, item) for user, item, _ in wanted)
    items = {row["id"]: row for row in world.work.all(kind.known, items=asked["items"])}
    given = {(row["user_id"], row["item"], row["via_id"]) for row in world.work.all(kind.given, via=via, **asked)}
    had = {(row["user_id"], row["item"]): row["active"] for row in world.work.all(kind.had, **asked)}
    fresh = [grant for grant in wanted if grant[1] in items and grant not in given]
    new = [pair for pair in dict.fromkeys((user, item) for user, item, _ in fresh) if not had.get(pair)]
    rows = ({"user_id": user, kind.item: item, "via": via, "via_id": via_id} for user, item, via_id in fresh)
    world.work.insert_all(kind.grants, rows)
    first = [(user, items[item]) for user, item in new if (user, item) not in had]
    world.work.insert_all(kind.held, [_new(world, kind, user, item) for user, item in first])
    again = [(user, items[item]) for user, item in new if (user, item) in had]
    world.work.update_all(kind.held, ("user_id", kind.item), [_back(world, kind, user, item) for user, item in again])
    return new


def take(
    world: World, kind: Granted, via: Via, via_ids: Iterable[str], users: Iterable[str], items: Iterable[str]
) -> None:
    """Take back what these gave (users, teams or learning paths, as `via` says); who has no other grant of an item loses it."""
    asked = {"users": listed(users), "items": listed(items)}
    if world.work.run(kind.taken, via=via, via_ids=listed(via_ids), **asked):
        lose(world, kind, **asked)


def lose(world: World, kind: Granted, users: str, items: str) -> None:
    """End the assignments, of these users and items (as `listed`), that have no grant left."""
    world.work.run(kind.lost, users=users, items=items, active=False, **touched(world))


def sources(world: World, kind: Granted, user_id: str, item_id: str) -> list[tuple[str, str]]:
    """Why a user has an item, as (via, id) pairs; empty if they do not have it."""
    return [(row["via"], row["via_id"]) for row in world.work.all(kind.sources, user_id=user_id, item_id=item_id)]


def find(world: World, kind: Granted, user_id: str, item_id: str) -> Row | None:
    """What a user has, with its result (a row of `held`), or None if they do not have the item now."""
    row = world.work.get(kind.held, **{"user_id": user_id, kind.item: item_id})
    return row if row is not None and row["active"] else None


def _asked(pairs: Iterable[Pair]) -> dict[str, str]:
    users, items = zip(*pairs, strict=True) if (pairs := list(pairs)) else ((), ())
    return {"users": listed(dict.fromkeys(users)), "items": listed(dict.fromkeys(items))}


def _new(world: World, kind: Granted, user_id: str, item: Row) -> dict[str, Any]:
    return {
        "user_id": user_id,
        kind.item: item["id"],
        "number": world.ids.number("litmos.result"),
        "active": True,
        "assigned_date": world.now(),
        "start_date": None,
        "date_completed": None,
        "complete": False,
        "percentage_complete": "0.00",
        "access_till_date": kind.access_till(world, item),
        **kind.more,
        **stamped(world),
    }


def _back(world: World, kind: Granted, user_id: str, item: Row) -> dict[str, Any]:
    access = {"access_till_date": kind.access_till(world, item)} if kind.renews_access else {}
    row = {"user_id": user_id, kind.item: item["id"], "active": True, "assigned_date": world.now()}
    return {**row, **access, **touched(world)}
