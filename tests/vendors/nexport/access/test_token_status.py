"""The status that a bad access token gets, by the sandbox's setting."""

from typing import Any

import pytest

from tests.vendors.nexport.calling import OTHER, NexportClient, refusal
from tests.world import World


@pytest.mark.parametrize("status", [401, 403, 422])
def test_missing_unknown_and_expired_tokens_get_the_status_of_the_setting(nexport: NexportClient, status: int) -> None:
    world = nexport.world
    world.settings(nexport_bad_token_status=status)
    expired = nexport.authenticate(utc_expiration_date="2020-01-01T00:00:00Z").json()["access_token"]
    params: list[dict[str, Any]] = [{}, {"access_token": OTHER}, {"access_token": expired}]
    words = [
        refusal(world.client.get(f"{world.nexport}/AdminApi/GetUsers", params=each), status).split()[-1]
        for each in params
    ]
    assert words == ["missing.", "unknown.", "expired."]
    assert nexport.call("GET", "/AdminApi/GetUsers").status_code == 200


def test_another_status_is_no_setting(world: World) -> None:
    response = world.client.patch(f"{world.root}/_emulator/settings", json={"nexport_bad_token_status": 404})
    assert response.is_error
