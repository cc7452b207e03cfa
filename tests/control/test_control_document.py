"""The document of the control API is whole: every body, answer and refusal is typed, and is what the emulator answers."""

import json
import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator

from emulator.control.refusals import KINDS, refusals
from emulator.gate.foreign import is_open
from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.world import World

FREE = ("openapi_document", "export_journal", "read_seed_schema")  # their answers are documents of other standards
WITHOUT_A_BODY = (
    "advance_clock_to_next",
    "apply_fault_recipe",
    "begin_attempt",
    "finish_job",
    "redeliver_delivery",
    "relay_message",
    "replay_entry",
    "reset",
    "restore_snapshot",
    "step_job",
)
REFUSALS = range(400, 600)


@pytest.fixture
def document(world: World) -> dict[str, Any]:
    """The document."""
    found: dict[str, Any] = world.control("GET", "openapi/control.json")
    return found


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield method, path, operation


def resolved(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return schema


def test_every_operation_has_a_name_of_its_own_words_and_a_typed_answer(document: dict[str, Any]) -> None:
    names, wrong = [], []
    for _, path, operation in operations(document):
        name = operation["operationId"]
        names.append(name)
        if not operation.get("description") or not operation.get("tags"):
            wrong.append(f"{name} has no docstring or no tag")
        success = next(answer for status, answer in operation["responses"].items() if status.startswith("2"))
        content = success.get("content", {}).get("application/json")
        typed = content is None or resolved(document, content["schema"]).get("additionalProperties") is False
        if not typed and name not in FREE:
            wrong.append(f"{name} ({path}) answers anything")
    assert not wrong, "\n".join(wrong)
    assert len(names) == len(set(names))
    assert not [name for name in names if "_emulator_" in name], "an operation is called as its function is"


def test_every_operation_that_takes_a_body_says_which_and_how_it_is_refused(document: dict[str, Any]) -> None:
    wrong = []
    for method, _, operation in operations(document):
        name, body = operation["operationId"], operation.get("requestBody")
        if method in ("post", "put", "patch") and name not in WITHOUT_A_BODY:
            schema = body and resolved(document, body["content"]["application/json"]["schema"])
            forms = [resolved(document, each) for each in schema.get("oneOf", [schema])] if schema else []
            if not forms or any(
                form.get("type") != "object" or form.get("additionalProperties") is not False for form in forms
            ):
                wrong.append(f"{name} takes any body")
            if missing := {"400", "413", "415"} - set(operation["responses"]):
                wrong.append(f"{name} does not say {missing}")
        elif body:
            wrong.append(f"{name} takes a body, and is said not to")
    assert not wrong, "\n".join(wrong)


def test_every_refusal_has_a_schema_and_an_example_that_fits_it(document: dict[str, Any]) -> None:
    wrong = []
    for _, path, operation in operations(document):
        responses = operation["responses"]
        needed = {"403", "421", "500"} | ({"404"} if "{" in path else set())
        assert operation["security"] == ([{}] if is_open(path) else [{"control_token": []}, {}]), path
        assert ("401" in responses) is not is_open(path), path
        if missing := needed - set(responses):
            wrong.append(f"{operation['operationId']} does not say {missing}")
        assert "422" not in responses
        for status, answer in responses.items():
            if int(status) not in REFUSALS or status == "503":
                continue
            content = answer["content"]["application/json"]
            assert content["schema"] == {"$ref": "#/components/schemas/Refusal"}, (path, status)
            Draft202012Validator(resolved(document, content["schema"])).validate(content["example"])
    assert not wrong, "\n".join(wrong)


def check(document: dict[str, Any], answer: httpx.Response, template: str) -> None:
    """Hold an answer against the document."""
    declared = document["paths"][f"/_emulator/{template}"][answer.request.method.lower()]["responses"]
    assert str(answer.status_code) in declared, (template, answer.status_code, answer.text)
    content = declared[str(answer.status_code)].get("content", {})
    if not answer.content:
        assert not content, template
        return
    schema = {**content["application/json"]["schema"], "components": document["components"]}
    Draft202012Validator(schema).validate(answer.json())


CALLS: list[tuple[str, str, Any, int]] = [
    ("GET", "live", None, 200),
    ("GET", "ready", None, 200),
    ("GET", "clock", None, 200),
    ("PUT", "clock", {"held": True}, 200),
    ("PUT", "clock", {"hold": True}, 400),
    ("POST", "clock/advance", {"seconds": 1}, 200),
    ("POST", "clock/advance", {"seconds": -1}, 400),
    ("PUT", "clock", {"now": "2030-01-01T00:00:00Z", "shift": 1}, 400),
    ("POST", "clock/next", None, 200),
    ("GET", "due", None, 200),
    ("GET", "due?limit=0", None, 400),
    ("GET", "settings", None, 200),
    ("PATCH", "settings", {"job_mode": "step"}, 200),
    ("PATCH", "settings", {"job_mode": "x"}, 400),
    ("GET", "operations", None, 200),
    ("GET", "operations?vendor_name=x", None, 400),
    ("GET", "samples/", None, 200),
    ("GET", "journal", None, 200),
    ("GET", "journal?limit=0", None, 400),
    ("GET", "outbox", None, 200),
    ("GET", "outbox/7", None, 404),
    ("GET", "deliveries", None, 200),
    ("GET", "deliveries?limit=0", None, 400),
    ("POST", "deliveries/9/redeliver", None, 404),
    ("GET", "sink", None, 200),
    ("GET", "sink?limit=0", None, 400),
    ("PUT", "sink-script", {"answers": [500, {"delay": 0.1}]}, 200),
    ("PUT", "sink-script", {"answers": []}, 400),
    ("GET", "sink-script", None, 200),
    ("DELETE", "sink-script", None, 204),
    ("DELETE", "sink", None, 204),
    ("GET", "sandboxes", None, 200),
    ("POST", "seed", {"moodle": {}}, 400),
    ("GET", "attempts", None, 200),
    ("GET", "attempts?x=1", None, 400),
    ("POST", "attempts?registration=R1", None, 200),
    ("POST", "attempts?registration=R9", None, 404),
    ("GET", "attempts/attempt-1", None, 200),
    ("GET", "attempts/attempt-9", None, 404),
    ("POST", "attempts/attempt-1/launch", {}, 200),
    ("POST", "attempts/attempt-1/score", {"score": 50}, 200),
    ("POST", "attempts/attempt-1/score", {}, 400),
    ("POST", "attempts/attempt-1/suspend", {}, 200),
    ("POST", "attempts/attempt-1/exit", {}, 409),
    ("POST", "attempts/play?registration=R1", {"status": "passed", "score": 90, "seconds": 7}, 200),
    ("POST", "attempts/attempt-1/link", {"seconds": 60}, 200),
    ("GET", "attempts/attempt-1", None, 200),
    ("DELETE", "journal", None, 204),
    ("POST", "snapshots", {"name": "clean"}, 201),
    ("POST", "snapshots", {"name": "clean"}, 409),
    ("POST", "snapshots", {"name": "@"}, 400),
    ("GET", "snapshots", None, 200),
    ("GET", "snapshots/clean/changes", None, 200),
    ("GET", "snapshots/clean/changes?x=1", None, 400),
    ("GET", "snapshots/none/changes", None, 404),
    ("POST", "snapshots/clean/restore", None, 200),
    ("POST", "snapshots/none/restore", None, 404),
    ("DELETE", "snapshots/none", None, 404),
    ("DELETE", "snapshots/clean", None, 204),
    ("POST", "sandboxes/copy", {"from": "none"}, 404),
    ("POST", "sandboxes/default", {}, 409),
    ("POST", "sandboxes/default", {"x": 1}, 400),
    ("DELETE", "sandboxes/none", None, 404),
    ("DELETE", "sandboxes/default", None, 409),
    ("POST", "reset", None, 200),
]


def test_what_is_answered_is_what_the_document_says(
    world: World, cloud: ScormCloudClient, document: dict[str, Any]
) -> None:
    cloud.new_course("C1")
    cloud.register("R1")
    for method, path, body, status in CALLS:
        answer = world.client.request(method, f"{world.root}/_emulator/{path}", json=body)
        assert answer.status_code == status, (path, answer.text)
        template = re.sub("attempt-[0-9]+", "{attempt_id}", path.partition("?")[0])
        template = re.sub("(deliveries|outbox)/[0-9]+", r"\1/{number}", template)
        template = re.sub("snapshots/(none|clean)", "snapshots/{name}", template)
        check(document, answer, re.sub("sandboxes/.+", "sandboxes/{name}", template))
    assert json.dumps(document).count("HTTPValidationError") == 0


def test_refusals_refer_to_their_form_since_fastapi_makes_a_validator_for_each_that_is_a_model() -> None:
    assert [status for status, refusal in refusals(*KINDS).items() if "model" in refusal] == []
