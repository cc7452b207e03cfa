"""The operations that are known by name alone, served as their neighbours are."""

from typing import Any

from tests.vendors.nexport.campus import (
    ACME,
    BUYERS,
    CLERK,
    JO,
    NORTH,
    NORTH_BUYERS,
    OTHER,
    SELL_SAFETY,
    Campus,
    answer,
    paging,
    refusal,
)


def invoice(campus: Campus) -> str:
    began = answer(campus.send("PointOfSaleApi_BeginInvoiceTransaction", purchasing_agent_id=JO, organization_id=ACME))
    found: str = began["invoice_id"]
    return found


def test_each_is_marked_as_inferred_with_a_reason(campus: Campus) -> None:
    document = campus.world.control("GET", "openapi/nexport.json")
    for path, method in (
        ("/AdminApi/SearchDirectory", "get"),
        ("/AdminApi/CreateSubscription", "post"),
        ("/PointOfSaleApi/AddInvoiceScheduledPayment", "post"),
        ("/PointOfSaleApi/GetInvoiceItem", "get"),
    ):
        described = document["paths"][path][method]
        assert "inferred" in str(described["x-evidence"]), path


def test_the_directory_is_searched_by_names_at_and_below_an_organization(campus: Campus) -> None:
    def search(base: str, **more: Any) -> list[str]:
        return [row["id"] for row in answer(campus.query("AdminApi_SearchDirectory", base_org_id=base, **more))]

    assert search(ACME) == [ACME, NORTH, BUYERS, NORTH_BUYERS]
    assert search(ACME, search_term="NORTH") == [NORTH, NORTH_BUYERS]
    assert search(ACME, search_term="bUy") == [BUYERS, NORTH_BUYERS]
    assert search(NORTH) == [NORTH]
    page = campus.query("AdminApi_SearchDirectory", base_org_id=ACME, per_page=1, page=2)
    assert ([row["id"] for row in page.json()], paging(page)) == ([NORTH], ["4", "1", "2"])
    assert answer(campus.query("AdminApi_SearchDirectory", base_org_id=NORTH))[0]["name"] == "Acme North"
    refusal(campus.query("AdminApi_SearchDirectory", base_org_id=OTHER), 409)
    refusal(campus.query("AdminApi_SearchDirectory"), 422)


def test_a_subscription_is_created_once(campus: Campus) -> None:
    made = answer(campus.send("AdminApi_CreateSubscription", user_id=JO, org_id=NORTH))["subscription_id"]
    assert answer(campus.query("AdminApi_GetSubscription", user_id=JO, org_id=NORTH))["subscription_id"] == made
    assert "exists" in refusal(campus.send("AdminApi_CreateSubscription", user_id=JO, org_id=NORTH), 409)
    for members in ({"user_id": OTHER, "org_id": NORTH}, {"user_id": JO, "org_id": BUYERS}):
        refusal(campus.send("AdminApi_CreateSubscription", **members), 409)


def test_a_payment_is_scheduled_on_an_open_invoice_alone(campus: Campus) -> None:
    open_one = invoice(campus)
    due = {"invoice_id": open_one, "amount_usd": 10.5, "utc_due_date": "2030-01-01T00:00:00Z", "note": "half"}
    made = answer(campus.send("PointOfSaleApi_AddInvoiceScheduledPayment", **due))
    assert list(made) == ["invoice_scheduled_payment_id", "api_error_entity"]
    refusal(campus.send("PointOfSaleApi_AddInvoiceScheduledPayment", **{**due, "amount_usd": -1}), 422)
    refusal(campus.send("PointOfSaleApi_AddInvoiceScheduledPayment", **{**due, "invoice_id": OTHER}), 409)
    answer(campus.send("PointOfSaleApi_AddInvoiceItem", invoice_id=open_one, product_id=SELL_SAFETY, cost=1))
    answer(campus.send("PointOfSaleApi_CommitInvoiceTransaction", invoice_id=open_one))
    refusal(campus.send("PointOfSaleApi_AddInvoiceScheduledPayment", **due), 422)


def test_an_item_is_shown_as_it_was_added_and_then_as_it_was_redeemed(campus: Campus) -> None:
    sold = invoice(campus)
    item = answer(
        campus.send("PointOfSaleApi_AddInvoiceItem", invoice_id=sold, product_id=SELL_SAFETY, cost=12.5, note="n")
    )["invoice_item_id"]
    shown = answer(campus.query("PointOfSaleApi_GetInvoiceItem", invoice_item_id=item))
    assert (shown["invoice_item_id"], shown["invoice_id"], shown["cost"], shown["note"]) == (item, sold, 12.5, "n")
    assert not {"utc_redemption_date", "invoice_item_redemption_code"} & set(shown)
    codes = answer(campus.send("PointOfSaleApi_CommitInvoiceTransaction", invoice_id=sold))
    redeemed = answer(campus.send("PointOfSaleApi_RedeemInvoiceItem", invoice_item_id=item, redeeming_user_id=CLERK))
    shown = answer(campus.query("PointOfSaleApi_GetInvoiceItem", invoice_item_id=item))
    assert shown["invoice_item_redemption_code"] == codes["invoice_item_redemption_codes"][item]
    assert shown["redemption_enrollment_id"] == redeemed["redemption_enrollment_id"]
    assert shown["redemption_user_id"] == CLERK
    refusal(campus.query("PointOfSaleApi_GetInvoiceItem", invoice_item_id=OTHER), 409)
