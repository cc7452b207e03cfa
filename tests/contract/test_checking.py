"""The check that every answer goes through would notice a wrong one."""

from typing import Any

import orjson
import pytest

from emulator.contract.checking import answer_problems
from tests.contract.contracts import contract_of

LITMOS = contract_of("litmos")
JSON, XML = "application/json; charset=utf-8", "application/xml; charset=utf-8"
ITEM = {"Id": "x1", "Code": "", "Name": "n", "Description": ""}


def problems(operation: str, body: Any, status: int = 200, content_type: str = JSON) -> list[str]:
    data = body if isinstance(body, bytes) else orjson.dumps(body)
    return answer_problems(LITMOS, LITMOS.operations[operation], status, content_type, data)


def test_a_right_answer_has_no_problems() -> None:
    assert problems("get_courses_courseid_modules", [ITEM]) == []
    xml = b"<Modules><Module><Id>x1</Id><Code/><Name>n</Name><Description/></Module></Modules>"
    assert problems("get_courses_courseid_modules", xml, content_type=XML) == []


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ([{**ITEM, "Shoe": 1}], "no member Shoe"),
        ([dict(reversed(ITEM.items()))], "out of order"),
        ([{**ITEM, "Name": 7}], "not a string"),
        (ITEM, "an array was expected"),
        ([7], "an object was expected"),
    ],
)
def test_a_wrong_document_is_noticed(body: Any, words: str) -> None:
    (problem,) = problems("get_courses_courseid_modules", body)
    assert words in problem


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"<Module/>", "root is Module"),
        (b"<Modules><Module><Shoe/></Module></Modules>", "no element Shoe"),
        (b"<Modules><Module><Name/><Id/></Module></Modules>", "out of order"),
    ],
)
def test_wrong_xml_is_noticed(body: bytes, words: str) -> None:
    (problem,) = problems("get_courses_courseid_modules", body, content_type=XML)
    assert words in problem


def test_a_status_a_media_type_or_a_body_that_is_not_declared_is_noticed() -> None:
    assert problems("get_courses", [], status=418) == ["get_courses does not declare status 418"]
    assert "not text/plain" in problems("get_courses", [], content_type="text/plain")[0]
    assert "no body" in problems("delete_users_userid", b"x")[0]
    assert problems("delete_users_userid", b"", content_type="") == []
