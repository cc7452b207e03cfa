"""LTI settings of dispatches and destinations, and that no LTI launch is pretended."""

from base64 import b64decode, urlsafe_b64decode

import pytest

from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.vendors.scormcloud.dispatches.dispatching import (
    DESTINATIONS,
    DISPATCHES,
    create_dispatch,
    dispatched,
    new_destination,
    refused,
)

NO_LTI = "lms-emulator does not serve LTI launches"


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


def test_lti_13_is_told_addresses_that_say_plainly_that_no_launch_is_served(cloud: ScormCloudClient) -> None:
    dispatched(cloud)
    link = cloud.get(f"{DISPATCHES}/X1/lti13")
    tool = cloud.get(f"{DESTINATIONS}/D1/lti13")
    addresses = [
        cloud.get(f"{DISPATCHES}/X1/lti")["url"],
        link["targetLinkUri"],
        tool["oidcLoginInitiationsUrl"],
        tool["redirectUri"],
    ]
    assert len(set(addresses)) == 4
    for address in addresses:
        assert address.startswith(f"{cloud.world.root}/launch/")
        response = cloud.world.client.get(address)
        assert (response.status_code, NO_LTI in response.text) == (501, True)


def test_the_key_of_the_tool_is_the_same_in_its_settings_and_in_its_key_set(cloud: ScormCloudClient) -> None:
    dispatched(cloud)
    tool = cloud.get(f"{DESTINATIONS}/D1/lti13")
    (key,) = cloud.world.client.get(tool["jsonWebKeySetUrl"]).json()["keys"]
    begin, *lines, end = tool["publicKey"].strip().split("\n")
    assert (begin, end) == ("-----BEGIN PUBLIC KEY-----", "-----END PUBLIC KEY-----")
    modulus = urlsafe_b64decode(key["n"] + "==")
    assert len(modulus) == 256
    assert modulus in b64decode("".join(lines))


def test_an_lti_13_launch_needs_no_credentials_and_is_refused_with_a_hint(cloud: ScormCloudClient) -> None:
    dispatched(cloud)
    path = f"{DISPATCHES}/X1/launches"
    response = cloud.call("GET", path, params={"externalConfig": "{}", "jwt": "a.b.c"}, auth=None)
    refused(response, 400, "The jwt could not be verified")
    assert NO_LTI in response.headers["x-emulator-hint"]


@pytest.mark.parametrize("params", [{}, {"externalConfig": "a"}, {"jwt": "a"}])
def test_an_lti_13_launch_without_its_parameters_answers_400(cloud: ScormCloudClient, params: dict[str, str]) -> None:
    dispatched(cloud)
    refused(cloud.call("GET", f"{DISPATCHES}/X1/launches", params=params, auth=None), 400, "is required")
