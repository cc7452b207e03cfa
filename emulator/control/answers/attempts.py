"""Response bodies: attempts, their courses and their SCOs."""

from datetime import datetime
from typing import Any, Literal

from emulator.control.answers.answer import Answer, Number


class Outcome(Answer):
    """The progress of an activity. `status` is SCORM 1.2's single word for completion and success; `score` is 0 to 100."""

    status: str
    completion: str
    success: str
    score: float | None
    seconds: float
    suspended: bool


class LearnerName(Answer):
    """The learner, in the vendor's words."""

    id: str
    name: str


class CourseName(Answer):
    """The course, and its standard once its attempt has begun."""

    title: str
    standard: str | None


class Attempt(Outcome):
    """Something that a learner attempts. `of` has the vendor's ids for it; `attempt` is null until the first launch."""

    attempt: str | None
    vendor: str
    kind: str
    of: dict[str, str]
    learner: LearnerName
    course: CourseName
    first_access: datetime | None
    last_access: datetime | None


class Attempts(Answer):
    """The attempts that match the query."""

    attempts: list[Attempt]


class Activity(Outcome):
    """A part of a course, with all below it."""

    id: str
    title: str
    kind: str
    launchable: bool
    attempts: int
    completed: str | None
    children: list["Activity"]


class Sco(Answer):
    """A SCO that was launched: its CMI values, and each of its launches."""

    sco: str
    title: str
    running: bool
    started: str | None
    exited: str | None
    seconds: Number
    values: dict[str, Any]
    history: list[dict[str, Any]]


class WholeAttempt(Attempt):
    """An attempt with its activities (null without a package) and its SCOs."""

    activities: Activity | None
    scos: list[Sco]


class PlayedSco(Answer):
    """The SCO that was just played: the number of its run, whether the run continues, and its CMI values."""

    sco: str
    run: int
    running: bool
    values: dict[str, Any]


class PlayedAttempt(Attempt):
    """An attempt after a SCO of it was played. `notes` explain unexpected results."""

    played: list[PlayedSco]
    notes: list[str]


class Link(Answer):
    """A link that opens an attempt in a browser, until `expires` if that is not null."""

    link: str
    attempt: str
    mode: Literal["normal", "review", "browse"]
    expires: datetime | None
