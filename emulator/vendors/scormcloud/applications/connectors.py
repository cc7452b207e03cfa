"""The rules of content connectors."""

from sqlalchemy import bindparam, select

from emulator.sandbox.world import World
from emulator.vendors.scormcloud.errors import BadRequest, ConnectorNotFound
from emulator.vendors.scormcloud.rows import Row, Statement
from emulator.vendors.scormcloud.tables import ScormCloudConnector

_ALL = Statement(
    select(*ScormCloudConnector.__table__.c, ScormCloudConnector.id.label("connector_id"))
    .where(ScormCloudConnector.app_id == bindparam("app_id"))
    .order_by(ScormCloudConnector.number)
)
NOT_YET = "the connector is kept; lms-emulator does not import from connectors"
NOTHING_MORE = "additionalInstanceInformation is absent: its form is the connector's own and is not known"


def create(world: World, body: Row) -> dict[str, str]:
    """Create a connector; returns its id."""
    if not body["content_connector_type"]:
        raise BadRequest(why="body.contentConnectorType: must not be empty")
    connector_id = world.ids.uuid()
    enabled = body.get("enabled")
    world.work.insert(
        ScormCloudConnector,
        {
            "app_id": world.actor["id"],
            "id": connector_id,
            "number": world.ids.number("scormcloud.connector"),
            "content_connector_type": body["content_connector_type"],
            "configuration": body["configuration"],
            "enabled": True if enabled is None else enabled,
        },
    )
    world.hint(NOT_YET)
    return {"result": connector_id}


def find_all(world: World, *, additional: bool) -> dict[str, list[Row]]:
    """Every connector in order of creation; the vendor does not page this list."""
    if additional:
        world.hint(NOTHING_MORE)
    return {"connector_entries": world.work.all(_ALL, app_id=world.actor["id"])}


def update(world: World, connector_id: str, body: Row) -> None:
    """Change the configuration or the enabled flag; members that are left out do not change. 404 if the connector does not exist."""
    key = {"app_id": world.actor["id"], "id": connector_id}
    if world.work.get(ScormCloudConnector, **key) is None:
        raise ConnectorNotFound(connector_id=connector_id)
    world.work.update(ScormCloudConnector, key, body)


def delete(world: World, connector_id: str) -> None:
    """Delete a connector. 404 if there is none."""
    if not world.work.delete(ScormCloudConnector, app_id=world.actor["id"], id=connector_id):
        raise ConnectorNotFound(connector_id=connector_id)
