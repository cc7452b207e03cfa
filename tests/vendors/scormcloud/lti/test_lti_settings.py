"""LTI settings of dispatches, and that no launch is pretended."""

import pytest

from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.vendors.scormcloud.dispatches.dispatching import (
    DISPATCHES,
    create_dispatch,
    dispatched,
    new_destination,
    refused,
)

NO_LTI = "lms-emulator does not serve launches by LTI 1.1"


def test_lti_11_is_told_an_address_a_key_and_a_secret_that_stay(cloud: ScormCloudClient) -> None:
    dispatched(cloud)
    settings = cloud.get(f"{DISPATCHES}/X1/lti")
    assert settings["consumerKey"] == "X1"
    assert len(settings["sharedSecret"]) >= 32
    assert settings == cloud.get(f"{DISPATCHES}/X1/lti")
    assert cloud.call("GET", f"{DISPATCHES}/X1/lti").headers["x-emulator-hint"] == NO_LTI
    new_destination(cloud, "D2")
    create_dispatch(cloud, "X2", destination_id="D2")
    assert cloud.get(f"{DISPATCHES}/X2/lti")["sharedSecret"] != settings["sharedSecret"]


def test_a_launch_by_lti_11_is_told_to_be_not_served(cloud: ScormCloudClient) -> None:
    dispatched(cloud)
    response = cloud.world.client.get(cloud.get(f"{DISPATCHES}/X1/lti")["url"])
    assert (response.status_code, NO_LTI in response.text) == (501, True)


def test_an_lti_13_launch_needs_no_credentials_and_is_refused_without_a_sign_in(cloud: ScormCloudClient) -> None:
    dispatched(cloud)
    path = f"{DISPATCHES}/X1/launches"
    response = cloud.call("GET", path, params={"externalConfig": "{}", "jwt": "a.b.c"}, auth=None)
    refused(response, 400, "The jwt could not be verified")
    assert "externalConfig is not that of the dispatch" in response.headers["x-emulator-hint"]


@pytest.mark.parametrize("params", [{}, {"externalConfig": "a"}, {"jwt": "a"}])
def test_an_lti_13_launch_without_its_parameters_answers_400(cloud: ScormCloudClient, params: dict[str, str]) -> None:
    dispatched(cloud)
    refused(cloud.call("GET", f"{DISPATCHES}/X1/launches", params=params, auth=None), 400, "is required")
