"""Half a character (a lone surrogate) in a JSON body: it costs itself alone, and a hint says so."""

import re

import pytest

from emulator.store import json_text
from emulator.vendors import ENTRIES, load_vendor
from tests.vendors.litmos.calling import LitmosClient
from tests.vendors.nexport.calling import STATUS, NexportClient, course
from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.vendors.test_every_operation import check, options_of, paths
from tests.world import World

HALF, WHOLE = "Jo \ud83d", "Jo \ufffd"
HINT = r"a lone surrogate (half of a character, such as \ud83d), which is kept as U+FFFD"
JSON = {"Content-Type": "application/json"}


def test_litmos_keeps_the_rest_of_a_user(world: World) -> None:
    litmos = LitmosClient(world)
    user = {"UserName": "jo@example.com", "FirstName": HALF, "LastName": "Baba", "Email": "jo@example.com"}
    response = litmos.call("POST", "/users", content=json_text.write(user), headers=JSON)
    assert (response.status_code, response.json()["FirstName"]) == (201, WHOLE)
    assert HINT in response.headers["x-emulator-hint"]
    fields = [{"fieldname": "CustomField1", "Value": HALF}]
    path = f"/users/{response.json()['Id']}/usercustomfields"
    response = litmos.call("PUT", path, content=json_text.write(fields), headers=JSON)
    assert response.status_code < 300 or "JSON" not in response.text, response.text


def test_a_member_that_is_there_twice_is_told_and_the_journal_can_be_read(world: World) -> None:
    litmos = LitmosClient(world)
    user = {"UserName": "jo@example.com", "FirstName": "Jo", "LastName": "Baba", "Email": "jo@example.com"}
    twice = json_text.write(user)[:-1] + rb',"\ud83d":1,"\ud83d":2}'
    response = litmos.call("POST", "/users", content=twice, headers=JSON)
    told = r"an object of the body has the member \ud83d twice"
    assert (response.status_code, told in response.headers["x-emulator-hint"]) == (201, True)
    assert any(told in note for note in world.control("GET", "journal/1")["notes"])


def test_scorm_cloud_keeps_the_rest_of_a_registration(world: World) -> None:
    cloud = ScormCloudClient(world)
    world.settings(job_mode="instant")
    cloud.new_course("C1")
    learner = {"id": "L1", "firstName": HALF, "lastName": "Baba"}
    body = json_text.write({"registrationId": "R1", "courseId": "C1", "learner": learner})
    response = cloud.call("POST", "/registrations", content=body, headers=JSON)
    assert (response.status_code, HINT in response.headers["x-emulator-hint"]) == (204, True)
    assert cloud.get("/registrations/R1")["learner"]["firstName"] == WHOLE


def test_scorm_cloud_keeps_the_rest_of_what_comes_as_json_within_a_part_or_a_setting(world: World) -> None:
    cloud = ScormCloudClient(world)
    world.settings(job_mode="instant")
    part = json_text.write({"title": HALF}).decode()
    files = {
        "file": ("tides.pdf", b"%PDF-1.7\n", "application/pdf"),
        "contentMetadata": (None, part, "application/json"),
    }
    asked = {"params": {"courseId": "C1"}, "headers": {"uploadedContentType": "application/pdf"}}
    response = cloud.call("POST", "/courses/importJobs/upload", files=files, **asked)
    assert (response.status_code, HINT in response.headers["x-emulator-hint"]) == (200, True)
    assert cloud.get("/courses/C1")["title"] == WHOLE


def test_nexport_campus_keeps_the_rest_of_a_request(world: World) -> None:
    nexport = NexportClient(world)
    world.seed(course("1.2"))
    body = {"assignment_status_id": STATUS, "sco_id": "sco-1", "lesson_status": "passed", "suspend_data": HALF}
    response = nexport.call("POST", "/ScormApi/EditScormData", content=json_text.write(body), headers=JSON)
    assert (response.status_code, HINT in response.headers["x-emulator-hint"]) == (200, True)
    assert nexport.values("cmi.suspend_data", "cmi.core.lesson_status") == [WHOLE, "passed"]


def test_a_text_that_only_looks_like_one_brings_no_hint(world: World) -> None:
    litmos = LitmosClient(world)
    user = {"UserName": "jo@example.com", "FirstName": r"\ud83d", "LastName": "\U0001f600", "Email": "jo@example.com"}
    response = litmos.call("POST", "/users", json=user)
    assert (response.json()["FirstName"], "x-emulator-hint" in response.headers) == (r"\ud83d", False)
    xml = r"<User><UserName>a@example.com</UserName><FirstName>\ud83d</FirstName><LastName>B</LastName><Email>a@example.com</Email></User>"
    assert HINT not in litmos.xml("POST", "/users", xml).headers.get("x-emulator-hint", "")


def test_scorm_cloud_takes_a_setting_of_json_with_it(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    cloud.register("R1")
    modifier = {"settingId": "xAPIRewriteStatementModifier", "value": r'{"a": "\ud83d"}'}
    response = cloud.call("POST", "/registrations/R1/configuration", json={"settings": [modifier]})
    assert response.status_code == 204, response.text


@pytest.mark.parametrize("vendor", [entry.name for entry in ENTRIES])
def test_no_operation_fails_for_it_or_says_that_the_body_is_not_json(world: World, vendor: str) -> None:
    base, options, loaded = getattr(world, vendor), options_of(vendor, world), load_vendor(vendor)
    for operation in loaded.contract.operations.values():
        if operation.request is None or operation.request.schema is None or operation.id not in loaded.router.served:
            continue
        every = loaded.contract.schemas[operation.request.schema].fields
        fields = [field for field in every if field.type in ("string", "id")]
        document = {field.name: [HALF] if field.list else HALF for field in fields} | {HALF: HALF}
        for body in (document, [document]):
            given = {**options, "headers": {**options.get("headers", {}), **JSON}, "content": json_text.write(body)}
            response = world.client.request(operation.method, base + next(paths(operation)), **given)
            check(vendor, response)
            said = response.text + response.headers.get("x-emulator-hint", "")
            assert not re.search("not (valid )?JSON", said), f"{operation.id}: {said}"
