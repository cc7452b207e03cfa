"""Playing a course without its pages: the runs that a browser would have begun and ended, by the same rules (run.py)."""

from collections.abc import Iterator
from dataclasses import field, replace
from decimal import Decimal

from emulator.courseware.attempts import attempts, xapi_data
from emulator.courseware.attempts.xapi_data import number
from emulator.courseware.cmi import model_of
from emulator.courseware.package.package import Activity, CoursePackage, Standard
from emulator.courseware.play import run
from emulator.courseware.play.deeds import FINAL, CannotSayError, Deed, cmi_values, plain, xapi_values
from emulator.courseware.play.run import CmiCommit, Reset
from emulator.courseware.rollup.progress import Progress
from emulator.courseware.rollup.rollup import roll_up
from emulator.light.records import dataclass
from emulator.sandbox.world import World
from emulator.store.decimals import shares
from emulator.store.rows import Row
from emulator.store.unit_of_work import UnitOfWork

MOST_REASONS = 20


class RefusedValuesError(Exception):
    """The data model forbids some of the values; `reasons` has a sentence for each element."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        more = f" and {len(reasons) - MOST_REASONS} more" if len(reasons) > MOST_REASONS else ""
        super().__init__("; ".join(_short(reason) for reason in reasons[:MOST_REASONS]) + more)
        self.reasons = reasons


class NothingRunsError(Exception):
    """The request ends a run, but no run is open."""


@dataclass(frozen=True, slots=True)
class Stage:
    """An attempt that is played: its package, and how the vendor starts runs (see `run.start`)."""

    world: World
    attempt: Row
    package: CoursePackage
    reset: Reset | None = None
    credit: bool = True
    review_completed: bool = False
    hold_completed: bool = False
    remarks: list[str] = field(default_factory=list)
    """What the developer is told about values that were not written."""


def launch(stage: Stage, sco_id: str | None) -> Row:
    """Start a run of a SCO, by default of the one that the player would open. Other open runs end. Raises LookupError if there is no such
    SCO."""
    run.end(stage.world.work, stage.world.now(), stage.attempt)
    chosen = sco_id or next(_unfinished(stage), run.playable(stage.package)[0]).identifier
    return run.start(
        stage.world.work,
        stage.world.now(),
        stage.attempt,
        stage.package,
        chosen,
        reset=stage.reset,
        credit=stage.credit,
        review_completed=stage.review_completed,
        hold_completed=stage.hold_completed,
    )


def play(stage: Stage, deed: Deed, sco_id: str | None) -> list[Row]:
    """Play SCOs from start to end with a deed; returns their rows.

    Without `sco_id`, a completing deed is done in every SCO that is not completed (in all SCOs if all are), and its seconds are divided
    equally. Any other deed is done in the running SCO, or in the one that the player would open.
    """
    chosen = [sco_id] if sco_id else [activity.identifier for activity in _chosen(stage, deed)]
    if len(chosen) > 1 and deed.is_of_one_sco:
        raise CannotSayError(f"sco: say in which SCO, since more than one is to be played: {', '.join(chosen)[:500]}")
    if deed.seconds is None:
        return [tell(stage, deed, each) for each in chosen]
    spent = shares(deed.seconds, len(chosen)) if chosen else []
    return [tell(stage, replace(deed, seconds=part), each) for each, part in zip(chosen, spent, strict=True)]


def tell(stage: Stage, deed: Deed, sco_id: str | None) -> Row:
    """Do a deed in the run of a SCO that goes on, else in a new one. Raises `RefusedValuesError`, and then nothing is to be kept."""
    sco = _running(stage, sco_id) or launch(stage, sco_id)
    model = model_of(Standard(stage.attempt["standard"]))
    values, outcome = {}, {}
    if model is None:
        outcome = _with_duration(xapi_values(deed), sco, deed)
    elif _activity(stage, sco).kind == "SCO":
        values = cmi_values(deed, model, sco["data"], stage.world.now())
    elif deed.is_of_one_sco:
        raise CannotSayError(f"{sco['sco_id'][:200]} is an asset: it has no CMI data, and is completed by being opened")
    given = CmiCommit(
        sco["session"]["number"],
        None,
        values,
        deed.seconds,
        "terminated" if deed.ended is not None else None,
        outcome,
    )
    taken = run.commit(stage.world.work, stage.world.now(), stage.attempt, sco, given)
    if taken.refused:
        raise RefusedValuesError(taken.refused)
    stage.remarks.extend(taken.remarks)
    return taken.sco


def leave(stage: Stage, deed: Deed, sco_id: str | None) -> Row:
    """End the open run of a SCO with a deed. Raises `NothingRunsError` if no run is open."""
    sco = _running(stage, sco_id)
    if sco is None:
        raise NothingRunsError
    return tell(stage, deed, sco["sco_id"])


def progress_of(work: UnitOfWork, attempt: Row, package: CoursePackage) -> Progress:
    """The progress of the attempt by the standard's own rules, without any vendor's settings."""
    return roll_up(package.root, Standard(attempt["standard"]), attempts.scos(work, attempt["id"]))


def leaves(progress: Progress) -> Iterator[Progress]:
    """The activities that can be opened, in the order of the course."""
    waiting = [progress]
    while waiting:
        found = waiting.pop()
        waiting.extend(reversed(found.children))
        if found.activity.launchable:
            yield found


def _short(words: str) -> str:
    return words if len(words) <= 200 else f"{words[:100]} … {words[-60:]}"


def _chosen(stage: Stage, deed: Deed) -> list[Activity]:
    unfinished = list(_unfinished(stage))
    if deed.status in FINAL:
        return unfinished or run.playable(stage.package)
    running = _running(stage, None)
    if running is not None:
        return [_activity(stage, running)]
    return unfinished[:1] or run.playable(stage.package)[:1]


def _unfinished(stage: Stage) -> Iterator[Activity]:
    for leaf in leaves(progress_of(stage.world.work, stage.attempt, stage.package)):
        if leaf.outcome.completion != "completed":
            yield leaf.activity


def _running(stage: Stage, sco_id: str | None) -> Row | None:
    for sco in attempts.scos(stage.world.work, stage.attempt["id"]):
        if sco_id in (None, sco["sco_id"]) and run.is_running(sco):
            return sco
    return None


def _activity(stage: Stage, sco: Row) -> Activity:
    return next(each for each in run.playable(stage.package) if each.identifier == sco["sco_id"])


def _with_duration(outcome: dict[str, str], sco: Row, deed: Deed) -> dict[str, str]:
    """A run's seconds are added to the duration when it ends, as a statement that ends a session would."""
    if deed.seconds is None or deed.ended is None:
        return outcome
    before = number(sco["data"].get(xapi_data.DURATION)) or Decimal(0)
    return {**outcome, xapi_data.DURATION: plain(before + Decimal(f"{deed.seconds:.3f}"))}
