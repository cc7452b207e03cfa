"""The LRS of each application, at `/lrs/APP/`: authentication, permissions, and the effects of its statements.

GET, PUT, POST, DELETE /lrs/APP/statements, …/activities/state, …   xAPI (emulator/lrs)
POST /lrs/APP/fetch/KEY                                             the token of a cmi5 session, once
"""

import hmac
from base64 import b64decode
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from emulator.http import Reply
from emulator.lrs.asking import FORM, Ask
from emulator.lrs.cmi5 import sessions
from emulator.lrs.errors import LrsError
from emulator.lrs.lrs_call import Caller, LrsCall, Reading
from emulator.lrs.resources import serving
from emulator.sandbox.world import World
from emulator.store.json_text import JsonObject
from emulator.vendors.call import Call
from emulator.vendors.scormcloud.access import authentication
from emulator.vendors.scormcloud.rows import Row
from emulator.vendors.scormcloud.tables import ScormCloudXapiCredential
from emulator.vendors.scormcloud.xapi import lrs_limits, signed_requests, statement_effects, statements
from emulator.vendors.scormcloud.xapi.signed_requests import Signed

PATH = "/lrs"
HOME_PAGE = "http://cloud.scorm.com"  # the account home page in the LRS's authority (inferred)
# The permissions of each level. The console's help describes four: to write and read one's own statements, to read any, to read
# one's own, and to write (documented); which of DEFAULT, USER and ROOT they are is inferred.
LEVELS: dict[str, tuple[bool, Reading]] = {
    "DEFAULT": (True, "own"),
    "USER": (False, "all"),
    "ROOT": (True, "all"),
    "READONLY": (False, "own"),
    "WRITEONLY": (True, "none"),
}
AUTHS = {
    "OAUTH": "the credentials are of the auth type OAUTH: sign the request (OAuth 1.0, HMAC-SHA1)",
    "BASICAUTH": "the credentials are of the auth type BASICAUTH: send them as Basic CREDENTIAL_ID:SECRET",
}


def page(call: Call) -> Reply:
    """Any request below `/lrs`."""
    app, _, resource = call.request.path.strip("/").partition("/")
    app_id, resource = unquote(app), resource.strip("/")
    kind, _, key = resource.partition("/")
    if kind == "fetch" and key:
        return serving.serve_fetch(call.world, call.request, key)
    return serving.serve(call.world, call.request, resource, lambda ask: _enter(call, app_id, ask))


def lrs_call_of(world: World, app_id: str, caller: Caller | None = None) -> LrsCall:
    """The LRS of an application, for a caller or for the vendor itself."""
    owner = _account("lms-emulator")
    return LrsCall(
        world=world,
        lrs=app_id,
        root=urlsplit(link(world, app_id)).path,
        caller=caller or Caller("lrs", owner),
        owner=owner,
        stored=statement_effects.stored,
        labels=statements.labels_of,
    )


def link(world: World, app_id: str, resource: str = "") -> str:
    """An absolute link to the LRS of an application, or a resource of it."""
    return world.link(f"{PATH}/{quote(app_id, safe='')}{'/' + resource if resource else ''}")


def _enter(call: Call, app_id: str, ask: Ask) -> LrsCall:
    world, authorization = call.world, ask.headers.get("authorization", "")
    session = sessions.find(world.work, app_id, authorization)
    if session is not None:
        caller = Caller(f"session {session['number']}", _account(app_id), may_read="own", session=session)
    elif authorization.partition(" ")[0].lower() == "oauth":
        caller = _by_signature(call, app_id, ask, authorization)
    else:
        caller = _by_secret(world, app_id, authorization)
    call.caller = app_id if session is not None else caller.credential
    lrs_limits.count(world, app_id, ask.method)
    return lrs_call_of(world, app_id, caller)


def _by_signature(call: Call, app_id: str, ask: Ask, authorization: str) -> Caller:
    parameters = signed_requests.parameters_of(authorization)
    row = _credential(call.world, app_id, parameters["oauth_consumer_key"])
    if row is None:
        raise LrsError(401, "the application has no such credentials")
    caller = _by_credential(row, "OAUTH")
    signed_requests.check(call.world, _signed(call, ask), row, parameters)
    return caller


def _signed(call: Call, ask: Ask) -> Signed:
    request = call.request
    pairs = parse_qsl(request.query_string.decode("latin-1"), keep_blank_values=True)
    if request.media_type() == FORM:
        form = parse_qsl(request.body.decode("latin-1"), keep_blank_values=True)
        # In the alternate syntax the signature itself may be in the form, and cannot sign itself.
        pairs += [pair for pair in form if not (ask.alternate and pair[0].lower() == "authorization")]
    return Signed(request.method, f"{request.base_url()}{PATH}{request.path}", pairs)


def _by_secret(world: World, app_id: str, authorization: str) -> Caller:
    scheme, _, encoded = authorization.partition(" ")
    try:
        name, colon, secret = b64decode(encoded.strip(), validate=True).decode().partition(":")
    except ValueError:
        name = colon = secret = ""
    if scheme.lower() != "basic" or not colon:
        raise LrsError(401, "no credentials: send Basic CREDENTIAL_ID:SECRET, or the application's own id and secret")
    if name == app_id and authentication.has_secret(world, app_id, secret):
        return Caller(name, _account(name))
    row = _credential(world, app_id, name)
    if row is None or not hmac.compare_digest(row["secret"].encode(), secret.encode()):
        raise LrsError(401, "the application has no such credentials")
    return _by_credential(row, "BASICAUTH")


def _credential(world: World, app_id: str, name: str) -> Row | None:
    return world.work.get(ScormCloudXapiCredential, app_id=app_id, id=name) if "\0" not in app_id + name else None


def _by_credential(row: Row, auth: str) -> Caller:
    if not row["is_enabled"]:
        raise LrsError(401, "the credentials are not enabled")
    if row["auth"] != auth:
        raise LrsError(401, AUTHS[row["auth"]])
    may_write, may_read = LEVELS[row["permissions_level"]]
    return Caller(row["id"], {**_account(row["id"]), "name": row["name"]}, may_write, may_read)


def _account(name: str) -> JsonObject:
    return {"objectType": "Agent", "account": {"homePage": HOME_PAGE, "name": name}}
