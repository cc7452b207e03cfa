"""Every recorded pair of the real service, played against a sandbox that was seeded for it, and compared byte for byte.

`recordings.json` has what was recorded (A: JSON of 2016 and 2017, B: XML of 2019) with names of people and hosts masked, and for each
pair the seed it needs. Paths were recorded without their ids, so some of those are ours. `dealt` are members of a new record that
nobody can know ahead: their form is compared. `masks` turn our names, which must differ, into the recorded masks. `shortened`
answers had rows cut out by whoever recorded them: theirs must be the last of ours.
"""

import re
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest

from tests.vendors.litmos.calling import OWNER
from tests.world import World

RECORDINGS: list[dict[str, Any]] = orjson.loads(Path(__file__).with_name("recordings.json").read_bytes())
RECORDED_HOST = r"https:\/\/ORG.litmos.com"
ALWAYS = {"server": "Microsoft-IIS/7.5", "x-powered-by": "ASP.NET"}
FORMS = {"Id": r'"[A-Za-z0-9_-]{11}1"', "OriginalId": r"\d{7}"}
GUID = r"loginkey=[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"


def send(world: World, request: dict[str, Any]) -> httpx.Response:
    """The recorded request, with the key in place of the one that was removed from it."""
    query = request.get("query", "source=app-name12345&format=json")
    headers = {} if "apiKey" in query else {"apikey": OWNER}
    headers |= request.get("headers", {})
    url = f"{world.litmos}{request['path']}?{query.replace('apiKey=SECRET', f'apiKey={OWNER}')}"
    if "body" not in request:
        return world.client.request(request["method"], url, headers=headers)
    headers["Content-Type"] = "application/json"
    return world.client.request(request["method"], url, headers=headers, content=orjson.dumps(request["body"]))


def as_recorded(world: World, recording: dict[str, Any], body: str) -> str:
    """Our answer with what cannot be the same put in the recording's terms."""
    body = body.replace(world.root.replace("/", r"\/"), RECORDED_HOST)
    body = re.sub(GUID, "loginkey=GUID", body)
    for ours, recorded in recording.get("masks", []):
        body = body.replace(ours, recorded)
    for member in recording.get("dealt", []):
        recorded = re.search(f'"{member}":("[^"]*"|[0-9]+)', recording["answer"]["body"])
        assert recorded, member
        body = re.sub(f'"{member}":{FORMS[member]}', lambda _, text=recorded[0]: text, body, count=1)  # type: ignore[misc]
    return body


def prepare(world: World, recording: dict[str, Any]) -> None:
    """The world as it was when the pair was recorded."""
    now = recording["date"]
    if not now.endswith("Z"):
        now = moment_of(now)
    world.control("PUT", "clock", json={"now": now, "held": True})
    seed = {name: list(rows) for name, rows in recording["seed"].items()}
    for name, count in recording.get("filler", {}).items():
        member = {"users": "UserName", "teams": "Name"}[name]
        seed[name] = [{member: f"filler{number}@example.com"} for number in range(count)] + seed.get(name, [])
    world.seed({"litmos": seed})
    for request in recording.get("before", []):
        assert send(world, request).is_success, request
    world.settings(litmos_members=recording["members"])


def moment_of(text: str) -> str:
    """A Date header as ISO 8601."""
    return parsedate_to_datetime(text).strftime("%Y-%m-%dT%H:%M:%SZ")


@pytest.mark.parametrize("recording", RECORDINGS, ids=[recording["name"] for recording in RECORDINGS])
def test_the_recorded_answer_is_given_again(world: World, recording: dict[str, Any]) -> None:
    prepare(world, recording)
    response = send(world, recording["request"])
    expected = recording["answer"]
    body = as_recorded(world, recording, response.text)
    assert (response.status_code, response.reason_phrase) == (expected["status"], expected["reason"]), body
    if recording.get("shortened"):
        start = re.escape(body[:1]) if body.startswith("[") else r"<Users xmlns:i=\"[^\"]*\">"
        rows = re.sub(f"^{start}", "", expected["body"])
        assert body.endswith(rows)
        assert re.match(start, body)
    else:
        assert body == expected["body"]
    assert response.headers.get("content-type") == expected["content_type"]
    named = {name for name in response.headers if not name.startswith("x-emulator")}
    assert named - {"content-type"} == {*ALWAYS, "content-length", "date"}
    assert {name: response.headers[name] for name in ALWAYS} == ALWAYS
    if recording["unedited"] and not recording.get("dealt") and "loginkey" not in expected["body"]:
        assert response.headers["content-length"] == str(len(expected["body"].encode()))


def test_all_recordings_are_there() -> None:
    names = [recording["name"] for recording in RECORDINGS]
    assert names == [*(f"A{number}" for number in range(1, 52)), "B1", "B2"]
