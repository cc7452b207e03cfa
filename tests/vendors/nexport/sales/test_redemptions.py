"""Redeeming invoice items: what was bought becomes an enrollment, a subscription and memberships."""

from typing import Any

import pytest

from tests.vendors.nexport.campus import (
    ACME,
    BUYERS,
    CATALOG,
    CLERK,
    COURSE,
    IN_SAFETY,
    JO,
    NORTH,
    OTHER,
    PLAN,
    SAFETY,
    SELL_PLAN,
    SELL_SAFETY,
    Campus,
    answer,
    document,
    refusal,
)
from tests.vendors.nexport.sales.test_invoices import add, begin
from tests.world import World

RENEW, RESTART = 1, 2
NOT_STARTED = 0


def sold(campus: Campus, **members: Any) -> tuple[str, str]:
    """An item of a committed invoice of Acme: its id and its code."""
    invoice_id = begin(campus)
    item_id = add(campus, invoice_id, **members)
    codes = answer(campus.send("PointOfSaleApi_CommitInvoiceTransaction", invoice_id=invoice_id))
    return item_id, codes["invoice_item_redemption_codes"][item_id]


def redeem(campus: Campus, item_id: str | None, user: str = CLERK, **members: Any) -> Any:
    """RedeemInvoiceItem."""
    body = {"invoice_item_id": item_id, "redeeming_user_id": user, **members}
    return campus.send("PointOfSaleApi_RedeemInvoiceItem", **body)


def enrollments(campus: Campus, user: str = CLERK, org_id: str = ACME) -> list[dict[str, Any]]:
    """The section enrollments of a user in an organization."""
    found: list[dict[str, Any]] = answer(
        campus.query("LearningApi_GetSectionEnrollments", org_id=org_id, user_id=user, syllabus_id=SAFETY)
    )
    return found


def test_a_redeemed_item_is_an_enrollment_that_can_be_read_opened_and_found(campus: Campus) -> None:
    item_id, code = sold(campus)
    before = answer(campus.query("PointOfSaleApi_GetInvoiceRedemption", invoice_item_id=item_id))
    assert ("utc_redemption_date" in before, before["organization_id"]) == (False, ACME)
    redeemed = answer(redeem(campus, item_id))
    (enrollment,) = enrollments(campus)
    assert (enrollment["enrollment_id"], enrollment["phase"]) == (redeemed["redemption_enrollment_id"], NOT_STARTED)
    assert "expiration_date" not in enrollment
    assert {
        name: redeemed[name] for name in ("redemption_user_id", "redemption_type", "syllabus_id", "syllabus_title")
    } == {
        "redemption_user_id": CLERK,
        "redemption_type": 0,
        "syllabus_id": SAFETY,
        "syllabus_title": "Safety",
    }
    assert (redeemed["organization_id"], redeemed["invoice_item_redemption_code"]) == (ACME, code)
    assert answer(campus.query("PointOfSaleApi_GetInvoiceRedemption", invoice_item_id=item_id)) == redeemed
    assert answer(campus.send("SsoApi_Classroom", enrollment_id=enrollment["enrollment_id"]))
    assert answer(campus.get(enrollment_id=enrollment["enrollment_id"], assignment_id=COURSE)) == []


def test_a_code_redeems_as_an_id_does(campus: Campus) -> None:
    item_id, code = sold(campus)
    assert answer(redeem(campus, None, invoice_item_redemption_code=code))["redemption_enrollment_id"]
    assert refusal(redeem(campus, item_id), 422)


def test_a_training_plan_becomes_an_enrollment_in_it(campus: Campus) -> None:
    item_id, _ = sold(campus, product_id=SELL_PLAN)
    redeemed = answer(redeem(campus, item_id))
    assert (redeemed["redemption_type"], redeemed["syllabus_id"]) == (1, PLAN)
    (found,) = answer(campus.query("LearningApi_GetTrainingPlanEnrollments", org_id=ACME, user_id=CLERK))
    assert found["enrollment_id"] == redeemed["redemption_enrollment_id"]


def test_the_organization_and_the_groups_of_an_item_get_the_user(campus: Campus) -> None:
    item_id, _ = sold(campus, subscription_org_id=NORTH, group_membership_ids=[BUYERS])
    assert answer(redeem(campus, item_id))["organization_id"] == NORTH
    assert len(enrollments(campus, org_id=NORTH)) == 1
    assert answer(campus.query("AdminApi_GetSubscription", user_id=CLERK, org_id=NORTH))
    assert refusal(campus.send("AdminApi_CreateMembership", user_id=CLERK, group_ids=[BUYERS]), 409)


@pytest.mark.parametrize(
    ("members", "expires"),
    [
        ({"utc_access_expiration_date": "2030-01-01T00:00:00Z"}, "2030-01-01T00:00:00Z"),
        ({"access_expiration_time_limit": "30.12:00:00"}, "2026-07-01T12:00:00Z"),
        ({"access_expiration_time_limit": "30"}, "2026-07-01T00:00:00Z"),
        ({"access_expiration_time_limit": "01:30"}, "2026-06-01T01:30:00Z"),
        ({"access_expiration_time_limit": "99999999"}, "9999-12-31T23:59:59.999999Z"),
    ],
)
def test_access_ends_at_a_date_or_after_a_time(campus: Campus, members: dict[str, Any], expires: str) -> None:
    campus.world.control("PUT", "clock", json={"now": "2026-06-01T00:00:00Z", "held": True})
    answer(redeem(campus, sold(campus, **members)[0]))
    assert enrollments(campus)[0]["expiration_date"] == expires


def test_an_item_is_redeemed_from_when_it_says_on(campus: Campus) -> None:
    item_id, _ = sold(campus, utc_redemption_available_date="2999-01-01T00:00:00Z")
    assert "cannot be redeemed yet" in refusal(redeem(campus, item_id), 422)
    early = {"utc_redemption_available_date": "2020-01-01T00:00:00Z"}
    assert answer(campus.send("PointOfSaleApi_UpdateInvoiceItem", invoice_item_id=item_id, invoice_updates=early))
    assert answer(redeem(campus, item_id))


def test_an_item_of_an_open_invoice_cannot_be_redeemed(campus: Campus) -> None:
    assert "not committed" in refusal(redeem(campus, add(campus, begin(campus))), 422)


@pytest.mark.parametrize(
    ("members", "status"),
    [
        ({"invoice_item_id": OTHER}, 409),
        ({"redeeming_user_id": OTHER}, 409),
        ({"invoice_item_redemption_code": "nonsense"}, 409),
        ({"invoice_item_id": None, "invoice_item_redemption_code": "nonsense"}, 409),
        ({"invoice_updates": {"group_memberships": [OTHER]}}, 409),
        ({"invoice_item_id": None}, 422),
        ({"redeeming_user_id": None}, 422),
        ({"redemption_action_type": 4}, 422),
        ({"product_id": SELL_PLAN}, 422),
        ({"invoice_updates": {"cost": -1}}, 422),
    ],
)
def test_a_redemption_that_cannot_be_is_refused_and_changes_nothing(
    campus: Campus, members: dict[str, Any], status: int
) -> None:
    item_id, _ = sold(campus)
    assert refusal(redeem(campus, **{"item_id": item_id, **members}), status)
    assert enrollments(campus) == []
    assert answer(redeem(campus, item_id))


def test_updates_that_come_with_a_redemption_count_for_it(campus: Campus) -> None:
    item_id, _ = sold(campus)
    updates = {"group_memberships": [BUYERS], "subscription_org_id": NORTH, "funding_pool": "F1"}
    assert answer(redeem(campus, item_id, invoice_updates=updates))["organization_id"] == NORTH
    assert refusal(campus.send("AdminApi_CreateMembership", user_id=CLERK, group_ids=[BUYERS]), 409)
    again = campus.send("PointOfSaleApi_UpdateInvoiceItem", invoice_item_id=item_id, invoice_updates=updates)
    assert refusal(again, 422)


def test_an_enrollment_that_is_there_is_kept_renewed_or_replaced_as_the_action_says(campus: Campus) -> None:
    limit = {"utc_access_expiration_date": "2030-01-01T00:00:00Z"}
    item_id, _ = sold(campus, **limit)
    assert "exists" in refusal(redeem(campus, item_id, JO), 409)
    assert "exists" in refusal(redeem(campus, item_id, JO, redemption_action_type="DeleteFinishedEnrollment"), 409)
    renewed = answer(redeem(campus, item_id, JO, redemption_action_type=RENEW))
    assert renewed["redemption_enrollment_id"] == IN_SAFETY
    assert enrollments(campus, JO)[0]["expiration_date"] == "2030-01-01T00:00:00Z"
    replaced = answer(redeem(campus, sold(campus)[0], JO, redemption_action_type=RESTART))
    assert replaced["redemption_enrollment_id"] != IN_SAFETY
    assert [one["enrollment_id"] for one in enrollments(campus, JO)] == [replaced["redemption_enrollment_id"]]


def test_a_finished_enrollment_is_replaced_where_the_action_says_so(world: World) -> None:
    campus = document()
    campus["nexport"]["sections"][0]["enrollments"][0] |= {"phase": "Finished", "result": "Failing"}
    world.seed(campus)
    client = Campus(world)
    item_id, _ = sold(client)
    assert "exists" in refusal(redeem(client, item_id, JO), 409)
    redeemed = answer(redeem(client, item_id, JO, redemption_action_type=3))
    assert [one["enrollment_id"] for one in enrollments(client, JO)] == [redeemed["redemption_enrollment_id"]]


def test_an_open_ended_item_is_redeemed_for_a_syllabus_of_its_catalog(campus: Campus) -> None:
    item_id, _ = sold(campus, product_id=CATALOG, product_type=1)
    assert refusal(redeem(campus, item_id), 422)
    assert refusal(redeem(campus, item_id, product_id=CATALOG, product_type=1), 422)
    assert refusal(redeem(campus, item_id, product_id=OTHER), 409)
    assert answer(redeem(campus, item_id, product_id=SELL_SAFETY, product_type=0))["syllabus_id"] == SAFETY


def test_a_syllabus_of_another_catalog_is_not_what_was_sold(campus: Campus) -> None:
    other = answer(campus.send("LearningApi_GetCatalogs", org_id=ACME))["catalogs"][1]["catalog_id"]
    item_id, _ = sold(campus, product_id=other, product_type="OpenEnded")
    assert refusal(redeem(campus, item_id, product_id=SELL_SAFETY), 422)


def test_a_reset_ends_the_enrollment_and_gives_the_item_another_code(campus: Campus) -> None:
    item_id, code = sold(campus)
    reset = {"invoice_item_id": item_id, "note": "refund"}
    assert refusal(campus.send("PointOfSaleApi_ResetInvoiceRedemption", **reset), 422)
    answer(redeem(campus, item_id))
    new = answer(campus.send("PointOfSaleApi_ResetInvoiceRedemption", **reset))["invoice_item_redemption_code"]
    assert new != code
    assert enrollments(campus)[0]["expiration_date"]
    after = answer(campus.query("PointOfSaleApi_GetInvoiceRedemption", invoice_item_id=item_id))
    assert ("utc_redemption_date" in after, after["invoice_item_redemption_code"]) == (False, new)
    assert refusal(redeem(campus, None, JO, invoice_item_redemption_code=code), 409)
    again = redeem(campus, None, JO, invoice_item_redemption_code=new, redemption_action_type=RESTART)
    assert answer(again)["redemption_user_id"] == JO


@pytest.mark.parametrize(
    ("operation", "members"),
    [("ResetInvoiceRedemption", {}), ("UpdateInvoiceItem", {"invoice_updates": {"note": "x"}})],
)
def test_no_item_answers_409_and_a_missing_id_422(campus: Campus, operation: str, members: dict[str, Any]) -> None:
    assert refusal(campus.send(f"PointOfSaleApi_{operation}", invoice_item_id=OTHER, **members), 409)
    assert refusal(campus.send(f"PointOfSaleApi_{operation}", **members), 422)


def test_the_redemption_of_no_item_is_refused(campus: Campus) -> None:
    assert refusal(campus.query("PointOfSaleApi_GetInvoiceRedemption", invoice_item_id=OTHER), 409)
    assert refusal(campus.query("PointOfSaleApi_GetInvoiceRedemption"), 422)


@pytest.mark.parametrize(
    ("updates", "status"),
    [
        ({"purchasing_group_id": OTHER}, 409),
        ({"subscription_org_id": BUYERS}, 409),
        ({"cost": -1}, 422),
        ({"access_expiration_time_limit": ""}, 422),
        ([], 422),
        (None, 422),
    ],
)
def test_an_update_that_cannot_be_is_refused(campus: Campus, updates: Any, status: int) -> None:
    item_id = add(campus, begin(campus))
    call = campus.send("PointOfSaleApi_UpdateInvoiceItem", invoice_item_id=item_id, invoice_updates=updates)
    assert refusal(call, status)
