"""The CMI elements that the members of EditScormData set, in each version of SCORM.

Inferred: the vendor names its members after SCORM 1.2 and does not document their effect in a SCORM 2004 course. We chose the element
of the same meaning; where the vocabularies differ, `words` has the values of the elements for each word.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from emulator.courseware.cmi import SCORM_12, SCORM_2004
from emulator.light.records import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """The elements that a member sets: all of them to its text, or each to its value in `words`."""

    elements: tuple[str, ...]
    words: Mapping[Any, tuple[str, ...]] | None = None

    def values(self, value: Any) -> Iterable[tuple[str, str]]:
        """The elements with their values."""
        texts = (as_text(value),) if self.words is None else self.words[value]
        return zip(self.elements, texts, strict=True)


CREDIT = {True: ("credit",), False: ("no-credit",)}

STATUS_2004 = {
    "passed": ("completed", "passed"),
    "completed": ("completed", "unknown"),
    "failed": ("completed", "failed"),
    "incomplete": ("incomplete", "unknown"),
    "browsed": ("incomplete", "unknown"),
    "not attempted": ("not attempted", "unknown"),
}
"""One status of SCORM 1.2 as completion and success. It means both, so both are set; SCORM 2004 has no `browsed`."""

TARGETS: Mapping[str, Mapping[str, Target]] = {
    SCORM_12.name: {
        "lesson_mode": Target(("cmi.core.lesson_mode",)),
        "lesson_status": Target(("cmi.core.lesson_status",)),
        "lesson_location": Target(("cmi.core.lesson_location",)),
        # SCORM 1.2 writes a normal exit as an empty text.
        "exit_status": Target(("cmi.core.exit",), {"normal": ("",), "suspend": ("suspend",)}),
        "session_time": Target(("cmi.core.session_time",)),
        "total_time": Target(("cmi.core.total_time",)),
        "raw_score": Target(("cmi.core.score.raw",)),
        "suspend_data": Target(("cmi.suspend_data",)),
        "entry": Target(("cmi.core.entry",)),
        "preference_language": Target(("cmi.student_preference.language",)),
        "preference_speed": Target(("cmi.student_preference.speed",)),
        "for_credit": Target(("cmi.core.credit",), CREDIT),
    },
    SCORM_2004.name: {
        "lesson_mode": Target(("cmi.mode",)),
        "lesson_status": Target(("cmi.completion_status", "cmi.success_status"), STATUS_2004),
        "lesson_location": Target(("cmi.location",)),
        "exit_status": Target(("cmi.exit",)),
        "session_time": Target(("cmi.session_time",)),
        "total_time": Target(("cmi.total_time",)),
        "raw_score": Target(("cmi.score.raw",)),
        "suspend_data": Target(("cmi.suspend_data",)),
        "entry": Target(("cmi.entry",)),
        "preference_language": Target(("cmi.learner_preference.language",)),
        "preference_speed": Target(("cmi.learner_preference.delivery_speed",)),
        "for_credit": Target(("cmi.credit",), CREDIT),
    },
}

COLUMNS = {"title": "title", "start_date_utc": "started", "exit_date_utc": "exited"}
"""Members that are not CMI data, and the columns of a SCO attempt that they set."""


def as_text(value: Any) -> str:
    """A value in CMI's form: a number without exponent and without trailing zeros (`85`, `0.5`)."""
    if isinstance(value, float):
        plain = format(Decimal(repr(value + 0.0)), "f")  # + 0.0 turns -0 into 0
        return plain.rstrip("0").rstrip(".") if "." in plain else plain
    return str(value)
