"""The two data models: what they have, what it may be, and what a SCO and the LMS may do with it."""

import pytest

from emulator.courseware.cmi import SCORM_12, SCORM_2004, CmiData, CmiError, DataModel, Reason, model_of
from emulator.courseware.package import Standard

MODELS = pytest.mark.parametrize("model", [SCORM_12, SCORM_2004], ids=["1.2", "2004"])

GOOD = {
    "cmi.core.student_id": "7", "cmi.core.student_name": "Baba, Jo", "cmi.core.lesson_location": "p1", "cmi.core.credit": "no-credit",
    "cmi.core.lesson_status": "passed", "cmi.core.entry": "resume", "cmi.core.score.raw": "85.5", "cmi.core.score.min": "0",
    "cmi.core.score.max": "100", "cmi.core.total_time": "0001:02:03.45", "cmi.core.lesson_mode": "review", "cmi.core.exit": "suspend",
    "cmi.core.session_time": "00:01:02", "cmi.suspend_data": "a=1", "cmi.launch_data": "b=2", "cmi.comments": "c",
    "cmi.comments_from_lms": "d", "cmi.objectives.n.id": "obj-1", "cmi.objectives.n.score.raw": "50", "cmi.objectives.n.score.min": "",
    "cmi.objectives.n.score.max": "100", "cmi.objectives.n.status": "failed", "cmi.student_data.mastery_score": "80",
    "cmi.student_data.max_time_allowed": "01:00:00", "cmi.student_data.time_limit_action": "exit,no message",
    "cmi.student_preference.audio": "-1", "cmi.student_preference.language": "fr", "cmi.student_preference.speed": "-100",
    "cmi.student_preference.text": "1", "cmi.interactions.n.id": "q1", "cmi.interactions.n.objectives.n.id": "obj-1",
    "cmi.interactions.n.time": "23:59:59.9", "cmi.interactions.n.type": "choice", "cmi.interactions.n.correct_responses.n.pattern": "a",
    "cmi.interactions.n.weighting": "-1.5", "cmi.interactions.n.student_response": "b", "cmi.interactions.n.result": "wrong",
    "cmi.interactions.n.latency": "00:00:03",
    "cmi.completion_status": "completed", "cmi.completion_threshold": "0.5", "cmi.credit": "credit", "cmi.entry": "", "cmi.exit": "logout",
    "cmi.learner_id": "urn:user:7", "cmi.learner_name": "{lang=fr}Baba, Jo", "cmi.learner_preference.audio_level": "1.5",
    "cmi.learner_preference.language": "en-GB", "cmi.learner_preference.delivery_speed": "2",
    "cmi.learner_preference.audio_captioning": "-1", "cmi.location": "p1", "cmi.max_time_allowed": "PT1H", "cmi.mode": "browse",
    "cmi.progress_measure": "1", "cmi.scaled_passing_score": "-0.5", "cmi.score.scaled": "-1", "cmi.score.raw": "1234.5",
    "cmi.score.min": "-10", "cmi.score.max": "2000", "cmi.session_time": "PT1M2.5S", "cmi.success_status": "failed",
    "cmi.time_limit_action": "continue,message", "cmi.total_time": "P1Y2M3DT4H5M6S", "cmi.comments_from_learner.n.comment": "hi",
    "cmi.comments_from_learner.n.location": "p1", "cmi.comments_from_learner.n.timestamp": "2026-05-26T01:56:25.3Z",
    "cmi.comments_from_lms.n.comment": "hi", "cmi.comments_from_lms.n.location": "p1", "cmi.comments_from_lms.n.timestamp": "2026",
    "cmi.interactions.n.timestamp": "2026-05", "cmi.interactions.n.learner_response": "a[,]b", "cmi.interactions.n.description": "why",
    "cmi.objectives.n.score.scaled": "0.5", "cmi.objectives.n.success_status": "passed", "cmi.objectives.n.completion_status": "unknown",
    "cmi.objectives.n.progress_measure": "0.25", "cmi.objectives.n.description": "what", "adl.data.n.id": "d1", "adl.data.n.store": "x",
    "adl.nav.request": "{target=a.b}choice", "adl.nav.request_valid.continue": "true", "adl.nav.request_valid.previous": "false",
    "adl.nav.request_valid.choice.{target}": "true", "adl.nav.request_valid.jump.{target}": "unknown",
}  # fmt: skip
"""A value for each element, of both versions where they share a name."""

GOOD_2004 = {
    **GOOD,
    "cmi.interactions.n.latency": "PT3S",
    "cmi.interactions.n.result": "incorrect",
    "cmi.objectives.n.score.min": "0",
}

ELEMENTS = [
    (model, name) for model in (SCORM_12, SCORM_2004) for name in model.elements if not name.endswith("._version")
]


def value_of(model: DataModel, name: str) -> str:
    return (GOOD if model is SCORM_12 else GOOD_2004)[name]


def real(name: str) -> str:
    """The name with each index 0 and a target."""
    return ".".join("0" if part == "n" else part for part in name.split(".")).replace("{target}", "{target=a.b}")


def with_ids(model: DataModel, name: str) -> CmiData:
    """Data in which the entries that a name lies in exist, with their ids."""
    data = CmiData(model)
    for identifier in model.find(real(name)).ids:
        data.write(identifier, "the-id", by_lms=True)
    return data


def refused(data: CmiData, name: str, value: str, *, by_lms: bool = False) -> Reason:
    before = dict(data.values)
    with pytest.raises(CmiError) as caught:
        data.write(name, value, by_lms=by_lms)
    assert data.values == before
    return caught.value.reason


@pytest.mark.parametrize(("model", "name"), ELEMENTS, ids=[f"{model.name} {name}" for model, name in ELEMENTS])
def test_each_element_is_written_by_whom_it_may_be_and_read_by_the_lms(model: DataModel, name: str) -> None:
    data, value = with_ids(model, name), value_of(model, name)
    if name.endswith(".id"):
        value = "the-id"
    if model.elements[name].access == "RO":
        assert refused(data, real(name), value) is Reason.READ_ONLY
        data.write(real(name), value, by_lms=True)
    else:
        data.write(real(name), value)
    assert data.read(real(name)) == value


@pytest.mark.parametrize(("model", "name"), ELEMENTS, ids=[f"{model.name} {name}" for model, name in ELEMENTS])
def test_each_element_refuses_what_is_no_value_of_it(model: DataModel, name: str) -> None:
    data = with_ids(model, name)
    assert refused(data, real(name), "x" * 70_000, by_lms=True) in (Reason.WRONG_TYPE, Reason.OUT_OF_RANGE)


@MODELS
def test_every_default_is_a_value(model: DataModel) -> None:
    for element in model.elements.values():
        assert element.default is None or element.type(element.default) is None, element.name


def test_scorm_12_has_38_elements_and_2004_has_58_besides_keywords() -> None:
    counts = [sum(not name.endswith("_version") for name in model.elements) for model in (SCORM_12, SCORM_2004)]
    assert counts == [38, 58]


@pytest.mark.parametrize(
    ("model", "name", "value"),
    [
        (SCORM_12, "cmi.objectives._children", "id,score,status"),
        (SCORM_12, "cmi.core.score._children", "raw,min,max"),
        (SCORM_12, "cmi.student_data._children", "mastery_score,max_time_allowed,time_limit_action"),
        (SCORM_12, "cmi.student_preference._children", "audio,language,speed,text"),
        (
            SCORM_12,
            "cmi.interactions._children",
            "id,objectives,time,type,correct_responses,weighting,student_response,result,latency",
        ),
        (SCORM_2004, "cmi.comments_from_lms._children", "comment,location,timestamp"),
        (
            SCORM_2004,
            "cmi.interactions._children",
            "id,type,objectives,timestamp,correct_responses,weighting,learner_response,result,latency,description",
        ),
        (SCORM_2004, "cmi.learner_preference._children", "audio_level,language,delivery_speed,audio_captioning"),
        (
            SCORM_2004,
            "cmi.objectives._children",
            "id,score,success_status,completion_status,progress_measure,description",
        ),
        (SCORM_2004, "adl.data._children", "id,store"),
    ],
)
def test_a_group_lists_its_children_in_the_order_of_the_standard(model: DataModel, name: str, value: str) -> None:
    assert CmiData(model).read(name) == value


@MODELS
@pytest.mark.parametrize("keyword", ["cmi._version", "cmi.objectives._count", "cmi.objectives._children"])
def test_nobody_sets_a_keyword(model: DataModel, keyword: str) -> None:
    assert refused(CmiData(model), keyword, "1", by_lms=True) is Reason.KEYWORD


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
