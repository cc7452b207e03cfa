"""Custom fields."""

from typing import Any

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.litmos.routing import router
from emulator.vendors.litmos.users import custom_fields


@router.get("/coursecustomfields", status_code=200)
def list_course_custom_fields(call: Call) -> list[Row]:
    return custom_fields.fields(call, "course")


@router.get("/coursecustomfields/{customfieldid}", status_code=200)
def get_course_custom_field(call: Call, customfieldid: str) -> Row:
    return custom_fields.find_course_field(call, customfieldid)


@router.get("/courses/{courseid}/coursecustomfields", status_code=200)
def list_custom_fields_of_course(call: Call, courseid: str) -> list[Row]:
    return custom_fields.of_course(call, courseid)


@router.get("/users/{userid}/usercustomfields", status_code=200)
def list_custom_fields_of_user(call: Call, userid: str) -> list[Row]:
    return custom_fields.of_user(call, userid)


@router.post("/users/{userid}/usercustomfields", status_code=200)
def set_custom_fields_of_user(call: Call, userid: str, body: list[dict[str, Any]]) -> None:
    custom_fields.set_of_user(call, userid, body)
