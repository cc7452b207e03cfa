"""The dispatch that a registration was born from."""

from emulator.store.statement import Row
from emulator.store.unit_of_work import UnitOfWork
from emulator.vendors.scormcloud.tables import ScormCloudDispatch, ScormCloudDispatchRegistration


def dispatch_of(work: UnitOfWork, registration: Row) -> Row | None:
    """The row of that dispatch; None for a registration of another birth, or when the dispatch has been deleted since."""
    app_id = registration["app_id"]
    link = work.get(ScormCloudDispatchRegistration, app_id=app_id, registration_id=registration["id"])
    return None if link is None else work.get(ScormCloudDispatch, app_id=app_id, id=link["dispatch_id"])
