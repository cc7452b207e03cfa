"""The data model of SCORM 1.2 (RTE 1.2, ADL 2001, section 3.4). Groups list their children in the order of this table."""

from emulator.courseware.cmi.element import Element, Reason
from emulator.courseware.cmi.model import DataModel
from emulator.courseware.cmi.types import (
    LONGEST,
    either,
    identifier_12,
    integer,
    number,
    text,
    time_12,
    timespan_12,
    words,
)

STATUS = words("passed", "completed", "failed", "incomplete", "browsed", "not attempted")
NEVER_BY_SCO = frozenset({"not attempted"})
SHORT = text(255)
LONG = text(LONGEST)
SCORE = number(0, 100, blank=True)

_CORE = (
    Element("cmi._version", SHORT, "RO", "3.4"),
    Element("cmi.core.student_id", SHORT, "RO"),
    Element("cmi.core.student_name", SHORT, "RO"),
    Element("cmi.core.lesson_location", SHORT, default=""),
    Element("cmi.core.credit", words("credit", "no-credit"), "RO", "credit"),  # inferred: left to the LMS
    Element("cmi.core.lesson_status", STATUS, default="not attempted", only_lms=NEVER_BY_SCO),
    Element("cmi.core.entry", words("ab-initio", "resume", ""), "RO", "ab-initio"),
    Element("cmi.core.score.raw", SCORE, default=""),
    Element("cmi.core.score.min", SCORE, default=""),
    Element("cmi.core.score.max", SCORE, default=""),
    Element("cmi.core.total_time", timespan_12, "RO", "0000:00:00.00"),
    Element("cmi.core.lesson_mode", words("browse", "normal", "review"), "RO", "normal"),  # inferred: left to the LMS
    Element("cmi.core.exit", words("time-out", "suspend", "logout", ""), "WO", ""),
    Element("cmi.core.session_time", timespan_12, "WO"),
    Element("cmi.suspend_data", LONG, default=""),
    Element("cmi.launch_data", LONG, "RO", ""),
    Element("cmi.comments", LONG, default=""),
    Element("cmi.comments_from_lms", LONG, "RO", ""),
)

_OBJECTIVES = (
    Element("cmi.objectives.n.id", identifier_12),
    Element("cmi.objectives.n.score.raw", SCORE, default=""),
    Element("cmi.objectives.n.score.min", SCORE, default=""),
    Element("cmi.objectives.n.score.max", SCORE, default=""),
    Element("cmi.objectives.n.status", STATUS),
)

_STUDENT = (
    Element("cmi.student_data.mastery_score", number(), "RO"),
    Element("cmi.student_data.max_time_allowed", timespan_12, "RO"),
    Element(
        "cmi.student_data.time_limit_action",
        words("exit,message", "exit,no message", "continue,message", "continue,no message"),
        "RO",
    ),
    Element("cmi.student_preference.audio", integer(-1, 100), default="0"),
    Element("cmi.student_preference.language", SHORT, default=""),
    Element("cmi.student_preference.speed", integer(-100, 100), default="0"),
    Element("cmi.student_preference.text", integer(-1, 1), default="0"),
)

_INTERACTIONS = (
    Element("cmi.interactions.n.id", identifier_12, "WO"),
    Element("cmi.interactions.n.objectives.n.id", identifier_12, "WO"),
    Element("cmi.interactions.n.time", time_12, "WO"),
    Element(
        "cmi.interactions.n.type",
        words("true-false", "choice", "fill-in", "matching", "performance", "sequencing", "likert", "numeric"),
        "WO",
    ),
    Element("cmi.interactions.n.correct_responses.n.pattern", LONG, "WO"),
    Element("cmi.interactions.n.weighting", number(), "WO"),
    Element("cmi.interactions.n.student_response", LONG, "WO"),
    Element("cmi.interactions.n.result", either(words("correct", "wrong", "unanticipated", "neutral"), number()), "WO"),
    Element("cmi.interactions.n.latency", timespan_12, "WO"),
)

SCORM_12 = DataModel(
    "SCORM 1.2",
    (*_CORE, *_OBJECTIVES, *_STUDENT, *_INTERACTIONS),
    {
        Reason.UNKNOWN: (401, "Not implemented error"),
        Reason.NO_CHILDREN: (202, "Element cannot have children"),
        Reason.NO_COUNT: (203, "Element not an array - cannot have count"),
        Reason.NO_SUCH_INDEX: (201, "Invalid argument error"),
        Reason.KEYWORD: (402, "Invalid set value, element is a keyword"),
        Reason.READ_ONLY: (403, "Element is read only"),
        Reason.WRONG_TYPE: (405, "Incorrect data type"),
        Reason.OUT_OF_RANGE: (405, "Incorrect data type"),
        Reason.INDEX_GAP: (201, "Invalid argument error"),
    },
    groups=(
        "cmi.core",
        "cmi.core.score",
        "cmi.objectives",
        "cmi.objectives.n.score",
        "cmi.student_data",
        "cmi.student_preference",
        "cmi.interactions",
    ),
    learner=("cmi.core.student_id", "cmi.core.student_name"),
)
