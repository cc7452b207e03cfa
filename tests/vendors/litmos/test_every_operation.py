"""All operations succeed, in XML and in JSON, with every member in its place."""

from dataclasses import replace
from typing import Any

import httpx
import orjson
import pytest
from lxml import etree

from emulator.contract.model import Operation
from tests.vendors.litmos.calling import LitmosClient
from tests.vendors.litmos.every_operation import CONTRACT, example_of, in_xml, prepare, send

ATTRIBUTES = "CustomFieldParameter"
"""The one type whose name stands in an attribute: {fieldname, Value} in JSON, <parameter fieldname="…">value</parameter> in XML."""


def names_of(schema: str | None) -> list[str]:
    assert schema is not None
    return [field.name for field in CONTRACT.schemas[schema].fields]


def check_json(operation: Operation, response: httpx.Response) -> None:
    expected = operation.response
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    data: Any = response.json()
    rows = data if expected.list else [data]
    assert rows, "a list that is empty shows nothing of its members"
    for row in rows:
        assert list(row) == names_of(expected.schema)


def check_xml(operation: Operation, response: httpx.Response) -> None:
    expected = operation.response
    assert response.headers["content-type"] == "application/xml; charset=utf-8"
    root = etree.fromstring(response.content)
    assert root.tag == expected.root
    assert root.nsmap == {"i": "http://www.w3.org/2001/XMLSchema-instance"}
    items = list(root) if expected.list else [root]
    assert items, "a list that is empty shows nothing of its members"
    for item in items:
        if expected.list:
            assert item.tag == expected.item
        if expected.schema != ATTRIBUTES:
            assert [child.tag for child in item] == names_of(expected.schema)


@pytest.mark.parametrize("xml", [False, True], ids=["json", "xml"])
@pytest.mark.parametrize("operation", CONTRACT.operations.values(), ids=list(CONTRACT.operations))
def test_every_operation_succeeds_with_every_member_in_its_place(
    litmos: LitmosClient, operation: Operation, xml: bool
) -> None:
    example = example_of(operation).with_ids(prepare(litmos))
    response = send(litmos, operation, example, xml=xml)
    assert response.status_code == operation.response.status, response.text
    if operation.response.empty:
        assert response.content == b""
        assert "content-type" not in response.headers
    elif xml:
        check_xml(operation, response)
    else:
        check_json(operation, response)


@pytest.mark.parametrize("odd", [None, "", [5], "\x00"], ids=["null", "empty", "list", "nul"])
@pytest.mark.parametrize("name", [name for name, each in CONTRACT.operations.items() if each.request])
def test_no_member_of_a_body_brings_a_fault_whatever_is_in_it(litmos: LitmosClient, name: str, odd: Any) -> None:
    operation = CONTRACT.operations[name]
    example = example_of(operation).with_ids(prepare(litmos))
    row = example.body[0] if isinstance(example.body, list) else example.body
    assert operation.request is not None
    for member in names_of(operation.request.schema):
        body = {**row, member: odd}
        response = send(
            litmos, operation, replace(example, body=[body] if isinstance(example.body, list) else body), xml=False
        )
        recorded = response.status_code == 500 and member == "UpdatedAt"  # a date that is not /Date(ms)/
        assert response.status_code < 500 or recorded, f"{member}: {response.text}"


@pytest.mark.parametrize("xml", [False, True], ids=["json", "xml"])
@pytest.mark.parametrize("name", [name for name, each in CONTRACT.operations.items() if each.request])
def test_a_byte_order_mark_and_blanks_around_a_body_do_no_harm(litmos: LitmosClient, name: str, xml: bool) -> None:
    operation = CONTRACT.operations[name]
    example = example_of(operation).with_ids(prepare(litmos))
    body = in_xml(operation, example.body) if xml else orjson.dumps(example.body).decode()
    response = send(litmos, operation, example, xml=xml, text=f"\ufeff{body} \r\n")
    assert response.status_code == operation.response.status, response.text


def without(body: Any, names: set[str]) -> Any:
    """A body, or each row of a list, without some of its members."""
    if isinstance(body, list):
        return [without(row, names) for row in body]
    return {name: value for name, value in body.items() if name not in names}


WITH_MEMBERS = [
    each for each in CONTRACT.operations.values() if each.request is not None and each.request.schema != ATTRIBUTES
]
IN_ITS_OWN_WORDS = {
    "post_collectionlistings": {"Name": 403, "CollectionId": 404},
    "post_users_userid_teams": {"Id": 404},
    "post_users_userid_learningpaths": {"Id": 400},
    "post_collections_collectionid_courses": {"Id": 404},
    "post_collections_collectionid_learningpaths": {"Id": 404},
    "delete_collections_collectionid_courses": {"Id": 404},
    "delete_collections_collectionid_learningpaths": {"Id": 404},
    "delete_teams_teamid_learningpaths": {"Id": 404},
    "post_teams_teamid_learningpaths": {"Id": 404},
}
"""Members whose absence has a refusal of its own."""


@pytest.mark.parametrize("xml", [False, True], ids=["json", "xml"])
@pytest.mark.parametrize("operation", WITH_MEMBERS, ids=[each.id for each in WITH_MEMBERS])
def test_a_body_needs_the_members_that_the_contract_marks_and_no_others(
    litmos: LitmosClient, operation: Operation, xml: bool
) -> None:
    assert operation.request is not None
    example = example_of(operation).with_ids(prepare(litmos))
    row = example.body[0] if isinstance(example.body, list) else example.body
    for name in operation.request.required:
        for body in (
            without(example.body, {name}),
            [{**row, name: ""}] if isinstance(example.body, list) else {**row, name: ""},
        ):
            response = send(litmos, operation, replace(example, body=body), xml=xml)
            assert response.status_code == 400, f"{name}: {response.text}"
            assert f"{name}: is required" in response.headers["x-emulator-hint"]
    own = IN_ITS_OWN_WORDS.get(operation.id, {})
    for name, status in own.items():
        response = send(litmos, operation, replace(example, body=without(example.body, {name})), xml=xml)
        assert response.status_code == status, f"{name}: {response.text}"
    spare = set(row) - set(operation.request.required) - set(own)
    response = send(litmos, operation, replace(example, body=without(example.body, spare)), xml=xml)
    assert response.status_code == operation.response.status, response.text


LIMITED = [each for each in CONTRACT.operations.values() if any(field.name == "limit" for field in each.parameters)]


@pytest.mark.parametrize("limit", ["1001", "9999", "+10000", "9" * 30])
@pytest.mark.parametrize("operation", LIMITED, ids=[each.id for each in LIMITED])
def test_a_limit_above_1000_is_1000_and_said_so_but_for_the_one_list_that_refuses_it(
    litmos: LitmosClient, operation: Operation, limit: str
) -> None:
    example = example_of(operation).with_ids(prepare(litmos))
    most = replace(example, params={**example.params, "limit": "1000"})
    response = send(litmos, operation, replace(most, params={**most.params, "limit": limit}), xml=False)
    if operation.id == "get_results_details":
        assert response.status_code == (400 if len(limit) > 19 else 406)
        return
    assert response.status_code == 200, response.text
    assert response.json() == send(litmos, operation, most, xml=False).json()
    assert response.headers["x-emulator-hint"].startswith("limit is above 1000")
