"""The two data models: what they have, what it may be, and what a SCO and the LMS may do with it."""

import pytest

from emulator.courseware.cmi import SCORM_12, SCORM_2004, CmiData, CmiError, DataModel, Reason, model_of
from emulator.courseware.package.package import Standard
from tests.courseware.cmi.elements import CASES, MODELS, NAMES, RO, ROWS, Row, data_around, makes_its_entry

EACH = pytest.mark.parametrize(("model", "row"), CASES, ids=NAMES)


def refused(data: CmiData, name: str, value: str, *, by_lms: bool = False) -> Reason:
    before = dict(data.values)
    with pytest.raises(CmiError) as caught:
        data.write(name, value, by_lms=by_lms)
    assert data.values == before
    return caught.value.reason


def unreadable(data: CmiData, name: str) -> Reason:
    with pytest.raises(CmiError) as caught:
        data.read(name)
    return caught.value.reason


@EACH
def test_each_element_has_its_default_once_it_is_there(model: DataModel, row: Row) -> None:
    if row.in_a_list:
        assert unreadable(CmiData(model), row.real) is Reason.NO_SUCH_INDEX
    data = data_around(model, row)
    if makes_its_entry(row):
        assert unreadable(data, row.real) is Reason.NO_SUCH_INDEX
    else:
        assert data.read(row.real) == row.default


@EACH
def test_each_value_is_taken_from_whom_may_set_it_and_read_back_as_it_was(model: DataModel, row: Row) -> None:
    for value in row.good:
        data = data_around(model, row)
        if row.access == RO:
            assert refused(data, row.real, value) is Reason.READ_ONLY
        data.write(row.real, value, by_lms=True)
        assert data.read(row.real) == value


@EACH
def test_each_element_refuses_what_is_no_value_of_it(model: DataModel, row: Row) -> None:
    reasons = {value: refused(data_around(model, row), row.real, value, by_lms=True) for value in row.bad}
    assert set(reasons.values()) <= {Reason.WRONG_TYPE}, reasons
    assert bool(row.bad) is not row.is_keyword
    for value in row.outside:
        assert refused(data_around(model, row), row.real, value, by_lms=True) is Reason.OUT_OF_RANGE


@EACH
def test_nobody_sets_a_keyword(model: DataModel, row: Row) -> None:
    if row.is_keyword:
        for by_lms in (False, True):
            assert refused(data_around(model, row), row.real, "1", by_lms=by_lms) is Reason.KEYWORD
    else:
        assert model.elements[row.name].access == row.access


@EACH
def test_an_element_has_no_children_and_no_count_unless_it_is_a_group_or_a_list(model: DataModel, row: Row) -> None:
    if not row.is_keyword:
        assert unreadable(data_around(model, row), f"{row.real}._children") is Reason.NO_CHILDREN
        assert unreadable(data_around(model, row), f"{row.real}._count") is Reason.NO_COUNT
    assert unreadable(data_around(model, row), f"{row.real}.more") is Reason.UNKNOWN
    assert unreadable(data_around(model, row), row.real.upper()) is Reason.UNKNOWN


def test_the_data_models_have_the_elements_of_the_standards_and_no_others() -> None:
    assert [len(rows) for rows in ROWS.values()] == [50, 74]
    for name, rows in ROWS.items():
        listed = [row.name for row in rows if not row.is_keyword or row.name == "cmi._version"]
        assert set(MODELS[name].elements) == set(listed)


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
def test_every_default_is_a_value(model: DataModel) -> None:
    for element in model.elements.values():
        assert element.default is None or element.type(element.default) is None, element.name


def test_a_value_outside_the_bounds_has_a_code_of_its_own_in_2004_only() -> None:
    with pytest.raises(CmiError, match="407"):
        CmiData(SCORM_2004).write("cmi.score.scaled", "1.1")
    with pytest.raises(CmiError, match="406"):
        CmiData(SCORM_2004).write("cmi.score.scaled", "one")
    with pytest.raises(CmiError, match="405"):
        CmiData(SCORM_12).write("cmi.core.score.raw", "101")


def test_a_sco_of_12_does_not_set_not_attempted_but_the_lms_does() -> None:
    data = CmiData(SCORM_12)
    assert refused(data, "cmi.core.lesson_status", "not attempted") is Reason.WRONG_TYPE
    data.write("cmi.core.lesson_status", "not attempted", by_lms=True)
    CmiData(SCORM_2004).write("cmi.completion_status", "not attempted")


def test_entries_follow_one_another_without_a_gap() -> None:
    data = CmiData(SCORM_12)
    assert refused(data, "cmi.objectives.1.id", "b") is Reason.INDEX_GAP
    data.write("cmi.objectives.0.id", "a")
    data.write("cmi.objectives.1.id", "b")
    assert refused(data, "cmi.interactions.0.objectives.1.id", "x") is Reason.INDEX_GAP
    assert (data.count("cmi.objectives"), data.read("cmi.interactions._count")) == (2, "0")


def test_an_entry_of_2004_begins_with_its_id_and_one_of_12_need_not() -> None:
    CmiData(SCORM_12).write("cmi.objectives.0.status", "passed")
    data = CmiData(SCORM_2004)
    assert refused(data, "cmi.objectives.0.success_status", "passed") is Reason.ID_FIRST
    assert refused(data, "cmi.interactions.0.objectives.0.id", "o") is Reason.ID_FIRST
    data.write("cmi.comments_from_learner.0.comment", "an entry without id")


def test_an_objective_of_2004_keeps_its_id_and_shares_it_with_none() -> None:
    data = CmiData(SCORM_2004)
    data.write("cmi.objectives.0.id", "a")
    data.write("cmi.objectives.0.id", "a")
    assert refused(data, "cmi.objectives.0.id", "b") is Reason.ID_FIXED
    assert refused(data, "cmi.objectives.1.id", "a") is Reason.ID_FIXED
    data.write("cmi.interactions.0.id", "q")
    data.write("cmi.interactions.0.id", "r")
    data.write("cmi.interactions.1.id", "r")


def test_a_whole_map_is_checked_in_whatever_order_it_stands() -> None:
    entries = {f"cmi.objectives.{index}.id": f"o{index}" for index in reversed(range(12))}
    values = {"cmi.objectives.11.success_status": "passed", **entries}
    assert CmiData.checked(SCORM_2004, values).values == values
    with pytest.raises(CmiError, match=r"cmi\.objectives\.3\.id"):
        CmiData.checked(SCORM_2004, {name: value for name, value in values.items() if ".2." not in name})


def test_reading_tells_what_has_no_value_from_what_does_not_exist() -> None:
    data = CmiData(SCORM_2004, {"cmi.objectives.0.id": "a"})
    assert data.read("cmi.objectives.0.description") is None
    for name, reason in (("cmi.objectives.1.id", Reason.NO_SUCH_INDEX), ("cmi.nothing", Reason.UNKNOWN)):
        with pytest.raises(CmiError) as caught:
            data.read(name)
        assert caught.value.reason is reason


def test_data_is_a_copy_of_what_it_was_made_from() -> None:
    values = {"cmi.location": "a"}
    CmiData(SCORM_2004, values).write("cmi.location", "b")
    assert values == {"cmi.location": "a"}


def test_a_flood_of_names_is_not_remembered_for_ever() -> None:
    for index in range(25_000):
        SCORM_12.find(f"cmi.objectives.{index}.id")
    assert len(SCORM_12._found) <= 20_000


def test_each_standard_has_its_model() -> None:
    assert model_of(Standard.AICC) is model_of(Standard.SCORM_11) is SCORM_12
    assert model_of(Standard.SCORM_2004_2ND_EDITION) is SCORM_2004
    assert model_of(Standard.CMI5) is model_of(Standard.XAPI) is None
