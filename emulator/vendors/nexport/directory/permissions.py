"""Permissions: a user has them at a node of the directory, and they apply to everything below it."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, NoReturn

from sqlalchemy import bindparam, select

from emulator.sandbox.world import World
from emulator.vendors.nexport.directory.directory import root_id
from emulator.vendors.nexport.errors import NotAuthorized
from emulator.vendors.nexport.rows import Statement
from emulator.vendors.nexport.tables import NexportOrganization, NexportPermission

EVERY = "*"
"""Stands for a permission's name: all permissions."""

_HELD = Statement(
    select(NexportPermission.organization_id, NexportPermission.permission).where(
        NexportPermission.user_id == bindparam("user_id")
    )
)

_PARENTS = Statement(select(NexportOrganization.id, NexportOrganization.parent_id))


def require(world: World, *nodes: str) -> None:
    """Refuse the call (403) unless the caller has the operation's permissions at one of the nodes or an ancestor of it.

    The contract names one `permission`, or several: `all_of` them, or `any_of` them.
    """
    held = _held(world)
    if not any(_granted(world, held, node) for node in nodes):
        _refuse(world, *nodes)


def require_among(world: World, allowed: Collection[str] | None, node: str) -> None:
    """The same for one node, if the result of `nodes` is known already."""
    if allowed is not None and node not in allowed:
        _refuse(world, node)


def nodes(world: World) -> list[str] | None:
    """The nodes of the directory where the caller has the operation's permissions, given there or above; None if it is every node."""
    held = _held(world)
    if _suffices(held.get(root_id(world), frozenset()), world.needs):
        return None
    parents = {row["id"]: row["parent_id"] for row in world.work.all(_PARENTS)}
    inherited: dict[str | None, frozenset[str]] = {None: frozenset()}
    for node in parents:
        way = []
        above: str | None = node
        while above not in inherited:
            assert above is not None
            way.append(above)
            above = parents[above]
        for each in reversed(way):
            inherited[each] = inherited[parents[each]] | held.get(each, frozenset())
    return [node for node in parents if _suffices(inherited[node], world.needs)]


def has(world: World, user_id: str, node: str, permission: str) -> bool:
    """True if a user has a permission at a node or an ancestor of it."""
    given = held_at(world, user_id, permission)
    return any(each in given for each in upwards(world, node))


def held_at(world: World, user_id: str, permission: str) -> set[str]:
    """The nodes at which a user was given a permission."""
    rows = world.work.all(_HELD, user_id=user_id)
    return {row["organization_id"] for row in rows if row["permission"] in (permission, EVERY)}


def upwards(world: World, node: str | None) -> Iterator[str]:
    """A node of the directory and its ancestors, up to the root."""
    while node is not None:
        yield node
        row = world.work.get(NexportOrganization, id=node)
        node = row["parent_id"] if row else None


def _suffices(held: frozenset[str], auth: Any) -> bool:
    if EVERY in held:
        return True
    return held.issuperset(auth["all_of"]) if "all_of" in auth else not held.isdisjoint(_names(auth))


def _held(world: World) -> dict[str, frozenset[str]]:
    """The permissions that the caller was given, by node."""
    held: dict[str, frozenset[str]] = {}
    for row in world.work.all(_HELD, user_id=world.actor):
        held[row["organization_id"]] = held.get(row["organization_id"], frozenset()) | {row["permission"]}
    return held


def _granted(world: World, held: Mapping[str, frozenset[str]], node: str) -> bool:
    """True if the caller has the needed permissions at a node. Ancestors are read only as far as necessary."""
    found: frozenset[str] = frozenset()
    for each in upwards(world, node) if held else ():
        found |= held.get(each, frozenset())
        if _suffices(found, world.needs):
            return True
    return False


def _refuse(world: World, *nodes: str) -> NoReturn:
    names = " and ".join(world.needs.get("all_of", ())) or " or ".join(_names(world.needs))
    raise NotAuthorized(f"needs the permission {names} in {' or '.join(nodes)} or an ancestor of it")


def _names(auth: Any) -> tuple[str, ...]:
    return tuple(auth["any_of"]) if "any_of" in auth else (auth["permission"],)
