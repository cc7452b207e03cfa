"""Where scorm-again 3.4.3 and our CMI data differ: by element and question, what scorm-again answers, and why ours does not.

An answer is what the call gave and the error code after it. The questions are those of test_against_scorm_again.py.
"""

from emulator.courseware.cmi import SCORM_12, SCORM_2004
from tests.courseware.cmi.elements import LONG

Answer = tuple[str, int]
Listed = dict[str, tuple[Answer, str]]

TAKEN: Answer = ("true", 0)
REFUSED_12: Answer = ("false", 405)
REFUSED: Answer = ("false", 406)
OUTSIDE: Answer = ("false", 407)
NO_VALUE: Answer = ("", 403)

HOST_SETS_IT = "left to the host, which sets it before the SCO starts; ours is what the LMS then says"
FROM_THE_STANDARD = "the standard's initial value; scorm-again has its own"
EMPTY_AT_FIRST = "empty in scorm-again, not set in ours: GetCmiData says an empty text of both"
REWRITTEN = "scorm-again writes a time that the LMS gives it in its shortest form; ours keeps the text"
LAXER = "beyond the standard, which ours keeps to"
NO_LIMIT = "scorm-again has no limit there; ours is that of every long text"
NEGATIVE = "a CMIDecimal may be negative"
EMPTY_TEXT = "an empty text is a characterstring, too"
EPOCH = "scorm-again wants a fraction of a second before the zone; the standard does not"
TYPE_FIRST = (
    "the SCO is to set the type first; that is for the runtime to say, the LMS keeps what the runtime let through"
)
ZERO_SPEED = "the standard's range of speeds begins at 0 and includes it"
STATE = "a state of three words is no number: type mismatch, not out of range"
WRITE_ONLY = "the standard lets a SCO read back its navigation request, scorm-again does not"
FROM_SEQUENCING = "scorm-again works it out in its sequencing, where ours keeps what it was told"


def listed(answer: Answer, why: str, *questions: str) -> Listed:
    """The same answer to several questions."""
    return dict.fromkeys(questions, (answer, why))


_AT_FIRST = "at first"
_SHORT_SPANS = {
    "seeded 0001:02:03": (("01:02:03", 0), REWRITTEN),
    "seeded 000:01:02.3": (("00:01:02.30", 0), REWRITTEN),
}
_LONG_HOURS = listed(TAKEN, LAXER, "set 12345:00:00")
_DURATIONS = listed(TAKEN, LAXER, "set P", "set PT", "set P1DT")
_URN = listed(TAKEN, LAXER, "set urn:")
_AT_EPOCH = {
    "set 1970-01-01T00:00:00Z": (REFUSED, EPOCH),
    "kept 1970-01-01T00:00:00Z": (NO_VALUE, EPOCH),
}
_UNTYPED = {
    "set anything": (("false", 408), TYPE_FIRST),
    "kept anything": (NO_VALUE, TYPE_FIRST),
    f"set {LONG}": (("false", 408), TYPE_FIRST),
}
_REQUESTS = (
    "continue",
    "previous",
    "exit",
    "exitAll",
    "abandon",
    "abandonAll",
    "suspendAll",
    "_none_",
    "{target=a.b}choice",
    "{target=a.b}jump",
)

_IN_12: dict[str, Listed] = {
    "cmi.core.credit": listed(("", 0), HOST_SETS_IT, _AT_FIRST),
    "cmi.core.entry": listed(("", 0), HOST_SETS_IT, _AT_FIRST),
    "cmi.core.score.max": listed(("100", 0), FROM_THE_STANDARD, _AT_FIRST),
    "cmi.core.total_time": listed(("", 0), HOST_SETS_IT, _AT_FIRST) | _SHORT_SPANS,
    "cmi.core.exit": listed(TAKEN, LAXER, "set normal"),
    "cmi.core.session_time": _LONG_HOURS,
    "cmi.objectives.n.score.max": listed(("100", 0), FROM_THE_STANDARD, _AT_FIRST),
    "cmi.student_data.max_time_allowed": _SHORT_SPANS,
    "cmi.student_preference.audio": listed(("", 0), FROM_THE_STANDARD, _AT_FIRST),
    "cmi.student_preference.speed": listed(("", 0), FROM_THE_STANDARD, _AT_FIRST),
    "cmi.student_preference.text": listed(("", 0), FROM_THE_STANDARD, _AT_FIRST),
    "cmi.interactions.n.correct_responses.n.pattern": listed(TAKEN, NO_LIMIT, f"set {LONG}"),
    "cmi.interactions.n.student_response": listed(TAKEN, NO_LIMIT, f"set {LONG}"),
    "cmi.interactions.n.result": listed(REFUSED_12, NEGATIVE, "set -1") | listed(TAKEN, LAXER, "set incorrect"),
    "cmi.interactions.n.latency": _LONG_HOURS,
}

_IN_2004: dict[str, Listed] = {
    "cmi.comments_from_learner.n.location": listed(("", 0), EMPTY_AT_FIRST, _AT_FIRST)
    | listed(REFUSED, EMPTY_TEXT, "set "),
    "cmi.comments_from_learner.n.timestamp": _AT_EPOCH,
    "cmi.comments_from_lms.n.comment": listed(NO_VALUE, EMPTY_TEXT, "seeded "),
    "cmi.comments_from_lms.n.location": listed(("", 0), EMPTY_AT_FIRST, _AT_FIRST),
    "cmi.comments_from_lms.n.timestamp": listed(("", 0), EMPTY_AT_FIRST, _AT_FIRST)
    | listed(("refused by the LMS's side", 406), EPOCH, "seeded 1970-01-01T00:00:00Z"),
    "cmi.entry": listed(("", 0), HOST_SETS_IT, _AT_FIRST),
    "cmi.interactions.n.id": _URN,
    "cmi.interactions.n.objectives.n.id": _URN,
    "cmi.interactions.n.timestamp": _AT_EPOCH,
    "cmi.interactions.n.correct_responses.n.pattern": _UNTYPED,
    "cmi.interactions.n.learner_response": _UNTYPED,
    "cmi.interactions.n.latency": _DURATIONS,
    "cmi.interactions.n.description": listed(TAKEN, NO_LIMIT, f"set {LONG}"),
    "cmi.launch_data": listed(("", 0), EMPTY_AT_FIRST, _AT_FIRST),
    "cmi.learner_id": listed(("", 0), HOST_SETS_IT, _AT_FIRST),
    "cmi.learner_name": listed(("", 0), HOST_SETS_IT, _AT_FIRST),
    "cmi.learner_preference.language": listed(REFUSED, EMPTY_TEXT, "set "),
    "cmi.learner_preference.delivery_speed": listed(OUTSIDE, ZERO_SPEED, "set 0")
    | listed(("1", 0), ZERO_SPEED, "kept 0"),
    "cmi.learner_preference.audio_captioning": listed(OUTSIDE, STATE, "set 2"),
    "cmi.location": listed(REFUSED, EMPTY_TEXT, "set ") | listed(NO_VALUE, EMPTY_TEXT, "kept "),
    "cmi.objectives.n.id": _URN,
    "cmi.objectives.n.description": listed(TAKEN, NO_LIMIT, f"set {LONG}"),
    "cmi.session_time": _DURATIONS,
    "cmi.total_time": listed(("PT0S", 0), FROM_THE_STANDARD, _AT_FIRST),
    "adl.nav.request": listed(("", 405), WRITE_ONLY, _AT_FIRST, *(f"kept {request}" for request in _REQUESTS))
    | listed(TAKEN, LAXER, "set choice"),
    "adl.nav.request_valid.choice.{target}": listed(("false", 401), FROM_SEQUENCING, "set")
    | listed(("unknown", 0), FROM_SEQUENCING, "seeded true", "seeded false"),
    "adl.nav.request_valid.jump.{target}": listed(("false", 401), FROM_SEQUENCING, "set")
    | listed(("false", 0), FROM_SEQUENCING, _AT_FIRST, "seeded true", "seeded unknown"),
}

DIFFERENCES: dict[str, dict[str, Listed]] = {SCORM_12.name: _IN_12, SCORM_2004.name: _IN_2004}
