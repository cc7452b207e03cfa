"""The protocol between the player's page and the emulator: which SCO runs with which data, its commits, and where the exit leads.

    POST …/start   {"sco"}                                     the SCO's run: its data, its page, whether data is stored
    POST …/commit  {"sco", "session", "sequence", "values", "seconds", "ended", "asked", "sequencing", "apart"}      the result
    POST …/state   {"sequencing", "apart"}                     the sequencing state
    POST …/leave   {}                                          where to go now

Each returns `(document, changed)`: `changed` is true if the attempt's data changed.
"""

from typing import Any

from emulator.courseware.attempts import attempts
from emulator.courseware.cmi import SCORM_12, DataModel, lone_surrogates, model_of
from emulator.courseware.package.documents import from_document
from emulator.courseware.package.package import Activity, Standard
from emulator.courseware.play import launches, run
from emulator.courseware.rollup.rollup import RollUpSettings, roll_up
from emulator.player import unit_address
from emulator.player.messages import CommitMessage, StartMessage, StateMessage
from emulator.player.opening import Opened
from emulator.sandbox.world import World
from emulator.store.rows import Row

Told = tuple[dict[str, Any], bool]

APIS = {True: "scorm12", False: "scorm2004"}


class MessageRefusedError(Exception):
    """A message that cannot be followed: a status and why."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status
        self.words = words


def api_of(standard: Standard) -> str | None:
    """The SCORM API that the pages of a standard look for; None if they look for none."""
    model = model_of(standard)
    return None if model is None or standard is Standard.AICC else APIS[model is SCORM_12]


def begin(world: World, opened: Opened, message: StartMessage) -> Told:
    """Start a SCO, or show it where nothing is kept."""
    activity = next((each for each in run.playable(opened.package) if each.identifier == message.sco), None)
    if activity is None:
        raise MessageRefusedError(404, f"the course has no SCO {message.sco[:200]}")
    if not opened.keeps:
        return _document(world, opened, activity, looked_at(world, opened, activity), 0), False
    assert opened.attempt is not None
    options = opened.row["options"]
    sco = run.start(
        world.work,
        world.now(),
        opened.attempt,
        opened.package,
        message.sco,
        reset=options.get("reset"),
        credit=options.get("credit", True),
        review_completed=options.get("review_completed", False),
        hold_completed=options.get("hold_completed", False),
    )
    return _document(world, opened, activity, sco["data"], sco["session"]["number"]), True


def commit(world: World, opened: Opened, message: CommitMessage) -> Told:
    """Store a SCO's commit."""
    if not opened.keeps:
        return {"result": True, "kept": False}, False
    attempt = opened.attempt
    assert attempt is not None
    sco = attempts.find_sco(world.work, attempt["id"], message.sco)
    if sco is None:
        raise MessageRefusedError(404, f"no run of {message.sco[:200]} has begun")
    given = run.CmiCommit(
        message.session, message.sequence, message.values, message.seconds, message.ended, asked=message.asked
    )
    try:
        taken = run.commit(world.work, world.now(), attempt, sco, given)
    except run.NotRunningError:
        raise MessageRefusedError(409, "a later run of this SCO has begun, perhaps in another window") from None
    if taken.new and message.sequencing is not None:
        attempts.keep_sequencing(world.work, attempt, message.sequencing, message.apart)
    kept = [name for name, value in message.values.items() if lone_surrogates.has_some(value)]
    if kept:
        world.hint(
            f"lone surrogates (halves of characters) are kept as U+10F800 to U+10FFFF in {', '.join(kept)[:1000]}"
        )
    for words in taken.remarks[:20]:
        world.hint(words)
    told = {"kept": taken.new, "review": taken.in_review, "refused": list(taken.refused)}
    return {"result": True, **told, **progress(world, opened)}, taken.new


def keep_state(world: World, opened: Opened, message: StateMessage) -> Told:
    """Keep where the sequencing stands."""
    if opened.keeps:
        assert opened.attempt is not None
        attempts.keep_sequencing(world.work, opened.attempt, message.sequencing, message.apart)
    return {"result": True}, False


def leave(world: World, opened: Opened) -> Told:
    """The learner goes: every run is over."""
    changed = opened.keeps and run.end(world.work, world.now(), opened.attempt or {})
    to = opened.row["on_exit"]
    known = to in (launches.CLOSER, launches.BLANK, launches.MESSAGE)
    return {
        "to": world.local_link(f"{launches.PATH}/{opened.key}/{to}") if known else to,
        **progress(world, opened),
    }, changed


def progress(world: World, opened: Opened) -> dict[str, Any]:
    """The learner's progress: `status` in the words of SCORM 1.2, `score` 0 to 100 or null, and the state of each SCO for the menu."""
    if opened.attempt is None:
        return {"status": "not attempted", "score": None, "seconds": 0.0, "statuses": {}}
    standard, scos = Standard(opened.attempt["standard"]), attempts.scos(world.work, opened.attempt["id"])
    settings = from_document(RollUpSettings, opened.row["options"].get("roll_up") or {})
    rolled = roll_up(opened.package.root, standard, scos, settings)
    outcome, items, waiting = rolled.outcome, {}, [rolled]
    while waiting:
        found = waiting.pop()
        waiting.extend(found.children)
        if found.activity.launchable or found.activity.children:  # prerequisites may name a block
            items[found.activity.identifier] = _status(found.outcome.completion, found.outcome.success)
    return {
        "status": _status(outcome.completion, outcome.success),
        "score": None if outcome.score is None else float(round(outcome.score * 100, 2)),
        "seconds": rolled.seconds,
        "statuses": items,
    }


def _status(completion: str, success: str) -> str:
    if success in ("passed", "failed"):
        return success
    return "not attempted" if completion == "unknown" else completion


def looked_at(world: World, opened: Opened, activity: Activity) -> dict[str, str]:
    """The data of a SCO that is only shown: in `review` the learner's own, otherwise the initial data of the manifest."""
    standard = opened.package.standard
    model = model_of(standard)
    if model is None:
        return {}
    own: Row | None = None
    if opened.attempt is not None and opened.row["mode"] == "review":
        own = attempts.find_sco(world.work, opened.attempt["id"], activity.identifier)
    data = dict(own["data"]) if own else run.seed_of(model, activity)
    data |= dict(zip(model.learner, _learner(opened), strict=True))
    core = "cmi.core." if model is SCORM_12 else "cmi."
    data[f"{core}credit"] = "no-credit"
    data["cmi.core.lesson_mode" if model is SCORM_12 else "cmi.mode"] = opened.row["mode"]
    return data


def _learner(opened: Opened) -> tuple[str, str]:
    attempt = opened.attempt
    return (attempt["learner_id"], attempt["learner_name"]) if attempt else ("preview", "Preview")


def _document(world: World, opened: Opened, activity: Activity, data: dict[str, str], session: int) -> dict[str, Any]:
    model, is_aicc = model_of(opened.package.standard), opened.package.standard is Standard.AICC
    if model is not None:  # what the data model has for nothing said, in words: the page's runtime has none
        core = "cmi.core." if model is SCORM_12 else "cmi."
        mode = f"{core}lesson_mode" if model is SCORM_12 else f"{core}mode"
        data = {f"{core}entry": "ab-initio", f"{core}credit": "credit", mode: "normal", **data}
    return {
        "sco": activity.identifier,
        "session": session,
        "values": {name: value for name, value in data.items() if not _not_told(model, name)},
        "href": unit_address.address(world, opened, activity, session) if is_aicc else activity.href,
        "kept": opened.keeps,
        "readOnly": [element.name for element in model.elements.values() if element.access == "RO"] if model else [],
        "api": api_of(opened.package.standard) if activity.kind == "SCO" else None,
    }


def _not_told(model: DataModel | None, name: str) -> bool:
    """Elements that a run begins without: how the previous one was left."""
    return name in ("cmi.core.exit", "cmi.core.session_time", "cmi.exit", "cmi.session_time", "adl.nav.request")
