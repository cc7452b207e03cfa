"""Organizations: the nodes of the directory that are not groups."""

from collections.abc import Iterable
from functools import cache
from typing import Any, Literal

from sqlalchemy import bindparam, func, or_, select

from emulator.sandbox.world import World
from emulator.store.listed import among, listed
from emulator.store.search import contains, pattern_of
from emulator.store.statement import scoped
from emulator.vendors.nexport.directory.directory import GROUP
from emulator.vendors.nexport.entities import find
from emulator.vendors.nexport.errors import EntityNotFound
from emulator.vendors.nexport.rows import Row, Statement
from emulator.vendors.nexport.tables import NexportOrganization
from emulator.vendors.nexport.wire.page import Page

ONE_NODE = frozenset({"node"})
"""What is below one node is listed and counted from an index alone, and only the rows of the page are looked up."""

Kind = Literal["organizations", "groups", "both"]

_table: Any = NexportOrganization.__table__
_FITS = or_(contains(_table.c.name, "pattern"), contains(_table.c.short_name, "pattern"))


def get(world: World, org_id: str) -> Row:
    """An organization. 409 if it does not exist or is a group."""
    row = find(world, NexportOrganization, org_id, "organization")
    if row["kind"] == GROUP:
        raise EntityNotFound(f"{org_id} is a group, not an organization")
    return row


def list_below(world: World, org_id: str, page: Page) -> list[Row]:
    """A page of the organization itself (a client looks for it in the list) and all below it, by name (inferred)."""
    node = get(world, org_id)
    return [
        {"org_id": row["id"], "name": row["name"], "short_name": row["short_name"]}
        for row in page_below(world, node, "organizations", page)
    ]


def search(world: World, base_org_id: str, search_term: str | None, page: Page) -> list[Row]:
    """A page of the organizations and groups at and below a node whose name contains this text in any case; all without a text
    (inferred)."""
    node = find(world, NexportOrganization, base_org_id, "organization or group")
    return shown(page_below(world, node, "both", page, text=search_term or ""))


def shown(rows: list[Row]) -> list[Row]:
    """Nodes as lists show them."""
    return [{"id": row["id"], "name": row["name"], "short_name": row["short_name"]} for row in rows]


def page_below(
    world: World, node: Row, kind: Kind, page: Page, *, text: str = "", also_below: Iterable[str] | None = None
) -> list[Row]:
    """A page of a node of the directory and all below it, of one kind, by name. With a text, only names that contain it; with further
    nodes, only those at or below one of them."""
    places = {} if node["parent_id"] is None else {"node": listed([node["id"]])}  # everything is below the root
    if also_below is not None:
        places["others"] = listed(also_below)
    chosen = (kind, frozenset(places), bool(text))
    wanted = {**places, "pattern": pattern_of(text)}
    rows = world.work.all(_rows(*chosen), **wanted, most=page.size, skipped=page.start)
    return page.of_counted(world, world.work.kept_value(_count(*chosen), **wanted), rows)


@cache
def _rows(kind: Kind, places: frozenset[str], by_text: bool) -> Statement:
    if by_text or places != ONE_NODE:
        return Statement(_page(_chosen(select(*_table.c), kind, places, by_text), _table))
    below = _nodes_below("node")
    page = _page(select(below.c.id).where(*_of_kind(below, kind)), below)
    return Statement(select(*_table.c).where(_table.c.id.in_(page)).order_by(_table.c.name, _table.c.id))


@cache
def _count(kind: Kind, places: frozenset[str], by_text: bool) -> Statement:
    if by_text or places != ONE_NODE:
        return Statement(_chosen(select(func.count()).select_from(_table), kind, places, by_text))
    below = _nodes_below("node")
    return Statement(select(func.count()).select_from(below).where(*_of_kind(below, kind)))


def _page(core: Any, nodes: Any) -> Any:
    return core.order_by(nodes.c.name, nodes.c.id).limit(bindparam("most")).offset(bindparam("skipped"))


def _chosen(core: Any, kind: Kind, places: frozenset[str], by_text: bool) -> Any:
    below = [_table.c.id.in_(_below(place)) for place in sorted(places)]
    return core.where(*_of_kind(_table, kind), *below, *([_FITS] if by_text else []))


def _of_kind(nodes: Any, kind: Kind) -> tuple[Any, ...]:
    """The criteria for nodes of a kind."""
    if kind == "both":
        return ()
    is_group = nodes.c.kind == GROUP
    return (is_group,) if kind == "groups" else (or_(nodes.c.kind.is_(None), ~is_group),)


def _below(place: str) -> Any:
    """The ids of the nodes in a parameter and of all below them."""
    return select(_nodes_below(place).c.id)


def _nodes_below(place: str) -> Any:
    """The nodes in a parameter and all below them: id, name and kind."""
    child = _table.alias("child")
    first = select(_table.c.id, _table.c.name, _table.c.kind).where(scoped(_table), among(_table.c.id, place))
    below = first.cte(f"below_{place}", recursive=True)
    return below.union(
        select(child.c.id, child.c.name, child.c.kind).where(scoped(child), child.c.parent_id == below.c.id)
    )
