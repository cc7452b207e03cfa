"""Launches of a dispatch by LTI 1.3, from a platform with keys of its own: what leads to the player, and each thing that does not."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from joserfc.jwk import KeySet, RSAKey

from emulator.sandbox.clock import machine_now
from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.vendors.scormcloud.dispatches.dispatching import DESTINATIONS, DISPATCHES, done
from tests.vendors.scormcloud.lti.platform import (
    CLIENT,
    DEPLOYMENT,
    FOREIGN,
    ISSUER,
    KEY,
    LTI,
    Platform,
    token,
)


def refused(response: httpx.Response, words: str, status: int = 400) -> None:
    """A page with a reason, which the journal has too."""
    assert (response.status_code, response.headers["content-type"]) == (status, "text/html; charset=utf-8"), (
        response.text
    )
    assert words in response.text.replace("&#39;", "'").replace("&#34;", '"'), response.text
    assert words in response.headers["x-emulator-hint"]


def test_the_platform_signs_the_learner_in_and_the_player_opens(cloud: ScormCloudClient, platform: Platform) -> None:
    response = platform.begin()
    place = urlsplit(response.headers["location"])
    query = dict(parse_qsl(place.query))
    assert (response.status_code, f"{place.scheme}://{place.netloc}{place.path}") == (302, f"{platform.url}/auth")
    state, nonce = query.pop("state"), query.pop("nonce")
    assert len(state) >= 32
    assert nonce != state
    assert query == {
        "theme": "1",
        "scope": "openid",
        "response_type": "id_token",
        "response_mode": "form_post",
        "prompt": "none",
        "client_id": CLIENT,
        "redirect_uri": platform.tool["redirectUri"],
        "login_hint": "ann",
        "lti_message_hint": "link 5",
    }
    response = platform.answer(state, token(platform.claims(nonce)))
    assert response.status_code == 302, response.text
    assert response.headers["location"].startswith(f"{platform.target}&jwt=")
    response = cloud.world.client.get(response.headers["location"])
    assert response.status_code == 302, response.text
    assert cloud.world.client.get(cloud.world.host + response.headers["location"]).status_code == 200
    [registration] = cloud.get("/registrations")["registrations"]
    assert registration["learner"] == {
        "id": "user-ann",
        "email": "ann@example.com",
        "firstName": "Ann",
        "lastName": "Lee",
    }
    assert cloud.get(f"{DISPATCHES}/X1/registrationCount")["registrationCount"] == 1


def test_the_addresses_are_those_of_the_vendor_and_lead_to_the_tool_by_get_too(platform: Platform) -> None:
    below = f"{platform.cloud.world.scormcloud}/dispatch/destinations/lti13/"
    places = [platform.tool[name] for name in ("oidcLoginInitiationsUrl", "redirectUri", "jsonWebKeySetUrl")]
    assert [place.partition("?")[0] for place in places] == [
        f"{below}oidcLoginInitiation",
        f"{below}launches",
        f"{below}jwks",
    ]
    assert platform.begin("GET").status_code == 302


def test_a_browser_that_the_platforms_page_sends_here_is_let_in(cloud: ScormCloudClient, platform: Platform) -> None:
    browser = {
        "Origin": platform.url,
        "Accept": "text/html",
        "Sec-Fetch-Site": "cross-site",
        "Sec-Fetch-Mode": "navigate",
        "Sec-Fetch-Dest": "iframe",
    }
    query = platform.sign_in()
    given = {"state": query["state"], "id_token": token(platform.claims(query["nonce"]))}
    response = cloud.world.client.post(platform.tool["redirectUri"], data=given, headers=browser)
    assert response.status_code == 302, response.text
    response = cloud.world.client.get(response.headers["location"], headers=browser)
    assert (response.status_code, "/launch/" in response.headers["location"]) == (302, True)


def test_a_second_launch_goes_on_with_the_registration_of_the_first(
    cloud: ScormCloudClient, platform: Platform
) -> None:
    for _ in range(2):
        assert platform.opened().status_code == 302
    assert platform.opened(sub="user-bob").status_code == 302
    learners = [row["learner"]["id"] for row in cloud.get("/registrations", orderBy="created_asc")["registrations"]]
    assert learners == ["user-ann", "user-bob"]


def test_several_launches_at_once_all_lead_to_the_player(cloud: ScormCloudClient, platform: Platform) -> None:
    def open_as(number: int) -> int:
        return platform.opened(sub=f"user-{number % 4}").status_code

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(open_as, range(16))) == {302}
    assert len(cloud.get("/registrations")["registrations"]) == 4


def test_the_name_alone_and_hashed_learners_are_known_as_the_dispatch_says(
    cloud: ScormCloudClient, platform: Platform
) -> None:
    platform.opened(given_name=None, family_name=None, name="Lee, Ann", email=None)
    [registration] = cloud.get("/registrations")["registrations"]
    assert (registration["learner"]["firstName"], registration["learner"]["lastName"]) == ("Ann", "Lee")
    done(cloud.call("PUT", f"{DISPATCHES}/X1/hashUserInfo", json={"enabled": True}))
    assert platform.opened(sub="user-bob").status_code == 302
    learner = cloud.get("/registrations", orderBy="created_desc")["registrations"][0]["learner"]
    assert len(learner["id"]) == 64
    assert "email" not in learner or not learner["email"]


NOW = int(machine_now().timestamp())
WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "issuer": (
        {"iss": "https://other.example.com"},
        f"iss of the id_token is https://other.example.com; it must be {ISSUER}",
    ),
    "audience": ({"aud": "another"}, f"aud of the id_token is another; the destination's clientId is {CLIENT}"),
    "audiences": ({"aud": ["another"]}, "aud of the id_token is ['another']"),
    "azp missing": ({"aud": [CLIENT, "another"]}, "azp of the id_token is missing"),
    "azp": ({"azp": "another"}, "azp of the id_token is another"),
    "expired": ({"exp": NOW - 120}, "The id_token has expired: exp is "),
    "expiry": ({"exp": "soon"}, "exp of the id_token must be seconds since 1970; it is soon"),
    "no expiry": ({"exp": None}, "exp of the id_token must be seconds since 1970; it is missing"),
    "future": ({"iat": NOW + 3600}, "The id_token is of the future: iat is "),
    "nonce": ({"nonce": "another"}, "nonce of the id_token is another; it must be that of this sign-in"),
    "no nonce": ({"nonce": None}, "nonce of the id_token is missing"),
    "message": (
        {f"{LTI}/message_type": "LtiDeepLinkingRequest"},
        "message_type of the id_token is LtiDeepLinkingRequest",
    ),
    "version": ({f"{LTI}/version": "1.1"}, "version of the id_token is 1.1; it must be 1.3.0"),
    "deployment": ({f"{LTI}/deployment_id": "8"}, f"deployment_id of the id_token is 8; it must be {DEPLOYMENT}"),
    "resource link": ({f"{LTI}/resource_link": {}}, "no resource_link with an id"),
    "learner": ({"sub": None}, "sub of the id_token must have 1 to 255 characters"),
    "long learner": ({"sub": "a" * 256}, "sub of the id_token must have 1 to 255 characters"),
    "target": ({f"{LTI}/target_link_uri": "https://tool.example.com"}, "is not that of a dispatch to this destination"),
    "no target": ({f"{LTI}/target_link_uri": None}, "which is missing, is not that of a dispatch"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_claim_that_is_wrong_is_named_on_a_page_and_nobody_is_launched(
    cloud: ScormCloudClient, platform: Platform, name: str
) -> None:
    changes, words = WRONG[name]
    refused(platform.launch(**changes), words)
    assert cloud.get("/registrations")["registrations"] == []
    [entry] = [each for each in cloud.world.journal() if each["request"]["target"].endswith("/lti13/launches")]
    assert any(words in note for note in entry["notes"])


def test_of_several_audiences_the_tool_may_be_one(platform: Platform) -> None:
    assert platform.opened(aud=["another", CLIENT], azp=CLIENT).status_code == 302


def test_a_token_that_the_platform_has_not_signed_is_refused(platform: Platform) -> None:
    refused(platform.launch(FOREIGN), "The signature of the id_token is not by the platform's key")
    query = platform.sign_in()
    claims = platform.claims(query["nonce"])
    refused(platform.answer(query["state"], token(claims, kid="older")), "The kid of the id_token is none of the keys")
    refused(platform.answer(query["state"], "no.token"), "The id_token cannot be read")
    unsigned = "eyJhbGciOiJub25lIn0." + token(claims).split(".")[1] + "."
    refused(platform.answer(query["state"], unsigned), "The id_token cannot be read")
    assert platform.answer(query["state"], token(claims)).status_code == 302  # what was refused has used nothing up


def test_keys_that_the_platform_has_changed_hold_at_once(platform: Platform) -> None:
    key = RSAKey.generate_key(2048, {"kid": "newer", "alg": "RS256"})
    platform.keys = {"keys": [{"kty": "unknown", "kid": "x"}, *KeySet([key]).as_dict(private=False)["keys"]]}
    query = platform.sign_in()
    refused(platform.answer(query["state"], token(platform.claims(query["nonce"]))), "is none of the keys")
    assert platform.answer(query["state"], token(platform.claims(query["nonce"]), key, kid="newer")).status_code == 302


KEYS: dict[str, tuple[Callable[[Platform], None], str]] = {
    "unreachable": (
        lambda platform: platform.register(jsonWebKeySetUrl="http://127.0.0.1:9/jwks"),
        "http://127.0.0.1:9/jwks: ",
    ),
    "error": (lambda platform: setattr(platform, "key_status", 500), "/jwks answered 500"),
    "page": (lambda platform: setattr(platform, "keys", "<html>"), "is not a JSON Web Key Set with a key"),
    "empty": (lambda platform: setattr(platform, "keys", {"keys": []}), "is not a JSON Web Key Set with a key"),
    "list": (lambda platform: setattr(platform, "keys", []), "is not a JSON Web Key Set with a key"),
    "large": (lambda platform: setattr(platform, "keys", "x" * 300_000), "it answered more than 262,144 bytes"),
}


@pytest.mark.parametrize("name", KEYS)
def test_keys_that_cannot_be_had_are_told_with_the_reason(platform: Platform, name: str) -> None:
    change, words = KEYS[name]
    change(platform)
    refused(platform.launch(), words, 502)


def test_keys_at_no_http_address_are_refused(platform: Platform) -> None:
    platform.register(jsonWebKeySetUrl="file:///etc/passwd")
    refused(platform.launch(), "is not an http or https URL")


def test_a_sign_in_is_good_for_one_launch(cloud: ScormCloudClient, platform: Platform) -> None:
    query = platform.sign_in()
    id_token = token(platform.claims(query["nonce"]))
    response = platform.answer(query["state"], id_token)
    assert cloud.world.client.get(response.headers["location"]).status_code == 302
    refused(platform.answer(query["state"], id_token), "This sign-in was used already, and its nonce is good once")
    again = platform.sign_in()
    refused(platform.answer(again["state"], id_token), "it must be that of this sign-in")
    response = cloud.world.client.get(response.headers["location"])
    assert (response.status_code, response.json()["message"]) == (400, "The jwt could not be verified")
    assert "is good once" in response.headers["x-emulator-hint"]


def test_of_many_who_send_the_same_answer_at_once_one_is_launched(cloud: ScormCloudClient, platform: Platform) -> None:
    query = platform.sign_in()
    id_token = token(platform.claims(query["nonce"]))
    with ThreadPoolExecutor(6) as pool:
        responses = list(pool.map(lambda _: platform.answer(query["state"], id_token), range(6)))
    assert sorted(response.status_code for response in responses) == [302, 400, 400, 400, 400, 400]
    assert all(
        "sign-in" in response.headers["x-emulator-hint"] for response in responses if response.status_code == 400
    )


def test_a_sign_in_that_was_not_begun_here_or_takes_too_long_is_refused(
    cloud: ScormCloudClient, platform: Platform
) -> None:
    query = platform.sign_in()
    id_token = token(platform.claims(query["nonce"]))
    refused(platform.answer("another", id_token), "not that of a sign-in that was begun here")
    cloud.world.advance(600)
    refused(platform.answer(query["state"], id_token), "has taken longer than 10 minutes")


def test_the_platforms_own_refusal_and_an_answer_without_its_parts_are_shown(platform: Platform) -> None:
    client, place = platform.cloud.world.client, platform.tool["redirectUri"]
    response = client.post(place, data={"state": "s", "error": "login_required", "error_description": "Who are <you>?"})
    assert "<you>" not in response.text
    assert "login_required: Who are &lt;you&gt;?" in response.text
    refused(client.post(place, data={}), "The platform's answer lacks state, id_token")
    assert client.get(place).headers["allow"] == "POST"
    assert client.put(platform.tool["oidcLoginInitiationsUrl"]).headers["allow"] == "GET, POST"


BEGINNINGS: dict[str, tuple[dict[str, str | None], str]] = {
    "nothing": ({"iss": None, "login_hint": "", "target_link_uri": None}, "lacks iss, login_hint, target_link_uri"),
    "issuer": (
        {"iss": "https://other.example.com"},
        f"iss is https://other.example.com; lti13Data of the destination has {ISSUER}",
    ),
    "client": ({"client_id": "another"}, "client_id is another"),
    "deployment": ({"lti_deployment_id": "8"}, "lti_deployment_id is 8"),
}


@pytest.mark.parametrize("name", BEGINNINGS)
def test_a_login_initiation_that_is_not_of_the_destinations_platform_is_refused(platform: Platform, name: str) -> None:
    changes, words = BEGINNINGS[name]
    refused(platform.begin("POST", **changes), words)


def test_a_platform_need_not_say_which_client_and_deployment_it_means(platform: Platform) -> None:
    assert platform.begin(client_id=None, lti_deployment_id=None, lti_message_hint=None).status_code == 302


def test_a_destination_without_a_platform_or_that_is_not_there_is_told(
    cloud: ScormCloudClient, platform: Platform
) -> None:
    done(cloud.call("PUT", f"{DESTINATIONS}/D2", json={"name": "D2"}))
    platform.tool = cloud.get(f"{DESTINATIONS}/D2/lti13")
    refused(platform.begin(), "The destination has no lti13Data")
    platform.tool["oidcLoginInitiationsUrl"] = platform.tool["oidcLoginInitiationsUrl"][:-1]
    refused(platform.begin(), "externalConfig names no destination", 404)


def test_what_a_dispatch_refuses_is_refused_to_a_platform_too(cloud: ScormCloudClient, platform: Platform) -> None:
    done(cloud.call("PUT", f"{DISPATCHES}/X1/enabled", json={"enabled": False}))
    response = platform.launch()
    assert (response.status_code, "turned off by its publisher" in response.text) == (403, True)
    assert response.headers["x-emulator-hint"] == "the launch was refused: disabled"
    assert cloud.get("/registrations")["registrations"] == []


@pytest.mark.parametrize("clock", [{"now": "2030-01-01T00:00:00Z", "held": True}, {"now": "2001-01-01T00:00:00Z"}])
def test_a_platform_keeps_its_own_time_whatever_the_sandboxs_clock_says(
    platform: Platform, clock: dict[str, Any]
) -> None:
    platform.cloud.world.control("PUT", "clock", json=clock)
    assert platform.opened().status_code == 302


def test_a_tests_platform_may_keep_the_sandboxs_time(platform: Platform) -> None:
    platform.cloud.world.control("PUT", "clock", json={"now": "2030-01-01T00:00:00Z", "held": True})
    now = 1893456000
    assert platform.opened(iat=now, exp=now + 60).status_code == 302
    refused(
        platform.launch(iat=now - 600, exp=now - 60), "exp is 2029-12-31T23:59:00Z, here it is 2030-01-01T00:00:00Z"
    )


def test_the_key_of_the_tool_is_the_same_for_all_who_ask_for_it(platform: Platform) -> None:
    cloud = platform.cloud
    shown = KeySet.import_key_set(cloud.world.client.get(platform.tool["jsonWebKeySetUrl"]).json())
    [key] = shown.keys
    assert isinstance(key, RSAKey)
    assert key.as_pem(private=False).decode() == platform.tool["publicKey"]
    assert not key.is_private
    assert cloud.get(f"{DESTINATIONS}/D1/lti13") == platform.tool


def test_the_resource_link_of_another_dispatch_is_not_opened_by_this_ones_token(
    cloud: ScormCloudClient, platform: Platform
) -> None:
    location = platform.launch().headers["location"]
    response = cloud.world.client.get(location.replace("/X1/", "/X9/"))
    assert (response.status_code, "X9" in response.json()["message"]) == (404, True)
    assert cloud.world.client.get(location).status_code == 302
    assert KEY.kid == "platform-key"
