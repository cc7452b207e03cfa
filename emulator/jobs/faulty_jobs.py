"""Faults of jobs: jobs that take longer or fail because of a fault rule."""

from datetime import timedelta

from emulator.faults.counting import hit
from emulator.faults.matching import JobFacts
from emulator.faults.rule import JobRule
from emulator.faults.spread import seconds_of
from emulator.jobs.job import JobKind, JobStep
from emulator.jobs.move import MoveOutcome

NOTE = "injected"


async def fault_of(kind: JobKind, step: JobStep, state: str) -> MoveOutcome | None:
    """The fault that replaces the work before `state`; None if there is none. Rules are asked once for each state. The result is stored in
    the job's detail, so that it still applies after a delay."""
    noted = step.job["detail"].get(NOTE)
    if noted is not None and noted["state"] == state:
        return MoveOutcome(kind.failed, noted["reason"]) if noted["reason"] else None
    facts = JobFacts(kind.name, step.job["subject"], state)

    def matches(rule: JobRule) -> bool:
        return facts.match(rule.match)

    found = await hit(step.world.sandbox, "jobs", matches)
    if found is None:
        return None
    do, delays = found.rule.do, kind.by_clock or step.world.sandbox.settings.job_mode == "real"
    note = {NOTE: {"fault": found.number, "state": state, "reason": do.reason}}
    seconds = seconds_of(do.delay, found.first, found.second) if delays else 0.0
    if seconds:
        return MoveOutcome(step.job["state"], None, delay=timedelta(seconds=seconds), noted=note)
    return MoveOutcome(kind.failed, do.reason, noted=note) if do.reason else None
