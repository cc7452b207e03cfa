"""The course packages of modules: put in place, and deleted when no module and no learner has them any more."""

from sqlalchemy import bindparam, select

from emulator.courseware.attempts import attempts
from emulator.courseware.importing.packages import delete_package
from emulator.courseware.tables import Attempt
from emulator.sandbox.sandbox import Sandbox
from emulator.store.unit_of_work import UnitOfWork
from emulator.vendors.litmos.rows import Statement
from emulator.vendors.litmos.tables import LitmosModule, LitmosModuleResult

_ATTEMPTS = Statement(
    select(Attempt.id, Attempt.package_id)
    .join_from(LitmosModuleResult, Attempt, Attempt.id == LitmosModuleResult.attempt_id)
    .where(LitmosModuleResult.module_id == bindparam("module_id"))
)


def put(work: UnitOfWork, sandbox: Sandbox, module_id: str, package_id: str) -> None:
    """Give a module and its mirrors a package. A learner who has begun the previous one continues with that."""
    before = work.get(LitmosModule, id=module_id)
    for mirrored in ({"id": module_id}, {"content_of": module_id}):
        work.update(LitmosModule, mirrored, {"package_id": package_id})
    if before is not None:
        _delete_unused(work, sandbox, before["package_id"])


def clear(work: UnitOfWork, sandbox: Sandbox, module_id: str, package_id: str | None) -> None:
    """Clean up after the deletion of a module that had this package: delete its attempts, and packages that nothing else uses."""
    gone = work.all(_ATTEMPTS, module_id=module_id)
    for attempt in gone:
        attempts.delete(work, attempt["id"])
    for each in {package_id, *(attempt["package_id"] for attempt in gone)}:
        _delete_unused(work, sandbox, each)


def _delete_unused(work: UnitOfWork, sandbox: Sandbox, package_id: str | None) -> None:
    if package_id is None or work.get(LitmosModule, package_id=package_id) or work.get(Attempt, package_id=package_id):
        return
    delete_package(work, sandbox, package_id)
