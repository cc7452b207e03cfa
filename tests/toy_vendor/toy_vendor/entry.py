"""Toy as it is known before the first call to it."""

from emulator.sandbox.rates import Limit
from emulator.vendors.entry import Entry

REQUESTS = Limit("toy_rate_limit", 60, "API key", "Toy: requests to its API")

ENTRY = Entry(
    name="toy",
    title="Toy",
    base_path="/toy/v1",
    module="toy_vendor",
    credentials="API key toy-key",
    example="curl {url}/notes -H 'X-Api-Key: toy-key'",
    limits=(REQUESTS,),
    settings="toy_vendor.settings:ToySettings",
    verification="toy_vendor.verification:VERIFICATION",
)
