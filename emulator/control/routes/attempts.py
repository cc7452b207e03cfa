"""List attempts, and play them without a browser. The rules are the same as for the player's runs, and vendors are notified.

The path names an attempt by its id, or the query names it by its vendor's ids:
POST /_emulator/attempts/attempt-1/play, or POST /_emulator/attempts/play?registration=R1. With the query, the attempt may be new.
"""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, HTTPException, Request

from emulator.control.answers.attempts import Attempts, Link, PlayedAttempt, WholeAttempt
from emulator.control.context import Newest, TheHouse, TheSandbox, own_request
from emulator.control.deeds import Launching, Linking, Playing, RunReport, Waiving
from emulator.control.refusals import IN_SANDBOX, OF_BODIES, refusals
from emulator.courseware.play import playthrough
from emulator.courseware.play.deeds import Deed
from emulator.courseware.play.playthrough import Stage
from emulator.house import House
from emulator.sandbox.world import World
from emulator.store.rows import Row
from emulator.vendors import ENTRIES
from emulator.without_browser import attempting
from emulator.without_browser.attempting import KEYS

router = APIRouter(tags=["attempts"], responses=IN_SANDBOX)

ALL = "/_emulator/attempts"
ONE = f"{ALL}/{{attempt_id}}"
BY_KEYS: dict[str, Any] = {
    "parameters": [{"name": key, "in": "query", "required": False, "schema": {"type": "string"}} for key in KEYS]
}
BY_ID: dict[str, Any] = {
    "parameters": [{"name": "attempt_id", "in": "path", "required": True, "schema": {"type": "string"}}]
}
LONGEST_KEY = 1000
NOT_FOUND = "there is nothing to attempt with registration R1; GET /_emulator/attempts lists what there is"
REFUSED = refusals(
    _400="each parameter can be given once",
    _404=NOT_FOUND,
    _409="more than one fits learner L1: registration of scormcloud with registration R1; …",
)
DOING: dict[str, Any] = {
    "response_model": PlayedAttempt,
    "responses": {
        **OF_BODIES,
        **REFUSED,
        **refusals(_409="no SCO of this attempt is running; launch one, or play it as a whole"),
    },
}
WAIVING: dict[str, Any] = {
    "response_model": PlayedAttempt,
    "responses": {
        **OF_BODIES,
        **REFUSED,
        **refusals(_409="https://example.com/au was waived already, which cmi5 allows once"),
    },
}
LINKING: dict[str, Any] = {"response_model": Link, "responses": {**OF_BODIES, **REFUSED}}

Rows = list[Row]


class AttemptCall:
    """A call about an attempt: the house, the sandbox's world, and the ids that the caller gave."""

    def __init__(self, house: House, request: Request) -> None:
        self.house = house
        self.world = World(house.sandboxes.use(request.scope["sandbox_name"]), own_request(house, request))
        self.wanted = _wanted(request)

    async def tell(self, report: RunReport, deed: Deed) -> dict[str, Any]:
        """Do something in the run that goes on, or in a new one."""

        def act(stage: Stage) -> Rows:
            return [playthrough.tell(stage, deed, report.sco)]

        return await attempting.act(self.house, self.world, self.wanted, report.sco, deed, act)

    async def leave(self, report: RunReport, deed: Deed) -> dict[str, Any]:
        """End the run that goes on."""

        def act(stage: Stage) -> Rows:
            return [playthrough.leave(stage, deed, report.sco)]

        return await attempting.act(self.house, self.world, self.wanted, report.sco, deed, act)


async def _lrs_call(house: TheHouse, sandbox: TheSandbox, request: Request) -> AttemptCall:
    return AttemptCall(house, request)


TheCall = Annotated[AttemptCall, Depends(_lrs_call)]
Given = Annotated[RunReport, Body(default_factory=RunReport)]


@router.get(ALL, openapi_extra=BY_KEYS, response_model=Attempts, responses=refusals(400))
async def list_attempts(call: TheCall, limit: Newest = 100) -> dict[str, Any]:
    """List what learners attempt, including what they have not begun, with learner and progress. The query filters the list."""
    return {"attempts": attempting.look(call.world, call.wanted, limit)}


@router.post(ALL, openapi_extra=BY_KEYS, response_model=WholeAttempt, responses=REFUSED)
async def begin_attempt(call: TheCall) -> dict[str, Any]:
    """Find one attempt by what its vendor knows it by; it comes into being where nothing has been launched yet."""
    return await attempting.begin(call.house, call.world, call.wanted)


@router.get(ONE, openapi_extra=BY_ID, response_model=WholeAttempt, responses=REFUSED)
async def read_attempt(call: TheCall) -> dict[str, Any]:
    """One attempt: its activities with their status, and each SCO with its values and launch history."""
    return attempting.show(call.world, call.wanted)


@router.post(f"{ONE}/play", openapi_extra=BY_ID, **DOING)
@router.post(f"{ALL}/play", openapi_extra=BY_KEYS, name="play_by_keys", **DOING)
async def play(call: TheCall, playing: Annotated[Playing, Body(default_factory=Playing)]) -> dict[str, Any]:
    """Play from the launch to the end in one call. Without `sco`, a completing status is set in every SCO that is not completed yet."""

    def act(stage: Stage) -> Rows:
        return playthrough.play(stage, playing.whole(), playing.sco)

    return await attempting.act(call.house, call.world, call.wanted, playing.sco, playing.whole(), act)


@router.post(f"{ONE}/launch", openapi_extra=BY_ID, **DOING)
@router.post(f"{ALL}/launch", openapi_extra=BY_KEYS, name="launch_by_keys", **DOING)
async def launch(call: TheCall, launching: Annotated[Launching, Body(default_factory=Launching)]) -> dict[str, Any]:
    """Begin a run of a SCO as the player does, by default of the first that is not completed."""

    def act(stage: Stage) -> Rows:
        return [playthrough.launch(stage, launching.sco)]

    return await attempting.act(call.house, call.world, call.wanted, launching.sco, None, act)


@router.post(f"{ONE}/values", openapi_extra=BY_ID, **DOING)
@router.post(f"{ALL}/values", openapi_extra=BY_KEYS, name="set_values_by_keys", **DOING)
async def set_values(call: TheCall, report: RunReport) -> dict[str, Any]:
    """Set CMI elements; the run goes on. What the data model forbids is refused, element by element, and then nothing is set."""
    if not report.values:
        raise HTTPException(400, 'values: at least one is needed, such as {"values": {"cmi.suspend_data": "page 2"}}')
    return await call.tell(report, report.deed())


@router.post(f"{ONE}/score", openapi_extra=BY_ID, **DOING)
@router.post(f"{ALL}/score", openapi_extra=BY_KEYS, name="set_score_by_keys", **DOING)
async def set_score(call: TheCall, report: RunReport) -> dict[str, Any]:
    """Report a score; the run goes on."""
    if report.score is None:
        raise HTTPException(400, 'score: is needed, such as {"score": 85}')
    return await call.tell(report, report.deed())


@router.post(f"{ONE}/complete", openapi_extra=BY_ID, **DOING)
@router.post(f"{ALL}/complete", openapi_extra=BY_KEYS, name="complete_by_keys", **DOING)
async def complete(call: TheCall, report: Given) -> dict[str, Any]:
    """Report completed; the run goes on."""
    return await call.tell(report, report.deed("completed"))


@router.post(f"{ONE}/pass", openapi_extra=BY_ID, **DOING)
@router.post(f"{ALL}/pass", openapi_extra=BY_KEYS, name="succeed_by_keys", **DOING)
async def succeed(call: TheCall, report: Given) -> dict[str, Any]:
    """Report passed; the run goes on."""
    return await call.tell(report, report.deed("passed"))


@router.post(f"{ONE}/fail", openapi_extra=BY_ID, **DOING)
@router.post(f"{ALL}/fail", openapi_extra=BY_KEYS, name="fail_by_keys", **DOING)
async def fail(call: TheCall, report: Given) -> dict[str, Any]:
    """Report failed; the run goes on."""
    return await call.tell(report, report.deed("failed"))


@router.post(f"{ONE}/suspend", openapi_extra=BY_ID, **DOING)
@router.post(f"{ALL}/suspend", openapi_extra=BY_KEYS, name="suspend_by_keys", **DOING)
async def suspend(call: TheCall, report: Given) -> dict[str, Any]:
    """End the run that goes on, to be resumed by the next launch."""
    return await call.leave(report, report.deed(ended="suspend"))


@router.post(f"{ONE}/exit", openapi_extra=BY_ID, **DOING)
@router.post(f"{ALL}/exit", openapi_extra=BY_KEYS, name="leave_by_keys", **DOING)
async def leave(call: TheCall, report: Given) -> dict[str, Any]:
    """End the run that goes on."""
    return await call.leave(report, report.deed(ended="normal"))


@router.post(f"{ONE}/waive", openapi_extra=BY_ID, **WAIVING)
@router.post(f"{ALL}/waive", openapi_extra=BY_KEYS, name="waive_by_keys", **WAIVING)
async def waive(call: TheCall, given: Annotated[Waiving, Body(default_factory=Waiving)]) -> dict[str, Any]:
    """Waive a unit of a cmi5 course, as its LMS may. Without `sco`, every unit that has not met its moveOn is waived."""
    return await attempting.waive(call.house, call.world, call.wanted, given.sco, given.reason)


@router.post(f"{ONE}/link", openapi_extra=BY_ID, **LINKING)
@router.post(f"{ALL}/link", openapi_extra=BY_KEYS, name="make_link_by_keys", **LINKING)
async def make_link(call: TheCall, linking: Annotated[Linking, Body(default_factory=Linking)]) -> dict[str, Any]:
    """A link that opens the attempt in a browser."""
    return await attempting.link(
        call.house,
        call.world,
        call.wanted,
        mode=linking.mode,
        sco=linking.sco,
        redirect=linking.redirect,
        seconds=linking.seconds,
    )


def _wanted(request: Request) -> Mapping[str, str]:
    """The ids that the caller gave: the attempt's id from the path, or the vendor's ids from the query."""
    query = [(name, value) for name, value in request.query_params.multi_items() if name != "limit"]
    wanted = dict(query)
    if len(wanted) < len(query):
        raise HTTPException(400, "each parameter can be given once")
    attempt_id = request.path_params.get("attempt_id")
    if attempt_id is not None:
        if query:
            raise HTTPException(400, f"{query[0][0]}: the path says already which attempt it is")
        wanted = {"attempt": attempt_id}
    names = [entry.name for entry in ENTRIES]
    if wanted.get("vendor", names[0]) not in names:
        raise HTTPException(400, f"vendor must be one of {', '.join(names)}")
    if any(len(value) > LONGEST_KEY for value in wanted.values()):
        raise HTTPException(400, f"no id is longer than {LONGEST_KEY} characters")
    return wanted
