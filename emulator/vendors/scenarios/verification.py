"""How a vendor is verified: the credentials, how calls carry them, how fast it may be called, and the scenarios."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module

from emulator.contract.model import Contract
from emulator.vendors.entry import Entry
from emulator.vendors.scenarios.reads import Reads
from emulator.vendors.scenarios.scenario import Scenario
from emulator.vendors.scenarios.step import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """What the user has to give: its name in texts, the environment variable that has it, and the emulator's own in its place."""

    name: str
    variable: str
    emulated: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """`reads` are further scenarios, made from the contract.

    `headers`, `query` and `basic` (name and password) go with each call; `{name}` in them stands for a credential.

    `login` comes before everything and binds what calls carry, a token. `check` is a read that any right credential is allowed; it is
    called first, so that a wrong one is said plainly. `pace` is how many calls a minute the vendor is asked at most.
    """

    credentials: tuple[Credential, ...]
    check: Step
    pace: int
    scenarios: tuple[Scenario, ...]
    reads: Reads | None = None
    omits_empty: bool = False
    """True if answers leave out members without a value: then it is a matter of the data whether a member that may be missing is."""
    headers: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    basic: tuple[str, str] | None = None
    login: Step | None = None
    refused: tuple[int, ...] = (401, 403)
    """Statuses by which the vendor refuses credentials."""
    over_limit: tuple[int, ...] = (429,)
    """Statuses that ask to come later, even without a Retry-After."""

    def all_scenarios(self, contract: Contract) -> tuple[Scenario, ...]:
        """Every scenario: the reads of the contract first, then the others."""
        return (*((self.reads.scenario(contract),) if self.reads is not None else ()), *self.scenarios)

    @property
    def only_credential(self) -> str:
        """The name of the credential, for a vendor that has one alone; else a name that none has."""
        return self.credentials[0].name if len(self.credentials) == 1 else "key"


def verification_of(entry: Entry) -> Verification | None:
    """What a vendor declares (`Entry.verification`); None if it declares nothing."""
    if entry.verification is None:
        return None
    module, _, name = entry.verification.partition(":")
    found: Verification = getattr(import_module(module), name)
    return found
