"""A complete run of `lms-emulator verify`."""

from collections.abc import Callable
from contextlib import nullcontext

from emulator.vendors.scenarios.scenario import Scenario
from emulator.verifying.clean_up import CleanUpList
from emulator.verifying.judging.report import Report, untouched
from emulator.verifying.own_emulator import emulated_side, own_emulator, own_seed, sandbox, unique
from emulator.verifying.plan import Plan
from emulator.verifying.running import Run
from emulator.verifying.shapes.shape_file import Shapes
from emulator.verifying.side import Side
from emulator.verifying.stepping import Stepper
from emulator.verifying.undoing import clean_up

Say = Callable[[str], None]


def verify(plan: Plan, say: Say) -> tuple[Report, Shapes]:
    """Run the scenarios and clean up afterwards, even after an error. Raises `CannotVerifyError`; `KeyboardInterrupt` is raised again after
    the clean-up."""
    with (
        nullcontext(plan.emulator) if plan.emulator else own_emulator() as root,
        sandbox(root, plan.entry, own_seed(plan.entry), plan.token) as here,
    ):
        prefix = unique(plan.prefix or "read")
        vendor = side_of(plan, prefix)
        emulator = emulated_side(plan.entry, plan.verification, here, prefix)
        run = Run(plan.contract, plan.verification, vendor, emulator, slow=plan.slow, wait=plan.wait, say=say)
        try:
            run.log_in()
            _scenarios(plan, run, vendor, say)
        finally:
            vendor.close()
            emulator.close()
    findings, tried = tuple(run.findings), run.tried
    report = Report(
        plan.entry.name, findings, run.agreed, untouched(plan.contract, tried), len(plan.contract.operations)
    )
    return report, run.shapes


def finish(plan: Plan, listed: CleanUpList, say: Say) -> bool:
    """Delete what an earlier run left. False if something is still there."""
    vendor = side_of(plan, "")
    try:
        _stepper(plan).log_in(vendor)
        return clean_up(listed, _stepper(plan), vendor, _by_name(plan), say)
    finally:
        vendor.close()


def side_of(plan: Plan, prefix: str) -> Side:
    """The side of the real vendor."""
    pace = plan.verification.pace if plan.pace is None else plan.pace
    bound = {**plan.credentials, "prefix": prefix}
    return Side("the vendor", plan.base, plan.contract, plan.verification, bound, pace)


def _by_name(plan: Plan) -> dict[str, Scenario]:
    return {scenario.name: scenario for scenario in plan.verification.all_scenarios(plan.contract)}


def _scenarios(plan: Plan, run: Run, vendor: Side, say: Say) -> None:
    if plan.prefix is not None:
        assert plan.listed is not None
        run.listed = CleanUpList.begin(plan.listed, plan.entry.name, plan.base)
    try:
        for scenario in plan.scenarios:
            run.scenario(scenario)
    finally:
        listed = run.listed
        if listed is not None and not clean_up(listed, _stepper(plan), vendor, _by_name(plan), say):
            say(f"objects are left at the vendor, or may still be created; delete them: {_line(plan)}")


def _stepper(plan: Plan) -> Stepper:
    return Stepper(plan.contract, plan.verification, plan.wait)


def _line(plan: Plan) -> str:
    return f"lms-emulator verify {plan.entry.name} --clean-up {plan.listed}"
