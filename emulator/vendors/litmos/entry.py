"""Litmos as it is known before the first call to it."""

from emulator.sandbox.rates import Limit
from emulator.vendors.entry import Entry

REQUESTS = Limit("litmos_rate_limit", 60, "API key", "Litmos: requests to its API")

ENTRY = Entry(
    name="litmos",
    title="Litmos",
    base_path="/v1.svc",
    module="emulator.vendors.litmos",
    credentials="API keys litmos-account-owner, litmos-administrator, litmos-team-leader, litmos-learner",
    example="curl '{url}/users?source=me&format=json' -H 'apikey: litmos-account-owner'",
    order=1,
    hosts=("*.litmos.com", "*.litmos.com.au", "*.litmoseu.com"),
    pages=("/login.aspx",),
    subjects=("user", "module", "course"),
    secrets=("LoginKey",),
    clients="emulator.vendors.litmos.newcomers.clients:CLIENTS",
    walk="emulator.vendors.litmos.newcomers.walk:WALK",
    environment=(
        ("LITMOS_BASE_URL", "{url}"),
        ("LITMOS_API_KEY", "litmos-account-owner"),
    ),
    settings="emulator.vendors.litmos.settings:LitmosSettings",
    credential="emulator.vendors.litmos.access.credential_form:LitmosCredential",
    limits=(REQUESTS,),
    recipes="emulator.vendors.litmos.fault_recipes:RECIPES",
    verification="emulator.vendors.litmos.verification:VERIFICATION",
)
