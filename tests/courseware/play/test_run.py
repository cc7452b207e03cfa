"""The run of a SCO: what it begins with, what it may write, and what stays. No browser and no HTTP."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from emulator.courseware.attempts import attempts
from emulator.courseware.attempts.attempts import Learner
from emulator.courseware.package.package import Activity, CoursePackage, Standard
from emulator.courseware.play import run
from emulator.courseware.rollup.rollup import roll_up
from emulator.courseware.tables import Attempt
from emulator.sandbox.ids import Ids
from emulator.store.database import Database
from emulator.store.migration import migrate
from emulator.store.rows import Row
from emulator.store.unit_of_work import UnitOfWork

START = datetime(2030, 1, 1, tzinfo=UTC)


class Course:
    """An attempt at a course with the SCO `one`."""

    def __init__(self, work: UnitOfWork, standard: Standard, **activity: Any) -> None:
        sco = Activity("one", "One", "SCO", href="one.html", **activity)
        root = Activity("root", "Root", "AGGREGATION", children=(sco,))
        self.package = CoursePackage(standard, "c", "Course", "one.html", "imsmanifest.xml", root)
        self.work, self.now = work, START
        self.attempt = attempts.create(
            work, Ids(dealt={"attempt": len(str(standard))}), START, Learner("L1", "Baba, Jo"), standard
        )
        self.sequence = 0

    def start(self, **options: Any) -> dict[str, str]:
        """Begin a run; returns the SCO's data."""
        self.sco = run.start(self.work, self.now, self.attempt, self.package, "one", **options)
        self.sequence = 0
        return dict(self.sco["data"])

    def commit(self, values: dict[str, str], **options: Any) -> run.Taken:
        """What the SCO says next, a minute later."""
        self.now += timedelta(minutes=1)
        self.sequence = options.pop("sequence") if "sequence" in options else self.sequence + 1
        session = options.pop("session", self.sco["session"]["number"])
        taken = run.commit(
            self.work, self.now, self.attempt, self.sco, run.CmiCommit(session, self.sequence, values, **options)
        )
        self.sco = taken.sco
        return taken


@pytest.fixture
def work(tmp_path: Path) -> Iterator[UnitOfWork]:
    """A unit of work on a database of its own."""
    database = Database(tmp_path / "emulator.db")
    migrate(database)
    with UnitOfWork(database, "default") as work:
        yield work
    database.close()


@pytest.fixture
def old(work: UnitOfWork) -> Course:
    """A SCORM 1.2 course."""
    return Course(work, Standard.SCORM_12, mastery_score=Decimal(60), launch_data="x", max_time_allowed="nonsense")


@pytest.fixture
def new(work: UnitOfWork) -> Course:
    """A SCORM 2004 course."""
    return Course(
        work,
        Standard.SCORM_2004_4TH_EDITION,
        scaled_passing_score=Decimal("0.5"),
        objective_identifiers=("primary", "second", "primary"),
    )


def test_a_first_run_begins_with_what_the_manifest_says(old: Course, new: Course) -> None:
    assert old.start() == {
        "cmi.core.student_id": "L1",
        "cmi.core.student_name": "Baba, Jo",
        "cmi.launch_data": "x",
        "cmi.student_data.mastery_score": "60",
    }
    assert new.start() == {
        "cmi.learner_id": "L1",
        "cmi.learner_name": "Baba, Jo",
        "cmi.objectives.0.id": "primary",
        "cmi.objectives.1.id": "second",
        "cmi.scaled_passing_score": "0.5",
    }


def test_a_sco_that_the_course_has_not_cannot_begin(old: Course) -> None:
    with pytest.raises(LookupError):
        run.start(old.work, START, old.attempt, old.package, "root")


def test_what_the_model_forbids_is_refused_and_the_rest_is_kept(old: Course) -> None:
    old.start()
    taken = old.commit(
        {
            "cmi.core.lesson_location": "3",
            "cmi.core.lesson_status": "finished",
            "cmi.core.score.raw": "101",
            "cmi.core.student_id": "somebody else",
            "cmi.core._children": "x",
            "cmi.interactions.5.id": "gap",
            "cmi.suspend_data": "x" * 64_001,
            "no.such.element": "1",
            "": "",
        }
    )
    assert taken.sco["data"]["cmi.core.lesson_location"] == "3"
    assert [words.partition(":")[0] for words in taken.refused] == [
        "cmi.core._children",
        "cmi.core.lesson_status",
        "cmi.core.score.raw",
        "cmi.core.student_id",
        "cmi.interactions.5.id",
        "cmi.suspend_data",
        "no.such.element",
    ]
    assert taken.sco["data"]["cmi.core.student_id"] == "L1"


def test_the_same_commit_again_changes_nothing(old: Course) -> None:
    old.start()
    old.commit({"cmi.core.lesson_location": "1"})
    before = attempts.find_sco(old.work, old.attempt["id"], "one")
    assert not old.commit({"cmi.core.lesson_location": "2"}, sequence=1).new
    assert attempts.find_sco(old.work, old.attempt["id"], "one") == before


def test_nothing_comes_after_the_sco_has_terminated(old: Course) -> None:
    old.start()
    old.commit({"cmi.core.lesson_status": "passed"}, ended="terminated")
    assert not old.commit({"cmi.core.lesson_status": "failed"}).new
    assert old.sco["data"]["cmi.core.lesson_status"] == "passed"


def test_a_page_that_went_away_may_still_say_that_its_sco_terminated(old: Course) -> None:
    old.start()
    old.commit({"cmi.core.session_time": "00:00:10"}, ended="left")
    assert old.commit({"cmi.core.session_time": "00:00:12", "cmi.core.exit": "suspend"}, ended="terminated").new
    assert old.sco["data"]["cmi.core.total_time"] == "0000:00:12.00"


def test_a_commit_of_an_earlier_run_is_refused(old: Course) -> None:
    old.start()
    old.commit({}, ended="left")
    old.start()
    with pytest.raises(run.NotRunningError):
        old.commit({"cmi.core.lesson_location": "1"}, session=1)


def test_times_add_up_over_the_runs(old: Course, new: Course) -> None:
    for course, element, text, total in (
        (old, "cmi.core", "00:01:10.25", "0000:02:20.50"),
        (new, "cmi", "PT1M10.25S", "PT0H2M20.50S"),
    ):
        for _ in range(2):
            course.start()
            course.commit({f"{element}.session_time": text}, seconds=30)
            course.commit(
                {f"{element}.session_time": text, f"{element}.exit": "suspend"}, seconds=80, ended="terminated"
            )
        assert course.sco["data"][f"{element}.total_time"] == total
        assert course.sco["seconds_tracked"] == 160
        assert [launch["seconds"] for launch in course.sco["history"]] == [80, 80]


@pytest.mark.parametrize("seconds", [float("nan"), float("inf"), -5.0, 1e18, 5.0, None])
def test_a_time_that_cannot_be_measured_or_is_shorter_than_the_one_before_counts_for_nothing(
    old: Course, seconds: float | None
) -> None:
    old.start()
    old.commit({}, seconds=12)
    old.commit({}, seconds=seconds)
    assert old.sco["seconds_tracked"] == 12


def test_a_suspended_run_is_gone_on_with(old: Course, new: Course) -> None:
    for course, element, location in ((old, "cmi.core", "lesson_location"), (new, "cmi", "location")):
        course.start()
        time = {f"{element}.session_time": "00:00:10" if course is old else "PT10S"}
        course.commit({f"{element}.{location}": "7", f"{element}.exit": "suspend", **time}, ended="terminated")
        data = course.start()
        assert (data[f"{element}.entry"], data[f"{element}.{location}"]) == ("resume", "7")
        assert not {f"{element}.exit", f"{element}.session_time"} & set(data)


def test_a_run_whose_window_was_closed_without_a_word_is_gone_on_with(new: Course) -> None:
    new.start()
    new.commit({"cmi.location": "7"}, ended="left")
    assert new.start()["cmi.location"] == "7"
    assert new.sco["data"]["cmi.entry"] == "resume"


def test_after_an_exit_scorm_2004_begins_anew_and_scorm_12_finds_what_it_left(old: Course, new: Course) -> None:
    old.start()
    old.commit({"cmi.core.lesson_location": "7"}, ended="terminated")
    data = old.start()
    assert (data["cmi.core.entry"], data["cmi.core.lesson_location"]) == ("", "7")
    new.start()
    new.commit({"cmi.location": "7", "cmi.learner_preference.language": "de"}, ended="terminated")
    data = new.start()
    assert (data["cmi.entry"], data["cmi.learner_preference.language"]) == ("ab-initio", "de")
    assert "cmi.location" not in data
    assert data["cmi.objectives.1.id"] == "second"


def test_what_was_edited_is_gone_on_with_until_the_sco_commits_again(new: Course) -> None:
    for late in (False, True):
        new.start()
        edited: Row = {"data": {**new.sco["data"], "cmi.location": "9"}}
        new.sco = run.edit(new.work, new.sco, edited, ["cmi.location"])
        if late:
            new.commit({}, ended="terminated")
            assert "cmi.location" not in new.start()
        else:
            run.end(new.work, new.now, new.attempt)
            assert new.start()["cmi.location"] == "9"
            new.commit({}, ended="terminated")


def test_the_platform_may_say_otherwise(old: Course, new: Course) -> None:
    old.start()
    old.commit({"cmi.core.lesson_location": "7"}, ended="terminated")
    assert "cmi.core.lesson_location" not in old.start(reset="unless suspended", credit=False)
    assert old.sco["data"]["cmi.core.credit"] == "no-credit"
    new.start()
    new.commit({"cmi.location": "7"}, ended="terminated")
    assert new.start(reset="never")["cmi.location"] == "7"


def test_a_run_that_was_never_ended_is_over_when_the_next_begins(old: Course) -> None:
    old.start()
    old.commit({})
    left = old.now
    old.now += timedelta(days=1)
    old.start()
    assert old.sco["history"][0]["exited"] == left.isoformat()
    assert old.sco["exited"] is None


def test_the_end_of_an_attempt_ends_what_runs(old: Course) -> None:
    old.start()
    assert run.end(old.work, old.now, old.attempt)
    assert not run.end(old.work, old.now, old.attempt)


def test_the_end_of_an_attempt_is_its_last_access_and_not_the_end_of_a_run_that_was_left_before(new: Course) -> None:
    new.start()
    new.commit({}, ended="left")
    left, new.now = new.now, new.now + timedelta(hours=1)
    assert run.end(new.work, new.now, new.attempt)
    (sco,) = attempts.scos(new.work, new.attempt["id"])
    attempt = new.work.get(Attempt, id=new.attempt["id"]) or {}
    assert (sco["exited"], attempt["last_access"]) == (left, new.now)


def test_the_end_of_an_attempt_completes_what_said_nothing_in_scorm_2004_alone(old: Course, new: Course) -> None:
    for course, completion in ((old, "incomplete"), (new, "completed")):
        course.start()
        run.end(course.work, course.now, course.attempt)
        scos = attempts.scos(course.work, course.attempt["id"])
        found = roll_up(course.package.root, Standard(course.attempt["standard"]), scos)
        assert found.outcome.completion == completion


def test_how_long_a_unit_of_aicc_was_open_is_taken_after_its_end_and_once(work: UnitOfWork) -> None:
    unit = Course(work, Standard.AICC)
    unit.start()
    unit.commit({"cmi.core.lesson_status": "passed"}, sequence=None, ended="terminated")
    assert unit.commit({}, sequence=1, seconds=30).new
    assert not unit.commit({}, sequence=1, seconds=40).new
    assert unit.sco["seconds_tracked"] == 30


def test_the_end_of_a_sco_of_scorm_is_the_end_of_its_time(old: Course) -> None:
    old.start()
    old.commit({}, seconds=20, ended="terminated")
    assert not old.commit({}, seconds=30).new
    assert old.sco["seconds_tracked"] == 20


def test_what_a_course_without_cmi_data_came_to_adds_up(work: UnitOfWork) -> None:
    course = Course(work, Standard.XAPI)
    course.start()
    course.commit({}, outcome={"completion": "completed"})
    course.commit({}, outcome={"success": "passed"})
    assert course.sco["data"] == {"completion": "completed", "success": "passed"}


def test_scos_are_in_the_order_of_the_course_and_not_of_their_runs(work: UnitOfWork) -> None:
    course = Course(work, Standard.SCORM_12)
    scos = tuple(Activity(name, name, "SCO", href="a.html") for name in ("one", "two", "three"))
    package = replace(course.package, root=replace(course.package.root, children=scos))
    for name in ("three", "one", "two"):
        run.start(work, START, course.attempt, package, name)
    assert [sco["sco_id"] for sco in attempts.scos(work, course.attempt["id"])] == ["one", "two", "three"]


@pytest.mark.parametrize("ended", ["terminated", "left"])
def test_only_a_sco_that_said_it_is_done_is_completed_without_a_status(old: Course, new: Course, ended: str) -> None:
    for course in (old, new):
        course.start()
        course.commit({}, ended=ended)
        standard = Standard(course.attempt["standard"])
        scos = attempts.scos(course.work, course.attempt["id"])
        completion = roll_up(course.package.root, standard, scos).outcome.completion
        assert completion == ("completed" if ended == "terminated" else "incomplete")
        course.start()
        course.commit({}, ended="terminated")
        scos = attempts.scos(course.work, course.attempt["id"])
        progress = roll_up(course.package.root, standard, scos)
        assert progress.completed_at == datetime.fromisoformat(
            scos[0]["history"][0 if ended == "terminated" else 1]["exited"]
        )


def test_a_commit_that_comes_late_does_not_reopen_a_run_that_was_ended(old: Course) -> None:
    old.start()
    old.commit({"cmi.core.lesson_location": "1"})
    assert run.end(old.work, old.now, old.attempt)
    old.sco = attempts.scos(old.work, old.attempt["id"])[0]
    assert old.commit({"cmi.core.lesson_location": "2"}).new
    assert (old.sco["exited"], run.is_running(old.sco)) == (old.now, False)
    assert old.sco["data"]["cmi.core.lesson_location"] == "2"


@pytest.mark.parametrize(
    ("said", "ended", "status"),
    [
        ({}, "terminated", "completed"),
        ({"cmi.core.score.raw": "60"}, "terminated", "passed"),
        ({"cmi.core.score.raw": "59"}, "terminated", "failed"),
        ({"cmi.core.exit": "suspend"}, "terminated", None),
        ({}, "left", None),
        ({"cmi.core.lesson_status": "incomplete"}, "terminated", "incomplete"),
    ],
)
def test_a_sco_of_scorm_12_that_ends_without_a_status_gets_one_from_the_lms(
    old: Course, said: dict[str, str], ended: str, status: str | None
) -> None:
    old.start()
    old.commit(said, ended=ended)
    assert old.sco["data"].get("cmi.core.lesson_status") == status


def test_the_lms_decides_nothing_in_the_data_of_scorm_2004(new: Course) -> None:
    new.start()
    new.commit({}, ended="terminated")
    assert "cmi.completion_status" not in new.sco["data"]


COMPLETED = {"cmi.core.lesson_status": "completed", "cmi.core.score.raw": "70"}
MORE = {"cmi.core.lesson_status": "incomplete", "cmi.core.score.raw": "80", "cmi.core.session_time": "00:10:00"}


def test_where_the_platform_says_so_nothing_is_written_after_a_commit_that_completes(old: Course) -> None:
    old.start(review_completed=True)
    old.commit({"cmi.core.lesson_status": "incomplete"})
    assert not old.commit(COMPLETED).in_review
    kept = old.sco["data"]
    assert kept["cmi.core.lesson_mode"] == "review"
    for ended in (None, "terminated"):
        taken = old.commit({**MORE, "cmi.core.exit": "suspend"}, ended=ended, seconds=90)
        assert (taken.new, taken.in_review, taken.refused, taken.sco["data"]) == (True, True, (), kept)
    assert (old.sco["seconds_tracked"], old.sco["exited"]) == (90, old.now), "the player's own time is no CMI value"
    again = old.start(review_completed=True)
    assert (again["cmi.core.lesson_mode"], again["cmi.core.entry"]) == ("review", "")
    assert old.commit(MORE, ended="terminated").in_review
    assert "cmi.core.total_time" not in old.sco["data"]


def test_what_the_page_saves_unasked_does_not_begin_a_review(old: Course) -> None:
    old.start(review_completed=True)
    old.commit(COMPLETED, asked=False)
    old.commit({"cmi.core.score.raw": "80"}, ended="terminated")
    assert (old.sco["data"]["cmi.core.score.raw"], old.sco["data"]["cmi.core.lesson_mode"]) == ("80", "review")


@pytest.mark.parametrize("status", ["passed", "failed", "incomplete", "browsed"])
def test_only_what_is_completed_is_in_review(old: Course, status: str) -> None:
    old.start(review_completed=True)
    old.commit({"cmi.core.lesson_status": status})
    assert old.commit({"cmi.core.score.raw": "80"}, ended="terminated").sco["data"]["cmi.core.score.raw"] == "80"
    assert "cmi.core.lesson_mode" not in old.start(review_completed=True)


def test_there_is_no_review_in_scorm_2004_and_aicc_nor_where_the_platform_says_nothing(
    work: UnitOfWork, old: Course, new: Course
) -> None:
    aicc = Course(work, Standard.AICC)
    for course, options in ((old, {}), (new, {"review_completed": True}), (aicc, {"review_completed": True})):
        core = "cmi.core" if course is not new else "cmi"
        course.start(**options)
        course.commit({f"{core}.{'completion' if course is new else 'lesson'}_status": "completed"})
        course.commit({f"{core}.score.raw": "80"})
        assert course.sco["data"][f"{core}.score.raw"] == "80"


def test_a_review_ends_when_an_administrator_takes_the_status_or_the_mode_back(old: Course) -> None:
    for element, value in (("cmi.core.lesson_status", "incomplete"), ("cmi.core.lesson_mode", "normal")):
        old.start(review_completed=True)
        old.commit(COMPLETED, ended="terminated")
        assert old.sco["data"]["cmi.core.lesson_mode"] == "review"
        old.sco = run.edit(old.work, old.sco, {"data": {**old.sco["data"], element: value}}, [element])
        assert old.start(review_completed=True).get("cmi.core.lesson_mode", "normal") == "normal"
        old.commit({"cmi.core.lesson_status": "incomplete", "cmi.core.score.raw": "81"}, ended="terminated")
        assert old.sco["data"]["cmi.core.score.raw"] == "81"


def test_a_review_ends_where_the_platform_no_longer_says_so(old: Course) -> None:
    old.start(review_completed=True)
    old.commit(COMPLETED, ended="terminated")
    assert "cmi.core.lesson_mode" not in old.start()
    assert old.commit(MORE).sco["data"]["cmi.core.score.raw"] == "80"
