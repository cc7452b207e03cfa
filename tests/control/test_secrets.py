"""What the journal and the list of deliveries show of secrets: nothing, unless the sandbox captures them."""

import json
from base64 import b64encode
from pathlib import Path
from typing import Any

import httpx

from tests.processes import serving
from tests.world import World

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
    found: list[Any] = [world.control("GET", "journal"), world.control("GET", "deliveries")]
    return json.dumps(found)


def test_secrets_are_shown_nowhere_unless_the_sandbox_captures_them(world: World) -> None:
    world.settings(job_mode="instant")
    tokens = use_secrets(world)
    assert [secret for secret in (*SECRETS, *tokens) if secret in shown(world)] == []
    assert "source=t" in shown(world)
    world.settings(capture_secrets=True)
    assert [secret for secret in (*SECRETS, *tokens) if secret not in shown(world)] == []


def test_no_secret_is_in_the_log(tmp_path: Path) -> None:
    with serving(tmp_path) as (root, process), httpx.Client(timeout=30, trust_env=False) as client:
        tokens = use_secrets(World(root, "logged", client))
        process.terminate()
        assert process.stdout is not None
        logged = process.stdout.read()
    assert [secret for secret in (*SECRETS, *tokens) if secret in logged] == []
