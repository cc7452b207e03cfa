"""The official client's ContentConnectorsApi."""

import pytest
import rustici_software_cloud_v2 as sc

from tests.clients.test_scormcloud_client import Api, client_of, refused
from tests.world import World


@pytest.fixture
def api(world: World) -> Api:
    return sc.ContentConnectorsApi(client_of(world))


def test_a_connector_is_created_listed_updated_and_deleted(api: Api) -> None:
    new = sc.CreateConnectorSchema(content_connector_type="LTI13", configuration={"publicKey": "k"})
    connector_id = api.create_connector(new).result
    api.update_connector(connector_id, sc.UpdateConnectorSchema(enabled=False))
    (entry,) = api.get_connectors_list(include_additional_instance_information=True).connector_entries
    assert (entry.connector_id, entry.content_connector_type, entry.enabled) == (connector_id, "LTI13", False)
    assert (entry.configuration, entry.additional_instance_information) == ({"publicKey": "k"}, None)
    api.delete_connector(connector_id)
    assert api.get_connectors_list().connector_entries == []
    with refused(404):
        api.delete_connector(connector_id)
    with refused(404):
        api.update_connector(connector_id, sc.UpdateConnectorSchema(enabled=True))


def test_a_connector_without_a_type_raises_400(api: Api) -> None:
    with refused(400):
        api.create_connector(sc.CreateConnectorSchema(content_connector_type="", configuration={}))
