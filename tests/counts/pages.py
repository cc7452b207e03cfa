"""Pages, launches, the player and the control API's reads and the console's pages, in the worlds of the three vendors."""

from typing import Any

import httpx

from tests.counts import control, litmos, nexport, scormcloud
from tests.counts.asking import Ask
from tests.vendors.litmos.calling import LitmosClient
from tests.vendors.nexport.campus import IN_SAFETY, Campus, answer
from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.world import World


def asks(world: World, rows: int) -> list[Ask]:
    """Make the world; returns a call of each page and each read."""
    litmos.asks(world, rows)
    scormcloud.asks(world, rows)
    campus = nexport.made(world, rows)
    control.make(world, rows)
    found = []
    for vendor in ("litmos", "nexport", "scormcloud"):
        begun = _played(world, vendor, rows)
        url = f"{world.root}/_emulator/attempts"
        found.append(
            Ask(f"GET /_emulator/attempts of {vendor}", "GET", f"{url}?limit=1000&vendor={vendor}", kind="read")
        )
        found.append(Ask(f"GET /_emulator/attempts/{{attempt_id}} of {vendor}", "GET", f"{url}/{begun}", kind="read"))
    found.append(Ask("GET /", "GET", f"{world.root}/", kind="read"))
    return [*found, *control.asks(world), *_litmos(world), *_scormcloud(world), *_nexport(campus)]


def _played(world: World, vendor: str, rows: int) -> str:
    """Play as many attempts of a vendor; returns the id of one."""
    url = f"{world.root}/_emulator/attempts"
    begun: list[str] = []
    listed = world.control("GET", "attempts", params={"vendor": vendor, "limit": 1000})["attempts"]
    for each in listed:
        played = world.client.post(f"{url}/play", params={"vendor": vendor, **each["of"]})
        if played.is_success:  # not a module without content
            begun.append(played.json()["attempt"])
        if len(begun) == rows:
            break
    return begun[0]


def _litmos(world: World) -> list[Ask]:
    client = LitmosClient(world)
    link = client.call("GET", "/users/lee").json()["LoginKey"]
    return [Ask("GET /login.aspx", "GET", link, kind="page")]


def _scormcloud(world: World) -> list[Ask]:
    cloud = ScormCloudClient(world)
    found = []
    for name, path in (("launch", "/registrations/R1/launchLink"), ("preview", "/courses/C1/preview")):
        made = _link(cloud, path)
        found.append(Ask(f"GET /api/cloud/{name}", "GET", made, kind="page"))
    opened = world.client.get(_link(cloud, "/registrations/R1/launchLink"))
    assert opened.status_code == 302, opened.text
    found.append(Ask("GET /launch/ID", "GET", str(httpx.URL(opened.url).join(opened.headers["location"])), kind="page"))
    return found


def _link(cloud: ScormCloudClient, path: str) -> str:
    made = cloud.call("POST", path, json={"redirectOnExitUrl": "Message"})
    assert made.status_code == 200, made.text
    link: str = made.json()["launchLink"]
    return link


def _nexport(campus: Campus) -> list[Ask]:
    found = []
    bodies: dict[str, dict[str, Any]] = {
        "SignIn": nexport.BODIES["SsoApi_SignIn"],
        "Classroom": {"enrollment_id": IN_SAFETY},
    }
    for name, body in bodies.items():
        signed = answer(campus.send(f"SsoApi_{name}", **body))
        found.append(Ask(f"GET /nexport by {name}", "GET", signed["url"], kind="page"))
    return found
