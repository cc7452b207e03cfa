"""Deleting the objects that a run created at the vendor."""

from collections.abc import Callable, Iterable, Mapping

from emulator.vendors.scenarios.scenario import Scenario
from emulator.vendors.scenarios.step import Step
from emulator.verifying.clean_up import CleanUpList, Made
from emulator.verifying.documents import document_of
from emulator.verifying.errors import CannotVerifyError, NotTriedError
from emulator.verifying.side import Side
from emulator.verifying.stepping import Stepper
from emulator.verifying.templates import names_in, value_at

GONE = (404, 410)
PERHAPS = "it does not exist, but the unanswered call may still create it; if it does not appear at the vendor, remove the file"


def clean_up(
    listed: CleanUpList, stepper: Stepper, side: Side, scenarios: Mapping[str, Scenario], say: Callable[[str], None]
) -> bool:
    """Undo the steps of the list, the last first. False if an object is left; the list then keeps it."""
    for number, made in sorted(listed.left.items(), reverse=True):
        step = _step(scenarios, made)
        if step is None:
            say(f"{made.scenario}, step {made.step}: this version has no such step")
            continue
        if not made.answered:
            words = f"not answered, so the object may still be created; waiting up to {stepper.wait:g} s"
            say(f"{made.scenario}, step {made.step}: {words}")
        try:
            left = _undo(stepper, side, step, made)
        except CannotVerifyError as error:
            say(str(error))
            return False
        if left:
            say(f"{made.scenario}, step {made.step}: {left}")
        else:
            listed.done(number)
    listed.close()
    return not listed.left


def _step(scenarios: Mapping[str, Scenario], made: Made) -> Step | None:
    scenario = scenarios.get(made.scenario)
    steps = scenario.steps if scenario is not None else ()
    return steps[made.step - 1] if 0 < made.step <= len(steps) else None


def needed(steps: Iterable[Step]) -> set[str]:
    """The names that must be bound for these steps."""
    return {name for step in steps for name in names_in((step.path, step.query, step.body, tuple(step.binds.values())))}


def _undo(stepper: Stepper, side: Side, step: Step, made: Made) -> str:
    """Undo a step. Returns why its object is still there or may still come into being, or an empty text."""
    kept = dict(side.bound)
    side.bound.update(made.bound)
    try:
        if not made.answered or not _ends_known(stepper, step, made):
            return _undo_unknown(stepper, side, step)
        if step.ends is not None:
            raw = stepper.settled(side, step.ends)
            if raw.status >= 400 and raw.status not in GONE:
                return f"{step.ends.operation} answers {raw.status}"
        return _take_back(side, step, absent="")
    except NotTriedError as error:
        return str(error)
    finally:
        side.bound.clear()
        side.bound.update(kept)


def _ends_known(stepper: Stepper, step: Step, made: Made) -> bool:
    return step.ends is None or needed((step.ends,)) - stepper.credentials <= made.bound.keys()


def _undo_unknown(stepper: Stepper, side: Side, step: Step) -> str:
    """Undo a step whose call had no answer. `turns` waits long enough for a single call; a job may take longer."""
    for _ in stepper.turns():
        why = _take_back(side, step, absent=PERHAPS)
        if why != PERHAPS:
            return why
    return PERHAPS if step.ends is not None else ""


def _take_back(side: Side, step: Step, absent: str) -> str:
    """Do the steps of `undo`. Returns why the object is still there, `absent` if it was not found, or an empty text."""
    for undo in step.undo:
        raw = side.send(undo)
        if raw.status in GONE:
            return absent
        if raw.status >= 400:
            return f"{undo.operation} answers {raw.status}"
        document = document_of(side.contract, undo, raw)
        for name, place in undo.binds.items():
            found = value_at(document, place, side.bound)
            if found is None:
                return absent
            side.bound[name] = found
    return ""
