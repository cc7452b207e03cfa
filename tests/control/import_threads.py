"""Run in a process of its own, where nothing was imported before: `WHAT FOLDER BODY` prints by which thread each slow library was imported.

The event loop runs in the main thread. BODY is a file with a signed statement as multipart/mixed, whose boundary is `x`.
"""

import asyncio
import json
import sys
import threading
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import Any

import httpx
from pydantic import SecretStr

from emulator.app import create_app
from emulator.settings import Settings

SLOW = ("jinja2", "joserfc", "cryptography", "oauthlib")
LRS = "/lrs/EMULATOR01/statements"
VERSION = {"X-Experience-API-Version": "1.0.3"}
AUTH = ("EMULATOR01", "emulator-secret")
seen: dict[str, str] = {}


class Watch:
    """Finds no module, and notes who looks for one."""

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        """Called at every import of something new."""
        top = name.partition(".")[0]
        if top in SLOW:
            is_loop = threading.current_thread() is threading.main_thread()
            seen.setdefault(top, "loop" if is_loop else "thread")
        return None


async def page(client: httpx.AsyncClient) -> None:
    """A page of the player."""
    assert "leads nowhere" in (await client.get("/launch/none")).text


async def start_page(client: httpx.AsyncClient) -> None:
    """The page at `/`."""
    assert (await client.get("/")).status_code == 200


async def login_page(client: httpx.AsyncClient) -> None:
    """The page that asks for the token."""
    response = await client.get("/_emulator/settings", headers={"Accept": "text/html"})
    assert (response.status_code, "This emulator is shared" in response.text) == (401, True)


async def signed_statement(client: httpx.AsyncClient) -> None:
    """A statement with a signature: stored once, though it is served twice at first."""
    headers = {**VERSION, "Content-Type": "multipart/mixed; boundary=x"}
    content = await asyncio.to_thread(Path(sys.argv[3]).read_bytes)
    response = await client.post(LRS, content=content, headers=headers, auth=AUTH)
    assert (response.status_code, response.headers.get("x-emulator-hint")) == (200, None), response.text
    assert len((await client.get(LRS, headers=VERSION, auth=AUTH)).json()["statements"]) == 1


async def tool_key(client: httpx.AsyncClient) -> None:
    """The key set of the LTI tool."""
    response = await client.get("/api/v2/dispatch/destinations/lti13/jwks")
    assert (response.status_code, len(response.json()["keys"])) == (200, 1), response.text


async def signed_request(client: httpx.AsyncClient) -> None:
    """A request signed by OAuth 1.0."""
    headers = {**VERSION, "Authorization": 'OAuth oauth_consumer_key="x"'}
    response = await client.get(LRS, headers=headers)
    assert (response.status_code, "oauth" in response.text.lower()) == (401, True), response.text


CALLS = {call.__name__: call for call in (page, start_page, login_page, signed_statement, signed_request, tool_key)}


async def main(what: str, folder: Path) -> None:
    """Make a call three times at once at a new emulator."""
    token = SecretStr("secret-token-of-this-test") if what == "login_page" else None
    app = create_app(Settings(data=folder, control_token=token))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as client:
        before = dict(seen)
        await asyncio.gather(*(CALLS[what](client) for _ in range(3)))
    await app.close()
    print(json.dumps([before, seen]))


if __name__ == "__main__":
    sys.meta_path.insert(0, Watch())
    asyncio.run(main(sys.argv[1], Path(sys.argv[2])))
