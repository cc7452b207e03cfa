"""Redeeming invoice items: the purchase becomes an enrollment."""

from datetime import datetime
from typing import cast

from sqlalchemy import bindparam, select

from emulator.sandbox.world import World
from emulator.store.parts import part, value_of
from emulator.vendors.nexport.directory import directory
from emulator.vendors.nexport.enrollments import enrollments
from emulator.vendors.nexport.enrollments.enrollments import FINISHED, SYLLABUS_COLUMN, TABLES
from emulator.vendors.nexport.entities import find
from emulator.vendors.nexport.enums import number
from emulator.vendors.nexport.errors import EntityExists, EntityNotFound, ValidationFailed
from emulator.vendors.nexport.rows import Row, Statement
from emulator.vendors.nexport.sales import invoice_items
from emulator.vendors.nexport.tables import NexportInvoiceItem, NexportUser
from emulator.vendors.nexport.teaching import syllabi
from emulator.vendors.nexport.wire import time_limit

NORMAL = number("RedemptionActionTypeEnum", "NormalRedemption")
RENEW, RESTART = 1, 2
"""From a client: 1 renews and extends an enrollment, and 2 restarts it; the vendor's names for them are not known."""
DELETE_FINISHED = number("RedemptionActionTypeEnum", "DeleteFinishedEnrollment")

_IN_SYLLABUS = {
    kind: Statement(
        select(*table.__table__.c).where(
            table.__table__.c.user_id == bindparam("user_id"),
            table.__table__.c.organization_id == bindparam("organization_id"),
            table.__table__.c[SYLLABUS_COLUMN[kind]] == bindparam("syllabus_id"),
        )
    )
    for kind, table in TABLES.items()
}


def redeem(world: World, body: Row) -> Row:
    """Enroll a user in the product of a committed invoice's item. 422 if that is not possible now (inferred)."""
    item, invoice = _named(world, body)
    if invoice["committed"] is None:
        raise ValidationFailed(why="The invoice is not committed.")
    if item["redeemed"] is not None:
        raise ValidationFailed(why="The invoice item is redeemed already.")
    if item["redemption_available"] is not None and item["redemption_available"] > world.now():
        raise ValidationFailed(why="The invoice item cannot be redeemed yet.")
    user = find(world, NexportUser, body["redeeming_user_id"], "user")
    updates: Row = body.get("invoice_updates") or Row()
    item = {**item, **invoice_items.changes(world, updates)}
    product = _product(world, item, body)
    organization_id = item["subscription_org_id"] or invoice["organization_id"]
    enrollment_id = _enroll(
        world, item, product, user["id"], organization_id, body.get("redemption_action_type", NORMAL)
    )
    for group_id in item["group_ids"]:
        directory.join(world, user["id"], group_id)
    redeemed: Row = {
        "redeemed": world.now(),
        "redeemed_by": user["id"],
        "syllabus_id": product["syllabus_id"],
        "syllabus_type": product["syllabus_type"],
        "enrollment_id": enrollment_id,
    }
    columns = part(item, set(invoice_items.COLUMNS.values()))
    world.work.update(NexportInvoiceItem, {"id": item["id"]}, {**columns, **redeemed})
    return _shown(world, {**item, **redeemed}, invoice)


def show_item(world: World, invoice_item_id: str) -> Row:
    """An item as it was added, with its redemption if it was redeemed (inferred)."""
    item, _ = invoice_items.find_item(world, invoice_item_id)
    names = {name: column for name, column in invoice_items.COLUMNS.items() if name != "group_memberships"}
    asked = cast(Row, {name: value_of(item, column) for name, column in names.items()})
    return {
        **asked,
        "invoice_item_id": item["id"],
        "invoice_id": item["invoice_id"],
        "product_id": item["product_id"],
        "product_type": item["product_type"],
        "invoice_item_redemption_code": item["redemption_code"],
        "redemption_user_id": item["redeemed_by"],
        "redemption_enrollment_id": item["enrollment_id"],
        "utc_redemption_date": item["redeemed"],
    }


def get(world: World, invoice_item_id: str) -> Row:
    """The redemption of an item; without utc_redemption_date if it was not redeemed (inferred)."""
    return _shown(world, *invoice_items.find_item(world, invoice_item_id))


def reset(world: World, invoice_item_id: str, note: str | None) -> Row:
    """Undo a redemption: the enrollment expires now, and the item can be redeemed with a new code (inferred)."""
    item, _ = invoice_items.find_item(world, invoice_item_id)
    if item["redeemed"] is None:
        raise ValidationFailed(why="The invoice item is not redeemed.")
    world.work.update(TABLES[item["syllabus_type"]], {"id": item["enrollment_id"]}, {"expires": world.now()})
    cleared = dict.fromkeys(("redeemed", "redeemed_by", "syllabus_id", "syllabus_type", "enrollment_id"))
    code = world.ids.token(12)
    kept = {"note": item["note"] if note is None else note, "redemption_code": code}
    world.work.update(NexportInvoiceItem, {"id": item["id"]}, {**cleared, **kept})
    return {"invoice_item_redemption_code": code}


def _named(world: World, body: Row) -> tuple[Row, Row]:
    """The item with an id or a code; if both are given, they must belong to the same item."""
    identifier, code = body.get("invoice_item_id"), body.get("invoice_item_redemption_code")
    if identifier is None and not code:
        raise ValidationFailed(why="invoice_item_id or invoice_item_redemption_code is required")
    if identifier is None:
        coded = world.work.get(NexportInvoiceItem, redemption_code=code)
        if coded is None:
            raise EntityNotFound("no invoice item has this redemption code")
        identifier = coded["id"]
    item, invoice = invoice_items.find_item(world, identifier)
    if code and item["redemption_code"] != code:
        raise EntityNotFound("the redemption code is another item's, or one from before a reset")
    return item, invoice


def _product(world: World, item: Row, body: Row) -> Row:
    """The syllabus that is redeemed. For an open-ended item, the call names one of the catalog that was sold."""
    if item["product_type"] == invoice_items.SYLLABUS:
        if body.get("product_id") not in (None, item["product_id"]):
            raise ValidationFailed(why="product_id is not the product of the invoice item")
        return invoice_items.check_product(world, invoice_items.SYLLABUS, item["product_id"])
    if body.get("product_id") is None or body.get("product_type") == invoice_items.OPEN_ENDED:
        raise ValidationFailed(why="product_id must name a syllabus of the catalog that was sold")
    product = invoice_items.check_product(world, invoice_items.SYLLABUS, body["product_id"])
    if product["catalog_id"] != item["product_id"]:
        raise ValidationFailed(why="product_id is of another catalog than the one that was sold")
    return product


def _enroll(world: World, item: Row, product: Row, user_id: str, organization_id: str, action: int) -> str:
    """The id of the enrollment that was created or renewed."""
    kind, syllabus_id = product["syllabus_type"], product["syllabus_id"]
    syllabi.get(world, kind, syllabus_id)
    expires = _expires(world, item)
    current = world.work.one(
        _IN_SYLLABUS[kind], user_id=user_id, organization_id=organization_id, syllabus_id=syllabus_id
    )
    if current is not None:
        if action == RENEW:
            world.work.update(TABLES[kind], {"id": current["id"]}, {"expires": expires})
            return str(current["id"])
        if action == NORMAL or (action == DELETE_FINISHED and current["phase"] != FINISHED):
            raise EntityExists(what="An enrollment of this user in the syllabus")
        enrollments.delete(world, current["id"])
    return str(enrollments.create(world, kind, syllabus_id, user_id, organization_id, expires)["id"])


def _expires(world: World, item: Row) -> datetime | None:
    """When access ends: at the given date, or else after the time limit; None for never."""
    if item["access_expires"] is not None:
        found: datetime = item["access_expires"]
        return found
    return time_limit.end(world.now(), item["access_time_limit"]) if item["access_time_limit"] else None


def _shown(world: World, item: Row, invoice: Row) -> Row:
    row: Row = {
        "organization_id": item["subscription_org_id"] or invoice["organization_id"],
        "redemption_user_id": item["redeemed_by"],
        "redemption_enrollment_id": item["enrollment_id"],
        "redemption_type": item["syllabus_type"],
        "syllabus_id": item["syllabus_id"],
        "utc_redemption_date": item["redeemed"],
        "invoice_item_redemption_code": item["redemption_code"],
    }
    if item["syllabus_id"] is not None:
        row["syllabus_title"] = syllabi.get(world, item["syllabus_type"], item["syllabus_id"])["name"]
    return row
