"""eLearning modules: upload by URL, and their places in courses."""

from typing import Any

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.litmos.routing import router
from emulator.vendors.litmos.training import course_modules, modules
from emulator.vendors.litmos.training.modules import MODULE_IMPORT
from emulator.vendors.router import polls


@router.post("/modules", status_code=201)
def create_module(call: Call, body: dict[str, Any]) -> Row:
    return modules.create(call, body)


@router.get("/modules/{moduleid}", status_code=200)
@polls(MODULE_IMPORT, "moduleid")
def get_module(call: Call, moduleid: str) -> Row:
    return modules.find(call, moduleid)


@router.put("/modules/{moduleid}", status_code=200)
def update_module(call: Call, moduleid: str, body: dict[str, Any]) -> Row:
    return modules.update(call, moduleid, body)


@router.delete("/modules/{moduleid}", status_code=200)
def delete_module(call: Call, moduleid: str) -> None:
    modules.delete(call, moduleid)


@router.post("/courses/{courseid}/modules/copy", status_code=200)
def copy_modules(call: Call, courseid: str, body: list[dict[str, Any]]) -> None:
    course_modules.copy(call, courseid, body)


@router.post("/courses/{courseid}/modules/link", status_code=200)
def link_modules(call: Call, courseid: str, body: list[dict[str, Any]]) -> None:
    course_modules.link(call, courseid, body)


@router.post("/courses/{courseid}/modules/mirror", status_code=200)
def mirror_modules(call: Call, courseid: str, body: list[dict[str, Any]]) -> None:
    course_modules.mirror(call, courseid, body)


@router.delete("/courses/{courseid}/module/{moduleid}", status_code=200)
@router.delete("/courses/{courseid}/modules/{moduleid}", status_code=200)
def remove_module(call: Call, courseid: str, moduleid: str) -> None:
    course_modules.remove(call, courseid, moduleid)
