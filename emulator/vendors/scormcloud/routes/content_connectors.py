"""Content connectors: where courses can be imported from."""

from emulator.sandbox.world import World
from emulator.vendors.scormcloud.applications import connectors
from emulator.vendors.scormcloud.routing import router
from emulator.vendors.scormcloud.rows import Row


@router.post("/contentConnectors", status_code=200)
def create_connector(world: World, body: Row) -> dict[str, str]:
    return connectors.create(world, body)


@router.get("/contentConnectors", status_code=200)
def get_connectors_list(world: World, include_additional_instance_information: bool | None) -> dict[str, list[Row]]:
    return connectors.find_all(world, additional=bool(include_additional_instance_information))


@router.put("/contentConnectors/{connectorId}", status_code=204)
def update_connector(world: World, connector_id: str, body: Row) -> None:
    connectors.update(world, connector_id, body)


@router.delete("/contentConnectors/{connectorId}", status_code=204)
def delete_connector(world: World, connector_id: str) -> None:
    connectors.delete(world, connector_id)
