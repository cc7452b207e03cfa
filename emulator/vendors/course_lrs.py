"""The LRS for a course with xAPI, and the course's credentials. The vendor provides them when the player opens the course."""

from emulator.light.records import dataclass
from emulator.lrs.lrs_call import LrsCall
from emulator.store.json_text import JsonObject


@dataclass(frozen=True, slots=True)
class CourseLrs:
    """`lrs_call` is the LMS's own access to the LRS, and `endpoint` its absolute URL with a final slash. `registration` is the UUID by
    which xAPI identifies the attempt, `actor` the learner as an Agent with an account (cmi5 9.2)."""

    lrs_call: LrsCall
    endpoint: str
    registration: str
    actor: JsonObject
