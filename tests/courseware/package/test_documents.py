"""Activities with all that a standard gives them, as documents and back."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from emulator.courseware.importing.importing import import_package
from emulator.courseware.package.documents import from_document, to_document
from emulator.courseware.package.package import Activity, CoursePackage
from emulator.courseware.package.sequencing_definition import Condition, Sequencing, SequencingRule
from emulator.courseware.samples import build_sample, sample_names
from tests.courseware.readers.test_scorm_sequencing import EVERYTHING, read


def there_and_back(course: CoursePackage) -> CoursePackage:
    return CoursePackage.from_document(json.loads(json.dumps(course.to_document())))


def test_all_of_sequencing_survives(tmp_path: Path) -> None:
    course = read(tmp_path, EVERYTHING)
    assert course.root.children[0].detail.sequencing != Sequencing()
    assert there_and_back(course) == course


@pytest.mark.parametrize("name", [sample.name for sample in sample_names() if sample.valid])
def test_courses_of_every_standard_survive(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(build_sample(name))
    course = import_package(tmp_path / name, tmp_path / "course")
    assert there_and_back(course) == course


def test_what_is_at_its_default_is_left_out_and_digits_are_kept() -> None:
    rule = SequencingRule("skip", (Condition("always", threshold=Decimal("0.50")),))
    document = to_document(Sequencing(pre=(rule,)))
    assert document == {"pre": [{"action": "skip", "conditions": [{"condition": "always", "threshold": "0.50"}]}]}
    assert from_document(Sequencing, document) == Sequencing(pre=(rule,))


def test_a_document_of_before_there_were_details_is_read() -> None:
    course = CoursePackage.from_document(
        {
            "standard": "SCORM_12",
            "identifier": "i",
            "title": "t",
            "launch_path": "a",
            "manifest_path": "m",
            "root": {
                **dict.fromkeys(("mastery_score", "scaled_passing_score", "completion_threshold")),
                "identifier": "i",
                "title": "t",
                "kind": "SCO",
                "href": "a",
                "children": [],
            },
            "metadata": {},
            "warnings": [],
        }
    )
    assert course.root == Activity("i", "t", "SCO", href="a")
