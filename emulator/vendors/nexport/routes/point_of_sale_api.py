"""PointOfSaleApi: invoices, their items and payments, and what becomes of them."""

from typing import Any

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.nexport import invoice_commit, invoice_items, invoices, redemptions
from emulator.vendors.nexport.routing import routes


@routes.operation("PointOfSaleApi_BeginInvoiceTransaction")
def begin_invoice_transaction(call: Call, body: dict[str, Any]) -> Row:
    return invoices.begin(call, body)


@routes.operation("PointOfSaleApi_AddInvoiceItem")
def add_invoice_item(call: Call, body: dict[str, Any]) -> Row:
    return {"invoice_item_id": invoice_items.add(call, body)[0]}


@routes.operation("PointOfSaleApi_AddInvoiceItems")
def add_invoice_items(call: Call, body: dict[str, Any]) -> Row:
    return {"invoice_item_ids": invoice_items.add(call, body, body.get("quantity", 1))}


@routes.operation("PointOfSaleApi_UpdateInvoiceItem")
def update_invoice_item(call: Call, body: dict[str, Any]) -> None:
    invoice_items.update(call, body["invoice_item_id"], body["invoice_updates"])


@routes.operation("PointOfSaleApi_AddInvoicePayment")
def add_invoice_payment(call: Call, body: dict[str, Any]) -> Row:
    return invoices.add_payment(call, body)


@routes.operation("PointOfSaleApi_CommitInvoiceTransaction")
def commit_invoice_transaction(call: Call, body: dict[str, Any]) -> Row:
    return invoice_commit.commit(call, body["invoice_id"])


@routes.operation("PointOfSaleApi_GetInvoice")
def get_invoice(call: Call, invoice_id: str) -> Row:
    return invoices.get(call, invoice_id)


@routes.operation("PointOfSaleApi_RedeemInvoiceItem")
def redeem_invoice_item(call: Call, body: dict[str, Any]) -> Row:
    return redemptions.redeem(call, body)


@routes.operation("PointOfSaleApi_GetInvoiceRedemption")
def get_invoice_redemption(call: Call, invoice_item_id: str) -> Row:
    return redemptions.get(call, invoice_item_id)


@routes.operation("PointOfSaleApi_ResetInvoiceRedemption")
def reset_invoice_redemption(call: Call, body: dict[str, Any]) -> Row:
    return redemptions.reset(call, body["invoice_item_id"], body.get("note"))
