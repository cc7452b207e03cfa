"""Custom fields of courses and users."""

from typing import Any

import pytest
from lxml import etree

from tests.vendors.litmos.calling import NO_RECORD, NOT_PERMITTED, LitmosClient, refusal

FIELDS = {
    "course_custom_fields": [
        {"CustomFieldId": "B2qAKPjx3Tc1", "Label": "Units", "DefaultValue": "4", "Type": "Number"},
        {
            "Label": "Level",
            "Type": "Dropdown",
            "Dropdown": ["low", "high"],
            "Mandatory": True,
            "VisibleToLearner": False,
        },
    ],
    "user_custom_fields": [
        {"Label": "Badge", "Mandatory": True},
        {"Label": "Start", "Type": "Date"},
        {"Label": "Shirt", "Type": "Dropdown", "Dropdown": ["S", "M"]},
        {"Label": "Size", "Type": "Number"},
        {"Label": "Vegan", "Type": "Checkbox"},
    ],
}
UNKNOWN = {"Detail": "The user does not exist."}


@pytest.fixture
def fields(litmos: LitmosClient) -> LitmosClient:
    """A sandbox with custom fields."""
    litmos.world.seed({"litmos": {**FIELDS, "courses": [{"Name": "C", "CustomFields": {"Level": "high"}}]}})
    return litmos


def test_the_fields_of_courses_are_listed_and_read(fields: LitmosClient) -> None:
    units, level = fields.call("GET", "/coursecustomfields").json()
    assert units == {
        "CustomFieldId": "B2qAKPjx3Tc1", "Label": "Units", "DefaultValue": "4", "Mandatory": False, "VisibleToLearner": True,
        "Type": "Number", "Dropdown": [],
    }  # fmt: skip
    assert (level["Dropdown"], level["Mandatory"], level["VisibleToLearner"]) == (["low", "high"], True, False)
    assert fields.call("GET", "/coursecustomfields/B2qAKPjx3Tc1").json() == units
    text = fields.xml("GET", "/coursecustomfields").text
    assert "<Dropdown/></CourseCustomField>" in text
    assert "<Dropdown><string>low</string><string>high</string></Dropdown>" in text
    root = etree.fromstring(fields.xml("GET", f"/coursecustomfields/{level['CustomFieldId']}").content)
    assert (root.tag, [child.tag for child in root]) == ("CourseCustomField", list(units))
    response = fields.call("GET", "/coursecustomfields/no")
    assert (response.status_code, response.json()) == (
        404,
        {"Detail": "Not Found. The record you requested does not exist."},
    )


def test_what_a_course_has_in_its_fields(fields: LitmosClient) -> None:
    course = fields.call("GET", "/courses").json()[0]["Id"]
    assert fields.call("GET", f"/courses/{course}/coursecustomfields").json() == [
        {"fieldname": "Units", "Value": "4"},
        {"fieldname": "Level", "Value": "high"},
    ]
    details = fields.call("GET", f"/courses/{course}/details").json()
    assert [details[f"AdvCourseCustomField{number}"] for number in (1, 2, 3)] == ["4", "high", ""]
    root = etree.fromstring(fields.xml("GET", f"/courses/{course}/coursecustomfields").content)
    assert root.tag == "ArrayOfparameter"
    assert [(item.tag, item.get("fieldname"), item.text) for item in root] == [
        ("parameter", "Units", "4"),
        ("parameter", "Level", "high"),
    ]
    assert refusal(fields.call("GET", "/courses/no/coursecustomfields"), 404) == NO_RECORD


@pytest.mark.parametrize(
    "body",
    [
        [{"Badge": "7"}, {"Start": "2020-01-01"}],
        {"Badge": "7", "Start": "2020-01-01"},
        [{"fieldname": "badge", "Value": "7"}, {"fieldname": "Start", "Value": "2020-01-01"}],
        '<UserCustomField><Parameter fieldname="Badge">7</Parameter><Parameter fieldname="Start">2020-01-01</Parameter></UserCustomField>',
        '<ArrayOfparameter><parameter fieldname="Badge">7</parameter><parameter><fieldname>Start</fieldname><Value>2020-01-01</Value>'
        "</parameter></ArrayOfparameter>",
    ],
)
def test_a_users_fields_are_set_in_each_form_that_the_documents_have(fields: LitmosClient, body: Any) -> None:
    user = fields.new_user()
    path = f"/users/{user['Id']}/usercustomfields"
    response = fields.xml("POST", path, body) if isinstance(body, str) else fields.call("POST", path, json=body)
    assert (response.status_code, response.content) == (200, b"")
    values = fields.call("GET", f"/users/{user['UserName']}/usercustomfields").json()
    assert [(value["fieldname"], value["Value"]) for value in values][:2] == [("Badge", "7"), ("Start", "2020-01-01")]
    root = etree.fromstring(fields.xml("GET", path).content)
    assert (root[0].get("fieldname"), root[0].text) == ("Badge", "7")


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ({"Badge": ""}, 404, "A value for custom field is required"),
        ({"Badge": None}, 404, "A value for custom field is required"),
        ({"Colour": "red"}, 400, None),
        ({"Start": "soon"}, 400, None),
        ({"Shirt": "XXL"}, 400, None),
        ({"Size": "NaN"}, 400, None),
        ({"Vegan": "sometimes"}, 400, None),
        ([], 400, None),
        ([7], 400, None),
        ("x", 400, None),
        ({"Badge": {"a": 1}}, 400, None),
        ({"Badge": "x", "Size": "1e5"}, 400, None),
    ],
)
def test_a_value_that_a_field_does_not_take_is_refused_and_nothing_changes(
    fields: LitmosClient, body: Any, status: int, words: str | None
) -> None:
    path = f"/users/{fields.new_user()['Id']}/usercustomfields"
    before = fields.call("GET", path).json()
    response = fields.call("POST", path, json=body)
    assert response.status_code == status
    assert response.json()["Detail"] == (words or "Please check the xml/json in the body of the request.")
    assert fields.call("GET", path).json() == before


def test_an_unknown_user_is_refused_in_the_words_of_each_operation(fields: LitmosClient) -> None:
    response = fields.call("GET", "/users/nobody/usercustomfields")
    assert (response.status_code, response.json()) == (404, UNKNOWN)
    response = fields.call("POST", "/users/nobody/usercustomfields", json={"Badge": "1"})
    assert (response.status_code, response.json()) == (404, {"Detail": "User was not found"})


@pytest.mark.parametrize(
    "body", ["<Wrong/>", "<UserCustomField>", '<!DOCTYPE a [<!ENTITY b "c">]><UserCustomField>&b;</UserCustomField>']
)
def test_xml_of_another_form_answers_400(fields: LitmosClient, body: str) -> None:
    assert (
        refusal(fields.xml("POST", f"/users/{fields.new_user()['Id']}/usercustomfields", body), 400)
        == "Please check the xml/json in the body of the request."
    )


@pytest.mark.parametrize("level", ["administrator", "team-leader"])
def test_the_fields_of_one_user_are_for_account_owners(fields: LitmosClient, level: str) -> None:
    path = f"/users/{fields.new_user()['Id']}/usercustomfields"
    assert refusal(LitmosClient(fields.world, f"litmos-{level}").call("GET", path), 403) == NOT_PERMITTED


def test_what_xml_marks_up_by_is_escaped_in_names_and_values_of_fields(litmos: LitmosClient) -> None:
    label, value = "A<b> & \"c\" 'd'", "<e/> & \"f\" 'g' ]]>"
    course = {"Name": "C", "CustomFields": {label: value}}
    litmos.world.seed({"litmos": {"course_custom_fields": [{"Label": label}], "courses": [course]}})
    course_id = litmos.call("GET", "/courses").json()[0]["Id"]
    root = etree.fromstring(litmos.xml("GET", f"/courses/{course_id}/coursecustomfields").content)
    assert [(item.get("fieldname"), item.text) for item in root] == [(label, value)]
    root = etree.fromstring(litmos.xml("GET", "/coursecustomfields").content)
    assert [item.findtext("Label") for item in root] == [label]
