"""ScormApi: the CMI data of learners' attempts."""

from emulator.sandbox.world import World
from emulator.vendors.nexport.routing import router
from emulator.vendors.nexport.rows import Row
from emulator.vendors.nexport.teaching import scorm_data
from emulator.vendors.nexport.wire.page import Page


@router.post("/ScormApi/GetCmiData", status_code=200)
def get_cmi_data(world: World, body: Row, page: Page) -> list[Row]:
    return scorm_data.read(world, body["enrollment_id"], body["assignment_id"], body["cmi_element_names"], page)


@router.post("/ScormApi/EditScormData", status_code=200)
def edit_scorm_data(world: World, body: Row) -> None:
    scorm_data.edit(world, body["assignment_status_id"], body["sco_id"], body)
