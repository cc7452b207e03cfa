"""What the emulator's own answers look like: all scenarios of a vendor, against it alone."""

from collections.abc import Iterable

from emulator.vendors.scenarios.scenario import Scenario
from emulator.verifying.errors import NotTriedError
from emulator.verifying.running import bind_names
from emulator.verifying.shapes.shape_file import Shapes
from emulator.verifying.side import Side
from emulator.verifying.stepping import Stepper


def own_shapes(side: Side, scenarios: Iterable[Scenario]) -> Shapes:
    """The shapes of what a side answers to the scenarios. Raises `CannotVerifyError`."""
    stepper, shapes = Stepper(side.contract, side.verification), Shapes()
    stepper.log_in(side)
    for scenario in scenarios:
        bind_names(scenario, side)
        for step in scenario.steps:
            try:
                raw, answer = stepper.send(side, step)
            except NotTriedError:
                continue
            shapes.add(answer)
            stepper.bind(side, step, raw)
    return shapes
