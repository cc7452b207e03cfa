"""Toy as it is known before the first call to it."""

from emulator.vendors.entry import Entry

ENTRY = Entry(
    name="toy",
    title="Toy",
    base_path="/toy/v1",
    module="toy_vendor",
    credentials="API key toy-key",
    example="curl {url}/notes -H 'X-Api-Key: toy-key'",
    settings="toy_vendor.settings:ToySettings",
)
