"""Refusals of the control API: always `{"error": …}`, and a status that tells which kind it is."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict

from emulator.problems import words as problems
from emulator.problems.words import place_of

Responses = dict[int | str, dict[str, Any]]


class Refusal(BaseModel):
    """Why something was refused, in words for the developer."""

    model_config = ConfigDict(extra="forbid")

    error: str


REFERENCE = {"$ref": f"#/components/schemas/{Refusal.__name__}"}
"""Stands in a response instead of the model: FastAPI would make a validator for each, eight hundred of them in a tenth of a second."""
# status: what kind of refusal it is, and the words of one
KINDS: dict[int, tuple[str, str]] = {
    400: (
        "Something in the request is wrong, and nothing was changed.",
        "limit: Input should be greater than or equal to 1",
    ),
    401: (
        "The setting EMULATOR_CONTROL_TOKEN is set, and the request shows another token or none.",
        "what is not below a vendor's path needs the token of the setting EMULATOR_CONTROL_TOKEN",
    ),
    403: (
        "A page of another origin asked for it (docs/security.md).",
        "a page of another origin may not use the control API",
    ),
    404: ("There is no such thing, or no sandbox can have this name.", "there is no sandbox mine"),
    409: ("It does not go with how things stand; nothing was changed.", "the sandbox was deleted in the meantime"),
    413: ("The body is too large.", "the body is larger than 33554432 bytes (setting max_body_bytes)"),
    415: ("A browser sent a body that is not declared as JSON.", "a browser has to send the body as application/json"),
    421: (
        "The Host header has a name that lms-emulator is not known by (docs/security.md).",
        "lms-emulator is not known as lms.example.com: if that is its name, set EMULATOR_ALLOWED_HOSTS",
    ),
    500: ("A defect of lms-emulator.", "a defect of lms-emulator; its log has the details"),
    507: ("Nothing can be kept: the disk is full or broken.", "nothing can be kept: database or disk is full"),
}


def refusals(*statuses: int, **examples: str) -> Responses:
    """Refusals in FastAPI's form. `examples` give an operation's own words by status: `_404="there is no course C1"`."""
    own = {int(name.lstrip("_")): words for name, words in examples.items()}
    return {status: _refusal(status, own.get(status)) for status in (*statuses, *own)}


def _refusal(status: int, words: str | None) -> dict[str, Any]:
    kind, usual = KINDS[status]
    return {
        "description": kind,
        "content": {"application/json": {"example": {"error": words or usual}, "schema": REFERENCE}},
    }


OF_ALL = refusals(401, 403, 421, 500, _400="limt is no parameter here; limit is")
"""What every operation may answer; 401 not those that are open to everybody (control/openapi.py)."""
IN_SANDBOX = refusals(507, _404="no sandbox can have this name: letters, digits, - and _ alone")
"""What an operation in a sandbox may answer: it comes into being at its first use, which has to be kept."""
OF_BODIES = refusals(400, 413, 415)
"""What an operation that takes a body may answer."""


def words_of(problem: Mapping[str, Any], given: Any, kind: Any = None) -> str:
    """The problem that pydantic found in a value of this type, in words, with the path of the member before it."""
    return f"{'.'.join(place_of(problem, given))}: {problems.words_of(problem, kind)}".removeprefix(": ")
