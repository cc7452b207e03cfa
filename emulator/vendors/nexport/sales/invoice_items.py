"""The items of an invoice: one product for one user each."""

from typing import cast

from sqlalchemy import bindparam, select

from emulator.sandbox.world import World
from emulator.store.parts import value_of
from emulator.vendors.nexport.directory import groups, organizations
from emulator.vendors.nexport.entities import find
from emulator.vendors.nexport.enums import number
from emulator.vendors.nexport.errors import ValidationFailed
from emulator.vendors.nexport.rows import Row, Statement
from emulator.vendors.nexport.sales import invoices
from emulator.vendors.nexport.tables import NexportCatalog, NexportInvoiceItem, NexportProduct
from emulator.vendors.nexport.wire import time_limit

SYLLABUS = number("ProductTypeEnum", "Syllabus")
OPEN_ENDED = number("ProductTypeEnum", "OpenEnded")

MOST_AT_ONCE = 1000

_OF_INVOICE = Statement(
    select(*NexportInvoiceItem.__table__.c)
    .where(NexportInvoiceItem.invoice_id == bindparam("invoice_id"))
    .order_by(NexportInvoiceItem.position)
)

COLUMNS = {
    "cost": "cost",
    "note": "note",
    "utc_access_expiration_date": "access_expires",
    "access_expiration_time_limit": "access_time_limit",
    "subscription_org_id": "subscription_org_id",
    "group_membership_ids": "group_ids",
    "group_memberships": "group_ids",
    "purchasing_group_id": "purchasing_group_id",
    "funding_pool": "funding_pool",
    "utc_redemption_available_date": "redemption_available",
}
"""The members of requests, and the columns that they set."""


def add(world: World, body: Row, quantity: int = 1) -> list[str]:
    """Add the same product to an open invoice this many times; returns the ids of the items."""
    invoice = invoices.find_open(world, body["invoice_id"])
    if not 1 <= quantity <= MOST_AT_ONCE:
        raise ValidationFailed(why=f"quantity must be from 1 to {MOST_AT_ONCE}")
    kind = body.get("product_type", SYLLABUS)
    check_product(world, kind, body["product_id"])
    position = len(of_invoice(world, invoice["id"]))
    row: Row = {
        "invoice_id": invoice["id"],
        "product_id": body["product_id"],
        "product_type": kind,
        "cost": 0.0,
        "group_ids": [],
        **changes(world, body),
    }
    ids = [world.ids.uuid() for _ in range(quantity)]
    world.work.insert_all(
        NexportInvoiceItem, [{**row, "id": each, "position": position + at} for at, each in enumerate(ids)]
    )
    return ids


def update(world: World, invoice_item_id: str, body: Row) -> None:
    """Change the item's members in the body and keep the others. 422 once it is redeemed (inferred)."""
    item, _ = find_item(world, invoice_item_id)
    if item["redeemed"] is not None:
        raise ValidationFailed(why="The invoice item is redeemed.")
    world.work.update(NexportInvoiceItem, {"id": item["id"]}, changes(world, body))


def find_item(world: World, invoice_item_id: str) -> tuple[Row, Row]:
    """An item and its invoice, which the caller must be allowed to manage."""
    item = find(world, NexportInvoiceItem, invoice_item_id, "invoice item")
    return item, invoices.find_row(world, item["invoice_id"])


def of_invoice(world: World, invoice_id: str) -> list[Row]:
    """The items of an invoice in the order in which they were added."""
    return world.work.all(_OF_INVOICE, invoice_id=invoice_id)


def check_product(world: World, kind: int, product_id: str) -> Row:
    """Check a product: a syllabus by its id in the catalog, or a whole catalog (open-ended). 409 if it does not exist."""
    if kind == OPEN_ENDED:
        return find(world, NexportCatalog, product_id, "catalog")
    return find(world, NexportProduct, product_id, "product of a catalog")


def changes(world: World, body: Row) -> Row:
    """The columns that a body sets. 409 for an unknown organization or group, 422 for a cost below 0."""
    found = cast(Row, {column: value_of(body, name) for name, column in COLUMNS.items() if name in body})
    if found.get("cost", 0) < 0:
        raise ValidationFailed(why="cost must be at least 0")
    if "access_time_limit" in found:
        time_limit.read(found["access_time_limit"])
    if "subscription_org_id" in found:
        organizations.get(world, found["subscription_org_id"])
    for group_id in (*found.get("group_ids", ()), *filter(None, [found.get("purchasing_group_id")])):
        groups.get(world, group_id)
    return found
