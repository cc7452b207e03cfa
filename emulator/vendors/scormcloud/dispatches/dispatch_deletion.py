"""Deleting dispatches and destinations, with everything that belongs to them. Registrations stay (inferred)."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy import delete as delete_from

from emulator.sandbox.world import World
from emulator.store.listed import among, listed
from emulator.store.unit_of_work import UnitOfWork
from emulator.vendors.scormcloud import tags
from emulator.vendors.scormcloud.configuration import configuration
from emulator.vendors.scormcloud.errors import DestinationNotFound, DispatchNotFound
from emulator.vendors.scormcloud.rows import Statement
from emulator.vendors.scormcloud.tables import (
    ScormCloudDestination,
    ScormCloudDispatch,
    ScormCloudDispatchRegistration,
)

_IN_APPLICATION = select(ScormCloudDispatch.id).where(ScormCloudDispatch.app_id == bindparam("app_id"))
_BY = {
    name: Statement(_IN_APPLICATION.where(ScormCloudDispatch.__table__.c[name] == bindparam(name)))
    for name in ("course_id", "destination_id")
}
_DELETE = tuple(
    Statement(delete_from(table).where(table.c.app_id == bindparam("app_id")).where(among(column, "dispatches")))
    for table, column in (
        (ScormCloudDispatch.__table__, ScormCloudDispatch.id),
        (ScormCloudDispatchRegistration.__table__, ScormCloudDispatchRegistration.dispatch_id),
    )
)


def delete(work: UnitOfWork, app_id: str, ids: Collection[str]) -> None:
    """Delete dispatches of an application. Their packages can no longer be launched (documented)."""
    for statement in _DELETE:
        work.run(statement, app_id=app_id, dispatches=listed(ids))
    tags.clear(work, app_id, tags.DISPATCH, *ids)
    configuration.forget(work, app_id, configuration.DISPATCH, *ids)


def delete_all(work: UnitOfWork, app_id: Any, **where: Any) -> None:
    """Delete every dispatch of a course (`course_id`) or to a destination (`destination_id`)."""
    ((name, value),) = where.items()
    delete(work, app_id, [row["id"] for row in work.all(_BY[name], app_id=app_id, **{name: value})])


def delete_dispatch(world: World, dispatch_id: str) -> None:
    """Delete a dispatch. 404 if there is none (declared; the vendor's engine answers 204)."""
    row = world.work.get(ScormCloudDispatch, app_id=world.actor["id"], id=dispatch_id)
    if row is None:
        raise DispatchNotFound(dispatch_id=dispatch_id)
    delete(world.work, row["app_id"], [dispatch_id])


def delete_dispatches_of_destination(world: World, destination_id: str) -> None:
    """Delete every dispatch to a destination."""
    app_id = world.actor["id"]
    if world.work.get(ScormCloudDestination, app_id=app_id, id=destination_id) is None:
        raise DestinationNotFound(destination_id=destination_id)
    delete_all(world.work, app_id, destination_id=destination_id)


def delete_destination(world: World, destination_id: str) -> None:
    """Delete a destination and its dispatches (documented)."""
    delete_dispatches_of_destination(world, destination_id)
    app_id = world.actor["id"]
    tags.clear(world.work, app_id, tags.DESTINATION, destination_id)
    configuration.forget(world.work, app_id, configuration.DESTINATION, destination_id)
    world.work.delete(ScormCloudDestination, app_id=app_id, id=destination_id)
