"""The parameters by which callers of the control API choose entries of the journal."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from emulator.control.deeds import Text
from emulator.journal.filters import STATUS, Filter
from emulator.problems.words import Formed
from emulator.sandbox.whole import Whole

Status = Annotated[
    str,
    Formed(STATUS, "must be a status like 404, or 4xx for all of a hundred"),
    BeforeValidator(lambda given: str(given) if type(given) is int else given),
]


class LookingFor(BaseModel):
    """Everything that is given has to hold for an entry."""

    model_config = ConfigDict(extra="forbid")

    vendor: str | None = Field(
        None, description="Whose path it was: a vendor, `player`, or `none` for what nothing is served at."
    )
    operation: Text | None = Field(None, description="The id of the operation.")
    status: Status | None = Field(None, description="The status, `404`, or a hundred of them, `4xx`.")
    method: str | None = Field(None, description="The method, in any case.")
    path: Text | None = Field(
        None, description="The path without `/~NAME` and without the query; `*` stands for anything."
    )
    body: Text | None = Field(None, description="A text that the body of the request has somewhere.")
    answer: Text | None = Field(None, description="A text that the body of the answer has somewhere.")
    credential: Text | None = Field(None, description="The name of who called, as entries have it.")
    request_id: Text | None = Field(None, description="The `X-Emulator-Request-Id` of the answer.")
    after: Whole = Field(0, description="Only entries with a higher number.")

    def filter(self) -> Filter:
        """The same for the journal."""
        return Filter(**{name: getattr(self, name) for name in LookingFor.model_fields})
