"""The LRS of a course that speaks xAPI, and the course's credentials: supplied by the vendor when the player opens it."""

from emulator.light.records import dataclass
from emulator.lrs.lrs_call import LrsCall
from emulator.store.json_text import JsonObject


@dataclass(frozen=True, slots=True)
class CourseLrs:
    """`lrs_call` is the LMS's own at that LRS and `endpoint` its absolute URL with a slash at the end.

    `registration` is the UUID that xAPI knows the attempt by, `actor` the learner as an Agent with an account (cmi5 9.2).
    """

    lrs_call: LrsCall
    endpoint: str
    registration: str
    actor: JsonObject
