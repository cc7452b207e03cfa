"""Closing an invoice: after that its items can be redeemed."""

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.nexport.errors import ValidationFailed
from emulator.vendors.nexport.sales import invoice_items, invoices
from emulator.vendors.nexport.tables import NexportInvoice, NexportInvoiceItem


def commit(call: Call, invoice_id: str) -> Row:
    """Close an invoice: it and each of its items get a redemption code. 422 if it is empty (inferred)."""
    invoices.find_open(call, invoice_id)
    items = invoice_items.of_invoice(call, invoice_id)
    if not items:
        raise ValidationFailed(why="The invoice has no items.")
    code = call.ids.token(12)
    call.store.update(NexportInvoice, {"id": invoice_id}, {"committed": call.now(), "redemption_code": code})
    codes = {}
    for item in items:
        codes[item["id"]] = call.ids.token(12)
        call.store.update(NexportInvoiceItem, {"id": item["id"]}, {"redemption_code": codes[item["id"]]})
    return {"invoice_redemption_code": code, "invoice_item_redemption_codes": codes}
