"""The LRS of a launched course: the vendor's if it has one, otherwise the player's own, which only launched courses can call.

GET, PUT, POST, DELETE /launch/KEY/lrs/statements, …/activities/state, …     xAPI (emulator/lrs)
POST /launch/KEY/lrs/fetch/FETCH_KEY                                         the token of a cmi5 session, once
"""

from urllib.parse import quote, urlsplit

from emulator.courseware.package.package import Standard
from emulator.courseware.play import launches
from emulator.http import Reply, Request
from emulator.lrs.asking import Ask
from emulator.lrs.cmi5 import sessions
from emulator.lrs.errors import LrsError
from emulator.lrs.lrs_call import Caller, LrsCall
from emulator.lrs.resources import serving
from emulator.player.opening import ClosedError, Opened, open_launch
from emulator.sandbox.world import World
from emulator.store.json_text import JsonObject
from emulator.vendors import attempt_lrs, load_vendor
from emulator.vendors.call import Call
from emulator.vendors.course_lrs import CourseLrs
from emulator.vendors.statement_progress import take_in

PART = "lrs"
PREVIEW = ("preview", "Preview")


def of(world: World, opened: Opened) -> CourseLrs:
    """The LRS that the course of a launch talks to, and as whom."""
    if _concerns_attempt(opened):
        assert opened.attempt is not None
        found = load_vendor(opened.row["vendor"]).course_lrs(world, opened.attempt["id"])
        if found is not None:
            return found
    endpoint = _link(world, opened) + "/"
    return CourseLrs(_lrs_call(world, opened, []), endpoint, _registration(opened), _actor(opened))


def is_called(call: Call) -> bool:
    """True for a call to a launch's LRS."""
    return call.page == launches.PATH and call.request.path.strip("/").split("/")[1:2] == [PART]


def serve(world: World, request: Request, key: str, resource: str) -> tuple[Reply, str | None]:
    """Serve a call to the player's own LRS; returns the response and the id of the attempt that changed, or None."""
    kind, _, fetch_key = resource.partition("/")
    if kind == "fetch" and fetch_key:
        return serving.serve_fetch(world, request, fetch_key), None
    changed: list[str] = []
    reply = serving.serve(world, request, resource, lambda ask: _enter(world, key, ask, changed))
    return reply, changed[0] if changed and reply.status < 400 else None


def _enter(world: World, key: str, ask: Ask, changed: list[str]) -> LrsCall:
    try:
        opened = open_launch(world, key)
    except ClosedError as closed:
        raise LrsError(closed.status, closed.title) from None
    session = sessions.find(
        world.work, attempt_lrs.own_name(opened.row["vendor"]), ask.headers.get("authorization", "")
    )
    if session is None or session["registration"] != _registration(opened):
        raise LrsError(401, "only the course that this was launched for may call, with the token that it was given")
    caller = Caller(
        f"session {session['number']}", attempt_lrs.account(attempt_lrs.OWNER), may_read="own", session=session
    )
    return _lrs_call(world, opened, changed, caller)


def _lrs_call(world: World, opened: Opened, changed: list[str], caller: Caller | None = None) -> LrsCall:
    registration = _registration(opened)

    def stored(lrs_call: LrsCall, found: list[JsonObject]) -> None:
        attempt = opened.attempt if _concerns_attempt(opened) else None
        if attempt is not None and take_in(lrs_call, found, attempt["id"], registration):
            changed.append(attempt["id"])

    return attempt_lrs.own_call(world, opened.row["vendor"], urlsplit(_link(world, opened)).path, stored, caller)


def _concerns_attempt(opened: Opened) -> bool:
    """True if the statements belong to the launch's attempt. In a preview only cmi5 allows this, by its launch modes; a Tin Can course gets
    a throw-away registration.
    """
    return opened.attempt is not None and (opened.keeps or opened.package.standard is Standard.CMI5)


def _registration(opened: Opened) -> str:
    """The same for every launch of an attempt."""
    return attempt_lrs.registration_of(opened.row["attempt_id"] if _concerns_attempt(opened) else opened.key)


def _actor(opened: Opened) -> JsonObject:
    attempt = opened.attempt
    return attempt_lrs.account(*(PREVIEW if attempt is None else (attempt["learner_id"], attempt["learner_name"])))


def _link(world: World, opened: Opened) -> str:
    return world.link(f"{launches.PATH}/{quote(opened.key, safe='')}/{PART}")
