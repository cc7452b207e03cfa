"""The OpenAPI documents: valid, whole, and true of what the emulator answers."""

import re
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator
from lxml import etree
from openapi_spec_validator import OpenAPIV31SpecValidator

from emulator.vendors import ENTRIES, load_vendor
from emulator.vendors.entry import Entry
from tests.vendors.litmos import calling as litmos
from tests.vendors.nexport import calling as nexport
from tests.vendors.scormcloud import calling as scormcloud
from tests.vendors.test_every_operation import options_of
from tests.world import World

NAMES = [entry.name for entry in ENTRIES]


def document(world: World, name: str) -> dict[str, Any]:
    found: dict[str, Any] = world.control("GET", f"openapi/{name}.json")
    return found


def operations(found: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {operation["operationId"]: operation for path in found["paths"].values() for operation in path.values()}


@pytest.mark.parametrize("name", [*NAMES, "control"])
def test_every_document_is_valid_openapi_3_1_for_this_sandbox(world: World, name: str) -> None:
    found = document(world, name)
    assert found["openapi"].startswith("3.1")
    assert [str(error) for error in OpenAPIV31SpecValidator(found).iter_errors()] == []
    assert found["servers"][0]["url"].startswith(world.root)


@pytest.mark.parametrize("entry", ENTRIES, ids=NAMES)
def test_every_way_to_authorize_tells_the_credentials_that_there_are(world: World, entry: Entry) -> None:
    schemes = document(world, entry.name)["components"]["securitySchemes"]
    assert schemes
    assert all(entry.credentials in scheme["description"] for scheme in schemes.values())


def test_a_document_that_there_is_none_of_is_a_404_that_names_the_others(world: World) -> None:
    answer = world.client.get(f"{world.root}/_emulator/openapi/moodle.json")
    assert answer.status_code == 404
    assert "litmos, scormcloud, nexport, control" in answer.json()["error"]


@pytest.mark.parametrize("name", NAMES)
def test_every_operation_stands_in_the_document_with_its_errors_and_its_evidence(world: World, name: str) -> None:
    contract = load_vendor(name).contract
    found = operations(document(world, name))
    assert set(found) == set(contract.operations)
    for operation in contract.operations.values():
        shown = found[operation.id]
        declared = {str(error.status) for error in operation.errors} | {str(operation.response.status)}
        assert declared <= set(shown["responses"]), operation.id
        assert operation.evidence.items() <= shown["x-evidence"].items(), operation.id
        assert len(shown["security"]) == len(operation.auth.get("kinds", ())), operation.id
        names = [(parameter.get("in"), parameter.get("name", "").lower()) for parameter in shown["parameters"]]
        missing = [
            parameter.name
            for parameter in operation.parameters
            if parameter.place == "query" and ("query", parameter.name.lower()) not in names
        ]
        assert not missing, operation.id


def check(world: World, name: str, method: str, path: str, **options: Any) -> httpx.Response:
    """Send a request and hold its JSON answer against the schema that the document has for its operation and status."""
    found = document(world, name)
    url = f"{world.root}{load_vendor(name).contract.base_path}{path}"
    answer = world.client.request(method, url, **options)
    shape = next(shape for shape in found["paths"] if re.fullmatch(re.sub(r"\{[^}]*\}", "[^/]+", shape), path))
    declared = found["paths"][shape][method.lower()]["responses"][str(answer.status_code)]
    if "$ref" in declared:
        declared = found["components"]["responses"][declared["$ref"].rpartition("/")[2]]
    media = answer.headers["content-type"].partition(";")[0]
    schema = {**declared["content"][media]["schema"], "components": found["components"]}
    assert media.endswith("json"), media
    Draft202012Validator(schema).validate(answer.json())
    return answer


SEED = {
    "scormcloud": {
        "courses": [{"id": "C", "title": "Course", "sample": "scorm12-quiz.zip"}],
        "registrations": [
            {"courseId": "C", "registrationId": "R", "learner": {"id": "L", "firstName": "Ann", "lastName": "Lee"}}
        ],
    },
    "litmos": {"users": [{"UserName": "ann@example.com", "FirstName": "Ann", "LastName": "Lee"}]},
}


@pytest.mark.parametrize(
    ("name", "method", "path", "status"),
    [
        ("litmos", "GET", "/users", 200),
        ("litmos", "GET", "/courses", 200),
        ("litmos", "GET", "/users/nobody", 404),
        ("litmos", "POST", "/users", 400),
        ("litmos", "GET", "/users?limit=0", 400),
        ("scormcloud", "GET", "/ping", 200),
        ("scormcloud", "GET", "/courses", 200),
        ("scormcloud", "GET", "/courses/C", 200),
        ("scormcloud", "GET", "/courses/none", 404),
        ("scormcloud", "GET", "/registrations", 200),
        ("scormcloud", "GET", "/registrations/R", 200),
        ("scormcloud", "GET", "/registrations/R/launchHistory", 200),
        ("scormcloud", "GET", "/appManagement/configuration", 200),
        ("nexport", "GET", "/AdminApi/GetUser", 422),
        ("nexport", "POST", "/ScormApi/GetCmiData", 422),
        ("nexport", "GET", "/PointOfSaleApi/GetInvoice", 422),
    ],
)
def test_what_is_answered_is_what_the_document_says(
    world: World, name: str, method: str, path: str, status: int
) -> None:
    world.seed(SEED)
    options = options_of(name, world)
    route, _, query = path.partition("?")
    params = {**options.pop("params", {}), **dict(pair.split("=") for pair in query.split("&") if pair)}
    assert check(world, name, method, route, params=params, **options).status_code == status


def test_a_refused_key_has_the_envelope_that_the_document_says(world: World) -> None:
    refused = check(world, "litmos", "GET", "/users", params={"source": "t", "format": "json"})
    assert litmos.refusal(refused, 403) == litmos.FORBIDDEN
    assert scormcloud.refusal(check(world, "scormcloud", "GET", "/courses"), 401) == "Authorization Required."
    assert nexport.refusal(check(world, "nexport", "GET", "/AdminApi/GetUser"), 403) == "The access token is missing."


def test_an_xml_answer_has_the_elements_and_the_order_that_the_document_says(world: World) -> None:
    world.seed(SEED)
    found = document(world, "litmos")
    answered = operations(found)["get_users"]["responses"]["200"]["content"]["application/xml"]["schema"]
    options = {**options_of("litmos", world), "params": {"source": "t", "format": "xml"}}
    root = etree.fromstring(world.client.get(f"{world.litmos}/users", **options).content)
    item = found["components"]["schemas"][answered["items"]["$ref"].rpartition("/")[2]]
    assert answered["xml"] == {"name": root.tag, "wrapped": True}
    assert {child.tag for child in root} == {answered["items"]["xml"]["name"]}
    assert [str(element.tag) for element in root[0]] == item["x-order"] == list(item["properties"])
