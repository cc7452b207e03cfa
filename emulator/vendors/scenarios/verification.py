"""How a vendor is verified: the credentials, how calls carry them, how fast it may be called, and the scenarios."""

from collections.abc import Mapping
from dataclasses import field
from importlib import import_module

from emulator.contract.model import Contract
from emulator.light.records import dataclass
from emulator.vendors.entry import Entry
from emulator.vendors.scenarios.reads import Reads
from emulator.vendors.scenarios.scenario import Scenario
from emulator.vendors.scenarios.step import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """A credential that the user must give. `name` is its name in texts, `variable` its environment variable, `emulated` the emulator's own
    value."""

    name: str
    variable: str
    emulated: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """How a vendor is verified.

    `reads` are further scenarios, made from the contract. `headers`, `query` and `basic` (name and password) are sent with each call;
    `{name}` in them is replaced by a credential. `login` is the first step and binds values that all calls send, such as a token. `check`
    is a read that is allowed with any valid credential; it runs before the scenarios, so that a wrong credential is reported clearly.
    `pace` is the maximum number of calls per minute.
    """

    credentials: tuple[Credential, ...]
    check: Step
    pace: int
    scenarios: tuple[Scenario, ...]
    reads: Reads | None = None
    omits_empty: bool = False
    """True if answers leave out members that have no value. Then the data decides whether an optional member is present."""
    headers: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    basic: tuple[str, str] | None = None
    login: Step | None = None
    refused: tuple[int, ...] = (401, 403)
    """Statuses with which the vendor refuses credentials."""
    over_limit: tuple[int, ...] = (429,)
    """Statuses that mean "try again later", even without Retry-After."""

    def all_scenarios(self, contract: Contract) -> tuple[Scenario, ...]:
        """Every scenario: the reads of the contract first, then the others."""
        return (*((self.reads.scenario(contract),) if self.reads is not None else ()), *self.scenarios)

    @property
    def only_credential(self) -> str:
        """The name of the credential if the vendor has exactly one; otherwise a name that no credential has."""
        return self.credentials[0].name if len(self.credentials) == 1 else "key"


def verification_of(entry: Entry) -> Verification | None:
    """The verification that a vendor declares (`Entry.verification`), or None."""
    if entry.verification is None:
        return None
    module, _, name = entry.verification.partition(":")
    found: Verification = getattr(import_module(module), name)
    return found
