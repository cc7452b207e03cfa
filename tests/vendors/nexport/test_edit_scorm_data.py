"""EditScormData: each member, its vocabulary and bounds by the SCORM version, and that a refused edit changes nothing."""

import json
import sqlite3
from typing import Any

import pytest

from emulator.app import Emulator
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
    *(("exit_status", word, "cmi.exit", word) for word in ("normal", "suspend")),
    ("session_time", "PT15M", "cmi.session_time", "PT15M"),
    ("total_time", "P1DT2H3M4.56S", "cmi.total_time", "P1DT2H3M4.56S"),
    ("raw_score", 1234.5, "cmi.score.raw", "1234.5"),
    ("raw_score", -3, "cmi.score.raw", "-3"),
    ("suspend_data", "x" * 64_000, "cmi.suspend_data", "x" * 64_000),
    *(("entry", word, "cmi.entry", word) for word in ("ab-initio", "resume", "")),
    ("preference_language", "fr-CA", "cmi.learner_preference.language", "fr-CA"),
    ("preference_speed", 2, "cmi.learner_preference.delivery_speed", "2"),
    ("for_credit", True, "cmi.credit", "credit"),
    ("for_credit", False, "cmi.credit", "no-credit"),
]

NUMBERS: list[Any] = [-0.1, 100.1, "high", [], True, "NaN", "1e999"]

BAD: list[tuple[str, str, Any]] = [
    *(("1.2", "lesson_mode", value) for value in ("", "Normal", "other", 7)),
    *(("1.2", "lesson_status", value) for value in ("", "Passed", "unknown", True)),
    *(("1.2", "exit_status", value) for value in ("", "logout", "time-out")),
    *(("1.2", "entry", value) for value in (" ", "abinitio")),
    *(("1.2", "session_time", value) for value in ("", "PT15M", "1:00:00", "00:1:00", "00:00:00.123", "00000:00:00", "\u0660\u0660:00:00")),
    ("1.2", "total_time", "PT1H"),
    *(("1.2", "raw_score", value) for value in NUMBERS),
    ("1.2", "suspend_data", "x" * 64_001),
    ("1.2", "suspend_data", "x" * 10_000_000),
    ("1.2", "suspend_data", "a\x00b"),
    ("1.2", "lesson_location", "x" * 256),
    ("1.2", "preference_language", "x" * 256),
    *(("1.2", "preference_speed", value) for value in (-101, 101, 1.5, 2**31, "")),
    *(("1.2", "for_credit", value) for value in ("yes", 1, "")),
    *(("1.2", "start_date_utc", value) for value in ("yesterday", "", 7, "2026-13-01T00:00:00Z")),
    ("1.2", "exit_date_utc", "2026-02-30"),
    ("1.2", "title", 7),
    *(("2004", "session_time", value) for value in ("", "P", "PT", "00:15:00", "PT1.123S", "P1H", "pt1h")),
    ("2004", "total_time", "0000:00:00"),
    ("2004", "raw_score", 1e30),
    ("2004", "suspend_data", "x" * 64_001),
    ("2004", "preference_language", "fr_CA"),
    ("2004", "preference_speed", -1),
]  # fmt: skip


def history(emulator: tuple[str, Emulator], nexport: NexportClient) -> list[dict[str, Any]]:
    """What is kept of the launches of the SCO; no operation shows it."""
    store = sqlite3.connect(emulator[1].settings.data / "emulator.db")
    try:
        statement = "SELECT history FROM sco_attempt WHERE sandbox = ? AND sco_id = 'sco-1'"
        (text,) = store.execute(statement, [nexport.world.name]).fetchone()
    finally:
        store.close()
    entries: list[dict[str, Any]] = json.loads(text)
    return entries


@pytest.mark.parametrize(
    ("version", "member", "value", "element", "expected"),
    [*(("1.2", *row) for row in FIELDS_12), *(("2004", *row) for row in FIELDS_2004)],
)
def test_what_is_written_is_read_back(
    nexport: NexportClient, version: str, member: str, value: Any, element: str, expected: str
) -> None:
    nexport.world.seed(course(version))
    response = nexport.edit(**{member: value})
    assert response.status_code == 200, response.text
    assert response.json() == {"api_error_entity": {"error_code": 0, "warning_messages": []}}
    assert nexport.values(element) == [expected]


@pytest.mark.parametrize("status", STATUS_2004)
def test_lesson_status_sets_completion_and_success_in_scorm_2004(nexport: NexportClient, status: str) -> None:
    cmi = {"cmi.completion_status": "incomplete", "cmi.success_status": "failed"}
    nexport.world.seed(course("2004", {"id": "sco-1", "cmi": cmi}))
    assert nexport.edit(lesson_status=status).status_code == 200
    assert nexport.values("cmi.completion_status", "cmi.success_status") == STATUS_2004[status]


def test_title_and_dates_are_read_back(nexport: NexportClient) -> None:
    nexport.world.seed(course())
    dates = {"start_date_utc": "1969-07-20T20:17:40.5Z", "exit_date_utc": "2026-05-26T02:00:00+02:00"}
    assert nexport.edit(title="", **dates).status_code == 200
    sco = nexport.get().json()[0]
    assert (sco["title"], sco["start_date_utc"]) == ("", "1969-07-20T20:17:40.5Z")
    assert sco["exit_date_utc"] == "2026-05-26T00:00:00Z"


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
    nexport: NexportClient, version: str, member: str, value: Any
) -> None:
    nexport.world.seed(course(version))
    before = nexport.get("cmi.core.lesson_mode", "cmi.mode").json()
    rest = {"title": "Changed", "lesson_mode": "review", "start_date_utc": "2030-01-01T00:00:00Z"}
    assert refusal(nexport.edit(**{**rest, member: value}), 422).startswith(member)
    assert nexport.get("cmi.core.lesson_mode", "cmi.mode").json() == before


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
