"""The course packages of modules: put in place, and deleted when no module and no learner has them any more."""

from sqlalchemy import select

from emulator.courseware.attempts import attempts
from emulator.courseware.importing.packages import delete_package
from emulator.courseware.tables import Attempt
from emulator.sandbox.sandbox import Sandbox
from emulator.store.listed import among, listed
from emulator.store.unit_of_work import UnitOfWork
from emulator.vendors.litmos.rows import Row, Statement
from emulator.vendors.litmos.tables import LitmosModule, LitmosModuleResult

_ATTEMPTS = Statement(
    select(Attempt.id, Attempt.package_id)
    .join_from(LitmosModuleResult, Attempt, Attempt.id == LitmosModuleResult.attempt_id)
    .where(among(LitmosModuleResult.module_id, "modules"))
)


def put(work: UnitOfWork, sandbox: Sandbox, module_id: str, package_id: str) -> None:
    """Give a module and its mirrors a package. A learner who has begun the previous one continues with that."""
    before = work.get(LitmosModule, id=module_id)
    for mirrored in ({"id": module_id}, {"content_of": module_id}):
        work.update(LitmosModule, mirrored, {"package_id": package_id})
    if before is not None:
        _delete_unused(work, sandbox, before["package_id"])


def attempts_of(work: UnitOfWork, module_ids: list[str]) -> list[Row]:
    """The id and package of each attempt at modules."""
    return work.all(_ATTEMPTS, modules=listed(module_ids))


def clear(work: UnitOfWork, sandbox: Sandbox, gone: list[Row], package_ids: set[str | None]) -> None:
    """Clean up after the deletion of modules that had these packages: delete their attempts, and packages that nothing else uses."""
    attempts.delete(work, *(attempt["id"] for attempt in gone))
    for each in package_ids | {attempt["package_id"] for attempt in gone}:
        _delete_unused(work, sandbox, each)


def _delete_unused(work: UnitOfWork, sandbox: Sandbox, package_id: str | None) -> None:
    if package_id is None or work.get(LitmosModule, package_id=package_id) or work.get(Attempt, package_id=package_id):
        return
    delete_package(work, sandbox, package_id)
