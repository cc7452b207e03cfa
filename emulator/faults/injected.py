"""What a fault did to a call: for the call itself, and for its entry in the journal."""

from typing import Any

from emulator.faults.counting import Hit
from emulator.faults.effect import CallEffect
from emulator.faults.spread import seconds_of
from emulator.light.records import dataclass


@dataclass(slots=True)
class Injected:
    """A fault of one call. `rule` is the number of its rule, None if the request asked for it by a header; `left` is whether the client
    left while it waited.
    """

    do: CallEffect
    seconds: float
    rule: int | None = None
    name: str | None = None
    left: bool = False

    @classmethod
    def by_rule(cls, hit: Hit) -> "Injected":
        """What a rule does to this call."""
        do = hit.rule.do
        return cls(do, seconds_of(do.delay, hit.first, hit.second), hit.number, hit.rule.name)

    def headers(self) -> list[tuple[bytes, bytes]]:
        """What the fault adds to the head of the answer."""
        after = self.do.retry_after
        return [] if after is None else [(b"retry-after", str(after).encode())]

    def document(self) -> dict[str, Any]:
        """For the journal: where it comes from, and what was done."""
        return {
            "rule": self.rule,
            "name": self.name,
            "where": self.do.where,
            "did": self.did(),
            "client_left": self.left,
        }

    def did(self) -> list[str]:
        """What was done, in words."""
        do = self.do
        found = [f"delay {self.seconds:.3g} s"] if do.delay is not None else []
        failure = next((name for name in ("status", "error", "connection") if getattr(do, name) is not None), None)
        if failure is not None:
            found.append(f"{failure} {getattr(do, failure)}")
        if do.rate_limit:
            found.append("rate limit")
        if do.body:
            found.append(f"body {do.body}")
        if do.trickle:
            found.append(f"trickle {do.trickle:g} s")
        return found

    def words(self) -> str:
        """A line for the developer."""
        source = (
            "X-Emulator-Fault" if self.rule is None else f"fault {self.rule}{f' ({self.name})' if self.name else ''}"
        )
        return f"injected by {source}, {self.do.where} the work: {', '.join(self.did())}"
