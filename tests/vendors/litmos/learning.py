"""What tests of courses and results do over and over."""

from datetime import UTC, datetime
from typing import Any

import httpx
from lxml import etree

from emulator.vendors import load_vendor
from tests.vendors.litmos.calling import LitmosClient

UNKNOWN = "AAAAAAAAAAA1"
"""Has the form of an Id, and is nobody's."""

NOW = "2030-05-15T12:00:00Z"
WEEK = {"since": "2030-05-12 00:00:00", "to": "2030-05-19"}
"""A period of seven days around NOW."""


def hold_clock(litmos: LitmosClient, at: str = NOW) -> None:
    """Make it `at`, and let time stand still."""
    litmos.world.control("PUT", "clock", json={"held": True, "now": at})


def course_with_modules(litmos: LitmosClient, name: str, *modules: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """A course with linked modules of these names."""
    course = litmos.new_course(name)
    made = [litmos.new_module(Name=module) for module in modules]
    body = [{"Id": module["Id"]} for module in made]
    assert litmos.call("POST", f"/courses/{course['Id']}/modules/link", json=body).status_code == 200
    return course, made


def assign(litmos: LitmosClient, user: dict[str, Any], *courses: dict[str, Any], **params: Any) -> None:
    """Give a user courses."""
    body = [{"Id": course["Id"]} for course in courses]
    response = litmos.call("POST", f"/users/{user['Id']}/courses", json=body, params=params)
    assert (response.status_code, response.content) == (201, b""), response.text


def report(
    litmos: LitmosClient, user: dict[str, Any], course: dict[str, Any], module: dict[str, Any], **members: Any
) -> httpx.Response:
    """Report a module result, completed with 100 unless it says otherwise."""
    body = {"CourseId": course["Id"], "UserId": user["Id"], "Score": 100, "Completed": True, "Note": "", **members}
    return litmos.call("PUT", f"/results/modules/{module['Id']}", json=body)


def complete(litmos: LitmosClient, user_name: str = "jo@example.com") -> tuple[dict[str, Any], dict[str, Any], Any]:
    """A user who has completed a course of one module."""
    user = litmos.new_user(user_name)
    course, (module,) = course_with_modules(litmos, "Safety", "Fire")
    assign(litmos, user, course)
    assert report(litmos, user, course, module).status_code == 200
    return user, course, module


def same_in_xml(litmos: LitmosClient, path: str, root: str, item: str | None, schema: str, **params: Any) -> Any:
    """Call a path in both formats and hold one against the other: roots, order of members, texts. Returns the JSON."""
    answer = litmos.call("GET", path, params=params)
    assert answer.status_code == 200, answer.text
    data = answer.json()
    tree = etree.fromstring(litmos.xml("GET", path, **params).content)
    assert tree.tag == root
    elements = list(tree) if item else [tree]
    rows = data if item else [data]
    assert len(elements) == len(rows)
    names = [field.name for field in load_vendor("litmos").contract.schemas[schema].fields]
    for element, row in zip(elements, rows, strict=True):
        assert element.tag == (item or root)
        assert [child.tag for child in element] == names == list(row)
        for child in element:
            if isinstance(row[child.tag], str) and len(child) == 0:
                assert (child.text or "").split(".")[0] == row[child.tag].split(".")[0]
    return data


def words(response: httpx.Response) -> tuple[int, str]:
    """The status and the text of a refusal."""
    detail: str = response.json()["Detail"]
    return response.status_code, detail


def moment(text: str) -> datetime:
    """A date of an answer."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
