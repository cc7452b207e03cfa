"""The problems that pydantic finds in a value, in words for readers who do not know pydantic."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from emulator.light.records import dataclass
from emulator.problems.members import members_at, unknown_member


@dataclass(frozen=True, slots=True)
class Formed:
    """In an `Annotated` text: it has the form of a regular expression, which `words` say, since nobody is to read the expression."""

    pattern: str
    words: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(
        self, core: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {**handler(core), "pattern": self.pattern}

    def _check(self, text: str) -> str:
        if re.search(self.pattern, text) is None:
            raise PydanticCustomError("form", "{words}", {"words": self.words})
        return text


def words_of(problem: Mapping[str, Any], kind: Any = None) -> str:
    """What is wrong; of a member that is not known, with those that are, if `kind` is the type that the problem's `loc` begins in."""
    if problem["type"] == "extra_forbidden":
        return unknown_member(str(problem["loc"][-1]), members_at(kind, problem["loc"]))
    if problem["type"] in ("model_attributes_type", "dict_type"):
        return "must be an object"
    return str(problem["msg"]).removeprefix("Value error, ")


def telling(problems: Sequence[Mapping[str, Any]], given: Any) -> list[Mapping[str, Any]]:
    """The problems without those that a value is not of a type that it may as well not be: where alternatives are possible, pydantic
    tells what is wrong with each of them.
    """
    places = [place_of(problem, given) for problem in problems]
    return [
        problem
        for problem, place in zip(problems, places, strict=True)
        if not problem["type"].endswith("_type")
        or all(
            other is problem or other["type"].endswith("_type") or elsewhere[: len(place)] != place
            for other, elsewhere in zip(problems, places, strict=True)
        )
    ]


def place_of(problem: Mapping[str, Any], given: Any) -> list[str]:
    """The path of the wrong value in the input, without the names of alternatives that pydantic puts into it."""
    steps: Sequence[Any] = problem["loc"]
    path: list[str] = []
    in_body = given is not None
    for at, step in enumerate(steps):
        is_last = at == len(steps) - 1
        if isinstance(given, Mapping):
            if step not in given and not (is_last and problem["type"] == "missing"):
                continue
            given = given.get(step)
        elif isinstance(given, list):
            if not isinstance(step, int):
                continue
            given = given[step] if step < len(given) else None
        elif in_body:  # a text or a number has no members
            continue
        path.append(str(step))
    return path
