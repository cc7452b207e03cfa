"""Running the scenarios of a vendor against both sides."""

from collections.abc import Callable
from dataclasses import field

from emulator.contract.model import Contract
from emulator.light.records import dataclass
from emulator.vendors.scenarios.scenario import Scenario
from emulator.vendors.scenarios.step import Step
from emulator.vendors.scenarios.verification import Verification
from emulator.verifying.clean_up import CleanUpList
from emulator.verifying.errors import NotTriedError
from emulator.verifying.judging.comparing import SLOW, differences
from emulator.verifying.judging.verdict import Finding, Judgement, judge, places_of
from emulator.verifying.shapes.answer import ShapedAnswer
from emulator.verifying.shapes.shape_file import Shapes
from emulator.verifying.side import Side
from emulator.verifying.stepping import WAIT, Stepper
from emulator.verifying.undoing import needed


@dataclass(slots=True)
class Run:
    """Both sides, and the findings so far.

    `slow` is how many seconds slower than the emulator the vendor may be, `wait` how many seconds a job of either side may take.
    """

    contract: Contract
    verification: Verification
    vendor: Side
    emulator: Side
    listed: CleanUpList | None = None
    slow: float = SLOW
    wait: float = WAIT
    say: Callable[[str], None] = lambda words: None
    findings: list[Finding] = field(default_factory=list)
    shapes: Shapes = field(default_factory=Shapes)
    agreed: int = 0
    tried: set[str] = field(default_factory=set)
    _stepper: Stepper = field(init=False)

    def __post_init__(self) -> None:
        self._stepper = Stepper(self.contract, self.verification, self.wait)

    def log_in(self) -> None:
        """Log in at both sides. Raises `CannotVerifyError`."""
        for side in (self.vendor, self.emulator):
            self._stepper.log_in(side)

    def scenario(self, scenario: Scenario) -> None:
        """Do the steps of a scenario; a step that lacks a value is reported as not tried."""
        self.say(scenario.name)
        for side in (self.vendor, self.emulator):
            side.begin(scenario)
        for number, step in enumerate(scenario.steps, 1):
            try:
                self._step(scenario, number, step)
            except NotTriedError as error:
                self._note(scenario, number, step, ("", ""), "not tried", ("", ""), str(error))

    def _step(self, scenario: Scenario, number: int, step: Step) -> None:
        made = None
        if step.undo and self.listed is not None:
            made = self.listed.add(scenario.name, number, self._for_undo(step))
        try:
            raw, vendor = self._stepper.send(self.vendor, step)
        except BaseException:  # also for Ctrl+C: if the call was not made, nothing has to be deleted
            if made is not None and self.listed is not None and self.vendor.unmade:
                self.listed.done(made)
            raise
        self._stepper.bind(self.vendor, step, raw)
        if made is not None and self.listed is not None:
            self._note_made(self.listed, made, step, raw.status)
        self.tried.add(step.operation)
        self.shapes.add(vendor)
        try:
            own_raw, emulator = self._stepper.send(self.emulator, step)
        except NotTriedError:
            if scenario.same_data:
                raise
            self._compare(scenario, number, step, vendor, None)
            return
        self._compare(scenario, number, step, vendor, emulator)
        self._stepper.bind(self.emulator, step, own_raw)

    def _note_made(self, listed: CleanUpList, number: int, step: Step, status: int) -> None:
        if status < 400:
            listed.answered(number, self._bound(needed((step.ends,)) if step.ends is not None else set()))
        elif status < 500:
            listed.done(number)  # refused, so nothing was created: an object of that name belongs to somebody else

    def _compare(
        self, scenario: Scenario, number: int, step: Step, vendor: ShapedAnswer, emulator: ShapedAnswer | None
    ) -> None:
        """Compare the vendor's answer with the emulator's and the contract, or with the contract alone if the emulator has no answer."""
        operation = self.contract.operations[step.operation]
        if not scenario.same_data and emulator is not None and (vendor.status < 400) != (emulator.status < 400):
            emulator = None
        same = self._is_of_ours(scenario, number)
        found = differences(vendor, emulator, exact=same, slow=self.slow) if emulator is not None else ()
        lacks = self.verification.omits_empty and not same
        wrong = set()
        for each, verdict, why in judge(self.contract, operation, vendor, found, step.known, lacks=lacks):
            wrong.add(each.place)
            self._note(scenario, number, step, (each.place, each.aspect), verdict, (each.vendor, each.emulator), why)
        self.agreed += len(places_of(vendor) - wrong)

    def _is_of_ours(self, scenario: Scenario, number: int) -> bool:
        """True if a step's answer is about objects that the scenario created at both sides. Earlier reads show the account's own data."""
        so_far = scenario.steps[:number] if scenario.writes else ()
        return any(self.contract.operations[step.operation].method != "GET" for step in so_far)

    def _note(
        self,
        scenario: Scenario,
        number: int,
        step: Step,
        where: tuple[str, str],
        verdict: Judgement,
        words: tuple[str, str],
        why: str,
    ) -> None:
        self.findings.append(Finding(scenario.name, number, step.operation, *where, verdict, *words, why))

    def _for_undo(self, step: Step) -> dict[str, str]:
        """The bound values that are needed to undo a step."""
        return self._bound(needed(step.undo) - {name for undo in step.undo for name in undo.binds})

    def _bound(self, names: set[str]) -> dict[str, str]:
        """The values of these names at the vendor's side, without credentials."""
        hidden = self._stepper.credentials
        return {name: value for name, value in self.vendor.bound.items() if name in names - hidden}
