"""Reading values by the contract."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from emulator.contract.model import Field
from emulator.contract.names import key_of
from emulator.contract.reading import InputProblem, InputReader
from tests.contract.contracts import contract_of

READER = InputReader(contract_of("scormcloud"))


def read(kind: Any, value: Any, **rules: Any) -> Any:
    return READER.value(Field("x", kind, **rules), value, "x")


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("string", "", ""),
        ("integer", "7", 7),
        ("integer", 7.0, 7),
        ("integer", "-0", 0),
        ("number", "1e3", 1000.0),
        ("decimal", "0.00", Decimal("0.00")),
        ("boolean", "True", True),
        ("boolean", "false", False),
        ("datetime", "2018-05-24T00:00:00.000Z", datetime(2018, 5, 24, tzinfo=UTC)),
        ("datetime", "2018-05-24T02:00:00+02:00", datetime(2018, 5, 24, tzinfo=UTC)),
        ("datetime", "2018-05-24T00:00:00", datetime(2018, 5, 24, tzinfo=UTC)),
        ("map", {"a": [1]}, {"a": [1]}),
        ("any", None, None),
    ],
)
def test_a_value_of_the_right_type_is_read(kind: str, value: Any, expected: Any) -> None:
    assert read(kind, value) == expected


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("string", 7),
        ("string", "\ud800"),
        ("string", "a\x00b"),
        ("integer", "7.5"),
        ("integer", 7.5),
        ("integer", True),
        ("integer", "٣"),
        ("integer", 2**63),
        ("integer", "9" * 30),
        ("integer", float("nan")),
        ("number", "nan"),
        ("number", "inf"),
        ("number", True),
        ("number", "x"),
        ("decimal", "NaN"),
        ("decimal", "1e99"),
        ("decimal", []),
        ("boolean", 1),
        ("boolean", "yes"),
        ("datetime", "yesterday"),
        ("datetime", 5),
        ("datetime", "0001-01-01T00:00:00+14:00"),
        ("map", []),
    ],
)
def test_a_value_of_the_wrong_type_is_a_problem_that_names_its_place(kind: str, value: Any) -> None:
    with pytest.raises(InputProblem, match=r"^x: "):
        read(kind, value)


@pytest.mark.parametrize(
    ("rules", "value"),
    [({"enum": ("a", "b")}, "c"), ({"max_length": 3}, "abcd"), ({"min": 1}, 0), ({"max": 10}, 11)],
)
def test_a_value_out_of_its_bounds_is_a_problem(rules: dict[str, Any], value: Any) -> None:
    kind = "integer" if isinstance(value, int) else "string"
    with pytest.raises(InputProblem):
        read(kind, value, **rules)


def test_a_nested_problem_names_the_path_to_it() -> None:
    schema = READER.contract.schemas["CreateRegistrationSchema"]
    body = {"courseId": "c", "registrationId": "r", "learner": {"id": 7}}
    with pytest.raises(InputProblem, match=r"body\.learner\.id: must be text"):
        READER.document(schema, body)
    with pytest.raises(InputProblem, match=r"body\.learner: is required"):
        READER.document(schema, {"courseId": "c", "registrationId": "r"})
    with pytest.raises(InputProblem, match=r"body\.registrationTags: must be an array"):
        READER.document(schema, {**body, "learner": {"id": "l"}, "registrationTags": "a"})


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("UserName", "user_name"),
        ("courseId", "course_id"),
        ("ContentURL", "content_url"),
        ("CustomField10", "custom_field10"),
        ("xapiActivityId", "xapi_activity_id"),
        ("access_token", "access_token"),
        ("OriginalId", "original_id"),
    ],
)
def test_wire_names_have_one_spelling_in_code(name: str, key: str) -> None:
    assert key_of(name) == key
