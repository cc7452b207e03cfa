"""The description of the API at the vendor's documented addresses, with the emulator's own contract: the OpenAPI document at
`/api/v1/swagger.nex`, and the explorer at `/api/ui/index`, which leads to `/docs`."""

from urllib.parse import quote

import orjson

from emulator import __version__
from emulator.contract.openapi import openapi
from emulator.http import Reply, redirect
from emulator.pages.message import message_page, method_page
from emulator.vendors.call import Call
from emulator.vendors.nexport.entry import ENTRY
from emulator.vendors.nexport.routing import contract

DOCUMENT, EXPLORER = "/api/v1/swagger.nex", "/api/ui"


def page(call: Call) -> Reply:
    """The document, or a redirect to the explorer."""
    if call.request.method not in ("GET", "HEAD"):
        return method_page(call.request.method, "GET", "HEAD")
    place = (call.page, call.request.path.strip("/").lower())
    if place == (DOCUMENT, ""):
        base = call.world.link(ENTRY.base_path)
        document = openapi(contract, ENTRY.title, __version__, base, ENTRY.credentials)
        return Reply(200, orjson.dumps(document), "application/json; charset=utf-8")
    if place in ((EXPLORER, ""), (EXPLORER, "index")):
        return redirect(f"{call.world.local_link('/docs')}?urls.primaryName={quote(ENTRY.title)}")
    return message_page(404, "Not here", "There is no such page.")
