"""Invoices: begun, filled, paid, committed."""

from typing import Any

import pytest

from tests.vendors.nexport.campus import (
    ACME,
    BUYERS,
    CATALOG,
    CLERK,
    JO,
    NORTH,
    OTHER,
    SAFETY,
    SELL_PLAN,
    SELL_SAFETY,
    Campus,
    answer,
    clerk_of,
    refusal,
)
from tests.world import World

OPEN, COMMITTED = 0, 1


def begin(campus: Campus, **members: Any) -> str:
    """A new invoice of Acme; returns its id."""
    body = {"purchasing_agent_id": JO, "organization_id": ACME, **members}
    identifier: str = answer(campus.send("PointOfSaleApi_BeginInvoiceTransaction", **body))["invoice_id"]
    return identifier


def add(campus: Campus, invoice_id: str, **members: Any) -> str:
    """A new item of an invoice; returns its id."""
    body = {"invoice_id": invoice_id, "product_id": SELL_SAFETY, "cost": 10.5, **members}
    identifier: str = answer(campus.send("PointOfSaleApi_AddInvoiceItem", **body))["invoice_item_id"]
    return identifier


def state(campus: Campus, invoice_id: str) -> Any:
    """What GetInvoice says."""
    return answer(campus.query("PointOfSaleApi_GetInvoice", invoice_id=invoice_id))


def test_an_invoice_is_begun_filled_paid_and_committed(campus: Campus) -> None:
    invoice_id = begin(campus, note="Order 7")
    assert state(campus, invoice_id) == {
        "invoice_id": invoice_id,
        "organization_id": ACME,
        "purchasing_agent_id": JO,
        "note": "Order 7",
        "state": OPEN,
        "api_error_entity": {"error_code": 0, "warning_messages": []},
    }
    items = [add(campus, invoice_id), add(campus, invoice_id, product_id=CATALOG, product_type="OpenEnded")]
    many = campus.send("PointOfSaleApi_AddInvoiceItems", invoice_id=invoice_id, product_id=SELL_PLAN, quantity=2)
    items += answer(many)["invoice_item_ids"]
    payment = {"invoice_id": invoice_id, "payee_id": JO, "amount_usd": 10.5, "payment_processor": "NopCommercePlugin"}
    assert answer(campus.send("PointOfSaleApi_AddInvoicePayment", **payment))["invoice_payment_id"]
    committed = answer(campus.send("PointOfSaleApi_CommitInvoiceTransaction", invoice_id=invoice_id))
    codes = committed["invoice_item_redemption_codes"]
    assert list(codes) == items
    assert len({committed["invoice_redemption_code"], *codes.values()}) == 5
    after = state(campus, invoice_id)
    assert (after["state"], after["invoice_redemption_code"]) == (COMMITTED, committed["invoice_redemption_code"])


def test_a_committed_invoice_takes_nothing_more(campus: Campus) -> None:
    invoice_id = begin(campus)
    add(campus, invoice_id)
    answer(campus.send("PointOfSaleApi_CommitInvoiceTransaction", invoice_id=invoice_id))
    for operation, members in (
        ("CommitInvoiceTransaction", {}),
        ("AddInvoiceItem", {"product_id": SELL_SAFETY}),
        ("AddInvoiceItems", {"product_id": SELL_SAFETY}),
        ("AddInvoicePayment", {"payee_id": JO, "amount_usd": 1}),
    ):
        assert refusal(campus.send(f"PointOfSaleApi_{operation}", invoice_id=invoice_id, **members), 422)


def test_an_empty_invoice_cannot_be_committed(campus: Campus) -> None:
    invoice_id = begin(campus)
    assert refusal(campus.send("PointOfSaleApi_CommitInvoiceTransaction", invoice_id=invoice_id), 422)
    assert state(campus, invoice_id)["state"] == OPEN


def test_an_invoice_without_an_organization_is_that_of_the_purchasing_agent(campus: Campus) -> None:
    assert state(campus, begin(campus, organization_id=None))["organization_id"] == ACME


@pytest.mark.parametrize(
    ("members", "status"),
    [
        ({"purchasing_agent_id": OTHER}, 409),
        ({"organization_id": OTHER}, 409),
        ({"organization_id": BUYERS}, 409),
        ({"purchasing_group_id": OTHER}, 409),
        ({"purchasing_group_id": NORTH}, 409),
        ({"purchasing_group_id": BUYERS}, 403),
        ({"purchasing_agent_id": None}, 422),
        ({"purchasing_agent_id": "7"}, 422),
        ({"note": 7}, 422),
    ],
)
def test_an_invoice_that_cannot_be_is_refused(campus: Campus, members: dict[str, Any], status: int) -> None:
    body = {"purchasing_agent_id": JO, "organization_id": ACME, **members}
    assert refusal(campus.send("PointOfSaleApi_BeginInvoiceTransaction", **body), status)


def test_a_purchasing_agent_of_the_group_may_buy_for_it(world: World) -> None:
    clerk_of(world, Buyers=["Group Purchasing Agent"])
    campus = Campus(world)
    invoice_id = begin(campus, purchasing_agent_id=CLERK, purchasing_group_id=BUYERS)
    assert state(campus, invoice_id)["purchasing_group_id"] == BUYERS


def test_manage_invoices_is_needed_in_the_organization_of_the_invoice(world: World) -> None:
    clerk = clerk_of(world, Acme_North=["Manage Invoices"])
    body = {"purchasing_agent_id": JO, "organization_id": ACME}
    refused = refusal(clerk.send("PointOfSaleApi_BeginInvoiceTransaction", **body), 403)
    assert refused == "Not authorized to manage invoices"
    assert begin(clerk, organization_id=NORTH)
    administrator = Campus(world)
    invoice_id = begin(administrator)
    item_id = add(administrator, invoice_id)
    for operation, members in (
        ("AddInvoiceItem", {"invoice_id": invoice_id, "product_id": SELL_SAFETY}),
        ("AddInvoiceItems", {"invoice_id": invoice_id, "product_id": SELL_SAFETY}),
        ("AddInvoicePayment", {"invoice_id": invoice_id, "payee_id": JO, "amount_usd": 1}),
        ("CommitInvoiceTransaction", {"invoice_id": invoice_id}),
        ("RedeemInvoiceItem", {"invoice_item_id": item_id, "redeeming_user_id": JO}),
        ("ResetInvoiceRedemption", {"invoice_item_id": item_id}),
        ("UpdateInvoiceItem", {"invoice_item_id": item_id, "invoice_updates": {}}),
    ):
        assert refusal(clerk.send(f"PointOfSaleApi_{operation}", **members), 403)
    assert refusal(clerk.query("PointOfSaleApi_GetInvoice", invoice_id=invoice_id), 403)
    assert refusal(clerk.query("PointOfSaleApi_GetInvoiceRedemption", invoice_item_id=item_id), 403)


@pytest.mark.parametrize(
    ("members", "status"),
    [
        ({"invoice_id": OTHER}, 409),
        ({"product_id": OTHER}, 409),
        ({"product_id": SAFETY}, 409),
        ({"product_id": SELL_SAFETY, "product_type": 1}, 409),
        ({"subscription_org_id": OTHER}, 409),
        ({"group_membership_ids": [BUYERS, OTHER]}, 409),
        ({"purchasing_group_id": ACME}, 409),
        ({"product_id": None}, 422),
        ({"product_type": 9}, 422),
        ({"cost": -1}, 422),
        ({"cost": "free"}, 422),
        ({"access_expiration_time_limit": "a while"}, 422),
        ({"access_expiration_time_limit": "1.25:00:00"}, 422),
        ({"utc_access_expiration_date": "soon"}, 422),
        ({"group_membership_ids": BUYERS}, 422),
    ],
)
def test_an_item_that_cannot_be_is_refused(campus: Campus, members: dict[str, Any], status: int) -> None:
    body = {"invoice_id": begin(campus), "product_id": SELL_SAFETY, **members}
    assert refusal(campus.send("PointOfSaleApi_AddInvoiceItem", **body), status)
    assert refusal(campus.send("PointOfSaleApi_AddInvoiceItems", **body), status)


@pytest.mark.parametrize("quantity", [0, -1, 1001, 2**31, "many", 1.5])
def test_so_many_items_at_once_are_refused(campus: Campus, quantity: Any) -> None:
    body = {"invoice_id": begin(campus), "product_id": SELL_SAFETY, "quantity": quantity}
    assert refusal(campus.send("PointOfSaleApi_AddInvoiceItems", **body), 422)


@pytest.mark.parametrize(
    ("members", "status"),
    [
        ({"invoice_id": OTHER}, 409),
        ({"payee_id": OTHER}, 409),
        ({"amount_usd": None}, 422),
        ({"amount_usd": -1}, 422),
        ({"payment_processor": "Nobody"}, 422),
        ({"utc_payment_date": "yesterday"}, 422),
    ],
)
def test_a_payment_that_cannot_be_is_refused(campus: Campus, members: dict[str, Any], status: int) -> None:
    body = {"invoice_id": begin(campus), "payee_id": JO, "amount_usd": 1, **members}
    assert refusal(campus.send("PointOfSaleApi_AddInvoicePayment", **body), status)


def test_no_invoice_answers_409_and_a_missing_id_422(campus: Campus) -> None:
    assert refusal(campus.query("PointOfSaleApi_GetInvoice", invoice_id=OTHER), 409)
    assert refusal(campus.query("PointOfSaleApi_GetInvoice"), 422)
    assert refusal(campus.send("PointOfSaleApi_CommitInvoiceTransaction", invoice_id=OTHER), 409)
    assert refusal(campus.send("PointOfSaleApi_CommitInvoiceTransaction"), 422)
