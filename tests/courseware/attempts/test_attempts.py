"""Attempts as every vendor shares them: launches, changes and what is kept of them."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from emulator.courseware.attempts import attempts
from emulator.courseware.attempts.attempts import Learner
from emulator.courseware.package.package import Standard
from emulator.sandbox.ids import Ids
from emulator.store.database import Database
from emulator.store.migration import migrate
from emulator.store.rows import Row
from emulator.store.unit_of_work import UnitOfWork

AT = datetime(2026, 1, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
JO = Learner("7", "Baba, Jo")


@pytest.fixture
def work(tmp_path: Path) -> Iterator[UnitOfWork]:
    database = Database(tmp_path / "test.db")
    migrate(database)
    with UnitOfWork(database, "one") as work:
        yield work
    database.close()


def new(work: UnitOfWork, standard: Standard = Standard.SCORM_12) -> Row:
    return attempts.create(work, Ids(), AT, JO, standard)


def test_a_new_attempt_was_never_accessed_and_has_no_scos(work: UnitOfWork) -> None:
    attempt = new(work)
    assert attempts.find(work, attempt["id"]) == {**attempt, "sandbox": "one"}
    assert (attempt["first_access"], attempt["last_access"], attempt["package_id"]) == (None, None, None)
    assert attempts.scos(work, attempt["id"]) == []
    assert attempts.find_sco(work, attempt["id"], "sco") is None
    assert attempts.find(work, "attempt-9") is None


def test_scos_come_in_the_order_of_the_course(work: UnitOfWork) -> None:
    attempt = new(work)
    for name, position in (("a", 1), ("b", 0)):
        attempts.add_sco(work, attempt, name, name.upper(), AT, position=position)
    assert [sco["sco_id"] for sco in attempts.scos(work, attempt["id"])] == ["b", "a"]


@pytest.mark.parametrize(
    ("standard", "names"),
    [
        (Standard.SCORM_12, ["cmi.core.student_id", "cmi.core.student_name"]),
        (Standard.SCORM_2004_3RD_EDITION, ["cmi.learner_id", "cmi.learner_name"]),
    ],
)
def test_a_launched_sco_knows_the_learner(work: UnitOfWork, standard: Standard, names: list[str]) -> None:
    attempt = new(work, standard)
    sco = attempts.add_sco(work, attempt, "sco", "SCO", AT)
    assert [attempts.cmi_of(attempt, sco).read(name) for name in names] == ["7", "Baba, Jo"]


def test_a_standard_without_cmi_data_has_attempts_but_no_data(work: UnitOfWork) -> None:
    attempt = new(work, Standard.XAPI)
    sco = attempts.add_sco(work, attempt, "activity", "Activity", AT)
    assert sco["data"] == {}
    with pytest.raises(ValueError, match="XAPI"):
        attempts.cmi_of(attempt, sco)


def test_each_launch_has_an_entry_in_the_history_and_a_change_reaches_the_last_alone(work: UnitOfWork) -> None:
    attempt = new(work)
    sco = attempts.add_sco(work, attempt, "sco", "SCO", AT, data={"cmi.suspend_data": "one"})
    sco = attempts.change_sco(work, sco, {"exited": AT + HOUR})
    sco = attempts.launch_again(work, attempt, sco, AT + 2 * HOUR, {"cmi.suspend_data": "two"})
    assert (sco["started"], sco["exited"]) == (AT, None)
    changes: Row = {"data": {"cmi.suspend_data": "three"}, "started": AT - HOUR, "seconds_tracked": 12.5}
    sco = attempts.change_sco(work, sco, changes)
    stored = attempts.find_sco(work, attempt["id"], "sco")
    assert stored == {**sco, "sandbox": "one"}
    first, second = stored["history"]
    assert (first["data"]["cmi.suspend_data"], second["data"]) == ("one", {"cmi.suspend_data": "three"})
    assert (first["started"], first["exited"]) == ("2026-01-01T00:00:00+00:00", "2026-01-01T01:00:00+00:00")
    assert (second["started"], second["exited"]) == ("2026-01-01T02:00:00+00:00", None)
    assert (stored["started"], stored["seconds_tracked"]) == (AT - HOUR, 12.5)


def test_access_spans_all_launches(work: UnitOfWork) -> None:
    attempt = new(work)
    attempts.add_sco(work, attempt, "b", "B", AT + HOUR, exited=AT + 2 * HOUR)
    sco = attempts.add_sco(work, attempt, "a", "A", AT)
    assert (attempt["first_access"], attempt["last_access"]) == (AT, AT + 2 * HOUR)
    attempts.launch_again(work, attempt, sco, AT + 5 * HOUR, {})
    stored = attempts.find(work, attempt["id"])
    assert stored is not None
    assert (stored["first_access"], stored["last_access"]) == (AT, AT + 5 * HOUR)


def test_global_objectives_are_forgotten_and_the_rest_of_the_sequencing_is_kept(work: UnitOfWork) -> None:
    attempt = new(work, Standard.SCORM_2004_3RD_EDITION)
    state = {"globalObjectiveMap": {"g": {"satisfiedStatus": True}}, "suspendedActivity": "sco"}
    attempts.keep_sequencing(work, attempt, json.dumps(state))
    attempts.forget_global_objectives(work, attempt["id"])
    stored = attempts.find(work, attempt["id"])
    assert stored is not None
    kept = json.loads(stored["sequencing"])
    assert (kept["globalObjectiveMap"], kept["suspendedActivity"]) == ({}, "sco")


def test_an_attempt_that_is_not_there_has_no_global_objectives_to_forget(work: UnitOfWork) -> None:
    attempts.forget_global_objectives(work, "attempt-9")
    assert attempts.find(work, "attempt-9") is None


def test_a_deleted_attempt_goes_with_its_scos_and_no_other_does(work: UnitOfWork) -> None:
    ids = Ids()
    gone, kept = (attempts.create(work, ids, AT, JO, Standard.SCORM_12) for _ in range(2))
    for attempt in (gone, kept):
        attempts.add_sco(work, attempt, "sco", "SCO", AT)
    attempts.delete(work, gone["id"])
    for attempt, count in ((gone, 0), (kept, 1)):
        assert (attempts.find(work, attempt["id"]) is not None) == bool(count)
        assert len(attempts.scos(work, attempt["id"])) == count
