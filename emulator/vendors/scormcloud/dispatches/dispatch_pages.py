"""The pages that a dispatch package opens in a learner's browser, outside the vendor's API. A dispatch's key is in their path.

GET /launch/dispatch/KEY/status?learnerId=…              {"allowed": …} for the package, readable from any origin
GET /launch/dispatch/KEY?learnerId=…&learnerName=…       the launch itself, in a frame of the package
GET /launch/dispatch/KEY/lti                             where a platform of LTI 1.1 would come to
"""

from urllib.parse import quote

import orjson

from emulator.http import Reply, redirect
from emulator.pages.message import message_page, method_page
from emulator.sandbox.world import World
from emulator.store.json_text import JsonObject
from emulator.vendors.call import Call
from emulator.vendors.scormcloud.courses import courses
from emulator.vendors.scormcloud.dispatches import dispatch_launch
from emulator.vendors.scormcloud.dispatches.dispatch_launch import DispatchLearner
from emulator.vendors.scormcloud.launching import playing
from emulator.vendors.scormcloud.rows import Row

PATH = "/launch/dispatch"
LONGEST = 255
SHARED = [("Access-Control-Allow-Origin", "*"), ("Cache-Control", "no-store")]
NO_LTI = "lms-emulator does not serve launches by LTI 1.1"
FOR_PACKAGES = "A dispatch package opens this page for its learner."


def link(world: World, *parts: str) -> str:
    """An absolute link to a page of this module."""
    return world.link("/".join((PATH, *(quote(part, safe="") for part in parts))))


def page(call: Call) -> Reply:
    """Any page of this module."""
    if call.request.method not in ("GET", "HEAD"):
        return method_page(call.request.method, "GET", "HEAD")
    match call.request.path.strip("/").split("/"):
        case [_, "lti"]:
            return message_page(501, "LTI 1.1 is not served", f"{NO_LTI}.")
        case [key, "status"]:
            return _status(call, key)
        case [key] if key:
            return _launch(call, key)
    return _missing()


def _status(call: Call, key: str) -> Reply:
    """Tell whether a learner may launch; this changes nothing."""
    dispatch, learner = dispatch_launch.by_key(call.world, key), _learner(call)
    if dispatch is None:
        return _json(404, {"allowed": False, "reason": "gone", "message": "This course is not offered any more."})
    if learner is None:
        return _json(400, {"allowed": False, "reason": "learnerId", "message": _BAD_LEARNER})
    world = dispatch_launch.world_of(call.world, dispatch)
    refusal = dispatch_launch.refusal(world, dispatch, dispatch_launch.known_as(world, dispatch, learner))
    if refusal is not None:
        return _json(200, {"allowed": False, "reason": refusal.reason, "message": refusal.words})
    return _json(200, {"allowed": True})


def _launch(call: Call, key: str) -> Reply:
    dispatch, learner = dispatch_launch.by_key(call.world, key), _learner(call)
    if dispatch is None:
        return _missing()
    if learner is None:
        return message_page(400, "Not possible", _BAD_LEARNER)
    world = dispatch_launch.world_of(call.world, dispatch)
    learner = dispatch_launch.known_as(world, dispatch, learner)
    refusal = dispatch_launch.refusal(world, dispatch, learner)
    title = courses.find_row(world, dispatch["course_id"])["title"]
    if refusal is not None:
        world.hint(f"the launch was refused: {refusal.reason}")
        return message_page(403, title, refusal.words)
    if call.request.method == "HEAD":
        return message_page(200, title, FOR_PACKAGES)
    registration: Row = dispatch_launch.launch(world, dispatch, learner)
    path = playing.open_registration(world, registration, {}, may_restart=dispatch["instanced"])
    return redirect(call.world.local_link(path))


_BAD_LEARNER = f"learnerId must have 1 to {LONGEST} characters."


def _learner(call: Call) -> DispatchLearner | None:
    identifier, name = (call.query.get(each, [""])[-1] for each in ("learnerId", "learnerName"))
    if not 1 <= len(identifier) <= LONGEST or "\0" in identifier + name:
        return None
    return DispatchLearner(identifier, name)


def _missing() -> Reply:
    return message_page(404, "Not here", "This course is not offered any more.")


def _json(status: int, document: JsonObject) -> Reply:
    return Reply(status, orjson.dumps(document), "application/json", SHARED)
