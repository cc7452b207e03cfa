"""The response bodies of the control API, documented and checked by FastAPI. An undeclared key is a defect."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Number = int | float


class Answer(BaseModel):
    """An answer that has the members that it names and no others."""

    model_config = ConfigDict(extra="forbid")


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


class Try(Answer):
    """A try of a delivery: the status that came back, or what went wrong instead."""

    at: datetime
    status: int | None
    error: str | None


class Delivery(Answer):
    """A request that was posted to a client's URL."""

    number: int
    vendor: str
    about: str
    created: datetime
    state: str
    url: str
    headers: dict[str, str]
    body: str
    tries: list[Try]


class Deliveries(Answer):
    """The newest deliveries, oldest first."""

    deliveries: list[Delivery]


class Live(Answer):
    """The process responds."""

    live: bool


class Ready(Answer):
    """Whether the emulator can be used, and if not, why."""

    ready: bool
    reason: str = Field(default="", examples=["database or disk is full"])


class Body(Answer):
    """The part of a body that is kept, as text, and how many bytes the whole had."""

    headers: list[tuple[str, str]]
    body: str
    bytes: int
    truncated: bool


class Asked(Body):
    """A request."""

    method: str
    target: str


class Answered(Body):
    """A response; `reason` is the reason phrase of the status line if the vendor sends its own."""

    status: int
    reason: str | None


class JournalEntry(Answer):
    """A request and its response, with the emulator's hints. `served_by` is the location of the endpoint, None if there is none."""

    number: int
    at: str
    vendor: str
    operation: str | None
    served_by: str | None
    request: Asked
    response: Answered
    milliseconds: float
    notes: list[str]


class Journal(Answer):
    """The newest entries that fit, oldest first; `dropped` were let go for want of room."""

    entries: list[JournalEntry]
    dropped: int


class Message(Answer):
    """An e-mail that was recorded and not sent."""

    number: int
    vendor: str
    at: datetime
    recipient: str
    subject: str
    body: str


class Outbox(Answer):
    """Every message, oldest first."""

    messages: list[Message]


class OperationError(Answer):
    """An error that an operation may answer."""

    status: int
    name: str | None
    text: str | None
    evidence: str


class Operation(Answer):
    """An operation of a vendor. `served_by` is the location of its endpoint; `why_not` the reason if it has none."""

    id: str
    resource: str
    method: str
    path: str
    served: bool
    served_by: str = ""
    why_not: str = ""
    evidence: dict[str, str]
    errors: list[OperationError]


class VendorOperations(Answer):
    """A vendor's operations, and how many of them are served."""

    vendor: str
    base_path: str
    known: int
    served: int
    operations: list[Operation]


class Operations(Answer):
    """The operations of the vendors that were asked for."""

    vendors: list[VendorOperations]


class Sample(Answer):
    """A sample course. A course that is not `valid` is broken on purpose."""

    name: str
    url: str
    title: str
    standard: str
    valid: bool
    description: str


class Samples(Answer):
    """The sample courses."""

    samples: list[Sample]


class SandboxNames(Answer):
    """The names of all sandboxes."""

    sandboxes: list[str]


class Credential(Answer):
    """A credential that a sandbox owns: calls that show it need no `/~NAME` before their path."""

    sandbox: str
    vendor: str
    key: str


class Credentials(Answer):
    """The credentials that the sandbox owns, oldest first. The well-known ones, which every sandbox has, are not among them."""

    credentials: list[Credential]


class WasReset(Answer):
    """The sandbox, and how often it has been reset."""

    sandbox: str
    generation: int


class Seeded(Answer):
    """The sandbox, and the vendors that the document had a section for."""

    sandbox: str
    seeded: list[str]
