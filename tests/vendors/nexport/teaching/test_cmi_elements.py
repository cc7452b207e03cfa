"""GetCmiData of each element of both data models: before anyone has set it, with each of its values, and where it cannot be."""

from typing import Any

import pytest

from emulator.courseware.cmi import SCORM_12, DataModel, Reason
from tests.courseware.cmi.elements import CASES, MODELS, NAMES, Row, entries_around, makes_its_entry
from tests.vendors.nexport.calling import NexportClient, course

VERSIONS = {name: "1.2" if model is SCORM_12 else "2004" for name, model in MODELS.items()}
SETTABLE = [(case, name) for case, name in zip(CASES, NAMES, strict=True) if not case[1].is_keyword]
COUNTS = [case for case in CASES if case[1].name.endswith("._count")]
EACH = pytest.mark.parametrize(("model", "row"), CASES, ids=NAMES)
LEARNERS = [name for model in MODELS.values() for name in model.learner]


def words(model: DataModel, reason: Reason) -> str:
    """What the standard says of a name that cannot be read."""
    return model.error("", reason).words


def fields(nexport: NexportClient, name: str) -> list[dict[str, Any]]:
    """The field of an element in each SCO, in the order of the SCOs."""
    response = nexport.get(name)
    assert response.status_code == 200, response.text
    return [field for sco in response.json() for field in sco["cmi_fields"]]


@EACH
def test_an_element_that_nobody_has_set_has_its_default_or_an_empty_text(
    nexport: NexportClient, model: DataModel, row: Row
) -> None:
    nexport.world.seed(course(VERSIONS[model.name], {"id": "sco-1", "cmi": entries_around(row)}))
    (field,) = fields(nexport, row.real)
    if makes_its_entry(row):
        assert field["error_message"] == words(model, Reason.NO_SUCH_INDEX)
    elif row.name in LEARNERS:
        assert field["cmi_element_value"]
    else:
        assert field == {"cmi_element_name": row.real, "cmi_element_value": row.default or ""}


@pytest.mark.parametrize(("model", "row"), [case for case, _ in SETTABLE], ids=[name for _, name in SETTABLE])
def test_each_value_of_an_element_is_answered_as_it_is_kept(nexport: NexportClient, model: DataModel, row: Row) -> None:
    scos = [
        {"id": f"sco-{number:02}", "cmi": {**entries_around(row), row.real: value}}
        for number, value in enumerate(row.good)
    ]
    nexport.world.seed(course(VERSIONS[model.name], *scos))
    assert [field["cmi_element_value"] for field in fields(nexport, row.real)] == list(row.good)


@EACH
def test_an_element_of_a_list_that_is_empty_has_the_words_of_its_standard(
    nexport: NexportClient, model: DataModel, row: Row
) -> None:
    nexport.world.seed(course(VERSIONS[model.name]))
    (field,) = fields(nexport, row.real)
    assert ("error_message" in field) is row.in_a_list
    if row.in_a_list:
        assert field == {
            "cmi_element_name": row.real,
            "cmi_element_value": "",
            "error_message": words(model, Reason.NO_SUCH_INDEX),
        }


@pytest.mark.parametrize(("model", "row"), COUNTS, ids=[f"{model.name} {row.name}" for model, row in COUNTS])
def test_a_list_counts_its_entries_and_the_next_one_is_not_there(
    nexport: NexportClient, model: DataModel, row: Row
) -> None:
    entries = row.real.removesuffix("._count")
    last = {"pattern", "id", "comment"}
    (part,) = (name for name in last if f"{row.name.removesuffix('._count')}.n.{name}" in model.elements)
    cmi = {**entries_around(row), **{f"{entries}.{index}.{part}": f"entry-{index}" for index in range(3)}}
    nexport.world.seed(course(VERSIONS[model.name], {"id": "sco-1", "cmi": cmi}))
    assert nexport.values(row.real, f"{entries}.0.{part}", f"{entries}.2.{part}") == ["3", "entry-0", "entry-2"]
    (past,) = fields(nexport, f"{entries}.3.{part}")
    assert past["error_message"] == words(model, Reason.NO_SUCH_INDEX)


TEXT_IN_12 = {
    "cmi.comments_from_lms._children": Reason.NO_CHILDREN,
    "cmi.comments_from_lms._count": Reason.NO_COUNT,
}
"""Of a list in SCORM 2004 that is a text in SCORM 1.2."""


@EACH
def test_an_element_of_the_other_version_alone_is_unknown(nexport: NexportClient, model: DataModel, row: Row) -> None:
    (other,) = (one for one in MODELS.values() if one is not model)
    nexport.world.seed(course(VERSIONS[other.name]))
    (field,) = fields(nexport, row.real)
    if row.name in {theirs.name for one, theirs in CASES if one is other}:
        assert field.get("error_message") != words(other, Reason.UNKNOWN)
    else:
        reason = TEXT_IN_12.get(row.name, Reason.UNKNOWN)
        assert field == {
            "cmi_element_name": row.real,
            "cmi_element_value": "",
            "error_message": words(other, reason),
        }
