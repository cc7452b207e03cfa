"""Every operation of every vendor under bad input: the vendor's own envelope, never a 500, never a framework's body."""

import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from emulator.contract.model import Operation
from emulator.vendors import ENTRIES, load_vendor
from tests.vendors.admission import admission_of
from tests.world import World

BODIES: list[tuple[str, bytes]] = [
    ("application/json", b""),
    ("application/json", b"{"),
    ("application/json", b"[7]"),
    ("application/json", b"null"),
    ("application/json", b'{"\xff": 1}'),
    ("application/json", b"[" * 2000),
    ("text/xml", b"<a><b></a>"),
    ("text/xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
    ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=file; filename=a\r\n\r\ncut off"),
    ("multipart/form-data", b"no boundary"),
    ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data\r\n\r\nno name\r\n--x--\r\n"),
    ("application/x-www-form-urlencoded", b"a=%ff&b"),
    ("application/octet-stream", b"\x00\x01"),
    ("image/png; charset=nonsense", b"x"),
    ("nonsense", b"x"),
]
IDS = ["x", "x" * 1000, "%2F..%2F", "%00", "%F0%9F%92%A9", "-1", "99999999999999999999"]
VALUES = ["", "x", "-1", "99999999999999999999", "true", "2020-13-45", "%00", "a,b", "\N{PILE OF POO}"]


NAMES = [entry.name for entry in ENTRIES]


def options_of(vendor: str, world: World) -> dict[str, Any]:
    """What a call brings along to be let in."""
    return admission_of(vendor).credentials(world)[0]


def envelopes(vendor: str) -> list[set[str]]:
    """The members of each error body that the vendor has."""
    contract = load_vendor(vendor).contract
    named = {contract.error_schema}
    for operation in contract.operations.values():
        named |= {error.schema for error in operation.errors if error.schema}
    return [{field.name for field in contract.schemas[name].fields} for name in named]


def paths(operation: Operation) -> Iterator[str]:
    """The operation's path with each odd id in place of its parameters."""
    for odd in IDS if "{" in operation.path else [""]:
        yield "/".join(odd if part.startswith("{") else part for part in operation.path.split("/"))


def check(vendor: str, response: httpx.Response) -> None:
    """An error must be in the vendor's envelope; nothing may be a 500."""
    where = f"{response.request.method} {response.request.url} {response.request.content!r}: {response.text[:300]}"
    assert response.status_code != 500, where
    if response.status_code >= 400 and response.request.method != "HEAD":
        members = set(response.json())
        assert members, where
        assert any(members <= envelope for envelope in envelopes(vendor)), where


@pytest.mark.parametrize("vendor", NAMES)
def test_no_operation_fails_in_a_foreign_way_for_odd_ids_and_parameters(world: World, vendor: str) -> None:
    base, options = getattr(world, vendor), options_of(vendor, world)
    for operation in load_vendor(vendor).contract.operations.values():
        for path in paths(operation):
            check(vendor, world.client.request(operation.method, base + path, **options))
        for parameter in operation.parameters:
            if parameter.place == "query":
                for value in VALUES:
                    params = {**options.get("params", {}), parameter.name: value}
                    path = next(paths(operation))
                    response = world.client.request(operation.method, base + path, **{**options, "params": params})
                    check(vendor, response)


@pytest.mark.parametrize("vendor", NAMES)
def test_no_operation_fails_in_a_foreign_way_for_odd_bodies(world: World, vendor: str) -> None:
    base, options = getattr(world, vendor), options_of(vendor, world)
    served = load_vendor(vendor).router.served
    for operation in load_vendor(vendor).contract.operations.values():
        for content_type, body in BODIES if operation.id in served else BODIES[:1]:
            headers = {**options.get("headers", {}), "Content-Type": content_type}
            given = {**options, "headers": headers, "content": body}
            check(vendor, world.client.request(operation.method, base + next(paths(operation)), **given))


@pytest.mark.parametrize("vendor", NAMES)
def test_no_operation_is_open_without_credentials_unless_the_contract_says_so(world: World, vendor: str) -> None:
    base = getattr(world, vendor)
    admission = admission_of(vendor)
    for operation in load_vendor(vendor).contract.operations.values():
        response = world.client.request(operation.method, base + next(paths(operation)), **admission.without(world))
        check(vendor, response)
        if operation.auth.get("kinds") and operation.id not in admission.OPEN:
            assert response.status_code in (401, 403), f"{operation.id} answered {response.status_code}"


UNSERVED = [
    (entry.name, operation)
    for entry in ENTRIES
    for operation in load_vendor(entry.name).contract.operations.values()
    if operation.id not in load_vendor(entry.name).router.served
]


@pytest.mark.parametrize(("vendor", "operation"), UNSERVED, ids=[operation.id for _, operation in UNSERVED])
def test_an_operation_that_is_known_and_not_served_answers_its_name_with_501(
    world: World, vendor: str, operation: Operation
) -> None:
    _answers_501(world, vendor, operation)


@pytest.mark.parametrize("vendor", NAMES)
def test_an_operation_whose_route_is_taken_away_answers_501_at_each_vendor(
    world: World, vendor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded, served = load_vendor(vendor), admission_of(vendor).ANYBODYS
    monkeypatch.delitem(loaded.router.served, served)
    _answers_501(world, vendor, loaded.contract.operations[served])


def _answers_501(world: World, vendor: str, operation: Operation) -> None:
    base, options = getattr(world, vendor), options_of(vendor, world)
    response = world.client.request(operation.method, base + next(paths(operation)), **options)
    check(vendor, response)
    assert (response.status_code, operation.id in response.text) == (501, True), response.text
    assert operation.id in response.headers["x-emulator-hint"]


@pytest.mark.parametrize("vendor", NAMES)
def test_a_path_that_no_contract_knows_says_so_in_the_hint(world: World, vendor: str) -> None:
    base, options = getattr(world, vendor), options_of(vendor, world)
    for path in ("", "/", "/nothing", "/nothing/at/all", "/%2e%2e/secret", "/" + "a/" * 500):
        response = world.client.get(base + path, **options)
        check(vendor, response)
        assert response.status_code == 404
        assert response.headers["x-emulator-hint"] == f"not an operation of {vendor}"


@pytest.mark.parametrize("vendor", NAMES)
def test_a_method_that_a_path_lacks_answers_405_with_those_that_it_has(world: World, vendor: str) -> None:
    base, options = getattr(world, vendor), options_of(vendor, world)
    methods: dict[str, set[str]] = {}
    for operation in load_vendor(vendor).contract.operations.values():
        methods.setdefault(re.sub(r"\{[^}]*\}", "7", operation.path), set()).add(operation.method)
    for path, known in methods.items():
        response = world.client.request("TRACE", base + path, **options)
        assert response.status_code == 405, path
        allowed = response.headers["allow"].split(", ")
        assert known <= set(allowed), path  # a path of parameters alone may fit another too
