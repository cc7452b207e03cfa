"""Where a course of several SCOs stands: what the page keeps of it, and what one SCO leaves for the next."""

import pytest

from tests.browser.browser import Learner, needs_browser
from tests.browser.courses.test_scorm12 import link, progress
from tests.browser.making import course_2004, says, waits_for
from tests.browser.test_menus import FLOW, entry, ready
from tests.vendors.scormcloud.calling import ScormCloudClient

pytestmark = needs_browser
SHARED = (
    "<imsss:sequencing><imsss:objectives><imsss:primaryObjective objectiveID='own'/>"
    "<imsss:objective objectiveID='shared'><imsss:mapInfo targetObjectiveID='all' readSatisfiedStatus='true'"
    " writeSatisfiedStatus='true' readNormalizedMeasure='true' writeNormalizedMeasure='true'/></imsss:objective>"
    "</imsss:objectives><adlseq:objectives><adlseq:objective objectiveID='shared'><adlseq:mapInfo targetObjectiveID='all'"
    " readRawScore='true' writeRawScore='true' readProgressMeasure='true' writeProgressMeasure='true'"
    " readCompletionStatus='true' writeCompletionStatus='true'/></adlseq:objective></adlseq:objectives></imsss:sequencing>"
)
ONCE = '<imsss:sequencing><imsss:limitConditions attemptLimit="1"/></imsss:sequencing>'


def test_a_course_goes_on_elsewhere_where_its_first_page_stands_though_nothing_was_said_there(
    cloud: ScormCloudClient, learner: Learner
) -> None:
    ready(cloud, course_2004({"one": "", "two": ""}, FLOW))
    learner.open(link(cloud, startSco="two"))
    waits_for(learner, "two")
    learner.page = learner.new_page()  # the other window stays open
    learner.open(link(cloud))
    waits_for(learner, "two")


def test_what_a_sco_says_of_a_shared_objective_is_read_by_the_next(cloud: ScormCloudClient, learner: Learner) -> None:
    ready(cloud, course_2004({"one": SHARED, "two": SHARED}, FLOW))
    learner.open(link(cloud))
    waits_for(learner, "one")
    at = [says(learner, "GetValue", f"cmi.objectives.{number}.id") for number in (0, 1)].index("shared")
    told = {
        "success_status": "passed",
        "completion_status": "completed",
        "progress_measure": "0.5",
        "score.scaled": "0.7",
        "score.raw": "7",
    }
    for name, value in told.items():
        assert says(learner, "SetValue", f"cmi.objectives.{at}.{name}", value) == "true"
    learner.page.click("#next")
    waits_for(learner, "two")
    assert {name: says(learner, "GetValue", f"cmi.objectives.{at}.{name}") for name in told} == told


@pytest.mark.parametrize("closed", [True, False])
def test_what_was_reached_counts_when_the_course_begins_anew(
    cloud: ScormCloudClient, learner: Learner, closed: bool
) -> None:
    ready(cloud, course_2004({"one": ONCE, "two": ""}, FLOW))
    learner.open(link(cloud))
    waits_for(learner, "one")
    says(learner, "SetValue", "cmi.completion_status", "completed")
    says(learner, "Terminate", "")
    learner.page.get_by_text("This part is closed").wait_for()
    if closed:
        learner.close()
        learner.page = learner.new_page()
    else:
        learner.exit()
    learner.page.goto(link(cloud))
    learner.page.get_by_text("Choose where to begin").wait_for()
    assert (entry(learner, "one").is_enabled(), entry(learner, "two").is_enabled()) == (False, True)
    seen = progress(cloud)["activityDetails"]["children"]
    assert [(each["attempts"], each["activityCompletion"]) for each in seen] == [(1, "COMPLETED"), (0, "UNKNOWN")]
