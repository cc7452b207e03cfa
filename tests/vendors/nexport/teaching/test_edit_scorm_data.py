"""EditScormData: each member, its vocabulary and bounds by the SCORM version, and that a refused edit changes nothing."""

import json
from datetime import datetime
from typing import Any

import pytest

from emulator.app import Emulator
from tests.stored import stored
from tests.vendors.nexport.calling import OTHER, STATUS, NexportClient, course, refusal

STATUS_2004 = {
    "passed": ["completed", "passed"],
    "completed": ["completed", "unknown"],
    "failed": ["completed", "failed"],
    "incomplete": ["incomplete", "unknown"],
    "browsed": ["incomplete", "unknown"],
    "not attempted": ["not attempted", "unknown"],
}

FIELDS_12: list[tuple[str, Any, str, str]] = [
    *(("lesson_mode", word, "cmi.core.lesson_mode", word) for word in ("browse", "normal", "review")),
    *(("lesson_status", word, "cmi.core.lesson_status", word) for word in STATUS_2004),
    ("lesson_location", "page 7", "cmi.core.lesson_location", "page 7"),
    ("lesson_location", "", "cmi.core.lesson_location", ""),
    ("exit_status", "normal", "cmi.core.exit", ""),
    ("exit_status", "suspend", "cmi.core.exit", "suspend"),
    ("session_time", "00:15:00", "cmi.core.session_time", "00:15:00"),
    ("total_time", "0102:03:04.56", "cmi.core.total_time", "0102:03:04.56"),
    ("raw_score", 0, "cmi.core.score.raw", "0"),
    ("raw_score", 100.0, "cmi.core.score.raw", "100"),
    ("raw_score", 85.50, "cmi.core.score.raw", "85.5"),
    ("raw_score", 1e-7, "cmi.core.score.raw", "0.0000001"),
    ("raw_score", -0.0, "cmi.core.score.raw", "0"),
    ("raw_score", "85.5", "cmi.core.score.raw", "85.5"),
    ("suspend_data", "", "cmi.suspend_data", ""),
    ("suspend_data", "é" * 64_000, "cmi.suspend_data", "é" * 64_000),
    *(("entry", word, "cmi.core.entry", word) for word in ("ab-initio", "resume", "")),
    ("preference_language", "français", "cmi.student_preference.language", "français"),
    ("preference_speed", -100, "cmi.student_preference.speed", "-100"),
    ("preference_speed", 100, "cmi.student_preference.speed", "100"),
    ("for_credit", True, "cmi.core.credit", "credit"),
    ("for_credit", False, "cmi.core.credit", "no-credit"),
]

FIELDS_2004: list[tuple[str, Any, str, str]] = [
    *(("lesson_mode", word, "cmi.mode", word) for word in ("browse", "normal", "review")),
    ("lesson_location", "page 7", "cmi.location", "page 7"),
    ("lesson_location", "", "cmi.location", ""),
    ("lesson_location", "x" * 1000, "cmi.location", "x" * 1000),
    *(("exit_status", word, "cmi.exit", word) for word in ("normal", "suspend")),
    ("session_time", "PT15M", "cmi.session_time", "PT15M"),
    ("total_time", "P1DT2H3M4.56S", "cmi.total_time", "P1DT2H3M4.56S"),
    ("raw_score", 1234.5, "cmi.score.raw", "1234.5"),
    ("raw_score", -3, "cmi.score.raw", "-3"),
    ("raw_score", 0.1 + 0.2, "cmi.score.raw", "0.30000000000000004"),
    ("suspend_data", "", "cmi.suspend_data", ""),
    ("suspend_data", "x" * 64_000, "cmi.suspend_data", "x" * 64_000),
    *(("entry", word, "cmi.entry", word) for word in ("ab-initio", "resume", "")),
    ("preference_language", "fr-CA", "cmi.learner_preference.language", "fr-CA"),
    ("preference_speed", 2, "cmi.learner_preference.delivery_speed", "2"),
    ("for_credit", True, "cmi.credit", "credit"),
    ("for_credit", False, "cmi.credit", "no-credit"),
]

FIELDS = [*(("1.2", *row) for row in FIELDS_12), *(("2004", *row) for row in FIELDS_2004)]

IN_BOTH = {
    "title": "Changed",
    "start_date_utc": "2030-01-01T00:00:00Z",
    "exit_date_utc": "2030-01-01T01:00:00Z",
    "lesson_mode": "review",
    "lesson_status": "failed",
    "lesson_location": "page 9",
    "exit_status": "suspend",
    "raw_score": 12.5,
    "suspend_data": "changed",
    "entry": "resume",
    "preference_language": "sw",
    "preference_speed": 3,
    "for_credit": False,
}
EVERYTHING: dict[str, dict[str, Any]] = {
    "1.2": {**IN_BOTH, "session_time": "00:07:00", "total_time": "0001:07:00"},
    "2004": {**IN_BOTH, "session_time": "PT7M", "total_time": "PT1H7M"},
}
"""Every member that EditScormData documents, with another value than the first."""

EVERY_ELEMENT = {
    "1.2": {
        "cmi.core.lesson_mode": "review",
        "cmi.core.lesson_status": "failed",
        "cmi.core.lesson_location": "page 9",
        "cmi.core.exit": "suspend",
        "cmi.core.session_time": "00:07:00",
        "cmi.core.total_time": "0001:07:00",
        "cmi.core.score.raw": "12.5",
        "cmi.suspend_data": "changed",
        "cmi.core.entry": "resume",
        "cmi.student_preference.language": "sw",
        "cmi.student_preference.speed": "3",
        "cmi.core.credit": "no-credit",
    },
    "2004": {
        "cmi.mode": "review",
        "cmi.completion_status": "completed",
        "cmi.success_status": "failed",
        "cmi.location": "page 9",
        "cmi.exit": "suspend",
        "cmi.session_time": "PT7M",
        "cmi.total_time": "PT1H7M",
        "cmi.score.raw": "12.5",
        "cmi.suspend_data": "changed",
        "cmi.entry": "resume",
        "cmi.learner_preference.language": "sw",
        "cmi.learner_preference.delivery_speed": "3",
        "cmi.credit": "no-credit",
    },
}

NO_NUMBERS: list[Any] = ["high", "", [], {}, True, "NaN", "Infinity", "1e999", 1e30, 1e-20]

BAD_IN_BOTH: list[tuple[str, Any]] = [
    *(("lesson_mode", value) for value in ("", "Normal", "other", 7, ["normal"])),
    *(("lesson_status", value) for value in ("", "Passed", "unknown", True)),
    *(("exit_status", value) for value in ("", "logout", "time-out", "Suspend")),
    *(("entry", value) for value in (" ", "abinitio", False)),
    *(("raw_score", value) for value in NO_NUMBERS),
    ("suspend_data", "x" * 64_001),
    ("suspend_data", "x" * 10_000_000),
    ("suspend_data", "a\x00b"),
    ("suspend_data", {"a": 1}),
    *((member, "x" * 10_000_000) for member in ("session_time", "total_time", "preference_language", "lesson_location")),
    *((member, 7) for member in ("title", "lesson_location", "session_time", "total_time", "preference_language")),
    *(("preference_speed", value) for value in (1.5, 2**31, -(2**31) - 1, "", "fast", True)),
    *(("for_credit", value) for value in ("yes", 1, "")),
    *((member, value) for member in ("start_date_utc", "exit_date_utc")
      for value in ("yesterday", "", 7, "2026-13-01T00:00:00Z", "2026-02-30", "0001-01-01T00:00:00+14:00", "-0001-01-01")),
]  # fmt: skip

BAD: list[tuple[str, str, Any]] = [
    *((version, *row) for version in ("1.2", "2004") for row in BAD_IN_BOTH),
    *(("1.2", "raw_score", value) for value in (-0.1, 100.1)),
    *(("1.2", "session_time", value) for value in ("", "PT15M", "1:00:00", "00:1:00", "00:00:00.123", "00000:00:00", "\u0660\u0660:00:00")),
    ("1.2", "total_time", "PT1H"),
    ("1.2", "lesson_location", "x" * 256),
    ("1.2", "preference_language", "x" * 256),
    *(("1.2", "preference_speed", value) for value in (-101, 101)),
    *(("2004", "session_time", value) for value in ("", "P", "PT", "00:15:00", "PT1.123S", "P1H", "pt1h")),
    ("2004", "total_time", "0000:00:00"),
    ("2004", "preference_language", "fr_CA"),
    ("2004", "preference_speed", -1),
]  # fmt: skip


def history(emulator: tuple[str, Emulator], nexport: NexportClient) -> list[dict[str, Any]]:
    """What is kept of the launches of the SCO; no operation shows it."""
    statement = "SELECT history FROM sco_attempt WHERE sandbox = ? AND sco_id = 'sco-1'"
    ((text,),) = stored(emulator[1].settings.data, statement, nexport.world.name)
    entries: list[dict[str, Any]] = json.loads(text)
    return entries


@pytest.mark.parametrize(
    ("version", "member", "value", "element", "expected"),
    FIELDS,
)
def test_what_is_written_is_read_back_and_kept_in_the_history(
    emulator: tuple[str, Emulator],
    nexport: NexportClient,
    version: str,
    member: str,
    value: Any,
    element: str,
    expected: str,
) -> None:
    nexport.world.seed(course(version))
    response = nexport.edit(**{member: value})
    assert response.status_code == 200, response.text
    assert response.json() == {"api_error_entity": {"error_code": 0, "warning_messages": []}}
    assert nexport.values(element) == [expected]
    (entry,) = history(emulator, nexport)
    assert entry["data"][element] == expected


@pytest.mark.parametrize("status", STATUS_2004)
def test_lesson_status_sets_completion_and_success_in_scorm_2004(nexport: NexportClient, status: str) -> None:
    cmi = {"cmi.completion_status": "incomplete", "cmi.success_status": "failed"}
    nexport.world.seed(course("2004", {"id": "sco-1", "cmi": cmi}))
    assert nexport.edit(lesson_status=status).status_code == 200
    assert nexport.values("cmi.completion_status", "cmi.success_status") == STATUS_2004[status]


@pytest.mark.parametrize(
    ("given", "answered"),
    [
        ("1969-07-20T20:17:40.5Z", "1969-07-20T20:17:40.5Z"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
        ("9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z"),
        ("2026-05-26T02:00:00+02:00", "2026-05-26T00:00:00Z"),
        ("2026-05-26T02:00:00", "2026-05-26T02:00:00Z"),
        ("2026-05-26", "2026-05-26T00:00:00Z"),
        ("2026-05-26T01:56:25.2811200Z", "2026-05-26T01:56:25.28112Z"),
    ],
)
def test_dates_are_read_back_in_utc_whatever_their_year(
    emulator: tuple[str, Emulator], nexport: NexportClient, given: str, answered: str
) -> None:
    nexport.world.seed(course())
    assert nexport.edit(start_date_utc=given, exit_date_utc=given).status_code == 200
    sco = nexport.get().json()[0]
    assert (sco["start_date_utc"], sco["exit_date_utc"]) == (answered, answered)
    (entry,) = history(emulator, nexport)
    kept = {datetime.fromisoformat(entry[name]) for name in ("started", "exited")}
    assert kept == {datetime.fromisoformat(answered)}


@pytest.mark.parametrize("title", ["", "Fire \u202e drill \U0001f525", "x" * 100_000])
def test_a_title_is_any_text(nexport: NexportClient, title: str) -> None:
    nexport.world.seed(course())
    assert nexport.edit(title=title).status_code == 200
    assert nexport.get().json()[0]["title"] == title


def test_what_is_absent_or_null_stays_as_it_is(nexport: NexportClient) -> None:
    cmi = {"cmi.core.lesson_status": "incomplete", "cmi.core.lesson_location": "page 7", "cmi.core.score.raw": "40"}
    nexport.world.seed(course("1.2", {"id": "sco-1", "exited": "2026-05-26T02:00:00Z", "cmi": cmi}))
    before = nexport.get(*cmi).json()
    nothing: dict[str, Any] = dict.fromkeys(
        ("title", "start_date_utc", "exit_date_utc", "lesson_status", "raw_score", "for_credit")
    )
    assert nexport.edit(**nothing).status_code == 200
    assert nexport.edit().status_code == 200
    assert nexport.get(*cmi).json() == before
    assert nexport.edit(lesson_location="").status_code == 200
    assert nexport.values(*cmi) == ["incomplete", "", "40"]


def test_an_edit_touches_no_other_sco(nexport: NexportClient) -> None:
    nexport.world.seed(course("1.2", {"id": "sco-1"}, {"id": "sco-2"}))
    nexport.edit("sco-2", title="New", lesson_status="passed")
    first, second = nexport.get("cmi.core.lesson_status").json()
    assert (first["title"], first["cmi_fields"][0]["cmi_element_value"]) == ("Title of sco-1", "not attempted")
    assert (second["title"], second["cmi_fields"][0]["cmi_element_value"]) == ("New", "passed")


def test_an_edit_works_nothing_out(nexport: NexportClient) -> None:
    nexport.world.seed(course("1.2", {"id": "sco-1", "cmi": {"cmi.core.total_time": "0001:00:00"}}))
    nexport.edit(session_time="00:30:00", exit_status="suspend", raw_score=100)
    assert nexport.values("cmi.core.total_time", "cmi.core.entry") == ["0001:00:00", "ab-initio"]
    assert nexport.values("cmi.core.lesson_status") == ["not attempted"]


@pytest.mark.parametrize(("version", "member", "value"), BAD)
def test_a_value_that_cannot_be_answers_422_and_changes_nothing(
    emulator: tuple[str, Emulator], nexport: NexportClient, version: str, member: str, value: Any
) -> None:
    nexport.world.seed(course(version))
    elements = [target for version_of, *row in FIELDS if version_of == version for target in row[2:3]]
    before = nexport.get(*elements).json(), history(emulator, nexport)
    message = refusal(nexport.edit(**{**EVERYTHING[version], member: value}), 422)
    assert message.startswith(member)
    assert len(message) < 500
    assert (nexport.get(*elements).json(), history(emulator, nexport)) == before


@pytest.mark.parametrize("version", ["1.2", "2004"])
def test_every_member_in_one_edit_is_read_back(nexport: NexportClient, version: str) -> None:
    nexport.world.seed(course(version))
    assert nexport.edit(**EVERYTHING[version]).status_code == 200
    (sco,) = nexport.get(*EVERY_ELEMENT[version]).json()
    assert {field["cmi_element_name"]: field["cmi_element_value"] for field in sco["cmi_fields"]} == EVERY_ELEMENT[
        version
    ]
    dates = {name: EVERYTHING[version][name] for name in ("title", "start_date_utc", "exit_date_utc")}
    assert {name: sco[name] for name in dates} == dates
    nothing: dict[str, Any] = dict.fromkeys(EVERYTHING[version])
    assert nexport.edit(**nothing).status_code == 200
    assert nexport.get(*EVERY_ELEMENT[version]).json() == [sco]


def test_the_history_of_the_current_launch_is_edited_with_the_attempt(
    emulator: tuple[str, Emulator], nexport: NexportClient
) -> None:
    nexport.world.seed(course("1.2", {"id": "sco-1", "started": "2026-01-01T00:00:00Z"}))
    (before,) = history(emulator, nexport)
    nexport.edit(lesson_status="passed", exit_date_utc="2026-01-01T01:00:00Z")
    (after,) = history(emulator, nexport)
    assert (before["exited"], "cmi.core.lesson_status" in before["data"]) == (None, False)
    assert after["started"] == before["started"]
    assert after["exited"] == "2026-01-01T01:00:00+00:00"
    assert after["data"]["cmi.core.lesson_status"] == "passed"
    nexport.edit(lesson_status="failed", raw_score=101)
    assert history(emulator, nexport) == [after]


@pytest.mark.parametrize(
    "members",
    [
        {"assignment_status_id": "1"},
        {"assignment_status_id": None},
        {"assignment_status_id": STATUS.replace("-", "")},
        {"sco_id": ""},
        {"sco_id": None},
        {"sco_id": 7},
    ],
)
def test_a_request_without_good_ids_answers_422(nexport: NexportClient, members: dict[str, Any]) -> None:
    nexport.world.seed(course())
    body = {"assignment_status_id": STATUS, "sco_id": "sco-1", **members}
    response = nexport.call("POST", "/ScormApi/EditScormData", json=body)
    assert refusal(response, 422).startswith(next(iter(members)))


@pytest.mark.parametrize("members", [{"assignment_status_id": OTHER}, {"sco_id": "SCO-1"}, {"sco_id": "x" * 5000}])
def test_what_is_not_found_answers_409(nexport: NexportClient, members: dict[str, str]) -> None:
    nexport.world.seed(course())
    body = {"assignment_status_id": STATUS, "sco_id": "sco-1", "title": "New", **members}
    response = nexport.call("POST", "/ScormApi/EditScormData", json=body)
    assert refusal(response, 409) == "Entity not found"
    assert nexport.get().json()[0]["title"] == "Title of sco-1"


def test_what_was_never_launched_answers_409(nexport: NexportClient) -> None:
    document = course()
    document["nexport"]["sections"][0]["enrollments"][0]["statuses"][0].pop("scos")
    nexport.world.seed(document)
    assert refusal(nexport.edit(title="New"), 409) == "Entity not found"
