"""Invoices: beginning and paying them. `invoice_items.py` fills one, `invoice_commit.py` commits it."""

from emulator.sandbox.world import World
from emulator.store.parts import part
from emulator.vendors.nexport.directory import groups, organizations, permissions
from emulator.vendors.nexport.entities import find
from emulator.vendors.nexport.enums import number
from emulator.vendors.nexport.errors import NotAuthorized, ValidationFailed
from emulator.vendors.nexport.rows import Row
from emulator.vendors.nexport.tables import NexportInvoice, NexportInvoicePayment, NexportUser

AGENT = "Group Purchasing Agent"
"""Documented: the permission that a purchasing agent needs in the purchasing group or an ancestor of it."""

COMMITTED = number("InvoiceStateEnum", "Committed")
OPEN = 0


def begin(world: World, body: Row) -> Row:
    """A new open invoice. Inferred: without an organization it is the purchasing agent's."""
    agent = find(world, NexportUser, body["purchasing_agent_id"], "user")
    organization = organizations.get(world, body.get("organization_id") or agent["organization_id"])
    permissions.require(world, organization["id"])
    group_id = body.get("purchasing_group_id")
    if group_id is not None:
        groups.get(world, group_id)
        if not permissions.has(world, agent["id"], group_id, AGENT):
            raise NotAuthorized(f"the purchasing agent needs the permission {AGENT} in {group_id} or an ancestor of it")
    row: Row = {
        "id": world.ids.uuid(),
        "organization_id": organization["id"],
        "purchasing_agent_id": agent["id"],
        "purchasing_group_id": group_id,
        "note": body.get("note"),
        "created": world.now(),
    }
    world.work.insert(NexportInvoice, row)
    return {"invoice_id": row["id"]}


def get(world: World, invoice_id: str) -> Row:
    """An invoice as GetInvoice shows it. 409 if there is none."""
    row = find_row(world, invoice_id)
    return {
        **row,
        "invoice_id": row["id"],
        "state": OPEN if row["committed"] is None else COMMITTED,
        "invoice_redemption_code": row["redemption_code"],
    }


def add_payment(world: World, body: Row) -> Row:
    """Record a payment of an open invoice. Inferred: the sum of the payments is not compared with the cost."""
    invoice = find_open(world, body["invoice_id"])
    payee = find(world, NexportUser, body["payee_id"], "user")
    if body["amount_usd"] < 0:
        raise ValidationFailed(why="amount_usd must be at least 0")
    kept = (
        "payment_collector_id",
        "merchant_account_id",
        "payment_processor",
        "payment_processor_transaction_id",
        "note",
    )
    row: Row = {
        "id": world.ids.uuid(),
        "invoice_id": invoice["id"],
        "payee_id": payee["id"],
        "amount_usd": body["amount_usd"],
        "paid": body.get("utc_payment_date") or world.now(),
        "details": part(body, kept),
    }
    world.work.insert(NexportInvoicePayment, row)
    return {"invoice_payment_id": row["id"]}


def schedule_payment(world: World, body: Row) -> Row:
    """Record a payment of an open invoice that is due later, by its purchasing agent. Inferred: nothing is collected when it is due."""
    invoice = find_open(world, body["invoice_id"])
    if body["amount_usd"] < 0:
        raise ValidationFailed(why="amount_usd must be at least 0")
    row: Row = {
        "id": world.ids.uuid(),
        "invoice_id": invoice["id"],
        "payee_id": invoice["purchasing_agent_id"],
        "amount_usd": body["amount_usd"],
        "paid": body["utc_due_date"],
        "details": {"scheduled": True, "note": body.get("note")},
    }
    world.work.insert(NexportInvoicePayment, row)
    return {"invoice_scheduled_payment_id": row["id"]}


def find_row(world: World, invoice_id: str) -> Row:
    """An invoice that the caller may manage. 409 if it does not exist, 403 if the caller may not manage it."""
    row = find(world, NexportInvoice, invoice_id, "invoice")
    permissions.require(world, row["organization_id"])
    return row


def find_open(world: World, invoice_id: str) -> Row:
    """The same for an invoice that is not committed yet; otherwise 422 (inferred)."""
    row = find_row(world, invoice_id)
    if row["committed"] is not None:
        raise ValidationFailed(why="The invoice is committed.")
    return row
