"""The texts of HACP, AICC's way of talking over HTTP: groups of lines and tables both ways, mapped onto the elements of SCORM 1.2.

Sources: AICC CMI001, appendix A (groups, vocabularies by their first letter), as far as public descriptions and courses show them.
Inferred: a score in other bounds than 0 to 100 is kept as if of 100, since the data model knows no others.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from emulator.courseware.cmi import CmiData
from emulator.courseware.play.deeds import plain

END = "\r\n"
STATUSES = {
    "p": "passed",
    "c": "completed",
    "f": "failed",
    "i": "incomplete",
    "b": "browsed",
    "n": "not attempted",
}
EXITS = {"t": "time-out", "s": "suspend", "l": "logout", "n": ""}
KINDS = {
    "t": "true-false",
    "c": "choice",
    "f": "fill-in",
    "m": "matching",
    "p": "performance",
    "s": "sequencing",
    "l": "likert",
    "n": "numeric",
}
RESULTS = {"c": "correct", "w": "wrong", "u": "unanticipated", "n": "neutral"}
FREE = ("core_lesson", "core_vendor", "comments")
"""Groups that are text, whatever it looks like."""
GROUPS = (
    *FREE,
    "core",
    "evaluation",
    "objectives_status",
    "student_data",
    "student_demographics",
    "student_preferences",
    "student_preference",
)
_STUDENT_DATA = ("Mastery_Score", "Max_Time_Allowed", "Time_Limit_Action")
_PREFERENCES = ("Audio", "Language", "Speed", "Text")

_GROUP = re.compile(r"\s*\[\s*([A-Za-z_]+)\s*\]\s*")
_TIME = re.compile(r"(\d{1,4}):(\d{1,2}):(\d{1,2})(?:\.(\d{1,2})\d*)?")
_NUMBER = re.compile(r"[+-]?(\d{1,10}(\.\d{0,18})?|\.\d{1,18})", re.ASCII)
_NUMBERED = re.compile(r"(j_id|j_score|j_status)\.(\d{1,4})")

Values = dict[str, str]


def told(data: CmiData, *, vendor: str, course_id: str) -> str:
    """The response to GetParam: the groups of a unit's data."""
    read = data.read
    status, entry = read("cmi.core.lesson_status") or "", read("cmi.core.entry") or ""
    flag = {"ab-initio": ",A", "resume": ",R"}.get(entry, "")
    numbers = [read(f"cmi.core.score.{name}") or "" for name in ("raw", "max", "min")]
    core = {
        "Student_ID": read("cmi.core.student_id"),
        "Student_Name": read("cmi.core.student_name"),
        "Output_File": "",
        "Credit": "C" if read("cmi.core.credit") == "credit" else "N",
        "Lesson_Location": read("cmi.core.lesson_location"),
        "Lesson_Status": (status[:1].upper() or "N") + flag,
        "Path": "",
        "Score": ",".join(numbers).rstrip(","),
        "Time": (read("cmi.core.total_time") or "").removeprefix("00"),
        "Lesson_Mode": read("cmi.core.lesson_mode"),
    }
    parts = [
        *_lines("Core", core),
        "[Core_Lesson]",
        *_text(read("cmi.suspend_data")),
        "[Core_Vendor]",
        *_text(vendor),
        *_lines("Evaluation", {"Course_ID": course_id}),
        *_lines("Student_Data", {name: data.values.get(f"cmi.student_data.{name.lower()}") for name in _STUDENT_DATA}),
        *_lines("Student_Preferences", {name: read(f"cmi.student_preference.{name.lower()}") for name in _PREFERENCES}),
        *_objectives(data),
    ]
    return "".join(f"{part}{END}" for part in parts)


def read_groups(text: str, data: CmiData) -> Values:
    """CMI values set by PutParam, merged with the existing ones. Unknown AICC keywords pass through; validation rejects them."""
    found: Values = {}
    for name, lines in _groups(text):
        if name == "core":
            found |= _core(_members(lines))
        elif name == "core_lesson":
            found["cmi.suspend_data"] = "\n".join(lines)
        elif name == "comments":
            found |= _comment("\n".join(lines), data)
        elif name == "objectives_status":
            found |= _numbered(_members(lines), data)
        elif name in ("student_preferences", "student_preference"):
            members, names = _members(lines), [name.lower() for name in _PREFERENCES]
            found |= {f"cmi.student_preference.{name}": members[name] for name in names if members.get(name)}
    return found


def read_objectives(text: str, data: CmiData) -> Values:
    """The rows of PutObjectives."""
    rows = [
        (_any(row, "objective_id", "j_id"), _any(row, "score", "j_score"), _any(row, "status", "j_status"))
        for row in _table(text)
    ]
    return _placed(rows, data)


def read_interactions(text: str, data: CmiData) -> Values:
    """The rows of PutInteractions, appended to the existing interactions."""
    found: Values = {}
    for index, row in enumerate(_table(text), data.count("cmi.interactions")):
        kind, result = _any(row, "type_interaction", "type"), _any(row, "result")
        members = {
            "id": _any(row, "interaction_id", "id"),
            "time": _any(row, "time"),
            "type": KINDS.get(kind[:1].lower(), kind),
            "weighting": _any(row, "weighting"),
            "student_response": _any(row, "student_response"),
            "result": result if _NUMBER.fullmatch(result) else RESULTS.get(result[:1].lower(), result),
            "latency": clock(_any(row, "latency")),
            "objectives.0.id": _any(row, "objective_id"),
            "correct_responses.0.pattern": _any(row, "correct_response", "correct_response_pattern"),
        }
        found |= {f"cmi.interactions.{index}.{name}": value for name, value in members.items() if value}
    return found


def read_comments(text: str, data: CmiData) -> Values:
    """The rows of PutComments."""
    return _comment("\n".join(filter(None, (_any(row, "comment", "comments") for row in _table(text)))), data)


def clock(text: str) -> str:
    """Convert to a SCORM 1.2 timespan; other text is returned unchanged."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return text.strip()
    hours, minutes, seconds, fraction = found.groups()
    span = f"{int(hours):04d}:{int(minutes):02d}:{int(seconds):02d}"
    return f"{span}.{fraction}" if fraction else span


def _lines(group: str, members: Mapping[str, str | None]) -> Iterator[str]:
    yield f"[{group}]"
    for name, value in members.items():
        yield f"{name}={' '.join((value or '').splitlines())}"


def _text(value: str | None) -> Iterable[str]:
    return (value or "").splitlines()


def _objectives(data: CmiData) -> Iterator[str]:
    yield "[Objectives_Status]"
    for index in range(data.count("cmi.objectives")):
        place = f"cmi.objectives.{index}"
        yield f"J_ID.{index + 1}={data.values.get(f'{place}.id', '')}"
        yield f"J_Score.{index + 1}={data.values.get(f'{place}.score.raw', '')}"
        yield f"J_Status.{index + 1}={data.values.get(f'{place}.status', '')[:1].upper()}"


def _groups(text: str) -> Iterator[tuple[str, list[str]]]:
    """(the group's name in lower case, its lines). In free text only the name of a group ends it."""
    name, lines = "", list[str]()
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        heading = _GROUP.fullmatch(line)
        if heading is None or (name in FREE and heading[1].lower() not in GROUPS):
            lines.append(line)
            continue
        if name:
            yield name, _trimmed(lines)
        name, lines = heading[1].lower(), []
    if name:
        yield name, _trimmed(lines)


def _trimmed(lines: list[str]) -> list[str]:
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    return lines


def _members(lines: Iterable[str]) -> Values:
    """`Name=value` lines by name in lower case; comments begin with a semicolon."""
    pairs = (line.partition("=") for line in lines if "=" in line and not line.lstrip().startswith(";"))
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _core(members: Values) -> Values:
    found: Values = {}
    if "lesson_location" in members:
        found["cmi.core.lesson_location"] = members["lesson_location"]
    if members.get("lesson_status"):
        status, _, left = members["lesson_status"].partition(",")
        found["cmi.core.lesson_status"] = STATUSES.get(status.strip()[:1].lower(), status.strip())
        if left.strip():
            found["cmi.core.exit"] = EXITS.get(left.strip()[:1].lower(), left.strip())
    if members.get("score"):
        found |= _score("cmi.core.score", members["score"])
    if members.get("time"):
        found["cmi.core.session_time"] = clock(members["time"])
    return found


def _score(place: str, text: str) -> Values:
    """`raw[,max[,min]]`. Blanks say nothing."""
    numbers = [part.strip() for part in text.split(",")][:3]
    raw, most, least = (_number(part) for part in (*numbers, "", "")[:3])
    if raw is None:
        return {f"{place}.raw": numbers[0]} if numbers[0] else {}
    bounds = [bound for bound in (raw, most, least) if bound is not None]
    if any(not 0 <= bound <= 100 for bound in bounds):
        least, most = least or Decimal(0), most if most is not None else Decimal(100)
        share = (raw - least) / (most - least) if most > least else Decimal(0)
        raw, least, most = min(max(share, Decimal(0)), Decimal(1)) * 100, Decimal(0), Decimal(100)
    told = {"raw": raw, "max": most, "min": least}
    return {f"{place}.{name}": plain(value) for name, value in told.items() if value is not None}


def _number(text: str) -> Decimal | None:
    return Decimal(text) if _NUMBER.fullmatch(text) else None


def _numbered(members: Values, data: CmiData) -> Values:
    rows: dict[int, dict[str, str]] = {}
    for name, value in members.items():
        found = _NUMBERED.fullmatch(name)
        if found is not None:
            rows.setdefault(int(found[2]), {})[found[1]] = value
    ordered = [rows[index] for index in sorted(rows)]
    return _placed([(row.get("j_id", ""), row.get("j_score", ""), row.get("j_status", "")) for row in ordered], data)


def _placed(rows: list[tuple[str, str, str]], data: CmiData) -> Values:
    """Objectives (id, score, status), each where its id stands already, else behind the last."""
    found: Values = {}
    count = data.count("cmi.objectives")
    places = {data.values.get(f"cmi.objectives.{index}.id"): index for index in range(count)}
    for identifier, score, status in rows:
        if not identifier:
            continue
        index = places.setdefault(identifier, len(places))
        place = f"cmi.objectives.{index}"
        found[f"{place}.id"] = identifier
        if status:
            found[f"{place}.status"] = STATUSES.get(status[:1].lower(), status)
        if score:
            found |= _score(f"{place}.score", score)
    return found


def _comment(text: str, data: CmiData) -> Values:
    """Append a comment to the existing ones, as SCORM 1.2 defines for its element."""
    before = data.values.get("cmi.comments", "")
    return {"cmi.comments": f"{before}\n{text}" if before else text} if text else {}


def _table(text: str) -> Iterator[dict[str, str]]:
    """Rows of comma-separated values, by the column names of the first one in lower case."""
    rows = csv.reader(io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n")), skipinitialspace=True)
    names: list[str] = []
    try:
        for row in rows:
            if not any(row):
                continue
            if names:
                yield dict(zip(names, (value.strip() for value in row), strict=False))
            else:
                names = [name.strip().lower().replace(" ", "_") for name in row]
    except csv.Error:
        return


def _any(row: Mapping[str, str], *names: str) -> str:
    return next((row[name] for name in names if row.get(name)), "")
