"""A completed SCO of SCORM 1.2 is in review: documented on the vendor's page of best practices for SCORM."""

from typing import Any

from tests.vendors.nexport.calling import STATUS
from tests.vendors.nexport.teaching.test_resuming import edited, taught
from tests.world import World

STATUS_AND_SCORE = ("cmi.core.lesson_status", "cmi.core.score.raw", "cmi.core.lesson_mode")


def done(world: World, what: str, **members: Any) -> Any:
    return world.control("POST", f"attempts/{what}?assignment_status={STATUS}", json=members)


def test_nothing_is_written_after_a_commit_that_completes_nor_at_the_next_launch(world: World) -> None:
    nexport = taught(world, "scorm12-quiz.zip")
    done(world, "launch")
    done(world, "score", score=40)
    assert done(world, "values", values={"cmi.core.lesson_status": "completed"})["notes"] == []
    in_review = done(world, "score", score=90)
    assert in_review["notes"] == ["quiz is completed and in review: none of its values is written"]
    done(world, "exit")
    assert nexport.values(*STATUS_AND_SCORE) == ["completed", "40", "review"]
    done(world, "play", status="passed", score=95)
    assert nexport.values(*STATUS_AND_SCORE) == ["completed", "40", "review"]


def test_an_edit_of_the_status_lets_the_learner_go_on(world: World) -> None:
    nexport = taught(world, "scorm12-quiz.zip")
    done(world, "play", status="completed", score=40)
    edited(nexport, "quiz", lesson_status="incomplete")
    done(world, "play", status="passed", score=95)
    assert nexport.values(*STATUS_AND_SCORE) == ["passed", "95", "normal"]


def test_a_setting_lets_a_completed_course_go_on(world: World) -> None:
    world.settings(nexport_review_after_completed=False)
    nexport = taught(world, "scorm12-quiz.zip")
    done(world, "play", status="completed", score=40)
    done(world, "play", status="passed", score=95)
    assert nexport.values(*STATUS_AND_SCORE) == ["passed", "95", "normal"]


def test_the_setting_counts_from_the_next_launch_on(world: World) -> None:
    nexport = taught(world, "scorm12-quiz.zip")
    done(world, "play", status="completed", score=40)
    world.settings(nexport_review_after_completed=False)
    done(world, "play", status="passed", score=95)
    assert nexport.values(*STATUS_AND_SCORE) == ["passed", "95", "normal"]
