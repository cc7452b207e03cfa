"""The messages of the player's page. They are read whatever the Content-Type is: a beacon from a closing page is text/plain."""

from typing import Annotated, Literal, TypeVar

import orjson
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from emulator.courseware.cmi import lone_surrogates

LONGEST_ID = 255
MOST_VALUES = 50_000
LONGEST_MEDIA = 366 * 86_400.0  # seconds
STATE_LIMIT = 4_000_000  # characters

ScoId = Annotated[str, Field(min_length=1, max_length=LONGEST_ID)]
Name = Annotated[str, Field(max_length=4400)]
Number = Annotated[int, Field(ge=0, le=2**31)]
State = Annotated[str, Field(max_length=STATE_LIMIT)]
Apart = Annotated[dict[ScoId, Number], Field(max_length=MOST_VALUES)]


class BadMessageError(Exception):
    """The message is invalid; the text tells why."""


class PageMessage(BaseModel):
    """A message of the page. What it does not know it refuses."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class StartMessage(PageMessage):
    """A SCO is to begin."""

    sco: ScoId


class CommitMessage(PageMessage):
    """A SCO's commit: see emulator/courseware/play/run.py. `apart`: see `StateMessage`."""

    sco: ScoId
    session: Number
    sequence: Number
    values: Annotated[dict[Name, str], Field(max_length=MOST_VALUES)]
    seconds: float | None = None
    ended: Literal["terminated", "left"] | None = None
    asked: bool = True
    sequencing: State | None = None
    apart: Apart = {}


class StateMessage(PageMessage):
    """The sequencing state. `apart` has the SCOs played without the page that it has made up for, each with the number of its run."""

    sequencing: State
    apart: Apart = {}


class MediaMessage(PageMessage):
    """The progress of a media file: `progress` is 0 to 1, `completed` is true if that is enough.

    `position` is where it stands, in seconds.
    """

    progress: Annotated[float, Field(ge=0, le=1)]
    completed: bool = False
    position: Annotated[float, Field(ge=0, le=LONGEST_MEDIA)] | None = None


class LeaveMessage(PageMessage):
    """The learner goes."""


Some = TypeVar("Some", bound=PageMessage)


def read(kind: type[Some], body: bytes) -> Some:
    """A message of that kind. Raises `BadMessageError`."""
    try:
        found = orjson.loads(lone_surrogates.kept(body or b"{}"))
    except orjson.JSONDecodeError as error:
        raise BadMessageError(f"the body is no JSON: {error}") from None
    if not isinstance(found, dict):
        raise BadMessageError("the message is no JSON object")
    try:
        return kind.model_validate(found)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise BadMessageError(f"{'.'.join(map(str, first['loc']))[:200]}: {first['msg']}") from None
