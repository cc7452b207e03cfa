"""The dispatch that created a registration."""

from collections.abc import Iterable

from emulator.store.unit_of_work import UnitOfWork
from emulator.vendors.scormcloud.rows import Row
from emulator.vendors.scormcloud.tables import ScormCloudDispatch, ScormCloudDispatchRegistration


def dispatch_of(work: UnitOfWork, registration: Row) -> Row | None:
    """The row of the dispatch; None if the registration was created in another way or the dispatch was deleted."""
    app_id = registration["app_id"]
    link = work.get(ScormCloudDispatchRegistration, app_id=app_id, registration_id=registration["id"])
    return None if link is None else work.get(ScormCloudDispatch, app_id=app_id, id=link["dispatch_id"])


def read_ahead(work: UnitOfWork, app_id: str, registrations: Iterable[Row]) -> None:
    """Read the dispatches of many registrations at once, for `dispatch_of`."""
    keys = [{"registration_id": registration["id"]} for registration in registrations]
    work.read_ahead(ScormCloudDispatchRegistration, keys, app_id=app_id)
    links = [work.get(ScormCloudDispatchRegistration, app_id=app_id, **key) for key in keys]
    work.read_ahead(
        ScormCloudDispatch, ({"id": link["dispatch_id"]} for link in links if link is not None), app_id=app_id
    )
