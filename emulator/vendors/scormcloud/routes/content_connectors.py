"""Content connectors: where courses can be imported from."""

from typing import Any

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.scormcloud.applications import connectors
from emulator.vendors.scormcloud.routing import router


@router.post("/contentConnectors", status_code=200)
def create_connector(call: Call, body: dict[str, Any]) -> dict[str, str]:
    return connectors.create(call, body)


@router.get("/contentConnectors", status_code=200)
def get_connectors_list(call: Call, include_additional_instance_information: bool | None) -> dict[str, list[Row]]:
    return connectors.find_all(call, additional=bool(include_additional_instance_information))


@router.put("/contentConnectors/{connectorId}", status_code=204)
def update_connector(call: Call, connector_id: str, body: dict[str, Any]) -> None:
    connectors.update(call, connector_id, body)


@router.delete("/contentConnectors/{connectorId}", status_code=204)
def delete_connector(call: Call, connector_id: str) -> None:
    connectors.delete(call, connector_id)
