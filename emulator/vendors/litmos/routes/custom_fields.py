"""Custom fields."""

from typing import Any

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.litmos import custom_fields
from emulator.vendors.litmos.routing import routes


@routes.operation("get_coursecustomfields")
def list_course_custom_fields(call: Call) -> list[Row]:
    return custom_fields.fields(call, "course")


@routes.operation("get_coursecustomfields_customfieldid")
def get_course_custom_field(call: Call, customfieldid: str) -> Row:
    return custom_fields.find_course_field(call, customfieldid)


@routes.operation("get_courses_courseid_coursecustomfields")
def list_custom_fields_of_course(call: Call, courseid: str) -> list[Row]:
    return custom_fields.of_course(call, courseid)


@routes.operation("get_users_userid_usercustomfields")
def list_custom_fields_of_user(call: Call, userid: str) -> list[Row]:
    return custom_fields.of_user(call, userid)


@routes.operation("post_users_userid_usercustomfields")
def set_custom_fields_of_user(call: Call, userid: str, body: list[dict[str, Any]]) -> None:
    custom_fields.set_of_user(call, userid, body)
