"""PointOfSaleApi: invoices, their items and payments, and redemptions."""

from emulator.sandbox.world import World
from emulator.vendors.nexport.routing import router
from emulator.vendors.nexport.rows import Row
from emulator.vendors.nexport.sales import invoice_commit, invoice_items, invoices, redemptions


@router.post("/PointOfSaleApi/BeginInvoiceTransaction", status_code=200)
def begin_invoice_transaction(world: World, body: Row) -> Row:
    return invoices.begin(world, body)


@router.post("/PointOfSaleApi/AddInvoiceItem", status_code=200)
def add_invoice_item(world: World, body: Row) -> Row:
    return {"invoice_item_id": invoice_items.add(world, body)[0]}


@router.post("/PointOfSaleApi/AddInvoiceItems", status_code=200)
def add_invoice_items(world: World, body: Row) -> Row:
    return {"invoice_item_ids": invoice_items.add(world, body, body.get("quantity", 1))}


@router.post("/PointOfSaleApi/UpdateInvoiceItem", status_code=200)
def update_invoice_item(world: World, body: Row) -> None:
    invoice_items.update(world, body["invoice_item_id"], body["invoice_updates"])


@router.post("/PointOfSaleApi/AddInvoicePayment", status_code=200)
def add_invoice_payment(world: World, body: Row) -> Row:
    return invoices.add_payment(world, body)


@router.post("/PointOfSaleApi/AddInvoiceScheduledPayment", status_code=200)
def add_invoice_scheduled_payment(world: World, body: Row) -> Row:
    return invoices.schedule_payment(world, body)


@router.get("/PointOfSaleApi/GetInvoiceItem", status_code=200)
def get_invoice_item(world: World, invoice_item_id: str) -> Row:
    return redemptions.show_item(world, invoice_item_id)


@router.post("/PointOfSaleApi/CommitInvoiceTransaction", status_code=200)
def commit_invoice_transaction(world: World, body: Row) -> Row:
    return invoice_commit.commit(world, body["invoice_id"])


@router.get("/PointOfSaleApi/GetInvoice", status_code=200)
def get_invoice(world: World, invoice_id: str) -> Row:
    return invoices.get(world, invoice_id)


@router.post("/PointOfSaleApi/RedeemInvoiceItem", status_code=200)
def redeem_invoice_item(world: World, body: Row) -> Row:
    return redemptions.redeem(world, body)


@router.get("/PointOfSaleApi/GetInvoiceRedemption", status_code=200)
def get_invoice_redemption(world: World, invoice_item_id: str) -> Row:
    return redemptions.get(world, invoice_item_id)


@router.post("/PointOfSaleApi/ResetInvoiceRedemption", status_code=200)
def reset_invoice_redemption(world: World, body: Row) -> Row:
    return redemptions.reset(world, body["invoice_item_id"], body.get("note"))
