"""Deleting dispatches and destinations, with everything that belongs to them. Registrations stay (inferred)."""

from typing import Any

from sqlalchemy import bindparam, select

from emulator.store.statement import Row, Statement
from emulator.store.unit_of_work import UnitOfWork
from emulator.vendors.call import Call
from emulator.vendors.scormcloud import tags
from emulator.vendors.scormcloud.configuration import configuration
from emulator.vendors.scormcloud.errors import DestinationNotFound, DispatchNotFound
from emulator.vendors.scormcloud.tables import (
    ScormCloudDestination,
    ScormCloudDispatch,
    ScormCloudDispatchRegistration,
)

_IN_APPLICATION = select(ScormCloudDispatch.app_id, ScormCloudDispatch.id).where(
    ScormCloudDispatch.app_id == bindparam("app_id")
)
_BY = {
    name: Statement(_IN_APPLICATION.where(ScormCloudDispatch.__table__.c[name] == bindparam(name)))
    for name in ("course_id", "destination_id")
}


def delete(work: UnitOfWork, row: Row) -> None:
    """Delete one dispatch by its row: its packages launch no more (documented)."""
    work.delete(ScormCloudDispatch, app_id=row["app_id"], id=row["id"])
    work.delete(ScormCloudDispatchRegistration, app_id=row["app_id"], dispatch_id=row["id"])
    tags.clear(work, row["app_id"], tags.DISPATCH, row["id"])
    configuration.forget(work, row["app_id"], configuration.DISPATCH, row["id"])


def delete_all(work: UnitOfWork, app_id: Any, **where: Any) -> None:
    """Delete every dispatch of a course (`course_id`) or to a destination (`destination_id`)."""
    ((name, value),) = where.items()
    for row in work.all(_BY[name], app_id=app_id, **{name: value}):
        delete(work, row)


def delete_dispatch(call: Call, dispatch_id: str) -> None:
    """Delete a dispatch. 404 if there is none (declared; the vendor's engine answers 204)."""
    row = call.store.get(ScormCloudDispatch, app_id=call.principal["id"], id=dispatch_id)
    if row is None:
        raise DispatchNotFound(dispatch_id=dispatch_id)
    delete(call.store, row)


def delete_dispatches_of_destination(call: Call, destination_id: str) -> None:
    """Delete every dispatch to a destination."""
    app_id = call.principal["id"]
    if call.store.get(ScormCloudDestination, app_id=app_id, id=destination_id) is None:
        raise DestinationNotFound(destination_id=destination_id)
    delete_all(call.store, app_id, destination_id=destination_id)


def delete_destination(call: Call, destination_id: str) -> None:
    """Delete a destination and its dispatches (documented)."""
    delete_dispatches_of_destination(call, destination_id)
    app_id = call.principal["id"]
    tags.clear(call.store, app_id, tags.DESTINATION, destination_id)
    configuration.forget(call.store, app_id, configuration.DESTINATION, destination_id)
    call.store.delete(ScormCloudDestination, app_id=app_id, id=destination_id)
