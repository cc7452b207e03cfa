"""Where a platform comes to: the three addresses of a tool. Each refusal is a page for a browser; the journal has its reason too.

GET, POST /api/v2/dispatch/destinations/lti13/oidcLoginInitiation?externalConfig=…   begins a sign-in, and leads to the platform
POST      /api/v2/dispatch/destinations/lti13/launches                                takes the id_token, and leads to the resource link
GET       /api/v2/dispatch/destinations/lti13/jwks?externalConfig=…                   the tool's key set
"""

from typing import Any
from urllib.parse import parse_qsl, quote

import orjson

from emulator.http import Reply, redirect
from emulator.pages.message import message_page, method_page
from emulator.vendors.call import Call
from emulator.vendors.scormcloud.lti import id_tokens, keys, launches, logins, tool
from emulator.vendors.scormcloud.lti.refused import LtiRefusedError

FORM = "application/x-www-form-urlencoded"


def login(call: Call) -> Reply:
    """Begin a sign-in (OpenID Connect, third-party initiated login)."""
    if call.request.method not in ("GET", "POST"):
        return method_page(call.request.method, "GET", "POST")
    given = _parameters(call)
    try:
        return redirect(
            logins.begin(call.world, given.get("externalConfig", ""), given, call.world.link(tool.LAUNCHES))
        )
    except LtiRefusedError as refused:
        return _refusal(call, refused)


async def verify(call: Call) -> Any:
    """Before `launch`: verify the platform's id_token, or say why it is refused. The platform's keys are fetched for it."""
    given = _parameters(call)
    if call.request.method != "POST" or not given.get("state") or not given.get("id_token"):
        return None
    world = call.world
    try:
        with world.sandbox.work() as work:
            login, destination = logins.waiting(work, given["state"], world)
        platform = logins.platform_of(destination)
        claims = await id_tokens.claims_of(world.sandbox.outgoing, given["id_token"], platform)
        id_tokens.check(claims, platform, login["nonce"], world.sandbox.clock)
        return id_tokens.message_of(claims)
    except LtiRefusedError as refused:
        return refused


def launch(call: Call) -> Reply:
    """Accept the platform's answer, and send the browser to the resource link with it."""
    if call.request.method != "POST":
        return method_page(call.request.method, "POST")
    given = _parameters(call)
    try:
        _check_answer(given)
        if isinstance(call.prepared, LtiRefusedError):
            raise call.prepared
        login, _ = logins.waiting(call.world.work, given["state"], call.world)
        dispatch = launches.target(call.world, login, call.prepared["target"])
        refusal = launches.refusal(call.world, dispatch, call.prepared)
        if refusal is not None:
            call.world.hint(f"the launch was refused: {refusal.reason}")
            return message_page(403, "Not possible", refusal.words)
        logins.verified(call.world, given["state"], given["id_token"], call.prepared)
        return redirect(f"{tool.target_link(call.world, dispatch)}&jwt={quote(given['id_token'], safe='')}")
    except LtiRefusedError as refused:
        return _refusal(call, refused)


async def make_key(call: Call) -> None:
    """Before `key_set`: create the key."""
    await keys.ensure(call.world.sandbox)


def key_set(call: Call) -> Reply:
    """The tool's key set."""
    if call.request.method not in ("GET", "HEAD"):
        return method_page(call.request.method, "GET", "HEAD")
    return Reply(200, orjson.dumps(keys.key_set(call.world.work)), "application/json")


PAGES = {tool.LOGIN: login, tool.LAUNCHES: launch, tool.KEYS: key_set}
BEFORE = {tool.LAUNCHES: verify, tool.KEYS: make_key}


def _check_answer(given: dict[str, str]) -> None:
    if given.get("error"):
        words = ": ".join(given[name][:300] for name in ("error", "error_description") if given.get(name))
        raise LtiRefusedError(f"The platform has refused the sign-in: {words}.")
    missing = [name for name in ("state", "id_token") if not given.get(name)]
    if missing:
        raise LtiRefusedError(f"The platform's answer lacks {', '.join(missing)}.")


def _parameters(call: Call) -> dict[str, str]:
    """The parameters of query and form. If both have one, that of the form counts."""
    found = {name: values[-1] for name, values in call.query.items()}
    if call.request.media_type() == FORM:
        found.update(parse_qsl(call.request.body.decode("latin-1"), keep_blank_values=True))
    found.update((name, values[-1]) for name, values in call.request.form.items())
    return {name: value for name, value in found.items() if "\0" not in value}


def _refusal(call: Call, refused: LtiRefusedError) -> Reply:
    call.world.hint(f"LTI: {refused.words}")
    return message_page(refused.status, "This course cannot be opened", refused.words)
