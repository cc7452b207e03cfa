"""HACP: how the units of AICC talk to the emulator themselves. POST /launch/KEY/hacp, a form; the session's id names the run.

The values may stand in the query too, the form winning, and their names are of any case. Every answer is 200 and text/plain; `error` in it
tells how it went: 0 well, 1 no such command, 2 the unit's password is wrong, 3 no such session. After ExitAU a session is over.
"""

from collections.abc import Callable
from urllib.parse import parse_qsl

from emulator.courseware.attempts import attempts
from emulator.courseware.cmi import SCORM_12, CmiData
from emulator.courseware.package.package import Activity
from emulator.courseware.play import hacp_data, run
from emulator.http import Reply, Request
from emulator.player import playing
from emulator.player.opening import Opened
from emulator.player.unit_address import session_of
from emulator.sandbox.world import World
from emulator.store.rows import Row

VERSION = "4.0"
TOLD = {0: "Successful", 1: "Invalid Command", 2: "Invalid AU-password", 3: "Invalid Session ID"}
MOST_FIELDS = 1000

Values = dict[str, str]
_PUTS: dict[str, Callable[[str, CmiData], Values]] = {
    "putparam": hacp_data.read_groups,
    "putobjectives": hacp_data.read_objectives,
    "putinteractions": hacp_data.read_interactions,
    "putcomments": hacp_data.read_comments,
}
_NOT_KEPT = ("putpath", "putperformance")


class BadSessionError(Exception):
    """No run of this launch has that session id, or it is over."""


def answer(world: World, request: Request, opened: Opened) -> tuple[Reply, bool]:
    """Execute a command. Returns the response, and whether the attempt changed."""
    asked = _asked(request)
    command = asked.get("command", "").strip().lower()
    if command not in (*_PUTS, *_NOT_KEPT, "getparam", "exitau"):
        world.hint(f"no command of HACP: {command[:100]}" if command else "the form has no command")
        return _reply(1), False
    try:
        activity, sco = _session(world, opened, asked.get("session_id", "").strip())
    except BadSessionError as error:
        world.hint(str(error))
        return _reply(3), False
    unit = activity.detail.aicc
    given = asked.get("au_password")
    if given and unit is not None and unit.au_password and given != unit.au_password:
        return _reply(2), False
    data = CmiData(SCORM_12, sco["data"] if sco is not None else playing.looked_at(world, opened, activity))
    if command == "getparam":
        course = opened.package.identifier
        return _reply(0, hacp_data.told(data, vendor=activity.launch_data or "", course_id=course)), False
    if command in _NOT_KEPT:
        world.hint(f"{command} is taken, and kept nowhere")
        return _reply(0), False
    values = _PUTS[command](asked.get("aicc_data", ""), data) if command in _PUTS else {}
    return _reply(0), sco is not None and _commit(world, opened, sco, values, ended=command == "exitau")


def _commit(world: World, opened: Opened, sco: Row, values: Values, *, ended: bool) -> bool:
    assert opened.attempt is not None
    given = run.CmiCommit(sco["session"]["number"], None, values, None, "terminated" if ended else None)
    taken = run.commit(world.work, world.now(), opened.attempt, sco, given)
    for words in taken.remarks[:20]:
        world.hint(words)
    return taken.new


def _session(world: World, opened: Opened, session_id: str) -> tuple[Activity, Row | None]:
    """The unit that a session is of, and its row where anything is kept."""
    named = session_of(opened, session_id)
    if named is None:
        raise BadSessionError("no session of this launch has that session_id")
    activity, number = named
    if not opened.keeps:
        return activity, None
    assert opened.attempt is not None
    sco = attempts.find_sco(world.work, opened.attempt["id"], activity.identifier)
    if sco is None or sco["session"] is None or sco["session"]["number"] != number:
        raise BadSessionError("a later run of this unit has begun, perhaps in another window")
    if sco["session"]["terminated"]:
        raise BadSessionError("the session ended with its ExitAU")
    return activity, sco


def _asked(request: Request) -> Values:
    """The fields by lower-case name. Old units send wrong media types, so every body is read as a form."""
    texts = (request.query_string, request.body)
    try:
        pairs = [pair for text in texts for pair in _pairs(text)]
    except ValueError:
        return {}
    return {name.strip().lower(): value.replace("\x00", "") for name, value in pairs}


def _pairs(text: bytes) -> list[tuple[str, str]]:
    """Names and values, in UTF-8 or else as Windows wrote them when AICC was young."""
    raw = text.strip().decode("latin-1")
    found = parse_qsl(raw, keep_blank_values=True, max_num_fields=MOST_FIELDS, encoding="latin-1")
    return [(_decoded(name), _decoded(value)) for name, value in found]


def _decoded(text: str) -> str:
    raw = text.encode("latin-1")
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _reply(error: int, data: str | None = None) -> Reply:
    lines = [f"error={error}", f"error_text={TOLD[error]}", f"version={VERSION}"]
    text = hacp_data.END.join([*lines, "" if data is None else f"aicc_data={data}"])
    headers = [("Cache-Control", "no-store"), ("Access-Control-Allow-Origin", "*")]  # a unit may lie on another server
    return Reply(200, text.encode("utf-8", "replace"), "text/plain; charset=utf-8", headers)
