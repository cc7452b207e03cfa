"""Routes and contract: each operation is served by one route, or answers a named 501."""

import re

import pytest

from emulator.vendors import ENTRIES, load_vendor
from tests.vendors.admission import admission_of
from tests.world import World

NAMES = [entry.name for entry in ENTRIES]


@pytest.mark.parametrize("name", NAMES)
def test_every_route_serves_an_operation_and_takes_exactly_its_parameters(name: str) -> None:
    # The import has compared the parameters: emulator/vendors/router.py refuses a route that does not fit.
    vendor = load_vendor(name)
    assert vendor.router.served, f"{name} serves nothing"
    assert vendor.router.served.keys() <= set(vendor.contract.operations)


@pytest.mark.parametrize("name", NAMES)
def test_every_operation_that_is_not_served_answers_501_and_says_so(name: str, world: World) -> None:
    vendor = load_vendor(name)
    credentials = admission_of(name).credentials(world)
    wrong = []
    for operation in vendor.contract.operations.values():
        if operation.id in vendor.router.served:
            continue
        url = world.root + vendor.contract.base_path + re.sub(r"\{[^}]*\}", "1", operation.path)
        answers = [world.client.request(operation.method, url, **options) for options in credentials]
        statuses = [answer.status_code for answer in answers]
        hints = [answer.headers.get("x-emulator-hint", "") for answer in answers if answer.status_code == 501]
        if 501 not in statuses or operation.id not in hints[0]:
            wrong.append(f"{operation.id} {operation.method} {operation.path}: {statuses} {hints}")
    assert not wrong, "\n".join(wrong)
