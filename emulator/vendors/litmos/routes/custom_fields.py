"""Custom fields."""

from emulator.sandbox.world import World
from emulator.vendors.litmos.routing import router
from emulator.vendors.litmos.rows import Row
from emulator.vendors.litmos.users import custom_fields


@router.get("/coursecustomfields", status_code=200)
def list_course_custom_fields(world: World) -> list[Row]:
    return custom_fields.fields(world, "course")


@router.get("/coursecustomfields/{customfieldid}", status_code=200)
def get_course_custom_field(world: World, customfieldid: str) -> Row:
    return custom_fields.find_course_field(world, customfieldid)


@router.get("/courses/{courseid}/coursecustomfields", status_code=200)
def list_custom_fields_of_course(world: World, courseid: str) -> list[Row]:
    return custom_fields.of_course(world, courseid)


@router.get("/users/{userid}/usercustomfields", status_code=200)
def list_custom_fields_of_user(world: World, userid: str) -> list[Row]:
    return custom_fields.of_user(world, userid)


@router.post("/users/{userid}/usercustomfields", status_code=200)
def set_custom_fields_of_user(world: World, userid: str, body: list[Row]) -> None:
    custom_fields.set_of_user(world, userid, body)
