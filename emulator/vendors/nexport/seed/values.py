"""The values in a seed document: texts, ids, moments, numbers."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from emulator.contract.reading import InputProblem
from emulator.vendors.nexport.routing import contract
from emulator.vendors.nexport.wire.reading import NexportReader

_reader = NexportReader(contract)


def _no_nul(text: str) -> str:
    if "\x00" in text:
        raise ValueError("has a NUL character")
    return text


def _uuid(text: str) -> str:
    identifier: str = _checked(_reader.uuid, text)
    return identifier


def _moment(value: Any) -> datetime:
    moment: datetime = _checked(_reader.datetime, value)
    return moment


def _checked(read: Any, value: Any) -> Any:
    try:
        return read(value, "")
    except InputProblem as problem:
        raise ValueError(problem.why) from None


Text = Annotated[str, AfterValidator(_no_nul)]
Name = Annotated[Text, Field(min_length=1, max_length=255)]
Words = Annotated[Text, Field(max_length=255)]
Uuid = Annotated[str, AfterValidator(_uuid)]
Moment = Annotated[datetime, BeforeValidator(_moment)]

Number = Annotated[float, Field(allow_inf_nan=False, ge=-1e9, le=1e9)]


class SeedPart(BaseModel):
    """A part of the document: unknown members are refused."""

    model_config = ConfigDict(extra="forbid")
