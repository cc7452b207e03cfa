"""What the journal and the list of deliveries show of secrets: nothing, unless the sandbox captures them."""

import json
import socket
import threading
from base64 import b64encode
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest

from emulator.contract.model import Contract
from emulator.hiding.names import NAMES, Names
from emulator.vendors import ENTRIES, load_vendor
from emulator.vendors.entry import Entry
from tests.processes import serving
from tests.refusals import control_refusal
from tests.vendors.admission import admission_of
from tests.vendors.litmos.calling import FORBIDDEN, refusal
from tests.vendors.scormcloud.calling import MINIMAL, ScormCloudClient
from tests.vendors.test_every_operation import paths
from tests.waiting.test_events import listening
from tests.world import World

CANARY = "cAn4ry-in-a-cage"

KEY = "litmos-account-owner"
BASIC = b64encode(b"EMULATOR01:emulator-secret").decode()
SECRETS = (
    KEY,
    "pa55-in-json",
    "pa55-in-form",
    "pa55-of-back",
    "emulator-password",
    b64encode(b"EMULATOR01:emulator-secret").decode(),
    "k3y-in-url",
)


def use_secrets(world: World) -> list[str]:
    """Send secrets wherever they may stand; gives the tokens that were answered."""
    client, query = world.client, {"source": "t", "format": "json"}
    client.get(f"{world.litmos}/users/none", params={**query, "apikey": KEY})
    user = {"UserName": "jo@example.com", "FirstName": "Jo", "LastName": "B", "Password": "pa55-in-json"}
    client.post(f"{world.litmos}/users", params=query, headers={"apikey": KEY}, json=user)
    module = {"Name": "M", "ModuleType": "9", "ContentURL": "http://127.0.0.1:9/c.zip?access_token=k3y-in-url"}
    client.post(f"{world.litmos}/modules", params=query, headers={"apikey": KEY}, json=module)
    world.settings(nexport_form_tokens=True)
    form = {"username": "api.user", "password": "emulator-password", "grant_type": "password"}
    first = client.post(f"{world.nexport}/AdminApi/Authenticate", data=form).json()["access_token"]
    client.post(f"{world.nexport}/AdminApi/Authenticate", data={**form, "password": "pa55-in-form"})
    app = ("EMULATOR01", "emulator-secret")
    path = "oauth/authenticate/application/token"
    second = client.post(f"{world.scormcloud}/{path}", data={"scope": "read"}, auth=app).json()["access_token"]
    manager, asked = (
        ("EMULATORMG", "emulator-secret"),
        {"permissions": {"scopes": ["read"]}, "expiry": "2099-01-01T00:00:00Z"},
    )
    third = client.post(f"{world.scormcloud}/appManagement/token", json=asked, auth=manager).json()["result"]
    back = {"url": "http://127.0.0.1:9/back?apikey=k3y-in-url", "userName": "me", "password": "pa55-of-back"}
    client.post(f"{world.scormcloud}/registrations/postBackTest", json=back, auth=app)
    return [first, second, third]


def shown(world: World) -> str:
    """All that the control API shows of it."""
    found: list[Any] = [world.control("GET", path) for path in ("journal", "deliveries", "jobs")]
    return json.dumps(found).replace(f"{KEY}@example.com", "the user whose key it is")


def test_secrets_are_shown_nowhere_unless_the_sandbox_captures_them(world: World) -> None:
    world.settings(job_mode="instant")
    tokens = use_secrets(world)
    assert [secret for secret in (*SECRETS, *tokens) if secret in shown(world)] == []
    assert "source=t" in shown(world)
    world.settings(capture_secrets=True)
    assert [secret for secret in (*SECRETS, *tokens) if secret not in shown(world)] == []


def members(contract: Contract, schema: str | None, secret: Callable[[str], bool], depth: int = 0) -> dict[str, Any]:
    """A body that has the canary in each member that is a secret, and nothing else."""
    found: dict[str, Any] = {}
    for field in contract.schemas[schema].fields if schema else ():
        if secret(field.name):
            found[field.name] = CANARY
        elif field.schema and depth < 4 and (inner := members(contract, field.schema, secret, depth + 1)):
            found[field.name] = [inner] if field.list else inner
    return found


def xml(root: str, value: Any) -> str:
    entries = value.items() if isinstance(value, dict) else [("item", entry) for entry in value]
    inner = "".join(xml(name, entry) for name, entry in entries) if isinstance(value, dict | list) else str(value)
    return f"<{root}>{inner}</{root}>"


def plant(world: World, entry: Entry) -> set[str]:
    """Call every operation with the canary wherever it takes a secret; returns the operations that take one."""
    contract, names = load_vendor(entry.name).contract, Names((*NAMES, *entry.secrets))
    base, options, planted = getattr(world, entry.name), admission_of(entry.name).credentials(world)[0], set()
    for operation in contract.operations.values():
        path = next(paths(operation))
        secrets = {
            field.name: CANARY for field in operation.parameters if field.place == "query" and names.secret(field.name)
        }
        request = operation.request
        body = members(contract, request.schema, names.secret) if request else {}
        if request and request.form:
            body |= {field.name: CANARY for field in request.form if names.secret(field.name)}
        if not secrets and not body:
            continue
        planted.add(operation.id)
        given = {**options, "params": {**options.get("params", {}), **secrets}}
        call = partial(world.client.request, operation.method, base + path)
        call(**given, json=body)
        call(**given, json=[body])
        call(**given, data=body)
        call(**given, content=json.dumps(body)[:-1] + ", broken")
        headers = {**options.get("headers", {}), "Content-Type": "text/xml"}
        call(**{**given, "headers": headers}, content=xml("root", body))
    return planted


TAKE_SECRETS = {"litmos": 0, "scormcloud": 10, "nexport": 2}  # operations of the contract, at least


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_no_secret_that_an_operation_takes_is_shown_in_any_form_unless_the_sandbox_captures_it(
    world: World, entry: Entry
) -> None:
    planted = plant(world, entry)
    assert len(planted) >= TAKE_SECRETS[entry.name], planted
    entries = world.journal(limit=1000)
    assert [shown for shown in entries if CANARY in json.dumps(shown)] == []
    world.settings(capture_secrets=True)
    seen = {shown["operation"] for shown in world.journal(limit=1000) if CANARY in json.dumps(shown)}
    assert planted <= seen, planted - seen


def answered(world: World) -> list[str]:
    """Ask for secrets, each in another operation; gives them."""
    cloud, manager = ("EMULATOR01", "emulator-secret"), ("EMULATORMG", "emulator-secret")
    client, api = world.client, world.scormcloud
    key = client.post(f"{api}/appManagement/EMULATOR01/credentials", json={"name": "N"}, auth=manager).json()
    link = client.get(f"{api}/reporting/reportageAuth", params={"navPermission": "NONAV", "admin": "false"}, auth=cloud)
    query = {"source": "t", "format": "json"}
    user = {"UserName": "jo@example.com", "FirstName": "Jo", "LastName": "B"}
    made = client.post(f"{world.litmos}/users", params=query, headers={"apikey": KEY}, json=user).json()
    given = [key, link.json(), made]
    assert all(isinstance(answer, dict) for answer in given), given
    return [
        key["credential"],
        link.json()["queryString"].partition("sig=")[2],
        made["LoginKey"].partition("loginkey=")[2],
    ]


def test_no_secret_that_is_answered_is_shown_unless_the_sandbox_captures_it(world: World) -> None:
    secrets = answered(world)
    assert all(secrets), secrets
    assert [secret for secret in secrets if secret in shown(world)] == []
    world.settings(capture_secrets=True)
    assert [secret for secret in secrets if secret not in shown(world)] == []


def test_what_a_receiver_says_that_is_no_http_is_shown_without_its_secrets(world: World) -> None:
    world.settings(job_mode="instant")
    world.control("PUT", "clock", json={"held": True})
    with listening(world.root) as told, socket.create_server(("127.0.0.1", 0)) as receiver:
        threading.Thread(target=_says, args=(receiver, f"access_token={CANARY}\r\n\r\n".encode()), daemon=True).start()
        back = {"url": f"http://127.0.0.1:{receiver.getsockname()[1]}/", "authType": "FORM"}
        cloud = ScormCloudClient(world)
        cloud.new_course("C1", MINIMAL)
        cloud.register("R1", "C1", postBack=back)
        world.control("POST", "attempts/play?registration=R1", json={"status": "passed"})
        world.advance(0)  # the first try is due at once: the worker may have made it already
        ran = world.advance(1)
        seen = told.until(2, of="delivery", why="illegal status line")
    assert [move["state"] for move in ran if move["job"].startswith("delivery")] == ["Waiting"]
    assert "illegal status line" in json.dumps(seen)
    assert CANARY not in json.dumps([ran, seen]) + shown(world)
    world.settings(capture_secrets=True)
    assert CANARY in shown(world)


def _says(receiver: socket.socket, words: bytes) -> None:
    for _ in range(2):
        connection, _ = receiver.accept()
        with connection:
            connection.recv(65536)
            connection.sendall(words)


def test_an_upgrade_to_a_websocket_is_a_plain_request_whose_secrets_are_hidden(world: World) -> None:
    headers = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
        "apikey": CANARY,
    }
    url = f"{world.litmos}/users?source=t&format=json&access_token={CANARY}"
    assert refusal(world.client.get(url, headers=headers), 403) == FORBIDDEN
    assert CANARY not in shown(world)
    control = world.client.get(f"{world.root}/_emulator/journal", headers={**headers, "Origin": "http://evil.example"})
    assert control_refusal(control, 403) == "a page of another origin may not use the control API"


def test_no_secret_is_in_the_log(tmp_path: Path) -> None:
    with serving(tmp_path) as (root, process), httpx.Client(timeout=30, trust_env=False) as client:
        tokens = use_secrets(World(root, "logged", client))
        process.terminate()
        assert process.stdout is not None
        logged = process.stdout.read()
    logged = logged.replace("litmos-account-owner@example.com", "")  # a user name, which is told as one that is near
    assert [line for line in logged.splitlines() if any(secret in line for secret in (*SECRETS, *tokens))] == []
