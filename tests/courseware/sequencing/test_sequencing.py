"""The sequencing of a course as the player's script wants it."""

import json
from pathlib import Path

from emulator.courseware.importing.importing import import_package
from emulator.courseware.package.package import Activity, CoursePackage, Standard
from emulator.courseware.samples import build_sample
from emulator.courseware.sequencing.sequencing import global_objectives, sequencing_of
from tests.courseware.readers.test_scorm_sequencing import EVERYTHING, read


def sample(folder: Path, name: str) -> CoursePackage:
    archive = folder / name
    archive.write_bytes(build_sample(name))
    return import_package(archive, folder / "course")


def test_a_course_in_forced_order(tmp_path: Path) -> None:
    course = sample(tmp_path, "scorm2004-forced-order.zip")
    tree = sequencing_of(course)["activityTree"]
    first, second = tree["children"]
    assert (tree["id"], first["id"], second["id"]) == ("course", "first", "second")
    assert (tree["sequencingControls"]["choice"], tree["sequencingControls"]["flow"]) == (True, True)
    assert second["sequencingRules"]["preConditionRules"] == [
        {
            "action": "disabled",
            "conditionCombination": "any",
            "conditions": [
                {"condition": "satisfied", "operator": "not", "referencedObjective": "water"},
                {"condition": "objectiveStatusKnown", "operator": "not", "referencedObjective": "water"},
            ],
        }
    ]
    assert first["primaryObjective"]["mapInfo"][0]["writeSatisfiedStatus"] is True
    assert second["objectives"][0]["mapInfo"][0]["targetObjectiveID"] == "sample.tea.water-boiled"
    assert global_objectives(course) == ("sample.tea.water-boiled",)


def test_words_and_scales_are_the_scripts(tmp_path: Path) -> None:
    (activity,) = sequencing_of(read(tmp_path, EVERYTHING))["activityTree"]["children"]
    (rule,) = activity["rollupRules"]["rules"]
    assert (rule["consideration"], rule["minimumPercent"], rule["conditions"]) == (
        "atLeastPercent",
        50.0,
        [{"condition": "completed", "operator": "not"}],
    )
    (pre,) = activity["sequencingRules"]["preConditionRules"]
    assert pre["conditions"][0]["parameters"] == {"threshold": -0.5}
    assert (activity["primaryObjective"]["minNormalizedMeasure"], activity["attemptLimit"]) == (0.0, 2)
    assert activity["completionThreshold"] == {
        "completedByMeasure": True,
        "minProgressMeasure": 0.75,
        "progressWeight": 0.5,
    }
    assert activity["sharedDataMaps"] == [{"targetID": "bucket", "readSharedData": False, "writeSharedData": True}]
    assert (activity["hideLmsUi"], activity["deliveryControls"]["tracked"]) == (["continue"], False)
    assert activity["rollupConsiderations"]["requiredForSatisfied"] == "ifAttempted"
    json.dumps(activity, allow_nan=False)


def test_a_primary_objective_without_an_id_gets_one(tmp_path: Path) -> None:
    inside = (
        '<imsss:sequencing><imsss:objectives><imsss:primaryObjective satisfiedByMeasure="true"/></imsss:objectives>'
        "</imsss:sequencing>"
    )
    (activity,) = sequencing_of(read(tmp_path, inside))["activityTree"]["children"]
    assert (activity["primaryObjective"]["objectiveID"], activity["primaryObjective"]["minNormalizedMeasure"]) == (
        "I1.primary",
        1.0,
    )


def test_a_threshold_of_the_earlier_editions_decides_completion(tmp_path: Path) -> None:
    (activity,) = sequencing_of(read(tmp_path, "<adlcp:completionThreshold>0.5</adlcp:completionThreshold>"))[
        "activityTree"
    ]["children"]
    assert activity["completionThreshold"] == {
        "completedByMeasure": True,
        "minProgressMeasure": 0.5,
        "progressWeight": 1.0,
    }


def test_other_standards_have_none(tmp_path: Path) -> None:
    assert sequencing_of(sample(tmp_path, "scorm12-minimal.zip")) == {}


def test_a_tree_as_deep_as_readers_allow_is_no_trouble() -> None:
    root = Activity("leaf", "leaf", "SCO", href="a.html")
    for number in range(100):
        root = Activity(str(number), "Level", "AGGREGATION", children=(root,))
    course = CoursePackage(Standard.SCORM_2004_4TH_EDITION, "i", "t", "a.html", "imsmanifest.xml", root)
    assert json.dumps(sequencing_of(course)).count('"id"') == 101
