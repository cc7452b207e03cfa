"""The base of every part of a rule."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints


class RulePart(BaseModel):
    """A part of a rule. Unknown members are refused, and nothing can be changed later."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Text = Annotated[str, StringConstraints(min_length=1, max_length=1000)]
