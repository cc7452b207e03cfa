"""Every element of both data models, written down from the standards a second time: what the tests hold the code against.

SCORM 1.2 RTE (ADL 2001) 3.4.4 with 50 names, SCORM 2004 4th edition RTE 1.1 (ADL 2009) 4.2 with 74, keywords among them.
"""

from dataclasses import dataclass

from emulator.courseware.cmi import SCORM_12, SCORM_2004, CmiData, DataModel

RO, RW, WO = "RO", "RW", "WO"

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """An element as the standard has it.

    `default` is what is read before anyone has set it, None for no value. `good` are values that it takes, `bad` such that
    are not of its type, `outside` such that are, but not within its bounds. A keyword has neither, nobody sets it.
    """

    name: str
    access: str
    default: str | None = None
    good: Words = ()
    bad: Words = ()
    outside: Words = ()

    @property
    def is_keyword(self) -> bool:
        """Whether nobody ever sets it."""
        return self.name.rpartition(".")[2].startswith("_")

    @property
    def real(self) -> str:
        """The name with each index 0 and a target, as a course says it."""
        parts = ("0" if part == "n" else part for part in self.name.split("."))
        return ".".join(parts).replace("{target}", "{target=a.b}")

    @property
    def in_a_list(self) -> bool:
        """Whether it lies in an entry of a list."""
        return ".n." in self.name


LONG = "x" * 64_001
MODES = ("browse", "normal", "review")
ENTRIES = ("ab-initio", "resume", "")
CREDITS = ("credit", "no-credit")
LIMIT_ACTIONS = ("exit,message", "exit,no message", "continue,message", "continue,no message")
NO_WORDS = ("", "Normal", "normal ", "nonsense")
NO_NUMBERS = ("one", "1,5", "1.", ".5", "1e3", "NaN", "+1", " 1")

STATUSES = ("passed", "completed", "failed", "incomplete", "browsed", "not attempted")
NO_STATUSES = ("", "Passed", "pass", "unknown")
SPANS = ("00:00:00", "0001:02:03", "9999:59:59.99", "000:01:02.3")
NO_SPANS = ("", "00:00", "00:1:00", "PT1H", "00:00:00.123", "12345:00:00")
SCORES = ("", "0", "100", "85.5", "-0")
NO_SCORES = ("high", "1e1", "50%", "NaN")
SCORES_OUTSIDE = ("-0.1", "100.1", "-1", "101")
IDS = ("obj-1", "ID_2", "x" * 255)

SCORM_12_ROWS = (
    Row("cmi._version", RO, "3.4"),
    Row(
        "cmi.core._children",
        RO,
        "student_id,student_name,lesson_location,credit,lesson_status,entry,score,total_time,lesson_mode,exit,session_time",
    ),
    Row("cmi.core.student_id", RO, None, ("jo.7",), ("x" * 256,)),
    Row("cmi.core.student_name", RO, None, ("Baba, Jo", "Ngũgĩ, Wa"), ("x" * 256,)),
    Row("cmi.core.lesson_location", RW, "", ("", "page 7", "x" * 255), ("x" * 256,)),
    Row("cmi.core.credit", RO, "credit", CREDITS, ("", "Credit", "no credit")),
    Row("cmi.core.lesson_status", RW, "not attempted", STATUSES, NO_STATUSES),
    Row("cmi.core.entry", RO, "ab-initio", ENTRIES, ("abinitio", "Resume", " ")),
    Row("cmi.core.score._children", RO, "raw,min,max"),
    Row("cmi.core.score.raw", RW, "", SCORES, NO_SCORES, SCORES_OUTSIDE),
    Row("cmi.core.score.max", RW, "", SCORES, NO_SCORES, SCORES_OUTSIDE),
    Row("cmi.core.score.min", RW, "", SCORES, NO_SCORES, SCORES_OUTSIDE),
    Row("cmi.core.total_time", RO, "0000:00:00.00", SPANS, NO_SPANS),
    Row("cmi.core.lesson_mode", RO, "normal", MODES, NO_WORDS),
    Row("cmi.core.exit", WO, "", ("time-out", "suspend", "logout", ""), ("normal", "Suspend", "timeout")),
    Row("cmi.core.session_time", WO, None, SPANS, NO_SPANS),
    Row("cmi.suspend_data", RW, "", ("", "a=1;b=2", "x" * 4096, "x" * 64_000), (LONG,)),
    Row("cmi.launch_data", RO, "", ("", "level=3"), (LONG,)),
    Row("cmi.comments", RW, "", ("", "Clear.", "x" * 4096), (LONG,)),
    Row("cmi.comments_from_lms", RO, "", ("", "Please read page 3."), (LONG,)),
    Row("cmi.objectives._children", RO, "id,score,status"),
    Row("cmi.objectives._count", RO, "0"),
    Row("cmi.objectives.n.id", RW, None, IDS, ("", "x" * 256)),
    Row("cmi.objectives.n.score._children", RO, "raw,min,max"),
    Row("cmi.objectives.n.score.raw", RW, "", SCORES, NO_SCORES, SCORES_OUTSIDE),
    Row("cmi.objectives.n.score.max", RW, "", SCORES, NO_SCORES, SCORES_OUTSIDE),
    Row("cmi.objectives.n.score.min", RW, "", SCORES, NO_SCORES, SCORES_OUTSIDE),
    Row("cmi.objectives.n.status", RW, None, STATUSES, NO_STATUSES),
    Row("cmi.student_data._children", RO, "mastery_score,max_time_allowed,time_limit_action"),
    Row("cmi.student_data.mastery_score", RO, None, ("80", "66.7"), NO_SCORES),
    Row("cmi.student_data.max_time_allowed", RO, None, SPANS, NO_SPANS),
    Row("cmi.student_data.time_limit_action", RO, None, LIMIT_ACTIONS, ("", "exit", "exit, message")),
    Row("cmi.student_preference._children", RO, "audio,language,speed,text"),
    Row("cmi.student_preference.audio", RW, "0", ("-1", "0", "100"), ("", "loud", "1.5"), ("-2", "101")),
    Row("cmi.student_preference.language", RW, "", ("", "English", "x" * 255), ("x" * 256,)),
    Row("cmi.student_preference.speed", RW, "0", ("-100", "0", "100"), ("", "fast", "1.5"), ("-101", "101")),
    Row("cmi.student_preference.text", RW, "0", ("-1", "0", "1"), ("", "off", "0.5"), ("-2", "2")),
    Row(
        "cmi.interactions._children",
        RO,
        "id,objectives,time,type,correct_responses,weighting,student_response,result,latency",
    ),
    Row("cmi.interactions._count", RO, "0"),
    Row("cmi.interactions.n.id", WO, None, IDS, ("", "x" * 256)),
    Row("cmi.interactions.n.objectives._count", RO, "0"),
    Row("cmi.interactions.n.objectives.n.id", WO, None, IDS, ("", "x" * 256)),
    Row("cmi.interactions.n.time", WO, None, ("00:00:00", "23:59:59.99", "12:30:45.5"), ("", "24:00:00", "12:60:00")),
    Row(
        "cmi.interactions.n.type",
        WO,
        None,
        ("true-false", "choice", "fill-in", "matching", "performance", "sequencing", "likert", "numeric"),
        ("", "Choice", "long-fill-in", "other"),
    ),
    Row("cmi.interactions.n.correct_responses._count", RO, "0"),
    Row("cmi.interactions.n.correct_responses.n.pattern", WO, None, ("t", "{a,b}", "1.a,2.b", "x" * 256), (LONG,)),
    Row("cmi.interactions.n.weighting", WO, None, ("0", "1", "-1.5", "100"), ("", *NO_SCORES)),
    Row("cmi.interactions.n.student_response", WO, None, ("", "f", "{a,b}", "x" * 256), (LONG,)),
    Row(
        "cmi.interactions.n.result",
        WO,
        None,
        ("correct", "wrong", "unanticipated", "neutral", "0.5", "-1"),
        ("", "Correct", "incorrect"),
    ),
    Row("cmi.interactions.n.latency", WO, None, SPANS, NO_SPANS),
)

COMPLETIONS = ("completed", "incomplete", "not attempted", "unknown")
NO_COMPLETIONS = ("", "Completed", "passed", "browsed")
SUCCESSES = ("passed", "failed", "unknown")
NO_SUCCESSES = ("", "Passed", "completed")
TRUTHS = ("true", "false", "unknown")
DURATIONS = ("PT0S", "PT1H5M", "P1Y2M3DT4H5M6.78S", "PT100H", "P1D")
NO_DURATIONS = ("", "P", "PT", "1H", "00:10:00", "PT1.234S", "P1DT", "pt1h")
MOMENTS = ("2003", "2003-07", "2003-07-25T03:00:00", "1970-01-01T00:00:00Z", "2037-12-31T23:59:59.5+01:00")
NO_MOMENTS = ("", "yesterday", "1969-12-31", "2003-13", "2003-07-25 03:00:00", "03-07-25")
REALS = ("0", "1234.5", "-10.25", "0.1234567")
SHARES = ("0", "0.25", "1")
SHARES_OUTSIDE = ("-0.1", "1.1")
SCALED = ("-1", "0", "0.5", "1")
SCALED_OUTSIDE = ("-1.1", "1.1")
LOCALIZED = ("", "Good", "{lang=en}Good", "{lang=fr-CA}Bon")
URIS = ("urn:example:o-1", "http://example.com/o/1", "o1")
NO_URIS = ("", " ", "urn:", "x" * 4001)

SCORM_2004_ROWS = (
    Row("cmi._version", RO, "1.0"),
    Row("cmi.comments_from_learner._children", RO, "comment,location,timestamp"),
    Row("cmi.comments_from_learner._count", RO, "0"),
    Row("cmi.comments_from_learner.n.comment", RW, None, (*LOCALIZED, "x" * 4000), (LONG, "{lang=e_n}Good")),
    Row("cmi.comments_from_learner.n.location", RW, None, ("", "page 7", "x" * 250), (LONG,)),
    Row("cmi.comments_from_learner.n.timestamp", RW, None, MOMENTS, NO_MOMENTS),
    Row("cmi.comments_from_lms._children", RO, "comment,location,timestamp"),
    Row("cmi.comments_from_lms._count", RO, "0"),
    Row("cmi.comments_from_lms.n.comment", RO, None, LOCALIZED, (LONG, "{lang=e_n}Good")),
    Row("cmi.comments_from_lms.n.location", RO, None, ("", "page 7"), (LONG,)),
    Row("cmi.comments_from_lms.n.timestamp", RO, None, MOMENTS, NO_MOMENTS),
    Row("cmi.completion_status", RW, "unknown", COMPLETIONS, NO_COMPLETIONS),
    Row("cmi.completion_threshold", RO, None, SHARES, NO_NUMBERS, SHARES_OUTSIDE),
    Row("cmi.credit", RO, "credit", CREDITS, ("", "Credit")),
    Row("cmi.entry", RO, "ab-initio", ENTRIES, ("abinitio", "Resume", " ")),
    Row("cmi.exit", WO, "", ("time-out", "suspend", "logout", "normal", ""), ("Suspend", "timeout")),
    Row(
        "cmi.interactions._children",
        RO,
        "id,type,objectives,timestamp,correct_responses,weighting,learner_response,result,latency,description",
    ),
    Row("cmi.interactions._count", RO, "0"),
    Row("cmi.interactions.n.id", RW, None, (*URIS, "x" * 4000), NO_URIS),
    Row(
        "cmi.interactions.n.type",
        RW,
        None,
        (
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
        ("", "Choice"),
    ),
    Row("cmi.interactions.n.objectives._count", RO, "0"),
    Row("cmi.interactions.n.objectives.n.id", RW, None, URIS, NO_URIS),
    Row("cmi.interactions.n.timestamp", RW, None, MOMENTS, NO_MOMENTS),
    Row("cmi.interactions.n.correct_responses._count", RO, "0"),
    Row("cmi.interactions.n.correct_responses.n.pattern", RW, None, ("anything",), (LONG,)),
    Row("cmi.interactions.n.weighting", RW, None, REALS, ("", *NO_NUMBERS)),
    Row("cmi.interactions.n.learner_response", RW, None, ("anything",), (LONG,)),
    Row(
        "cmi.interactions.n.result",
        RW,
        None,
        ("correct", "incorrect", "unanticipated", "neutral", "0.5", "-1"),
        ("", "Correct", "wrong"),
    ),
    Row("cmi.interactions.n.latency", RW, None, DURATIONS, NO_DURATIONS),
    Row("cmi.interactions.n.description", RW, None, (*LOCALIZED, "x" * 250), (LONG, "{lang=e_n}Good")),
    Row("cmi.launch_data", RO, None, ("", "level=3"), (LONG,)),
    Row("cmi.learner_id", RO, None, ("jo.7", "urn:user:7"), NO_URIS),
    Row("cmi.learner_name", RO, None, ("Baba, Jo", "{lang=sw}Ngũgĩ"), (LONG, "{lang=e_n}Jo")),
    Row("cmi.learner_preference._children", RO, "audio_level,language,delivery_speed,audio_captioning"),
    Row("cmi.learner_preference.audio_level", RW, "1", ("0", "1.5", "100"), ("", *NO_NUMBERS), ("-0.1",)),
    Row("cmi.learner_preference.language", RW, "", ("", "en", "en-GB"), ("en_GB", "e nglish")),
    Row("cmi.learner_preference.delivery_speed", RW, "1", ("0", "1.5", "100"), ("", *NO_NUMBERS), ("-0.1",)),
    Row("cmi.learner_preference.audio_captioning", RW, "0", ("-1", "0", "1"), ("", "off", "2", "0.5")),
    Row("cmi.location", RW, None, ("", "page 7", "x" * 1000), (LONG,)),
    Row("cmi.max_time_allowed", RO, None, DURATIONS, NO_DURATIONS),
    Row("cmi.mode", RO, "normal", MODES, NO_WORDS),
    Row("cmi.objectives._children", RO, "id,score,success_status,completion_status,progress_measure,description"),
    Row("cmi.objectives._count", RO, "0"),
    Row("cmi.objectives.n.id", RW, None, URIS, NO_URIS),
    Row("cmi.objectives.n.score._children", RO, "scaled,raw,min,max"),
    Row("cmi.objectives.n.score.scaled", RW, None, SCALED, ("", *NO_NUMBERS), SCALED_OUTSIDE),
    Row("cmi.objectives.n.score.raw", RW, None, REALS, ("", *NO_NUMBERS)),
    Row("cmi.objectives.n.score.min", RW, None, REALS, ("", *NO_NUMBERS)),
    Row("cmi.objectives.n.score.max", RW, None, REALS, ("", *NO_NUMBERS)),
    Row("cmi.objectives.n.success_status", RW, "unknown", SUCCESSES, NO_SUCCESSES),
    Row("cmi.objectives.n.completion_status", RW, "unknown", COMPLETIONS, NO_COMPLETIONS),
    Row("cmi.objectives.n.progress_measure", RW, None, SHARES, ("", *NO_NUMBERS), SHARES_OUTSIDE),
    Row("cmi.objectives.n.description", RW, None, (*LOCALIZED, "x" * 250), (LONG, "{lang=e_n}Good")),
    Row("cmi.progress_measure", RW, None, SHARES, ("", *NO_NUMBERS), SHARES_OUTSIDE),
    Row("cmi.scaled_passing_score", RO, None, SCALED, ("", *NO_NUMBERS), SCALED_OUTSIDE),
    Row("cmi.score._children", RO, "scaled,raw,min,max"),
    Row("cmi.score.scaled", RW, None, SCALED, ("", *NO_NUMBERS), SCALED_OUTSIDE),
    Row("cmi.score.raw", RW, None, REALS, ("", *NO_NUMBERS)),
    Row("cmi.score.min", RW, None, REALS, ("", *NO_NUMBERS)),
    Row("cmi.score.max", RW, None, REALS, ("", *NO_NUMBERS)),
    Row("cmi.session_time", WO, None, DURATIONS, NO_DURATIONS),
    Row("cmi.success_status", RW, "unknown", SUCCESSES, NO_SUCCESSES),
    Row("cmi.suspend_data", RW, None, ("", "a=1;b=2", "x" * 64_000), (LONG,)),
    Row("cmi.time_limit_action", RO, "continue,no message", LIMIT_ACTIONS, ("", "exit", "exit, message")),
    Row("cmi.total_time", RO, "PT0H0M0S", DURATIONS, NO_DURATIONS),
    Row("adl.data._children", RO, "id,store"),
    Row("adl.data._count", RO, "0"),
    Row("adl.data.n.id", RO, None, URIS, NO_URIS),
    Row("adl.data.n.store", RW, None, ("", "kept", "x" * 64_000), (LONG,)),
    Row(
        "adl.nav.request",
        RW,
        "_none_",
        (
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
        ),
        ("", "Continue", "choice", "{target=}jump", "{target=a}exit"),
    ),
    Row("adl.nav.request_valid.continue", RO, "unknown", TRUTHS, ("", "True", "yes")),
    Row("adl.nav.request_valid.previous", RO, "unknown", TRUTHS, ("", "True", "yes")),
    Row("adl.nav.request_valid.choice.{target}", RO, "unknown", TRUTHS, ("", "True", "yes")),
    Row("adl.nav.request_valid.jump.{target}", RO, "unknown", TRUTHS, ("", "True", "yes")),
)

ROWS = {SCORM_12.name: SCORM_12_ROWS, SCORM_2004.name: SCORM_2004_ROWS}
MODELS = {model.name: model for model in (SCORM_12, SCORM_2004)}
CASES = [(model, row) for model in MODELS.values() for row in ROWS[model.name]]
NAMES = [f"{model.name} {row.name}" for model, row in CASES]


_MAKERS = {
    "cmi.objectives.0": "id",
    "cmi.interactions.0": "id",
    "cmi.interactions.0.objectives.0": "id",
    "cmi.interactions.0.correct_responses.0": "pattern",
    "cmi.comments_from_learner.0": "comment",
    "cmi.comments_from_lms.0": "comment",
    "adl.data.0": "id",
}


def entries_around(row: Row) -> dict[str, str]:
    """The values that make the entries of the lists which an element lies in; without its own, if it is one of them."""
    parts = row.real.split(".")
    entries = [".".join(parts[: at + 1]) for at, part in enumerate(row.name.split(".")) if part == "n"]
    names = [f"{entry}.{_MAKERS[entry]}" for entry in entries]
    return {name: "the-id" for name in names if name != row.real}


def data_around(model: DataModel, row: Row) -> CmiData:
    """Data in which the element can be set."""
    return CmiData.checked(model, entries_around(row))


def makes_its_entry(row: Row) -> bool:
    """Whether an entry without it is not there at all, so that it has no default: an id, or the only element of an entry."""
    entry, _, last = row.real.rpartition(".")
    return _MAKERS.get(entry) == last
