"""Taking back what was made at the vendor."""

from collections.abc import Callable, Mapping

from emulator.vendors.scenarios.scenario import Scenario
from emulator.vendors.scenarios.step import Step
from emulator.verifying.clean_up import CleanUpList, Made
from emulator.verifying.documents import document_of
from emulator.verifying.errors import CannotVerifyError, NotTriedError
from emulator.verifying.side import Side
from emulator.verifying.templates import value_at

GONE = (404, 410)


def clean_up(listed: CleanUpList, side: Side, scenarios: Mapping[str, Scenario], say: Callable[[str], None]) -> bool:
    """Take back what the list has, the last first. False if something is left; then the list keeps it."""
    for number, made in sorted(listed.left.items(), reverse=True):
        step = _step(scenarios, made)
        if step is None:
            say(f"{made.scenario}, step {made.step}: this version has no such step")
            continue
        try:
            left = _undo(side, step, made.bound)
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


def _undo(side: Side, step: Step, bound: Mapping[str, str]) -> str:
    """Do the steps that take something back; why it is still there, or nothing."""
    kept = dict(side.bound)
    side.bound.update(bound)
    try:
        for undo in step.undo:
            raw = side.send(undo)
            if raw.status in GONE:
                return ""
            if raw.status >= 400:
                return f"{undo.operation} answers {raw.status}"
            document = document_of(side.contract, undo, raw)
            for name, place in undo.binds.items():
                found = value_at(document, place, side.bound)
                if found is None:
                    return ""  # it was never made
                side.bound[name] = found
    except NotTriedError as error:
        return str(error)
    finally:
        side.bound.clear()
        side.bound.update(kept)
    return ""
