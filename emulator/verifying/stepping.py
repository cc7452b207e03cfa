"""Doing one step at one side: the call, its shape, and what is bound by it."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from emulator.contract.model import Contract
from emulator.sandbox.clock import stopwatch
from emulator.vendors.scenarios.step import Step
from emulator.vendors.scenarios.verification import Verification
from emulator.verifying.documents import document_of
from emulator.verifying.errors import CannotVerifyError, NotTriedError
from emulator.verifying.shapes.answer import Raw, ShapedAnswer, Shaper
from emulator.verifying.side import Side
from emulator.verifying.templates import value_at

WAIT = 120.0
"""Seconds that something is read again and again until it is as it should be."""
BETWEEN = 0.2
"""Seconds between two such reads at least; the pace can make it more."""
SHORTEST = 3
"""Characters of a value that is recognised when it comes back."""


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
        """Begin with a side. Raises `CannotVerifyError` where it refuses the credentials, or is not the API."""
        if self.verification.login is not None:
            self._let_in(side, self.verification.login)
        self._let_in(side, self.verification.check)

    def send(self, side: Side, step: Step) -> tuple[Raw, ShapedAnswer]:
        """Make the call of a step (`settled`); gives the shape of the answer, too. Raises `CannotVerifyError` or `NotTriedError`."""
        raw = self.settled(side, step)
        refs = {
            value: name for name, value in side.bound.items() if name not in self.credentials and len(value) >= SHORTEST
        }
        return raw, self._shaper.shape(self.contract.operations[step.operation], raw, refs, side.texts(step))

    def settled(self, side: Side, step: Step) -> Raw:
        """Make the call of a step, again until it says what is waited for. Raises `CannotVerifyError` or `NotTriedError`."""
        if step.until is None:
            return side.send(step)
        place, wanted = step.until
        for _ in self.turns():
            raw = side.send(step)
            if raw.status >= 400 or value_at(document_of(self.contract, step, raw), place, side.bound) in wanted:
                return raw
        raise NotTriedError(f"{side.who} does not say within {self.wait:g} s that it is done ({step.operation})")

    def turns(self) -> Iterator[None]:
        """A turn now, and others until the time is over: a vendor is slow by the clock, not by the count of calls."""
        end = stopwatch() + self.wait
        yield
        while stopwatch() < end:
            time.sleep(BETWEEN)
            yield

    def bind(self, side: Side, step: Step, raw: Raw) -> None:
        """Give names to what the answer has, and take them from what it does not have."""
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
