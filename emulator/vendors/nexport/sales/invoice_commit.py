"""Committing an invoice, after which its items can be redeemed."""

from emulator.sandbox.world import World
from emulator.vendors.nexport.errors import ValidationFailed
from emulator.vendors.nexport.rows import Row
from emulator.vendors.nexport.sales import invoice_items, invoices
from emulator.vendors.nexport.tables import NexportInvoice, NexportInvoiceItem


def commit(world: World, invoice_id: str) -> Row:
    """Commit an invoice: it and each of its items get a redemption code. 422 if it is empty (inferred)."""
    invoices.find_open(world, invoice_id)
    items = invoice_items.of_invoice(world, invoice_id)
    if not items:
        raise ValidationFailed(why="The invoice has no items.")
    code = world.ids.token(12)
    world.work.update(NexportInvoice, {"id": invoice_id}, {"committed": world.now(), "redemption_code": code})
    codes = {}
    for item in items:
        codes[item["id"]] = world.ids.token(12)
        world.work.update(NexportInvoiceItem, {"id": item["id"]}, {"redemption_code": codes[item["id"]]})
    return {"invoice_redemption_code": code, "invoice_item_redemption_codes": codes}
