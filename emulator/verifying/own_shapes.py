"""The shapes of the emulator's own answers: all scenarios of a vendor, run against the emulator alone."""

from collections.abc import Iterable
from dataclasses import field

from emulator.light.records import dataclass
from emulator.vendors.scenarios.scenario import Scenario
from emulator.vendors.scenarios.step import Step
from emulator.verifying.errors import NotTriedError
from emulator.verifying.shapes.answer import ShapedAnswer
from emulator.verifying.shapes.shape_file import Shapes
from emulator.verifying.side import Side
from emulator.verifying.stepping import Stepper


@dataclass(slots=True)
class OwnShapes:
    """The emulator's side, and the shapes of its answers so far."""

    side: Side
    shapes: Shapes = field(default_factory=Shapes)
    _stepper: Stepper = field(init=False)

    def __post_init__(self) -> None:
        self._stepper = Stepper(self.side.contract, self.side.verification)

    def run(self, scenarios: Iterable[Scenario]) -> None:
        """Log in and do the steps of every scenario; steps that lack a value are skipped. Raises `CannotVerifyError`."""
        self._stepper.log_in(self.side)
        for scenario in scenarios:
            self.side.begin(scenario)
            for step in scenario.steps:
                try:
                    self.ask(step)
                except NotTriedError:
                    continue

    def ask(self, step: Step) -> ShapedAnswer:
        """Do a step, and keep the shape of the answer. Raises `CannotVerifyError` or `NotTriedError`."""
        raw, answer = self._stepper.send(self.side, step)
        self.shapes.add(answer)
        self._stepper.bind(self.side, step, raw)
        return answer
