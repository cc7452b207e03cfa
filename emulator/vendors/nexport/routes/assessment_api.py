"""AssessmentApi: attempts at tests."""

from emulator.sandbox.world import World
from emulator.vendors.nexport.routing import router
from emulator.vendors.nexport.rows import Row
from emulator.vendors.nexport.teaching import attempts_at_tests
from emulator.vendors.nexport.wire.page import Page


@router.get("/AssessmentApi/GetTestAttempts", status_code=200)
def get_test_attempts(world: World, enrollment_id: str, assignment_id: str, page: Page) -> list[Row]:
    return attempts_at_tests.list_all(world, enrollment_id, assignment_id, page)
