"""The runtime data of a SCO in SCORM 2004's words, for every version of SCORM."""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Literal

from emulator.courseware.cmi import SCORM_12, CmiData
from emulator.light.records import dataclass

Completion = Literal["unknown", "not attempted", "incomplete", "browsed", "completed"]
Success = Literal["unknown", "passed", "failed"]

_STATUS: dict[str, tuple[Completion, Success]] = {
    "passed": ("completed", "passed"),
    "completed": ("completed", "unknown"),
    "failed": ("completed", "failed"),
    "incomplete": ("incomplete", "unknown"),
    "browsed": ("browsed", "unknown"),
    "not attempted": ("not attempted", "unknown"),
}
_ISO = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?")
_ISO_SECONDS = (365 * 86_400, 30 * 86_400, 86_400, 3600, 60, 1)
_CLOCK_SECONDS = (3600, 60, 1)


@dataclass(frozen=True, slots=True)
class RuntimeScore:
    """A score as the SCO wrote it; an empty text means no score."""

    scaled: str = ""
    raw: str = ""
    least: str = ""
    most: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment of the learner or the LMS."""

    text: str
    location: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class RuntimeObjective:
    """An objective as the SCO reported it."""

    id: str
    completion: Completion
    success: Success
    score: RuntimeScore
    progress_measure: str
    description: str


@dataclass(frozen=True, slots=True)
class RuntimeInteraction:
    """A question and its response. `kind` and `result` are the words of SCORM 2004, `seconds` the latency."""

    id: str
    kind: str
    objectives: tuple[str, ...]
    at: str
    correct_responses: tuple[str, ...]
    weighting: str
    response: str
    result: str
    seconds: float | None
    description: str


@dataclass(frozen=True, slots=True)
class Runtime:
    """The runtime data of a SCO. `total_seconds` is the time that the course itself reports; a preference that was never set is None."""

    completion: Completion
    success: Success
    credit: str
    entry: str
    exit: str
    mode: str
    location: str
    suspend_data: str
    progress_measure: str
    score: RuntimeScore
    total_seconds: float
    audio_level: str | None
    delivery_speed: str | None
    audio_captioning: str | None
    language: str
    learner_comments: tuple[Comment, ...]
    lms_comments: tuple[Comment, ...]
    interactions: tuple[RuntimeInteraction, ...]
    objectives: tuple[RuntimeObjective, ...]


def runtime_of(data: CmiData) -> Runtime:
    """The runtime data that a SCO's CMI data hold."""
    return _of_12(data) if data.model is SCORM_12 else _of_2004(data)


def seconds_of(text: str) -> float:
    """The seconds of a CMITimespan (`0001:02:03.4`) or an ISO 8601 duration; 0 for anything else."""
    if not text.startswith("P"):
        parts = text.split(":")
        return _in_seconds(parts, _CLOCK_SECONDS) if len(parts) == 3 else 0.0
    found = _ISO.fullmatch(text)
    return _in_seconds(found.groups(default="0"), _ISO_SECONDS) if found else 0.0


def _in_seconds(parts: Iterable[str], units: Iterable[int]) -> float:
    try:
        found = sum((Decimal(part) * unit for part, unit in zip(parts, units, strict=False)), Decimal())
    except InvalidOperation:
        return 0.0
    return float(found) if found.is_finite() else 0.0


def _of_12(data: CmiData) -> Runtime:
    completion, success = _STATUS[_read(data, "cmi.core.lesson_status")]
    learner, lms = _read(data, "cmi.comments"), _read(data, "cmi.comments_from_lms")
    values = data.values
    return Runtime(
        completion=completion,
        success=success,
        credit=_read(data, "cmi.core.credit"),
        entry=_entry(data, "cmi.core.entry", "cmi.core.exit"),
        exit=_read(data, "cmi.core.exit"),
        mode=_read(data, "cmi.core.lesson_mode"),
        location=_read(data, "cmi.core.lesson_location"),
        suspend_data=_read(data, "cmi.suspend_data"),
        progress_measure="",
        score=_score(data, "cmi.core.score"),
        total_seconds=_total(data, "cmi.core.total_time", "cmi.core.session_time"),
        audio_level=values.get("cmi.student_preference.audio"),
        delivery_speed=values.get("cmi.student_preference.speed"),
        audio_captioning=values.get("cmi.student_preference.text"),
        language=_read(data, "cmi.student_preference.language"),
        learner_comments=(Comment(learner),) if learner else (),
        lms_comments=(Comment(lms),) if lms else (),
        interactions=tuple(_interaction_12(data, name) for name in _entries(data, "cmi.interactions")),
        objectives=tuple(_objective_12(data, name) for name in _entries(data, "cmi.objectives")),
    )


def _of_2004(data: CmiData) -> Runtime:
    values = data.values
    return Runtime(
        completion=_read(data, "cmi.completion_status"),  # type: ignore[arg-type]  # the data model's vocabulary
        success=_read(data, "cmi.success_status"),  # type: ignore[arg-type]
        credit=_read(data, "cmi.credit"),
        entry=_entry(data, "cmi.entry", "cmi.exit"),
        exit=_read(data, "cmi.exit"),
        mode=_read(data, "cmi.mode"),
        location=_read(data, "cmi.location"),
        suspend_data=_read(data, "cmi.suspend_data"),
        progress_measure=_read(data, "cmi.progress_measure"),
        score=_score(data, "cmi.score"),
        total_seconds=_total(data, "cmi.total_time", "cmi.session_time"),
        audio_level=values.get("cmi.learner_preference.audio_level"),
        delivery_speed=values.get("cmi.learner_preference.delivery_speed"),
        audio_captioning=values.get("cmi.learner_preference.audio_captioning"),
        language=_read(data, "cmi.learner_preference.language"),
        learner_comments=_comments(data, "cmi.comments_from_learner"),
        lms_comments=_comments(data, "cmi.comments_from_lms"),
        interactions=tuple(_interaction_2004(data, name) for name in _entries(data, "cmi.interactions")),
        objectives=tuple(_objective_2004(data, name) for name in _entries(data, "cmi.objectives")),
    )


def _interaction_12(data: CmiData, name: str) -> RuntimeInteraction:
    result = _read(data, f"{name}.result")
    return RuntimeInteraction(
        id=_read(data, f"{name}.id"),
        kind=_read(data, f"{name}.type"),
        objectives=_each(data, f"{name}.objectives", "id"),
        at=_read(data, f"{name}.time"),
        correct_responses=_each(data, f"{name}.correct_responses", "pattern"),
        weighting=_read(data, f"{name}.weighting"),
        response=_read(data, f"{name}.student_response"),
        result="incorrect" if result == "wrong" else result,
        seconds=_latency(data, name),
        description="",
    )


def _interaction_2004(data: CmiData, name: str) -> RuntimeInteraction:
    return RuntimeInteraction(
        id=_read(data, f"{name}.id"),
        kind=_read(data, f"{name}.type"),
        objectives=_each(data, f"{name}.objectives", "id"),
        at=_read(data, f"{name}.timestamp"),
        correct_responses=_each(data, f"{name}.correct_responses", "pattern"),
        weighting=_read(data, f"{name}.weighting"),
        response=_read(data, f"{name}.learner_response"),
        result=_read(data, f"{name}.result"),
        seconds=_latency(data, name),
        description=_read(data, f"{name}.description"),
    )


def _objective_12(data: CmiData, name: str) -> RuntimeObjective:
    status = _read(data, f"{name}.status")
    completion, success = _STATUS.get(status, ("unknown", "unknown"))
    return RuntimeObjective(_read(data, f"{name}.id"), completion, success, _score(data, f"{name}.score"), "", "")


def _objective_2004(data: CmiData, name: str) -> RuntimeObjective:
    return RuntimeObjective(
        id=_read(data, f"{name}.id"),
        completion=_read(data, f"{name}.completion_status"),  # type: ignore[arg-type]
        success=_read(data, f"{name}.success_status"),  # type: ignore[arg-type]
        score=_score(data, f"{name}.score"),
        progress_measure=_read(data, f"{name}.progress_measure"),
        description=_read(data, f"{name}.description"),
    )


def _comments(data: CmiData, name: str) -> tuple[Comment, ...]:
    return tuple(
        Comment(*(_read(data, f"{entry}.{part}") for part in ("comment", "location", "timestamp")))
        for entry in _entries(data, name)
    )


def _score(data: CmiData, name: str) -> RuntimeScore:
    scaled = "" if data.model is SCORM_12 else _read(data, f"{name}.scaled")
    return RuntimeScore(scaled, *(_read(data, f"{name}.{part}") for part in ("raw", "min", "max")))


def _entry(data: CmiData, entry: str, left: str) -> str:
    """How the next launch begins, unless the data tell how this one began."""
    set_to = data.values.get(entry)
    return set_to if set_to is not None else "resume" if _read(data, left) == "suspend" else "ab-initio"


def _total(data: CmiData, total: str, session: str) -> float:
    """The stored total; if a SCO has none yet, the time of its only session."""
    return seconds_of(data.values.get(total) or data.values.get(session) or "")


def _latency(data: CmiData, name: str) -> float | None:
    text = _read(data, f"{name}.latency")
    return seconds_of(text) if text else None


def _each(data: CmiData, name: str, part: str) -> tuple[str, ...]:
    return tuple(_read(data, f"{entry}.{part}") for entry in _entries(data, name))


def _entries(data: CmiData, name: str) -> list[str]:
    return [f"{name}.{index}" for index in range(data.count(name))]


def _read(data: CmiData, name: str) -> str:
    return data.read(name) or ""
