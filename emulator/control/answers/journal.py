"""Response bodies: the journal."""

from typing import Any, Literal

from emulator.control.answers.answer import Answer


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


class Injected(Answer):
    """What was done to a call on request: by which rule (null: by the header `X-Emulator-Fault`), and what. `client_left` is whether the
    client did not wait for the end of a delay."""

    rule: int | None
    name: str | None
    where: Literal["before", "after"]
    did: list[str]
    client_left: bool


class WrittenRow(Answer):
    """A row that a call created, changed or deleted: whose it is (null: what vendors share), what it is called, and its key by column."""

    change: Literal["created", "changed", "deleted"]
    vendor: str | None
    noun: str
    id: dict[str, Any]


class WrongInput(Answer):
    """What of the input was refused: the parameter or the path of the member, what was expected, and what came (null: nothing)."""

    member: str
    expected: str
    came: str | None


class NearIds(Answer):
    """A parameter whose value no row has, what it is the id of, and ids of that kind: the nearest, or any if none is `alike`."""

    parameter: str
    given: str
    noun: str
    ids: list[str]
    alike: bool


class NearOperation(Answer):
    """An operation that was perhaps meant, and what is different."""

    operation: str
    method: str
    path: str
    why: str


class JournalEntry(Answer):
    """A request and its response, with the emulator's hints. `served_by` is the location of the endpoint, None if there is none.
    `injected` is the fault that happened to it; a status of 0 says that none was sent.

    `credential` is the name of who called: a user, an application. `explanation` is why the call was refused, null if it was not.

    `rows` are those that the call itself wrote, what its jobs do later not among them; one that got the values it had is `changed`, too.
    `more_rows` is how many there were besides.
    """

    number: int
    request_id: str
    at: str
    vendor: str
    operation: str | None
    credential: str | None
    explanation: str | None
    problem: WrongInput | None
    nearest_ids: list[NearIds]
    nearest_operations: list[NearOperation]
    served_by: str | None
    request: Asked
    response: Answered
    milliseconds: float
    notes: list[str]
    injected: Injected | None
    rows: list[WrittenRow]
    more_rows: int


class Journal(Answer):
    """The newest entries that fit, oldest first; `dropped` is how many older ones were removed for lack of space."""

    entries: list[JournalEntry]
    dropped: int
