"""The data model of SCORM 2004, 4th edition (RTE 1.1, ADL 2009); earlier editions lack `adl.data`."""

from emulator.courseware.cmi.element import Element, Reason
from emulator.courseware.cmi.model import DataModel
from emulator.courseware.cmi.types import (
    LONGEST,
    either,
    language,
    localized,
    matching,
    number,
    text,
    time_2004,
    timespan_2004,
    uri,
    words,
)

COMPLETION = words("completed", "incomplete", "not attempted", "unknown")
SUCCESS = words("passed", "failed", "unknown")
TEXT = text(LONGEST)
SHARE = number(0, 1)
SCALED = number(-1, 1)
POSITIVE = number(0)
VALID = words("true", "false", "unknown")

_STATUS = (
    Element("cmi._version", TEXT, "RO", "1.0"),
    Element("cmi.completion_status", COMPLETION, default="unknown"),
    Element("cmi.completion_threshold", SHARE, "RO"),
    Element("cmi.credit", words("credit", "no-credit"), "RO", "credit"),
    Element("cmi.entry", words("ab-initio", "resume", ""), "RO", "ab-initio"),
    Element("cmi.exit", words("time-out", "suspend", "logout", "normal", ""), "WO", ""),
    Element("cmi.launch_data", TEXT, "RO"),
    Element("cmi.learner_id", uri, "RO"),
    Element("cmi.learner_name", localized, "RO"),
    Element("cmi.learner_preference.audio_level", POSITIVE, default="1"),
    Element("cmi.learner_preference.language", language, default=""),
    Element("cmi.learner_preference.delivery_speed", POSITIVE, default="1"),
    Element("cmi.learner_preference.audio_captioning", words("-1", "0", "1"), default="0"),
    Element("cmi.location", TEXT),
    Element("cmi.max_time_allowed", timespan_2004, "RO"),
    Element("cmi.mode", words("browse", "normal", "review"), "RO", "normal"),
    Element("cmi.progress_measure", SHARE),
    Element("cmi.scaled_passing_score", SCALED, "RO"),
    Element("cmi.score.scaled", SCALED),
    Element("cmi.score.raw", number()),
    Element("cmi.score.min", number()),
    Element("cmi.score.max", number()),
    Element("cmi.session_time", timespan_2004, "WO"),
    Element("cmi.success_status", SUCCESS, default="unknown"),
    Element("cmi.suspend_data", TEXT),
    Element(
        "cmi.time_limit_action",
        words("exit,message", "continue,message", "exit,no message", "continue,no message"),
        "RO",
        "continue,no message",
    ),
    Element("cmi.total_time", timespan_2004, "RO", "PT0H0M0S"),
)

_COMMENTS = (
    Element("cmi.comments_from_learner.n.comment", localized),
    Element("cmi.comments_from_learner.n.location", TEXT),
    Element("cmi.comments_from_learner.n.timestamp", time_2004),
    Element("cmi.comments_from_lms.n.comment", localized, "RO"),
    Element("cmi.comments_from_lms.n.location", TEXT, "RO"),
    Element("cmi.comments_from_lms.n.timestamp", time_2004, "RO"),
)

_INTERACTIONS = (
    Element("cmi.interactions.n.id", uri),
    Element(
        "cmi.interactions.n.type",
        words(
            "true-false",
            "choice",
            "fill-in",
            "long-fill-in",
            "likert",
            "matching",
            "performance",
            "sequencing",
            "numeric",
            "other",
        ),
    ),
    Element("cmi.interactions.n.objectives.n.id", uri),
    Element("cmi.interactions.n.timestamp", time_2004),
    Element("cmi.interactions.n.correct_responses.n.pattern", TEXT),
    Element("cmi.interactions.n.weighting", number()),
    Element("cmi.interactions.n.learner_response", TEXT),
    Element("cmi.interactions.n.result", either(words("correct", "incorrect", "unanticipated", "neutral"), number())),
    Element("cmi.interactions.n.latency", timespan_2004),
    Element("cmi.interactions.n.description", localized),
)

_OBJECTIVES = (
    Element("cmi.objectives.n.id", uri),
    Element("cmi.objectives.n.score.scaled", SCALED),
    Element("cmi.objectives.n.score.raw", number()),
    Element("cmi.objectives.n.score.min", number()),
    Element("cmi.objectives.n.score.max", number()),
    Element("cmi.objectives.n.success_status", SUCCESS, default="unknown"),
    Element("cmi.objectives.n.completion_status", COMPLETION, default="unknown"),
    Element("cmi.objectives.n.progress_measure", SHARE),
    Element("cmi.objectives.n.description", localized),
)

_ADL = (
    Element("adl.data.n.id", uri, "RO"),
    Element("adl.data.n.store", TEXT),
    Element(
        "adl.nav.request",
        matching(
            r"continue|previous|exit|exitAll|abandon|abandonAll|suspendAll|_none_|\{target=[^{}]+\}(choice|jump)",
        ),
        default="_none_",
    ),
    Element("adl.nav.request_valid.continue", VALID, "RO", "unknown"),
    Element("adl.nav.request_valid.previous", VALID, "RO", "unknown"),
    Element("adl.nav.request_valid.choice.{target}", VALID, "RO", "unknown"),
    Element("adl.nav.request_valid.jump.{target}", VALID, "RO", "unknown"),
)

SCORM_2004 = DataModel(
    "SCORM 2004",
    (*_STATUS, *_COMMENTS, *_INTERACTIONS, *_OBJECTIVES, *_ADL),
    {
        Reason.UNKNOWN: (401, "Undefined Data Model Element"),
        Reason.NO_CHILDREN: (301, "General Get Failure"),
        Reason.NO_COUNT: (301, "General Get Failure"),
        Reason.NO_SUCH_INDEX: (301, "General Get Failure"),
        Reason.KEYWORD: (404, "Data Model Element Is Read Only"),
        Reason.READ_ONLY: (404, "Data Model Element Is Read Only"),
        Reason.WRONG_TYPE: (406, "Data Model Element Type Mismatch"),
        Reason.OUT_OF_RANGE: (407, "Data Model Element Value Out Of Range"),
        Reason.INDEX_GAP: (351, "General Set Failure"),
        Reason.ID_FIRST: (408, "Data Model Dependency Not Established"),
        Reason.ID_FIXED: (351, "General Set Failure"),
    },
    groups=(
        "cmi.comments_from_learner",
        "cmi.comments_from_lms",
        "cmi.interactions",
        "cmi.learner_preference",
        "cmi.objectives",
        "cmi.objectives.n.score",
        "cmi.score",
        "adl.data",
    ),
    learner=("cmi.learner_id", "cmi.learner_name"),
    id_first=True,
    unique_ids=frozenset({"cmi.objectives", "adl.data"}),
)
