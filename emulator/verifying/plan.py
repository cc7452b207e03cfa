"""The plan of a run: the vendor, the credentials and the scenarios."""

import re
from collections.abc import Mapping
from pathlib import Path

from emulator.contract.model import Contract
from emulator.light.records import dataclass
from emulator.vendors.entry import Entry
from emulator.vendors.scenarios.scenario import Scenario
from emulator.vendors.scenarios.verification import Verification, verification_of
from emulator.verifying.errors import CannotVerifyError
from emulator.verifying.judging.comparing import SLOW
from emulator.verifying.stepping import WAIT

PREFIX = re.compile(r"[a-z][a-z0-9-]{2,19}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """`prefix` is None for a run that only reads; `leave` allows scenarios whose objects cannot be deleted. `emulator` is the URL of a
    running emulator; None starts one."""

    entry: Entry
    contract: Contract
    verification: Verification
    base: str
    credentials: Mapping[str, str]
    prefix: str | None = None
    leave: bool = False
    emulator: str | None = None
    token: str | None = None
    pace: float | None = None
    slow: float = SLOW
    wait: float = WAIT
    listed: Path | None = None

    def __post_init__(self) -> None:
        if not re.match(r"https?://[^/]", self.base):
            raise CannotVerifyError(f"{self.base} is not an http or https URL")
        if self.prefix is None:
            return
        if not PREFIX.fullmatch(self.prefix):
            raise CannotVerifyError(
                "the prefix must have 3 to 20 lower-case letters, digits or hyphens, and begin with a letter"
            )
        if not any(scenario.writes for scenario in self.scenarios):
            left = ", ".join(scenario.leaves for scenario in self.verification.scenarios if scenario.leaves)
            raise CannotVerifyError(
                f"{self.entry.title} has no operation that deletes what --write would make ({left}): say --leave, too, and they stay there"
                if left
                else f"{self.entry.title} has no scenario that writes: leave --write out"
            )

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """The scenarios of this run."""
        return tuple(
            scenario
            for scenario in self.verification.all_scenarios(self.contract)
            if (self.prefix is not None or not scenario.writes) and (self.leave or not scenario.leaves)
        )


def verification(entry: Entry) -> Verification:
    """The verification of a vendor. Raises `CannotVerifyError` if it has none."""
    found = verification_of(entry)
    if found is None:
        raise CannotVerifyError(f"{entry.title} declares no scenarios (`verification` of its entry)")
    return found


def credentials_of(found: Verification, given: Mapping[str, str], environment: Mapping[str, str]) -> dict[str, str]:
    """Every credential: the given value, or the one of its environment variable. Raises `CannotVerifyError` for a missing or unknown
    one."""
    names = [credential.name for credential in found.credentials]
    if unknown := [name for name in given if name not in names]:
        raise CannotVerifyError(f"--credential {unknown[0]}: {', '.join(names)} {'is' if len(names) == 1 else 'are'}")
    values = {}
    for credential in found.credentials:
        value = given.get(credential.name) or environment.get(credential.variable)
        if not value:
            raise CannotVerifyError(
                f"give {credential.variable} in the environment, or --credential {credential.name}=…"
            )
        values[credential.name] = value
    return values
