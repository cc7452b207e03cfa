"""The LRS over HTTP: which resource takes which method and parameters, and what every answer has."""

from collections.abc import Callable

from emulator.http import Reply, Request
from emulator.light.records import dataclass
from emulator.lrs import asking
from emulator.lrs.asking import Ask
from emulator.lrs.cmi5 import sessions
from emulator.lrs.errors import LrsError
from emulator.lrs.lrs_call import LrsCall
from emulator.lrs.resources import document_resources, statement_resource
from emulator.lrs.statements.formats import is_format, timestamp_of
from emulator.sandbox.world import World

LATEST = {"a version 1.0.x": "1.0.3", "a version 2.0.x": "2.0.0"}
Enter = Callable[[Ask], LrsCall]
"""Finds out who calls an LRS by the Authorization header. Raises `LrsError` 401 or 404."""
VERSION = "x-experience-api-version"
SHARED = [
    ("Access-Control-Allow-Origin", "*"),
    (
        "Access-Control-Expose-Headers",
        "ETag, Last-Modified, Content-Length, X-Experience-API-Version, X-Experience-API-Consistent-Through",
    ),
]
PREFLIGHT = [
    ("Access-Control-Allow-Methods", "GET, HEAD, PUT, POST, DELETE, OPTIONS"),
    (
        "Access-Control-Allow-Headers",
        "Authorization, Content-Type, Accept-Language, If-Match, If-None-Match, X-Experience-API-Version",
    ),
    ("Access-Control-Max-Age", "600"),
]
ALL_FILTERS = (
    "statementId voidedStatementId agent verb activity registration related_activities related_agents since until limit format "
    "attachments ascending more"
)


@dataclass(frozen=True, slots=True)
class Method:
    """The function for a method of a resource. Parameters that end in `!` are required; undeclared parameters are refused.

    A method that is `open` needs no credentials, and its function takes nothing.
    """

    handler: Callable[..., Reply]
    parameters: str = ""
    reads: bool = False
    open: bool = False


_STATE = "activityId! agent! registration"
RESOURCES: dict[str, dict[str, Method]] = {
    "statements": {
        "GET": Method(statement_resource.get, ALL_FILTERS, reads=True),
        "PUT": Method(statement_resource.put, "statementId!"),
        "POST": Method(statement_resource.post),
    },
    "activities/state": {
        "GET": Method(document_resources.get_state, f"{_STATE} stateId since", reads=True),
        "PUT": Method(document_resources.put_state, f"{_STATE} stateId!"),
        "POST": Method(document_resources.post_state, f"{_STATE} stateId!"),
        "DELETE": Method(document_resources.delete_state, f"{_STATE} stateId"),
    },
    "activities/profile": {
        "GET": Method(document_resources.get_activity_profile, "activityId! profileId since", reads=True),
        "PUT": Method(document_resources.put_activity_profile, "activityId! profileId!"),
        "POST": Method(document_resources.post_activity_profile, "activityId! profileId!"),
        "DELETE": Method(document_resources.delete_activity_profile, "activityId! profileId!"),
    },
    "agents/profile": {
        "GET": Method(document_resources.get_agent_profile, "agent! profileId since", reads=True),
        "PUT": Method(document_resources.put_agent_profile, "agent! profileId!"),
        "POST": Method(document_resources.post_agent_profile, "agent! profileId!"),
        "DELETE": Method(document_resources.delete_agent_profile, "agent! profileId!"),
    },
    "activities": {"GET": Method(document_resources.get_activity, "activityId!", reads=True)},
    "agents": {"GET": Method(document_resources.get_person, "agent!", reads=True)},
    "about": {"GET": Method(document_resources.get_about, open=True)},
}


def serve(world: World, request: Request, resource: str, enter: Enter) -> Reply:
    """Answer a request at a resource of an LRS (`statements`, `activities/state`, …). What is refused leaves nothing behind."""
    version, reads = None, False
    try:
        methods = RESOURCES.get(resource)
        if methods is None:
            raise LrsError(404, f"no resource of an LRS; those are {', '.join(RESOURCES)}")
        if request.method == "OPTIONS":
            return _told(world, Reply(204, headers=list(PREFLIGHT)), version)
        ask = asking.read(request)
        version = _version_of(ask)
        method = methods.get(ask.method)
        if method is None:
            raise LrsError(405, f"{resource} takes {', '.join(methods)}", Allow=", ".join([*methods, "OPTIONS"]))
        reads = method.reads
        reply = _answer(ask, method, resource, version, enter)
    except LrsError as error:
        if not reads:  # a session notes that the learner's preferences were asked for, also if there are none
            world.work.rollback()
        reply = _refusal(request, error)
    return _told(world, reply, version)


def serve_fetch(world: World, request: Request, key: str) -> Reply:
    """Answer a request at the fetch URL of a launched session: the token, once (cmi5 8.2)."""
    if request.method == "OPTIONS":
        return Reply(204, headers=SHARED + PREFLIGHT)
    if request.method != "POST":
        return Reply(405, b"the fetch URL takes POST\n", "text/plain; charset=utf-8", [*SHARED, ("Allow", "POST")])
    return Reply(200, sessions.fetch(world.work, key), "application/json", [*SHARED, ("Cache-Control", "no-store")])


def refuse(world: World, request: Request, status: int, words: str) -> Reply:
    """Refuse a request at an LRS that could not be received or served, in the form of every other refusal."""
    return _told(world, _refusal(request, LrsError(status, words)), None)


def _answer(ask: Ask, method: Method, resource: str, version: str | None, enter: Enter) -> Reply:
    if method.open:
        _check_parameters(ask, method)
        return method.handler()
    call = enter(ask)
    if version is None:
        sent = ask.headers.get(VERSION, "").strip()
        words = f"{sent[:40]} is not spoken here" if sent else "is required"
        raise LrsError(400, f"the header X-Experience-API-Version {words}: send 1.0.x or 2.0.x")
    call.version = version
    sessions.guard(call, ask, resource)
    _check_parameters(ask, method)
    _check_permission(call, method)
    return method.handler(call, ask)


def _told(world: World, reply: Reply, version: str | None) -> Reply:
    """The reply with what every answer has, errors too. Who has not said a version is told the latest."""
    reply.headers += [
        ("X-Experience-API-Version", version or "2.0.0"),
        ("X-Experience-API-Consistent-Through", timestamp_of(world.now())),
        *SHARED,
    ]
    return reply


def _refusal(request: Request, error: LrsError) -> Reply:
    headers = list(error.headers.items())
    if error.status == 401 and not _is_from_script(request):
        headers.append(("WWW-Authenticate", 'Basic realm="LRS"'))
    return Reply(error.status, error.words.encode(errors="replace") + b"\n", "text/plain; charset=utf-8", headers)


def _is_from_script(request: Request) -> bool:
    """True for a browser's request that a script makes. With a challenge its answer waits until a person has filled in a dialog.

    Browsers tell it by Sec-Fetch-Mode; over plain HTTP they do not, but what opens a page has neither an origin nor a version.
    """
    mode = request.header(b"sec-fetch-mode")
    if mode is not None:
        return mode != "navigate"
    is_browser = (request.header(b"user-agent") or "").startswith("Mozilla/")
    return is_browser and any(request.header(name) is not None for name in (b"origin", VERSION.encode()))


def _version_of(ask: Ask) -> str | None:
    sent = ask.headers.get(VERSION, "").strip()
    return next((latest for kind, latest in LATEST.items() if is_format(kind, sent)), None)


def _check_parameters(ask: Ask, method: Method) -> None:
    declared = method.parameters.split()
    known = {name.rstrip("!") for name in declared}
    for name in ask.values:
        if name not in known:
            raise LrsError(400, f"the parameter {name[:80]} is not known here; {', '.join(sorted(known)) or 'none'} is")
    for name in declared:
        if name.endswith("!") and name[:-1] not in ask.values:
            raise LrsError(400, f"{name[:-1]}: is required")


def _check_permission(call: LrsCall, method: Method) -> None:
    caller = call.caller
    if (caller.may_read == "none") if method.reads else not caller.may_write:
        raise LrsError(403, f"these credentials may not {'read' if method.reads else 'write'}")
