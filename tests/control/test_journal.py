"""The journal as the control API shows it."""

from pathlib import Path

import emulator
from tests.vendors.litmos.calling import LitmosClient
from tests.world import World


def test_an_entry_names_the_endpoint_that_served_it(world: World) -> None:
    LitmosClient(world).call("GET", "/users")
    LitmosClient(world).call("GET", "/nothing-here")
    served, unknown = world.journal()
    file, _, line = served["served_by"].partition(":")
    text = (Path(emulator.__file__).parent / "vendors" / "litmos" / file).read_text().splitlines()
    assert text[int(line) - 1].startswith('@router.get("/users"')
    assert unknown["served_by"] is None
