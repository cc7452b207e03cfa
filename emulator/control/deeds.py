"""The request bodies of the calls that play a course: what the learner did."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from emulator.courseware.play import deeds
from emulator.courseware.play.deeds import FINAL, Deed, Status, Waiver
from emulator.courseware.play.run import LONGEST_RUN

MOST = 1000


def _sound(text: str) -> str:
    """JSON can write a lone surrogate, which nothing can store."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError("must not have a lone surrogate (half of a character)") from None
    return text


Text = Annotated[str, AfterValidator(_sound)]
Amount = Annotated[float, Field(ge=-1e9, le=1e9, allow_inf_nan=False)]
Seconds = Annotated[float, Field(ge=0, le=LONGEST_RUN, allow_inf_nan=False)]


class DeedBody(BaseModel):
    """A body that refuses unknown members."""

    model_config = ConfigDict(extra="forbid")


class Score(DeedBody):
    """A score and its bounds. `scaled`, -1 to 1, is calculated from them unless it is given."""

    raw: Amount
    min: Amount = 0
    max: Amount = 100
    scaled: Annotated[float, Field(ge=-1, le=1, allow_inf_nan=False)] | None = None


class Objective(DeedBody):
    """An objective by its id; an objective that the course does not have yet is added."""

    id: Text
    status: Status | None = None
    score: Amount | Score | None = None


class Interaction(DeedBody):
    """A question and the learner's response, added to the existing interactions. Types and results use SCORM 2004's words; the response has
    the form of the course's standard."""

    id: Text
    type: Text = "choice"
    response: Text | None = None
    correct: Text | Annotated[list[Text], Field(max_length=MOST)] | None = None
    result: Text | Amount | None = None
    weighting: Amount | None = None
    seconds: Seconds | None = None
    description: Text | None = None
    objectives: Annotated[list[Text], Field(max_length=MOST)] = []


class RunReport(DeedBody):
    """What the learner does in a SCO (by default the running one, or the one that the player would open).

    `score` is 0 to 100, or an object with bounds. `seconds` is the time of this run so far, as measured by the player and reported by the
    SCO. `values` sets CMI elements by name and overrides the other members.
    """

    sco: Text | None = None
    score: Amount | Score | None = None
    seconds: Seconds | None = None
    location: Text | None = None
    suspend_data: Text | None = None
    objectives: Annotated[list[Objective], Field(max_length=MOST)] = []
    interactions: Annotated[list[Interaction], Field(max_length=MOST)] = []
    values: dict[Text, Text] = {}

    def deed(self, status: Status | None = None, ended: Literal["normal", "suspend"] | None = None) -> Deed:
        """The same for the course's standard to put into its words."""
        return Deed(
            status=status,
            score=_score(self.score),
            seconds=self.seconds,
            location=self.location,
            suspend_data=self.suspend_data,
            objectives=tuple(deeds.Objective(each.id, each.status, _score(each.score)) for each in self.objectives),
            interactions=tuple(_interaction(each) for each in self.interactions),
            values=self.values,
            ended=ended,
        )


class Playing(RunReport):
    """A run from its beginning to its end. Without `exit` it is suspended when the status is `incomplete`, else ended as usual."""

    status: Status | None = None
    exit: Literal["normal", "suspend"] | None = None

    def whole(self) -> Deed:
        """The deed with its end."""
        usual: Literal["normal", "suspend"] = "normal" if self.status in (None, *FINAL) else "suspend"
        return self.deed(self.status, self.exit or usual)


class Launching(DeedBody):
    """Which SCO to launch."""

    sco: Text | None = None


class Waiving(DeedBody):
    """Which unit of a cmi5 course the LMS waives, and why: one of the reasons that cmi5 has."""

    sco: Text | None = None
    reason: Waiver = "Administrative"


class Linking(DeedBody):
    """How a browser opens the attempt. `redirect` is where the exit leads: a URL, or closer, blank or message."""

    mode: Literal["normal", "review", "browse"] = "normal"
    sco: Text | None = None
    redirect: Text | None = None
    seconds: Seconds | None = Field(
        None, description="Within how many seconds it has to be opened first; any time if null."
    )


def _score(given: float | Score | None) -> deeds.Score | None:
    if given is None:
        return None
    if not isinstance(given, Score):
        return deeds.Score(_decimal(given))
    scaled = None if given.scaled is None else _decimal(given.scaled)
    return deeds.Score(_decimal(given.raw), _decimal(given.min), _decimal(given.max), scaled)


def _interaction(given: Interaction) -> deeds.Interaction:
    correct = [given.correct] if isinstance(given.correct, str) else given.correct or []
    result = given.result if isinstance(given.result, str | None) else deeds.plain(_decimal(given.result))
    return deeds.Interaction(
        id=given.id,
        type=given.type,
        response=given.response,
        correct=tuple(correct),
        result=result,
        weighting=None if given.weighting is None else _decimal(given.weighting),
        seconds=given.seconds,
        description=given.description,
        objectives=tuple(given.objectives),
    )


def _decimal(number: float) -> Decimal:
    return Decimal(repr(number))
