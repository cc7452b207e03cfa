"""Certificates of enrollments that were passed."""

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.nexport.enrollments import enrollments

PATH = "/nexport/certificate"


def url(call: Call, enrollment_id: str) -> Row:
    """Whether there is a certificate and, if so, where. Inferred: there is one once the enrollment is finished and passing."""
    kind, row = enrollments.find_any(call, enrollment_id)
    if not is_ready(call, kind, row):
        return {"certificate_ready": False}
    return {"certificate_ready": True, "certificate_url": call.link(f"{PATH}/{enrollment_id}")}


def is_ready(call: Call, kind: int, row: Row) -> bool:
    """Whether an enrollment has earned a certificate."""
    passed = (row["phase"], row["result"]) == (enrollments.FINISHED, enrollments.PASSING)
    syllabus = enrollments.syllabus_of(call, kind, row)
    return passed and syllabus.get("certificate") is not False
