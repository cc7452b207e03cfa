"""Running the scenarios of a vendor against both sides."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from emulator.contract.model import Contract
from emulator.vendors.scenarios.scenario import Scenario
from emulator.vendors.scenarios.step import Step
from emulator.vendors.scenarios.verification import Verification
from emulator.verifying.clean_up import CleanUpList, without
from emulator.verifying.comparing import SLOW, differences
from emulator.verifying.documents import document_of
from emulator.verifying.errors import CannotVerifyError, NotTriedError
from emulator.verifying.shapes.answer import Answer, Raw, Shaper
from emulator.verifying.shapes.shape_file import Shapes
from emulator.verifying.side import Side
from emulator.verifying.templates import filled, names_in, value_at
from emulator.verifying.verdict import Finding, judge, places_of

READS = 120
"""How often something is read again until it is as it should be."""
SHORTEST = 3
"""Characters of a value that is recognised when it comes back."""


@dataclass(slots=True)
class Run:
    """Both sides, and what was found. `slow` is how many seconds later than the emulator the vendor may answer."""

    contract: Contract
    verification: Verification
    vendor: Side
    emulator: Side
    listed: CleanUpList | None = None
    slow: float = SLOW
    say: Callable[[str], None] = lambda words: None
    findings: list[Finding] = field(default_factory=list)
    shapes: Shapes = field(default_factory=Shapes)
    agreed: int = 0
    tried: set[str] = field(default_factory=set)
    _shaper: Shaper = field(init=False)
    _credentials: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self._shaper = Shaper(self.contract)
        self._credentials = {credential.name for credential in self.verification.credentials}

    def log_in(self) -> None:
        """Begin with both sides. Raises `CannotVerifyError` where one refuses the credentials, or is not the API."""
        for side in (self.vendor, self.emulator):
            login = self.verification.login
            if login is not None:
                self._let_in(side, login)
            self._let_in(side, self.verification.check)

    def scenario(self, scenario: Scenario) -> None:
        """Do the steps of a scenario, as far as they can be."""
        for side in (self.vendor, self.emulator):
            for name, text in scenario.names.items():
                side.bound[name] = str(filled(text, side.bound))
        self.say(scenario.name)
        for number, step in enumerate(scenario.steps, 1):
            try:
                self._step(scenario, number, step)
            except NotTriedError as error:
                self._note(scenario, number, step, "", "", "not tried", "", "", str(error))

    def not_tried(self) -> list[str]:
        """The ids of the operations that no step called."""
        return [name for name in self.contract.operations if name not in self.tried]

    def _let_in(self, side: Side, step: Step) -> None:
        raw = side.send(step)
        if raw.status in self.verification.refused:
            raise CannotVerifyError(f"{side.who} refuses the credentials ({raw.status})")
        if raw.media == "text/html":
            raise CannotVerifyError(f"{side.who} answers with a page (HTML): is {side.base} the base URL of its API?")
        if raw.status >= 400:
            raise CannotVerifyError(f"{side.who} answers {raw.status} to {step.operation}, the call that should work")
        self._bind(side, step, raw)

    def _step(self, scenario: Scenario, number: int, step: Step) -> None:
        made = None
        if step.undo and self.listed is not None:
            made = self.listed.add(scenario.name, number, self._for_undo(step))
        vendor = self._send(self.vendor, step)
        if made is not None and self.listed is not None and 400 <= vendor[0].status < 500:
            self.listed.done(made)  # refused, so nothing was made, and what is called so is somebody else's
        emulator = self._send(self.emulator, step)
        self.tried.add(step.operation)
        self.shapes.add(vendor[1])
        self._compare(scenario, number, step, vendor[1], emulator[1])
        for side, raw in ((self.vendor, vendor[0]), (self.emulator, emulator[0])):
            self._bind(side, step, raw)

    def _send(self, side: Side, step: Step) -> tuple[Raw, Answer]:
        raw = side.send(step)
        if step.until is not None:
            place, wanted = step.until
            reads = 0
            while raw.status < 400 and value_at(document_of(self.contract, step, raw), place, side.bound) not in wanted:
                reads += 1
                if reads == READS:
                    raise NotTriedError(f"{side.who} never says that it is done")
                raw = side.send(step)
        refs = {
            value: name
            for name, value in side.bound.items()
            if name not in self._credentials and len(value) >= SHORTEST
        }
        operation = self.contract.operations[step.operation]
        return raw, self._shaper.shape(operation, raw, refs, side.texts(step))

    def _compare(self, scenario: Scenario, number: int, step: Step, vendor: Answer, emulator: Answer) -> None:
        operation = self.contract.operations[step.operation]
        found = differences(vendor, emulator, exact=scenario.writes, slow=self.slow)
        wrong = set()
        for each, verdict, why in judge(self.contract, operation, vendor, found, step.known):
            wrong.add(each.place)
            self._note(scenario, number, step, each.place, each.aspect, verdict, each.vendor, each.emulator, why)
        self.agreed += len(places_of(vendor) - wrong)

    def _note(self, scenario: Scenario, number: int, step: Step, *words: str) -> None:
        place, aspect, verdict, vendor, emulator, why = words
        self.findings.append(
            Finding(scenario.name, number, step.operation, place, aspect, verdict, vendor, emulator, why)  # type: ignore[arg-type]
        )

    def _bind(self, side: Side, step: Step, raw: Raw) -> None:
        document = document_of(self.contract, step, raw) if step.binds else None
        for name, place in step.binds.items():
            side.bound.pop(name, None)  # of an earlier run of the step
            if (found := value_at(document, place, side.bound)) is not None:
                side.bound[name] = found

    def _for_undo(self, step: Step) -> dict[str, str]:
        """What taking back a step needs to be bound."""
        wanted = set(_names(step.undo)) - {name for undo in step.undo for name in undo.binds}
        bound = {name: value for name, value in self.vendor.bound.items() if name in wanted}
        return without(bound, self._credentials)


def _names(steps: tuple[Step, ...]) -> Iterator[str]:
    for step in steps:
        yield from names_in((step.path, step.query, step.body, tuple(step.binds.values())))
