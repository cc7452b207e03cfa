"""The rules of content connectors."""

from typing import Any

from sqlalchemy import bindparam, select

from emulator.store.statement import Row, Statement
from emulator.vendors.call import Call
from emulator.vendors.scormcloud.errors import BadRequest, ConnectorNotFound
from emulator.vendors.scormcloud.tables import ScormCloudConnector

_ALL = Statement(
    select(*ScormCloudConnector.__table__.c, ScormCloudConnector.id.label("connector_id"))
    .where(ScormCloudConnector.app_id == bindparam("app_id"))
    .order_by(ScormCloudConnector.number)
)
NOT_YET = "the connector is kept; lms-emulator does not import from connectors yet"
NOTHING_MORE = "additionalInstanceInformation is absent: its form is the connector's own and is not known"


def create(call: Call, body: dict[str, Any]) -> dict[str, str]:
    """A new connector; answers its id."""
    if not body["content_connector_type"]:
        raise BadRequest(why="body.contentConnectorType: must not be empty")
    connector_id = call.ids.uuid()
    enabled = body.get("enabled")
    call.store.insert(
        ScormCloudConnector,
        {
            "app_id": call.principal["id"],
            "id": connector_id,
            "number": call.ids.number("scormcloud.connector"),
            "content_connector_type": body["content_connector_type"],
            "configuration": body["configuration"],
            "enabled": True if enabled is None else enabled,
        },
    )
    call.hint(NOT_YET)
    return {"result": connector_id}


def find_all(call: Call, *, additional: bool) -> dict[str, list[Row]]:
    """Every connector, the first first; the vendor does not page this list."""
    if additional:
        call.hint(NOTHING_MORE)
    return {"connector_entries": call.store.all(_ALL, app_id=call.principal["id"])}


def update(call: Call, connector_id: str, body: dict[str, Any]) -> None:
    """Change the configuration or the enabled flag; what is left out stays. 404 if there is no such connector."""
    key = {"app_id": call.principal["id"], "id": connector_id}
    if call.store.get(ScormCloudConnector, **key) is None:
        raise ConnectorNotFound(connector_id=connector_id)
    call.store.update(ScormCloudConnector, key, body)


def delete(call: Call, connector_id: str) -> None:
    """Delete a connector. 404 if there is none."""
    if not call.store.delete(ScormCloudConnector, app_id=call.principal["id"], id=connector_id):
        raise ConnectorNotFound(connector_id=connector_id)
