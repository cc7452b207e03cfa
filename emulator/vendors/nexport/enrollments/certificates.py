"""Certificates of passed enrollments."""

from emulator.sandbox.world import World
from emulator.vendors.nexport.enrollments import enrollments
from emulator.vendors.nexport.rows import Row

PATH = "/nexport/certificate"


def url(world: World, enrollment_id: str) -> Row:
    """Whether a certificate exists, and its URL. Inferred: it exists once the enrollment is finished and passing."""
    kind, row = enrollments.find_any(world, enrollment_id)
    if not is_ready(world, kind, row):
        return {"certificate_ready": False}
    return {"certificate_ready": True, "certificate_url": world.link(f"{PATH}/{enrollment_id}")}


def is_ready(world: World, kind: int, row: Row) -> bool:
    """True if an enrollment has earned a certificate."""
    passed = (row["phase"], row["result"]) == (enrollments.FINISHED, enrollments.PASSING)
    syllabus = enrollments.syllabus_of(world, kind, row)
    return passed and syllabus.get("certificate") is not False
