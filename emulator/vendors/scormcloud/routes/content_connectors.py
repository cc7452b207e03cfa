"""Content connectors: where courses can be imported from."""

from typing import Any

from emulator.sandbox.world import World
from emulator.store.statement import Row
from emulator.vendors.scormcloud.applications import connectors
from emulator.vendors.scormcloud.routing import router


@router.post("/contentConnectors", status_code=200)
def create_connector(world: World, body: dict[str, Any]) -> dict[str, str]:
    return connectors.create(world, body)


@router.get("/contentConnectors", status_code=200)
def get_connectors_list(world: World, include_additional_instance_information: bool | None) -> dict[str, list[Row]]:
    return connectors.find_all(world, additional=bool(include_additional_instance_information))


@router.put("/contentConnectors/{connectorId}", status_code=204)
def update_connector(world: World, connector_id: str, body: dict[str, Any]) -> None:
    connectors.update(world, connector_id, body)


@router.delete("/contentConnectors/{connectorId}", status_code=204)
def delete_connector(world: World, connector_id: str) -> None:
    connectors.delete(world, connector_id)
