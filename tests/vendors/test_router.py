"""A vendor's router: whatever disagrees with the contract stops the import."""

from typing import Any

import pytest
from fastapi import APIRouter
from fastapi.routing import APIRoute

from emulator.contract.model import PARTS, Contract, Field, Method, Operation, RequestBody, Response
from emulator.vendors import every_vendor
from emulator.vendors.router import RouteMismatchError, VendorRouter

NOTE = Field("noteId", place="path")


def operation(operation_id: str, method: Method, path: str, **more: Any) -> Operation:
    defaults: dict[str, Any] = {
        "parameters": (),
        "request": None,
        "response": Response(200),
        "errors": (),
        "auth": {},
        "paging": None,
    }
    return Operation(
        operation_id, "notes", method, path, **{**defaults, "evidence": dict.fromkeys(PARTS, "documented"), **more}
    )


def router(*operations: Operation) -> VendorRouter:
    by_id = {each.id: each for each in operations}
    return VendorRouter(Contract("toy", "/toy", False, by_id, {}, {}, (), (), {}, {}))


def get_note(call: Any, note_id: str) -> None: ...


READ = operation("getNote", "GET", "/notes/{noteId}", parameters=(NOTE,))


def test_an_endpoint_is_bound_to_the_operation_of_its_verb_and_path() -> None:
    toy = router(READ)
    toy.get("/notes/{noteId}", status_code=200)(get_note)
    toy.complete()
    route = toy.of(READ)
    assert isinstance(toy, APIRouter)
    assert isinstance(route, APIRoute)
    assert (route.path, route.methods, route.status_code, route.operation_id) == (
        "/toy/notes/{noteId}",
        {"GET"},
        200,
        "getNote",
    )
    assert route.served_by == f"vendors/test_router.py:{get_note.__code__.co_firstlineno}"


@pytest.mark.parametrize(
    ("verb", "path", "status", "words"),
    [
        ("POST", "/notes/{noteId}", 200, "POST /notes/{noteId} is no operation of toy"),
        ("GET", "/notes/{noteID}", 200, "GET /notes/{noteID} is no operation of toy"),
        ("GET", "/notes/{noteId}", 201, "getNote: the contract answers 200, the route 201"),
        ("GET", "/notes/{noteId}", None, "getNote: the contract answers 200, the route None"),
    ],
)
def test_a_verb_path_or_status_that_disagrees_stops_the_import(
    verb: str, path: str, status: int | None, words: str
) -> None:
    with pytest.raises(RouteMismatchError) as raised:
        router(READ).api_route(path, methods=[verb], status_code=status)(get_note)
    assert str(raised.value) == words


@pytest.mark.parametrize(
    "wanted", [{"parameters": (NOTE, Field("since", place="query"))}, {"request": RequestBody(())}]
)
def test_a_declared_parameter_or_body_that_the_endpoint_does_not_take_stops_the_import(wanted: dict[str, Any]) -> None:
    toy = router(operation("getNote", "GET", "/notes/{noteId}", **{"parameters": (NOTE,), **wanted}))
    with pytest.raises(RouteMismatchError, match=r"getNote: the contract declares .*, the route takes \['note_id'\]"):
        toy.get("/notes/{noteId}", status_code=200)(get_note)


def test_an_operation_is_served_once() -> None:
    toy = router(READ)
    toy.get("/notes/{noteId}", status_code=200)(get_note)
    with pytest.raises(RouteMismatchError, match="getNote is served twice"):
        toy.get("/notes/{noteId}", status_code=200)(get_note)


def test_an_endpoint_bears_the_name_of_its_operation() -> None:
    toy = router(operation("readNote", "GET", "/notes/{noteId}", parameters=(NOTE,)))
    toy.get("/notes/{noteId}", status_code=200)(get_note)
    with pytest.raises(RouteMismatchError, match="get_note serves readNote: call it read_note"):
        toy.complete()


def test_an_operation_that_is_not_served_says_why() -> None:
    router(operation("getNote", "GET", "/notes", unserved="known by name alone")).complete()
    with pytest.raises(RouteMismatchError, match="getNote is not served, and its contract entry does not say why"):
        router(READ).complete()


def test_every_vendor_serves_what_its_contract_has_by_endpoints_in_its_routes() -> None:
    for vendor in every_vendor():
        assert len(vendor.router.routes) == len(vendor.router.served)
        assert all(place.startswith("routes/") for place in vendor.router.served_by().values())
