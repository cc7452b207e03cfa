"""What the vendor serves of its API's description, with the emulator's own contract in it."""

import httpx
import pytest

from tests.world import World


def get(world: World, path: str, method: str = "GET") -> httpx.Response:
    return world.client.request(method, f"{world.root}{path}", follow_redirects=False)


def test_the_document_is_the_emulator_s_own_with_this_sandbox_as_its_server(world: World) -> None:
    response = get(world, "/api/v1/swagger.nex")
    assert (response.status_code, response.headers["content-type"]) == (200, "application/json; charset=utf-8")
    assert response.json() == world.control("GET", "openapi/nexport.json")
    assert response.json()["servers"] == [{"url": world.nexport}]


@pytest.mark.parametrize("path", ["/api/ui/index", "/api/ui/Index", "/api/ui"])
def test_the_explorer_leads_to_the_page_of_this_api(world: World, path: str) -> None:
    response = get(world, path)
    assert response.status_code in (302, 303, 307)
    assert response.headers["location"].endswith(f"/~{world.name}/docs?urls.primaryName=NexPort%20Campus")
    page = world.client.get(str(httpx.URL(f"{world.root}{path}").join(response.headers["location"])))
    assert (page.status_code, "_emulator/openapi/nexport.json" in page.text) == (200, True)


def test_what_is_not_there_and_what_cannot_be_done_is_a_page(world: World) -> None:
    for path in ("/api/ui/else", "/api/v1/swagger.nex/else"):
        missing = get(world, path)
        assert (missing.status_code, "There is no such page." in missing.text) == (404, True)
    refused = get(world, "/api/v1/swagger.nex", "POST")
    assert (refused.status_code, refused.headers["allow"]) == (405, "GET, HEAD")
