"""No list costs more with more rows, and no call more than the table `counts.json` says."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

import httpx
import pytest
from fastapi import APIRouter
from fastapi.routing import APIRoute

from emulator import console
from emulator.app import Emulator
from emulator.vendors import ENTRIES, load_vendor
from tests.counts import table
from tests.counts.control import NOT_COUNTED
from tests.running import running

RENEW = "renew the table with `scripts/counts`, and look at the difference"


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Emulator]]:
    """An emulator that nobody else sends anything to."""
    with running(tmp_path_factory.mktemp("counts")) as started:
        yield started


@pytest.mark.sqlite  # whose driver tells each statement
@pytest.mark.parametrize("name", table.WORLDS)
def test_each_call_costs_what_the_table_says_and_no_list_grows_with_its_rows(
    alone: tuple[str, Emulator], client: httpx.Client, name: str
) -> None:
    kept = table.read()[name]
    counted = {each.ask.name: each for each in table.count(*alone, client, name)}
    why = {call: line.pop("why", None) for call, line in kept.items()}
    bad = {call: each.problems() for call, each in counted.items() if each.problems() and not why.get(call)}
    assert bad == {}, "a list reads what its rows need by one statement for all of them"
    assert [call for call, reason in why.items() if reason and not counted[call].problems()] == [], RENEW
    assert {call: each.line for call, each in counted.items()} == kept, RENEW


@pytest.mark.parametrize("vendor", [entry.name for entry in ENTRIES])
def test_every_operation_that_is_served_is_in_the_table(vendor: str) -> None:
    assert set(table.read()[vendor]) == set(load_vendor(vendor).router.served)


def test_every_read_of_the_control_api_and_every_page_of_the_console_is_in_the_table(
    alone: tuple[str, Emulator], client: httpx.Client
) -> None:
    paths = client.get(f"{alone[0]}/_emulator/openapi/control.json").json()["paths"]
    reads = {f"GET {path}" for path, operations in paths.items() if "get" in operations}
    for each in iter_modules(console.__path__):
        routes = getattr(import_module(f"{console.__name__}.{each.name}"), "router", APIRouter()).routes
        reads |= {
            f"GET {route.path}" for route in routes if isinstance(route, APIRoute) and "GET" in (route.methods or ())
        }
    counted = {call.partition(" of ")[0] for call in table.read()["pages"]}
    assert reads - counted == set(NOT_COUNTED), RENEW
