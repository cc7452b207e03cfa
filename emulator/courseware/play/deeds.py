"""A deed: a learner's action in standard-neutral terms, translated to CMI or xAPI.

The words are SCORM 2004's where it has them, as for types and results of interactions. Scores are 0 to 100 unless bounds are given.
"""

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import datetime
from decimal import Decimal
from typing import Literal

from emulator.courseware.attempts import xapi_data
from emulator.courseware.attempts.xapi_data import scale
from emulator.courseware.cmi import SCORM_12, CmiData, DataModel
from emulator.courseware.play.run import span
from emulator.light.records import dataclass

Status = Literal["passed", "failed", "completed", "incomplete"]
FINAL: tuple[Status, ...] = ("passed", "failed", "completed")
Waiver = Literal["Tested Out", "Equivalent AU", "Equivalent Outside Activity", "Administrative"]
"""Why a unit is waived: the reasons that cmi5 has (9.5.5.2)."""


class CannotSayError(Exception):
    """The course's standard cannot express this; the message tells what."""


@dataclass(frozen=True, slots=True)
class Score:
    """A score and its bounds; `scaled`, -1 to 1, is calculated from them unless it is given."""

    raw: Decimal
    least: Decimal = Decimal(0)
    most: Decimal = Decimal(100)
    scaled: Decimal | None = None

    def scale(self) -> Decimal:
        """-1 to 1."""
        found = self.scaled if self.scaled is not None else scale(self.raw, self.least, self.most)
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class Objective:
    """An objective by its id."""

    id: str
    status: Status | None = None
    score: Score | None = None


@dataclass(frozen=True, slots=True)
class Interaction:
    """A question and its answer. `result` is correct, incorrect, unanticipated, neutral or a number; `seconds` is the latency."""

    id: str
    type: str = "choice"
    response: str | None = None
    correct: tuple[str, ...] = ()
    result: str | None = None
    weighting: Decimal | None = None
    seconds: float | None = None
    description: str | None = None
    objectives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deed:
    """The learner's actions in one run. `seconds` is the total of the run so far. `values` maps CMI elements to texts and overrides the
    other members.

    `ended` is how the run ends; with None it continues.
    """

    status: Status | None = None
    score: Score | None = None
    seconds: float | None = None
    location: str | None = None
    suspend_data: str | None = None
    objectives: tuple[Objective, ...] = ()
    interactions: tuple[Interaction, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    ended: Literal["normal", "suspend"] | None = None

    @property
    def is_of_one_sco(self) -> bool:
        """True if it includes data that applies to a single SCO only."""
        return bool(self.location or self.suspend_data or self.objectives or self.interactions or self.values)


def cmi_values(deed: Deed, model: DataModel, known: Mapping[str, str], now: datetime) -> dict[str, str]:
    """The CMI elements that a SCO would set, merged with its existing ones."""
    is_12 = model is SCORM_12
    core, data = ("cmi.core" if is_12 else "cmi"), CmiData(model, known)
    found: dict[str, str | None] = {
        "cmi.core.lesson_location" if is_12 else "cmi.location": deed.location,
        "cmi.suspend_data": deed.suspend_data,
        f"{core}.session_time": None if deed.seconds is None else span(model, deed.seconds),
        f"{core}.exit": _exit(deed, is_12=is_12),
        **_status(core, deed.status, "lesson_status" if is_12 else None),
        **_score(f"{core}.score", deed.score, is_12=is_12),
    }
    for entry, objective in _at(data, deed.objectives):
        found |= {f"{entry}.id": objective.id}
        found |= _status(entry, objective.status, "status" if is_12 else None)
        found |= _score(f"{entry}.score", objective.score, is_12=is_12)
    first = data.count("cmi.interactions")
    for index, interaction in enumerate(deed.interactions, first):
        found |= _interaction(f"cmi.interactions.{index}", interaction, model, now)
    return {**{name: value for name, value in found.items() if value is not None}, **deed.values}


def xapi_values(deed: Deed) -> dict[str, str]:
    """The results of a course without CMI data. Inferred: passed and failed are completed too, as in SCORM 1.2."""
    for name, told in (
        ("location", deed.location),
        ("suspend_data", deed.suspend_data),
        ("objectives", deed.objectives),
        ("interactions", deed.interactions),
        ("values", deed.values),
    ):
        if told:
            raise CannotSayError(f"{name}: the course has no CMI data; its statements are the LRS's")
    found: dict[str, str] = {}
    if deed.status is not None:
        found[xapi_data.COMPLETION] = xapi_data.INCOMPLETE if deed.status == "incomplete" else xapi_data.COMPLETED
        if deed.status in (xapi_data.PASSED, xapi_data.FAILED):
            found[xapi_data.SUCCESS] = deed.status
    if deed.score is not None:
        score = deed.score
        if abs(score.scale()) > 1:
            raise CannotSayError("score: a scaled score is -1 to 1")
        numbers = (score.scale(), score.raw, score.least, score.most)
        names = (xapi_data.SCALED, xapi_data.RAW, xapi_data.LEAST, xapi_data.MOST)
        found |= {name: plain(number) for name, number in zip(names, numbers, strict=True)}
    return found


def plain(number: Decimal) -> str:
    """A number without an exponent and with no more digits than it needs."""
    text = f"{number:.7f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _exit(deed: Deed, *, is_12: bool) -> str | None:
    if deed.ended == "normal":
        return "" if is_12 else "normal"
    return deed.ended


def _status(place: str, status: Status | None, name_12: str | None) -> dict[str, str | None]:
    if name_12 is not None:
        return {f"{place}.{name_12}": status}
    if status is None:
        return {}
    found: dict[str, str | None] = {
        f"{place}.completion_status": "incomplete" if status == "incomplete" else "completed"
    }
    if status in ("passed", "failed"):
        found[f"{place}.success_status"] = status
    return found


def _score(place: str, score: Score | None, *, is_12: bool) -> dict[str, str | None]:
    if score is None:
        return {}
    found: dict[str, str | None] = {
        f"{place}.raw": plain(score.raw),
        f"{place}.min": plain(score.least),
        f"{place}.max": plain(score.most),
    }
    return found if is_12 else {**found, f"{place}.scaled": plain(score.scale())}


def _at(data: CmiData, objectives: tuple[Objective, ...]) -> Iterator[tuple[str, Objective]]:
    """Each objective with its index: the existing one with the same id, otherwise the next free one."""
    count = data.count("cmi.objectives")
    places = {data.values.get(f"cmi.objectives.{index}.id"): index for index in range(count)}
    for objective in objectives:
        index = places.setdefault(objective.id, count)
        count = max(count, index + 1)
        yield f"cmi.objectives.{index}", objective


def _interaction(place: str, told: Interaction, model: DataModel, now: datetime) -> dict[str, str | None]:
    is_12 = model is SCORM_12
    result = "wrong" if is_12 and told.result == "incorrect" else told.result
    moment = ("time", f"{now:%H:%M:%S}") if is_12 else ("timestamp", f"{now:%Y-%m-%dT%H:%M:%SZ}")
    found: dict[str, str | None] = {
        f"{place}.id": told.id,
        f"{place}.type": told.type,
        f"{place}.{moment[0]}": moment[1],
        f"{place}.{'student_response' if is_12 else 'learner_response'}": told.response,
        f"{place}.result": result,
        f"{place}.weighting": None if told.weighting is None else plain(told.weighting),
        f"{place}.latency": None if told.seconds is None else span(model, told.seconds),
    }
    if told.description is not None:
        if is_12:
            raise CannotSayError("interactions.description: SCORM 1.2 and AICC have none")
        found[f"{place}.description"] = told.description
    found |= {f"{place}.objectives.{index}.id": each for index, each in enumerate(told.objectives)}
    found |= {f"{place}.correct_responses.{index}.pattern": each for index, each in enumerate(told.correct)}
    return found
