"""Whether a course has a dispatch: CourseSchema.dispatched."""

from collections.abc import Iterable

from sqlalchemy import bindparam, select

from emulator.store.unit_of_work import UnitOfWork
from emulator.vendors.scormcloud.rows import Statement
from emulator.vendors.scormcloud.tables import ScormCloudDispatch

_FIRST = Statement(
    select(ScormCloudDispatch.id)
    .where(ScormCloudDispatch.app_id == bindparam("app_id"), ScormCloudDispatch.course_id == bindparam("course_id"))
    .limit(1)
)


def is_dispatched(work: UnitOfWork, app_id: str, course_id: str) -> bool:
    """True if the course has a dispatch."""
    return work.one(_FIRST, app_id=app_id, course_id=course_id) is not None


def read_ahead(work: UnitOfWork, app_id: str, course_ids: Iterable[str]) -> None:
    """Read whether many courses have dispatches at once, for `is_dispatched`."""
    work.read_ahead(_FIRST, ({"course_id": course_id} for course_id in course_ids), app_id=app_id)
