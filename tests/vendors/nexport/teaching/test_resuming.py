"""What a learner did in a course is what an administrator reads, and what an administrator edits is what the learner resumes from."""

from typing import Any

import pytest

from tests.vendors.nexport.calling import ASSIGNMENT, ENROLLMENT, STATUS, NexportClient, refusal
from tests.world import World

ENTRY, LOCATION, SUSPENDED = "cmi.core.entry", "cmi.core.lesson_location", "cmi.suspend_data"


def taught(world: World, sample: str) -> NexportClient:
    """A learner in a section of one course."""
    section = {
        "name": "Safety 101",
        "assignments": [{"name": "Course", "id": ASSIGNMENT, "sample": sample}],
        "enrollments": [{"user": "jo", "id": ENROLLMENT, "statuses": [{"assignment": "Course", "id": STATUS}]}],
    }
    world.seed(
        {"nexport": {"users": [{"login": "jo", "first_name": "Jo", "last_name": "Baba"}], "sections": [section]}}
    )
    return NexportClient(world)


def play(world: World, what: str, **members: Any) -> dict[str, str]:
    """Do something in the attempt; returns the data of the SCO that it was done in."""
    path = f"attempts/{what}?assignment_status={STATUS}"
    values: dict[str, str] = world.control("POST", path, json=members)["played"][0]["values"]
    return values


def edited(nexport: NexportClient, sco: str, **members: Any) -> None:
    assert nexport.edit(sco, **members).status_code == 200


def test_what_a_learner_left_is_read_and_what_was_edited_is_resumed_from(world: World) -> None:
    nexport = taught(world, "scorm12-quiz.zip")
    play(world, "play", status="incomplete", score=40, location="2", suspend_data="[1]", seconds=60)
    assert nexport.values("cmi.core.lesson_status", LOCATION, SUSPENDED, "cmi.core.score.raw") == [
        "incomplete",
        "2",
        "[1]",
        "40",
    ]
    edited(nexport, "quiz", lesson_location="3", suspend_data="[1,2]", raw_score=55)
    found = play(world, "launch")
    assert [found[name] for name in (ENTRY, LOCATION, SUSPENDED, "cmi.core.score.raw")] == [
        "resume",
        "3",
        "[1,2]",
        "55",
    ]


@pytest.mark.parametrize("entry", ["resume", "", "ab-initio"])
def test_an_entry_that_was_edited_is_what_the_next_run_finds_and_the_one_after_it_is_worked_out_again(
    world: World, entry: str
) -> None:
    nexport = taught(world, "scorm12-quiz.zip")
    play(world, "play", status="incomplete")
    edited(nexport, "quiz", entry=entry)
    assert play(world, "launch")[ENTRY] == entry
    play(world, "suspend")
    assert play(world, "launch")[ENTRY] == "resume"


def test_an_exit_that_was_edited_decides_whether_the_next_run_resumes(world: World) -> None:
    nexport = taught(world, "scorm12-quiz.zip")
    play(world, "play", status="incomplete")
    edited(nexport, "quiz", exit_status="normal")
    assert play(world, "launch")[ENTRY] == ""
    play(world, "exit")
    edited(nexport, "quiz", exit_status="suspend")
    assert play(world, "launch")[ENTRY] == "resume"


def test_a_scorm_2004_course_that_had_ended_goes_on_with_what_was_edited(world: World) -> None:
    nexport = taught(world, "scorm2004-two-scos.zip")
    play(world, "play", sco="lesson", status="completed", location="2")
    assert "cmi.location" not in play(world, "launch", sco="lesson"), "without an edit it begins anew"
    play(world, "exit", location="2")
    edited(nexport, "lesson", lesson_location="1")
    found = play(world, "launch", sco="lesson")
    assert (found["cmi.location"], found["cmi.entry"]) == ("1", "")
    play(world, "exit")
    edited(nexport, "lesson", lesson_location="2", entry="resume")
    found = play(world, "launch", sco="lesson")
    assert (found["cmi.location"], found["cmi.entry"]) == ("2", "resume")


def test_an_edit_of_title_and_dates_alone_does_not_make_a_course_go_on(world: World) -> None:
    nexport = taught(world, "scorm2004-two-scos.zip")
    play(world, "play", sco="lesson", status="completed", location="2")
    edited(nexport, "lesson", title="Read", exit_date_utc="2026-01-01T00:00:00Z")
    assert "cmi.location" not in play(world, "launch", sco="lesson")


def test_a_course_that_is_open_can_be_edited_and_what_it_commits_next_goes_before_that(world: World) -> None:
    nexport = taught(world, "scorm12-quiz.zip")
    play(world, "launch")
    response = nexport.edit("quiz", lesson_location="3", entry="resume")
    assert "has this SCO open" in response.headers["x-emulator-hint"]
    assert nexport.values(LOCATION) == ["3"]
    play(world, "suspend", location="4")
    assert nexport.values(LOCATION) == ["4"]


def test_a_course_of_a_standard_without_cmi_data_has_none_to_read_or_edit(world: World) -> None:
    nexport = taught(world, "cmi5-minimal.zip")
    assert refusal(nexport.get(ENTRY), 422)
    world.control("POST", f"attempts/play?assignment_status={STATUS}", json={"status": "passed"})
    assert refusal(nexport.get(ENTRY), 422)
    sco = world.control("POST", f"attempts?assignment_status={STATUS}")["scos"][0]["sco"]
    assert refusal(nexport.edit(sco, lesson_location="1"), 422)
