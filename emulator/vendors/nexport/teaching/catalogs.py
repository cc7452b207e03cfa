"""Catalogs: the syllabi that an organization offers."""

from sqlalchemy import bindparam, func, select

from emulator.sandbox.world import World
from emulator.store.decimals import total_of_counted
from emulator.vendors.nexport.directory import organizations
from emulator.vendors.nexport.entities import find, read_ahead
from emulator.vendors.nexport.rows import Row, Statement
from emulator.vendors.nexport.tables import NexportCatalog, NexportOrganization, NexportProduct
from emulator.vendors.nexport.teaching import syllabi
from emulator.vendors.nexport.wire.page import Page

_OF_ORGANIZATION = Statement(
    select(*NexportCatalog.__table__.c)
    .where(NexportCatalog.organization_id == bindparam("organization_id"))
    .order_by(NexportCatalog.name, NexportCatalog.id)
)
_OFFERED = (
    select(*NexportProduct.__table__.c)
    .where(NexportProduct.catalog_id == bindparam("catalog_id"))
    .order_by(NexportProduct.position)
)
_PAGE = Statement(_OFFERED.limit(bindparam("most")).offset(bindparam("skipped")))
_COUNT = Statement(
    select(func.count())
    .select_from(NexportProduct.__table__)
    .where(NexportProduct.catalog_id == bindparam("catalog_id"))
)


def _hours(kind: int) -> Statement:
    """How many syllabi of a kind a catalog offers with each number of credit hours."""
    product, syllabus = NexportProduct.__table__, syllabi.TABLES[kind].__table__
    hours = syllabus.c.credit_hours
    return Statement(
        select(hours.label("hours"), func.count().label("products"))
        .select_from(product.join(syllabus, syllabus.c.id == product.c.syllabus_id))
        .where(product.c.catalog_id == bindparam("catalog_id"), product.c.syllabus_type == kind, hours.is_not(None))
        .group_by(hours)
    )


_HOURS = [_hours(kind) for kind in syllabi.TABLES]


def owned(world: World, body: Row, page: Page) -> Row:
    """A page of the catalogs that an organization owns, optionally of one publishing model, by name (inferred)."""
    organization = organizations.get(world, body["org_id"])
    model = body.get("publishing_model")
    found = [
        row
        for row in world.work.all(_OF_ORGANIZATION, organization_id=organization["id"])
        if model is None or row["publishing_model"] == model
    ]
    rows = page.of_list(world, found)
    read_ahead(world, NexportOrganization, [row["organization_id"] for row in rows])
    return {"catalogs": [_shown(world, row) for row in rows]}


def get(world: World, catalog_id: str) -> Row:
    """A catalog. 409 if there is none."""
    return _shown(world, find(world, NexportCatalog, catalog_id, "catalog"))


def description(world: World, catalog_id: str) -> Row:
    """The description of a catalog; empty if there is none."""
    return {"description": find(world, NexportCatalog, catalog_id, "catalog")["description"]}


def credit_hours(world: World, catalog_id: str) -> Row:
    """The credit hours of a catalog: its own or, inferred, the sum of those of its syllabi."""
    catalog = find(world, NexportCatalog, catalog_id, "catalog")
    own = catalog["credit_hours"]
    if own is None:
        counted = [row for hours in _HOURS for row in world.work.kept(hours, catalog_id=catalog_id)]
        own = total_of_counted((row["hours"], row["products"]) for row in counted)
    return {"credit_hours": own}


def list_syllabi(world: World, catalog_id: str, page: Page) -> list[Row]:
    """A page of a catalog's syllabi, in the order of the catalog. An invoice item refers to one by its `product_id`."""
    find(world, NexportCatalog, catalog_id, "catalog")
    count = world.work.kept_value(_COUNT, catalog_id=catalog_id)
    found = world.work.all(_PAGE, catalog_id=catalog_id, most=page.size, skipped=page.start)
    rows = page.of_counted(world, count, found)
    _read_syllabi_ahead(world, rows)
    return [{**row, "product_id": row["id"], "syllabus_name": syllabi.of_product(world, row)["name"]} for row in rows]


def _read_syllabi_ahead(world: World, rows: list[Row]) -> None:
    syllabi.read_many_ahead(world, [(row["syllabus_type"], row["syllabus_id"]) for row in rows])


def _shown(world: World, row: Row) -> Row:
    owner = find(world, NexportOrganization, row["organization_id"], "organization")
    return {
        **row,
        "catalog_id": row["id"],
        "utc_date_created": row["created"],
        "utc_date_last_modified": row["modified"],
        "owner_id": owner["id"],
        "owner_name": owner["name"],
    }
