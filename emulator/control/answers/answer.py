"""What every response body of the control API has in common."""

from pydantic import BaseModel, ConfigDict

Number = int | float


class Answer(BaseModel):
    """An answer that has the members that it names and no others."""

    model_config = ConfigDict(extra="forbid")
