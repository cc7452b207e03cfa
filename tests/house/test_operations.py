"""Routes and contract: each operation is served by one route, or answers a named 501."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from emulator.vendors import ENTRIES, load_vendor
from tests.world import World

Options = dict[str, Any]
"""What a call brings along to be let in: keyword arguments of httpx."""


def litmos(world: World) -> list[Options]:
    return [{"headers": {"apikey": "litmos-account-owner"}, "params": {"source": "test"}}]


def scormcloud(world: World) -> list[Options]:
    return [{"auth": (app, "emulator-secret")} for app in ("EMULATOR01", "EMULATORMG")]


def nexport(world: World) -> list[Options]:
    body = {"username": "api.user", "password": "emulator-password", "grant_type": "password"}
    answer = world.client.post(f"{world.nexport}/AdminApi/Authenticate", json=body)
    assert answer.status_code == 200, answer.text
    return [{"params": {"access_token": answer.json()["access_token"]}}]


CREDENTIALS: dict[str, Callable[[World], list[Options]]] = {
    "litmos": litmos,
    "scormcloud": scormcloud,
    "nexport": nexport,
}
"""The well-known credentials of each vendor, one of which may call any operation."""

NAMES = [entry.name for entry in ENTRIES]


@pytest.mark.parametrize("name", NAMES)
def test_the_contract_is_that_of_the_entry_in_the_table_of_vendors(name: str) -> None:
    vendor = load_vendor(name)
    (entry,) = (entry for entry in ENTRIES if entry.name == name)
    assert (vendor.name, vendor.contract.base_path) == (name, entry.base_path)


@pytest.mark.parametrize("name", NAMES)
def test_every_route_serves_an_operation_and_takes_exactly_its_parameters(name: str) -> None:
    # The import has compared the parameters: emulator/vendors/routes.py refuses a route that does not fit.
    vendor = load_vendor(name)
    assert vendor.router.served, f"{name} serves nothing"
    assert vendor.router.served.keys() <= set(vendor.contract.operations)


@pytest.mark.parametrize("name", NAMES)
def test_every_operation_that_is_not_served_answers_501_and_says_so(name: str, world: World) -> None:
    vendor = load_vendor(name)
    credentials = CREDENTIALS[name](world)
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
