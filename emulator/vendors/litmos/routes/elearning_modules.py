"""eLearning modules: upload by URL, and their places in courses."""

from typing import Any

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.litmos import course_modules, modules
from emulator.vendors.litmos.modules import MODULE_IMPORT
from emulator.vendors.litmos.routing import routes


@routes.operation("post_modules")
def create_module(call: Call, body: dict[str, Any]) -> Row:
    return modules.create(call, body)


@routes.operation("get_modules_moduleid", polls=(MODULE_IMPORT, "moduleid"))
def get_module(call: Call, moduleid: str) -> Row:
    return modules.find(call, moduleid)


@routes.operation("put_modules_moduleid")
def update_module(call: Call, moduleid: str, body: dict[str, Any]) -> Row:
    return modules.update(call, moduleid, body)


@routes.operation("delete_modules_moduleid")
def delete_module(call: Call, moduleid: str) -> None:
    modules.delete(call, moduleid)


@routes.operation("post_courses_courseid_modules_copy")
def copy_modules(call: Call, courseid: str, body: list[dict[str, Any]]) -> None:
    course_modules.copy(call, courseid, body)


@routes.operation("post_courses_courseid_modules_link")
def link_modules(call: Call, courseid: str, body: list[dict[str, Any]]) -> None:
    course_modules.link(call, courseid, body)


@routes.operation("post_courses_courseid_modules_mirror")
def mirror_modules(call: Call, courseid: str, body: list[dict[str, Any]]) -> None:
    course_modules.mirror(call, courseid, body)


@routes.operation("delete_courses_courseid_module_moduleid")
@routes.operation("delete_courses_courseid_modules_moduleid")
def remove_module(call: Call, courseid: str, moduleid: str) -> None:
    course_modules.remove(call, courseid, moduleid)
