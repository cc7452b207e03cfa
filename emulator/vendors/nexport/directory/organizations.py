"""Organizations: the nodes of the directory that are not groups."""

from sqlalchemy import select

from emulator.sandbox.world import World
from emulator.store.search import pattern_of
from emulator.vendors.nexport.directory.directory import GROUP
from emulator.vendors.nexport.entities import find
from emulator.vendors.nexport.errors import EntityNotFound
from emulator.vendors.nexport.rows import Row, Statement
from emulator.vendors.nexport.tables import NexportOrganization
from emulator.vendors.nexport.wire.page import Page

_ALL = Statement(select(*NexportOrganization.__table__.c).order_by(NexportOrganization.name, NexportOrganization.id))


def get(world: World, org_id: str) -> Row:
    """An organization. 409 if it does not exist or is a group."""
    row = find(world, NexportOrganization, org_id, "organization")
    if row["kind"] == GROUP:
        raise EntityNotFound(f"{org_id} is a group, not an organization")
    return row


def list_below(world: World, org_id: str, page: Page) -> list[Row]:
    """A page of the organization itself (a client looks for it in the list) and all below it, by name (inferred)."""
    get(world, org_id)
    found = [row for row in nodes_below(world, org_id) if row["kind"] != GROUP]
    return [
        {"org_id": row["id"], "name": row["name"], "short_name": row["short_name"]}
        for row in page.of_list(world, found)
    ]


def search(world: World, base_org_id: str, search_term: str | None, page: Page) -> list[Row]:
    """A page of the organizations and groups at and below a node with this text in a name, in any case; all without a text (inferred)."""
    find(world, NexportOrganization, base_org_id, "organization or group")
    pattern = pattern_of(search_term or "")
    found: list[Row] = [
        {"id": row["id"], "name": row["name"], "short_name": row["short_name"]}
        for row in nodes_below(world, base_org_id)
        if pattern in row["name"].lower() or pattern in (row["short_name"] or "").lower()
    ]
    return page.of_list(world, found)


def nodes_below(world: World, node: str) -> list[Row]:
    """A node of the directory and all below it, organizations and groups, by name."""
    rows = world.work.all(_ALL)
    children: dict[str | None, list[str]] = {}
    for row in rows:
        children.setdefault(row["parent_id"], []).append(row["id"])
    inside, waiting = {node}, [node]
    while waiting:
        for child in children.get(waiting.pop(), ()):
            inside.add(child)
            waiting.append(child)
    return [row for row in rows if row["id"] in inside]
