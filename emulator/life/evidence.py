"""The evidence for an answer: sent as a header on request, and the least level that a sandbox's setting demands."""

from collections.abc import Mapping

from emulator.contract.model import EVIDENCE, Level, Operation, Part
from emulator.vendors.call import Call
from emulator.vendors.errors import NotImplementedByEmulator
from emulator.verifying.verified import Verified

HEADER = b"x-emulator-evidence"
JUDGED: tuple[Part, ...] = ("request", "response")
"""The parts of an operation whose evidence is compared with the setting. Errors are left out, since nearly every operation has an inferred
one."""


def check_evidence(call: Call, operation: Operation, evidence: Mapping[Part, Level]) -> None:
    """Raise a named 501 if the evidence for an operation is weaker than the sandbox's setting demands."""
    least = call.world.sandbox.settings.min_evidence
    weak = [part for part in JUDGED if EVIDENCE.index(evidence[part]) > EVIDENCE.index(least)]
    if weak:
        known = " and ".join(f"its {part} is {evidence[part]}" for part in weak)
        raise NotImplementedByEmulator(
            f"{operation.id} is not served here: {known}, and the setting min_evidence asks for {least}",
            operation=operation.id,
        )


def evidence_headers(call: Call, verified: Verified) -> list[tuple[bytes, bytes]]:
    """The header with the evidence for each part of the call's operation, if the request asks for it."""
    if call.operation is None or call.request.header(HEADER) is None:
        return []
    return [
        (HEADER, ", ".join(f"{part}={level}" for part, level in verified.evidence(call.operation).items()).encode())
    ]
