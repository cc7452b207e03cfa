"""Tags of courses, registrations and learners."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import bindparam, delete, func, select

from emulator.contract.reading import InputProblem
from emulator.store.listed import among, listed
from emulator.store.unit_of_work import UnitOfWork
from emulator.vendors.scormcloud.rows import Statement
from emulator.vendors.scormcloud.tables import ScormCloudTag

COURSE, REGISTRATION, LEARNER = "course", "registration", "learner"
INVITATION, DESTINATION, DISPATCH = "invitation", "destination", "dispatch"
LONGEST = 255

_OF_ONE = Statement(
    select(ScormCloudTag.tag)
    .where(
        ScormCloudTag.app_id == bindparam("app_id"),
        ScormCloudTag.kind == bindparam("kind"),
        ScormCloudTag.subject_id == bindparam("subject_id"),
    )
    .order_by(ScormCloudTag.number)
)
_LAST = Statement(
    select(func.max(ScormCloudTag.number)).where(
        ScormCloudTag.app_id == bindparam("app_id"),
        ScormCloudTag.kind == bindparam("kind"),
        ScormCloudTag.subject_id == bindparam("subject_id"),
    )
)
_CLEAR = Statement(
    delete(ScormCloudTag.__table__).where(
        ScormCloudTag.app_id == bindparam("app_id"),
        ScormCloudTag.kind == bindparam("kind"),
        among(ScormCloudTag.subject_id, "subjects"),
    )
)


def check(tags: Iterable[str], where: str = "tags") -> None:
    """Check that these can be tags (inferred: not empty, at most 255 characters). Raises `InputProblem`."""
    for tag in tags:
        if not 1 <= len(tag) <= LONGEST:
            raise InputProblem(where, f"a tag must have 1 to {LONGEST} characters")


def of(work: UnitOfWork, app_id: str, kind: str, subject_id: str) -> list[str]:
    """The tags of a thing, in the order in which they were added."""
    return [row["tag"] for row in work.all(_OF_ONE, app_id=app_id, kind=kind, subject_id=subject_id)]


def read_ahead(work: UnitOfWork, app_id: str, kind: str, subject_ids: Iterable[str]) -> None:
    """Read the tags of many things at once, for `of`."""
    work.read_ahead(_OF_ONE, ({"subject_id": subject_id} for subject_id in subject_ids), app_id=app_id, kind=kind)


def add(work: UnitOfWork, app_id: str, kind: str, subject_id: str, tags: Iterable[str]) -> None:
    """Add tags; existing ones keep their place."""
    present = set(of(work, app_id, kind, subject_id))
    missing = [tag for tag in dict.fromkeys(tags) if tag not in present]
    if missing:
        last = work.value(_LAST, app_id=app_id, kind=kind, subject_id=subject_id) or 0
        key = {"app_id": app_id, "kind": kind, "subject_id": subject_id}
        work.insert_all(
            ScormCloudTag,
            [{**key, "tag": tag, "number": last + position} for position, tag in enumerate(missing, 1)],
        )


def replace(work: UnitOfWork, app_id: str, kind: str, subject_id: str, tags: Iterable[str]) -> None:
    """Set the tags of something."""
    clear(work, app_id, kind, subject_id)
    add(work, app_id, kind, subject_id, tags)


def remove(work: UnitOfWork, app_id: str, kind: str, subject_id: str, tags: Iterable[str]) -> None:
    """Remove tags; unknown ones are ignored (documented by the client)."""
    key: dict[str, Any] = {"app_id": app_id, "kind": kind, "subject_id": subject_id}
    for tag in dict.fromkeys(tags):
        work.delete(ScormCloudTag, **key, tag=tag)


def clear(work: UnitOfWork, app_id: str, kind: str, *subject_ids: str) -> None:
    """Remove every tag of some things."""
    work.run(_CLEAR, app_id=app_id, kind=kind, subjects=listed(subject_ids))
