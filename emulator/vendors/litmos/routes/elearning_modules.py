"""eLearning modules: upload by URL, and their places in courses."""

from emulator.sandbox.world import World
from emulator.vendors.litmos.routing import router
from emulator.vendors.litmos.rows import Row
from emulator.vendors.litmos.training import course_modules, modules
from emulator.vendors.litmos.training.modules import MODULE_IMPORT
from emulator.vendors.router import polls


@router.post("/modules", status_code=201)
def create_module(world: World, body: Row) -> Row:
    return modules.create(world, body)


@router.get("/modules/{moduleid}", status_code=200)
@polls(MODULE_IMPORT, "moduleid")
def get_module(world: World, moduleid: str) -> Row:
    return modules.find(world, moduleid)


@router.put("/modules/{moduleid}", status_code=200)
def update_module(world: World, moduleid: str, body: Row) -> Row:
    return modules.update(world, moduleid, body)


@router.delete("/modules/{moduleid}", status_code=200)
def delete_module(world: World, moduleid: str) -> None:
    modules.delete(world, moduleid)


@router.post("/courses/{courseid}/modules/copy", status_code=200)
def copy_modules(world: World, courseid: str, body: list[Row]) -> None:
    course_modules.copy(world, courseid, body)


@router.post("/courses/{courseid}/modules/link", status_code=200)
def link_modules(world: World, courseid: str, body: list[Row]) -> None:
    course_modules.link(world, courseid, body)


@router.post("/courses/{courseid}/modules/mirror", status_code=200)
def mirror_modules(world: World, courseid: str, body: list[Row]) -> None:
    course_modules.mirror(world, courseid, body)


@router.delete("/courses/{courseid}/module/{moduleid}", status_code=200)
@router.delete("/courses/{courseid}/modules/{moduleid}", status_code=200)
def remove_module(world: World, courseid: str, moduleid: str) -> None:
    course_modules.remove(world, courseid, moduleid)
