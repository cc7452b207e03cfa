"""A run of scenarios against the twin, which stands for the vendor, and the emulator."""

from collections.abc import Iterable
from itertools import count

from emulator.vendors import ENTRIES, load_vendor
from emulator.vendors.scenarios.scenario import Scenario
from emulator.vendors.scenarios.verification import verification_of
from emulator.verifying.judging.verdict import Finding
from emulator.verifying.own_emulator import own_seed, sandbox, unique
from emulator.verifying.running import Run
from emulator.verifying.side import Side

_numbers = count(1)


def twin_of(root: str) -> str:
    """The root URL of a fresh twin."""
    return f"{root}/~twin-{next(_numbers)}"


def ran(
    root: str,
    vendor: str,
    scenarios: Iterable[Scenario] = (),
    slow: float = 5,
    *,
    seeded: bool = False,
    there: bytes | None = None,
) -> Run:
    """Run these scenarios of a vendor, or all of its own. `there` is another seed for the twin."""
    entry = next(entry for entry in ENTRIES if entry.name == vendor)
    how, contract = verification_of(entry), load_vendor(vendor).contract
    assert how is not None
    bound = {credential.name: credential.emulated for credential in how.credentials} | {"prefix": unique("zz-emu")}
    seed = own_seed(entry) if seeded else b"{}"
    with (
        sandbox(root, entry, seed) as here,
        sandbox(root, entry, there or seed, name=twin_of("").lstrip("/~")) as other,
    ):
        vendor_side, emulator_side = (
            Side(who, base + entry.base_path, contract, how, dict(bound), 0, trusts_environment=False)
            for who, base in (("the vendor", other), ("the emulator", here))
        )
        run = Run(contract, how, vendor_side, emulator_side, slow=slow)
        try:
            run.log_in()
            for scenario in scenarios or how.all_scenarios(contract):
                run.scenario(scenario)
        finally:
            vendor_side.close()
            emulator_side.close()
    return run


def told(findings: Iterable[Finding]) -> set[tuple[str, str, str, str]]:
    """(operation, place, aspect, verdict) of each finding."""
    return {(each.operation, each.place, each.aspect, each.verdict) for each in findings}
