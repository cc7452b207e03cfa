"""Doing one step at one side: making the call, taking its shape, and binding values of the answer."""

import time
from collections.abc import Iterator
from dataclasses import field

from emulator.contract.model import Contract
from emulator.light.records import dataclass
from emulator.sandbox.clock import stopwatch
from emulator.vendors.scenarios.step import Step
from emulator.vendors.scenarios.verification import Verification
from emulator.verifying.documents import document_of
from emulator.verifying.errors import CannotVerifyError, NotTriedError
from emulator.verifying.shapes.answer import Raw, ShapedAnswer, Shaper
from emulator.verifying.side import Side
from emulator.verifying.templates import value_at

WAIT = 120.0
"""Seconds for which a read is repeated until it returns what the step waits for."""
BETWEEN = 0.2
"""The least number of seconds between two such reads; a slow pace means more."""
SHORTEST = 3
"""Shorter values are not recognised when they appear in answers."""


@dataclass(slots=True)
class Stepper:
    """Does steps of a vendor's scenarios."""

    contract: Contract
    verification: Verification
    wait: float = WAIT
    _shaper: Shaper = field(init=False)

    def __post_init__(self) -> None:
        self._shaper = Shaper(self.contract)

    @property
    def credentials(self) -> set[str]:
        """The names that credentials are bound to."""
        return {credential.name for credential in self.verification.credentials}

    def log_in(self, side: Side) -> None:
        """Log in at a side and try the credentials. Raises `CannotVerifyError` if they are refused, or if it is not the vendor's API."""
        if self.verification.login is not None:
            self._let_in(side, self.verification.login)
        self._let_in(side, self.verification.check)

    def send(self, side: Side, step: Step) -> tuple[Raw, ShapedAnswer]:
        """Make the call of a step (`settled`); returns the answer and its shape. Raises `CannotVerifyError` or `NotTriedError`."""
        raw = self.settled(side, step)
        refs = {
            value: name for name, value in side.bound.items() if name not in self.credentials and len(value) >= SHORTEST
        }
        return raw, self._shaper.shape(self.contract.operations[step.operation], raw, refs, side.texts(step))

    def settled(self, side: Side, step: Step) -> Raw:
        """Make the call of a step, repeated until the answer has what the step waits for. Raises `CannotVerifyError` or `NotTriedError`."""
        if step.until is None:
            return side.send(step)
        place, wanted = step.until
        for _ in self.turns():
            raw = side.send(step)
            if raw.status >= 400 or value_at(document_of(self.contract, step, raw), place, side.bound) in wanted:
                return raw
        raise NotTriedError(f"{side.who} does not say within {self.wait:g} s that it is done ({step.operation})")

    def turns(self) -> Iterator[None]:
        """Yield at once, then repeatedly until the time is over. Time counts, not the number of calls, because vendors differ in speed."""
        end = stopwatch() + self.wait
        yield
        while stopwatch() < end:
            time.sleep(BETWEEN)
            yield

    def bind(self, side: Side, step: Step, raw: Raw) -> None:
        """Bind names to values of the answer; unbind names whose value is missing."""
        document = document_of(self.contract, step, raw) if step.binds else None
        for name, place in step.binds.items():
            side.bound.pop(name, None)
            if (found := value_at(document, place, side.bound)) is not None:
                side.bound[name] = found

    def _let_in(self, side: Side, step: Step) -> None:
        raw = side.send(step)
        if raw.status in self.verification.refused:
            raise CannotVerifyError(f"{side.who} refuses the credentials ({raw.status})")
        if raw.media == "text/html":
            raise CannotVerifyError(f"{side.who} answers with a page (HTML): is {side.base} the base URL of its API?")
        if raw.status >= 400:
            raise CannotVerifyError(f"{side.who} answers {raw.status} to {step.operation}, the call that should work")
        self.bind(side, step, raw)
