"""NexPort Campus with so many rows of each list."""

from typing import Any

from emulator.vendors import load_vendor
from tests.counts.asking import Ask, Kind
from tests.vendors.nexport.calling import LOGIN, PASSWORD
from tests.vendors.nexport.campus import (
    ACME,
    BUYERS,
    CATALOG,
    CLERK,
    COURSE,
    EXAM,
    IN_SAFETY,
    JO,
    NORTH,
    PLAN,
    SAFETY,
    SELL_PLAN,
    SELL_SAFETY,
    Campus,
    answer,
    document,
)  # fmt: skip
from tests.world import World

READS = ("LearningApi_SearchEnrollments", "LearningApi_GetCatalogs", "AdminApi_HasGroupPermission",
         "AdminApi_SearchGroupsForPermission", "ScormApi_GetCmiData", "AdminApi_AuthenticateUser")  # fmt: skip
"""Operations that only read, and are a POST all the same."""

_ITEM = {"invoice_id": "{open}", "product_id": SELL_SAFETY, "cost": 1}
PARAMS: dict[str, dict[str, Any]] = {
    "AdminApi_GetUser": {"user_id": JO},
    "AdminApi_AuthenticateUser": {"login_name": "jo", "password": "jo-password"},
    "AdminApi_GetUsers": {"org_id": ACME},
    "PointOfSaleApi_ResetInvoiceRedemption": {},
}
KNOWN = {
    "user_id": JO, "org_id": ACME, "enrollment_id": IN_SAFETY, "assignment_id": EXAM, "catalog_id": CATALOG,
    "section_id": SAFETY, "training_plan_id": PLAN, "invoice_id": "{invoice}", "invoice_item_id": "{item}",
    "access_token": "{token}", "base_org_id": ACME,
}  # fmt: skip
"""Parameters by their names, where an operation requires them."""
BODIES: dict[str, dict[str, Any]] = {
    "AdminApi_Authenticate": {"username": LOGIN, "password": PASSWORD, "grant_type": "password"},
    "AdminApi_CreateUser": {"owner_org_id": ACME, "login": "mai", "password": "mai-password", "first_name": "Mai",
                            "middle_name": "", "last_name": "Son", "email": "mai@acme.example",
                            "contact_info": {"city": "Lyon"}},
    "AdminApi_EditUser": {"user_id": JO, "contact_info": {"phone": "7"}},
    "AdminApi_CreateSubscription": {"user_id": JO, "org_id": NORTH},
    "AdminApi_CreateMembership": {"user_id": CLERK, "group_ids": [BUYERS]},
    "AdminApi_RemoveMembership": {"memberships": ["{membership}"]},
    "AdminApi_SetCustomProfileFieldValues": {
        "subscriber_id": "{subscription}", "custom_profile_field_values": {"size": "L"},
    },
    "AdminApi_HasGroupPermission": {"user_id": JO, "group_id": BUYERS, "permission": "Purchasing Agent"},
    "AdminApi_SearchGroupsForPermission": {"user_id": CLERK, "org_id": ACME, "permission": "Purchasing Agent"},
    "LearningApi_SearchEnrollments": {"org_ids": [ACME]},
    "LearningApi_GetCatalogs": {"org_id": ACME},
    "PointOfSaleApi_BeginInvoiceTransaction": {"purchasing_agent_id": JO, "organization_id": ACME},
    "PointOfSaleApi_AddInvoiceItem": _ITEM,
    "PointOfSaleApi_AddInvoiceItems": {"invoice_id": "{open}", "product_id": SELL_SAFETY, "quantity": 2},
    "PointOfSaleApi_AddInvoicePayment": {
        "invoice_id": "{open}", "payee_id": JO, "amount_usd": 10.5, "payment_processor": "NopCommercePlugin",
    },
    "PointOfSaleApi_AddInvoiceScheduledPayment": {
        "invoice_id": "{open}", "amount_usd": 10.5, "utc_due_date": "2030-01-01T00:00:00Z",
    },
    "PointOfSaleApi_CommitInvoiceTransaction": {"invoice_id": "{open}"},
    "PointOfSaleApi_RedeemInvoiceItem": {"invoice_item_id": "{item}", "redeeming_user_id": CLERK},
    "PointOfSaleApi_ResetInvoiceRedemption": {"invoice_item_id": "{redeemed}"},
    "PointOfSaleApi_UpdateInvoiceItem": {"invoice_item_id": "{item}", "invoice_updates": {"cost": 2}},
    "ScormApi_GetCmiData": {"enrollment_id": IN_SAFETY, "assignment_id": COURSE, "cmi_element_names": ["cmi.core.lesson_status"]},
    "ScormApi_EditScormData": {"assignment_status_id": "{status}", "sco_id": "welcome", "lesson_status": "passed"},
    "SsoApi_SignIn": {"user_id": JO, "org_id": ACME},
    "SsoApi_Classroom": {"enrollment_id": IN_SAFETY},
}  # fmt: skip
STATUS = "50000000-0000-4000-8000-000000000001"


def asks(world: World, rows: int) -> list[Ask]:
    """Make the world; returns a call of each operation."""
    campus = made(world, rows)
    known = _sold(campus, rows)
    vendor = load_vendor("nexport")
    operations = [vendor.contract.operations[name] for name in vendor.router.served]
    return [_ask(world, operation, known) for operation in operations]


def _ask(world: World, operation: Any, known: dict[str, str]) -> Ask:
    required = {each.name: KNOWN[each.name] for each in operation.parameters if each.required and each.name in KNOWN}
    params = {"access_token": "{token}", **PARAMS.get(operation.id, required)}
    options = {"params": _filled(params, known)}
    if operation.id in BODIES:
        options["json"] = _filled(BODIES[operation.id], known)
    kind: Kind = "read" if operation.method == "GET" or operation.id in READS else "write"
    return Ask(operation.id, operation.method, world.nexport + operation.path, options, kind)


def _filled(value: Any, known: dict[str, str]) -> Any:
    """With the ids that only this sandbox knows."""
    if isinstance(value, dict):
        return {name: _filled(each, known) for name, each in value.items()}
    if isinstance(value, list):
        return [_filled(each, known) for each in value]
    return known.get(value[1:-1], value) if isinstance(value, str) and value.startswith("{") else value


def made(world: World, rows: int) -> Campus:
    """The campus with so many more of everything."""
    seed, numbers = document(), range(rows)
    campus = seed["nexport"]
    logins = [f"p{n}" for n in numbers]
    campus["users"] += [
        {"login": name, "password": "x", "first_name": name, "last_name": name, "organization": "Acme"}
        for name in logins
    ]
    names = [f"Acme {n}" for n in numbers]
    campus["organizations"] += [{"name": name, "parent": "Acme"} for name in names]
    campus["groups"] += [{"name": f"Group {n}", "parent": "Acme", "members": ["jo", *logins]} for n in numbers]
    learner, clerk = campus["users"][:2]
    learner["subscriptions"] = names
    clerk["permissions"] = {f"Group {n}": ["Purchasing Agent"] for n in numbers}
    safety, plan = campus["sections"][0], campus["training_plans"][0]
    safety["assignments"] += [{"name": f"Quiz {n}", "sample": "scorm12-minimal.zip"} for n in numbers]
    safety["enrollments"] += [{"user": name} for name in logins]
    statuses = safety["enrollments"][0]["statuses"]
    statuses[0]["attempts"] += [{"started": "2026-02-03T08:00:00Z", "score": 1} for _ in numbers]
    statuses.append(
        {"assignment": "Course", "id": STATUS, "scos": [{"id": "welcome", "started": "2026-02-01T00:00:00Z"}]}
    )
    campus["sections"] += [
        {"name": f"Section {n}", "organization": names[n], "credit_hours": 1, "enrollments": [{"user": "jo", "organization": "Acme"}],
         "assignments": [{"name": "Course", "sample": "scorm12-minimal.zip"}]}
        for n in numbers
    ]  # fmt: skip
    plan["enrollments"] += [{"user": name} for name in logins]
    campus["training_plans"] += [
        {"name": f"Plan {n}", "organization": names[n], "sections": ["Safety"], "enrollments": [{"user": "jo", "organization": "Acme"}]}
        for n in numbers
    ]  # fmt: skip
    campus["catalogs"][0]["products"] += [{"syllabus": f"Section {n}"} for n in numbers]
    campus["catalogs"][0]["products"] += [{"syllabus": f"Plan {n}"} for n in numbers]
    campus["catalogs"] += [{"name": f"Catalog {n}", "organization": "Acme"} for n in numbers]
    world.seed(seed)
    return Campus(world)


def _sold(campus: Campus, rows: int) -> dict[str, str]:
    """Invoices and their items, one item redeemed; returns the ids that were dealt."""
    known = {"token": campus.token, "status": STATUS}
    for invoice in ("invoice", "open"):
        began = answer(
            campus.send("PointOfSaleApi_BeginInvoiceTransaction", purchasing_agent_id=JO, organization_id=ACME)
        )
        known[invoice] = began["invoice_id"]
        for number in range(rows + 1):
            product = SELL_PLAN if number == rows else SELL_SAFETY
            item = {"invoice_id": known[invoice], "product_id": product, "cost": 1}
            added = answer(campus.send("PointOfSaleApi_AddInvoiceItem", **item))["invoice_item_id"]
            if invoice == "invoice":
                known["redeemed"], known["item"] = known.get("redeemed", added), added
    answer(campus.send("PointOfSaleApi_CommitInvoiceTransaction", invoice_id=known["invoice"]))
    answer(campus.send("PointOfSaleApi_RedeemInvoiceItem", invoice_item_id=known["redeemed"], redeeming_user_id=CLERK))
    joined = answer(campus.send("AdminApi_CreateMembership", user_id=JO, group_ids=[BUYERS]))["memberships"]
    known["membership"] = joined[0]["membership_id"]
    subscription = answer(campus.query("AdminApi_GetSubscription", user_id=JO, org_id=ACME))
    known["subscription"] = subscription["subscription_id"]
    return known
