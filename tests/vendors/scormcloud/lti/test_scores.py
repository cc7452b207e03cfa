"""Scores that go back to the platform: Assignment and Grade Services, with a token that the tool's own key is good for."""

from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet

from emulator.sandbox.clock import machine_now
from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.vendors.scormcloud.dispatches.dispatching import DISPATCHES, done
from tests.vendors.scormcloud.lti.platform import AGS, CLIENT, SCORE, Platform
from tests.world import World


def play(world: World, **values: Any) -> None:
    """Play the one registration to its end."""
    world.control("POST", "attempts/play", params={"course": "C1"}, json=values)


def deliveries(world: World) -> list[dict[str, Any]]:
    """The deliveries, once each has been tried."""
    world.advance(0)
    found: list[dict[str, Any]] = world.control("GET", "deliveries")["deliveries"]
    return found


def test_the_score_goes_to_the_line_item_with_a_token_that_the_tools_key_is_good_for(
    cloud: ScormCloudClient, platform: Platform
) -> None:
    assert platform.opened().status_code == 302
    play(cloud.world, status="passed", score=85, seconds=120)
    [delivery] = deliveries(cloud.world)
    assert (delivery["state"], delivery["url"]) == ("Delivered", f"{platform.url}/items/5/scores?course=1")
    [(path, headers, score)] = platform.scores
    assert (path, headers["authorization"]) == ("/items/5/scores?course=1", "Bearer t0ken")
    assert headers["content-type"] == "application/vnd.ims.lis.v1.score+json"
    assert score.pop("timestamp").endswith("+00:00")
    assert score == {
        "userId": "user-ann",
        "activityProgress": "Completed",
        "gradingProgress": "FullyGraded",
        "scoreGiven": 85.0,
        "scoreMaximum": 100,
    }
    [asked] = platform.asked
    assert (asked["grant_type"], asked["scope"]) == ("client_credentials", SCORE)
    keys = KeySet.import_key_set(cloud.world.client.get(platform.tool["jsonWebKeySetUrl"]).json())
    claims = jwt.decode(asked["client_assertion"], keys, algorithms=["RS256"]).claims
    assert (claims["iss"], claims["sub"], claims["aud"]) == (CLIENT, CLIENT, f"{platform.url}/token")
    assert claims["exp"] - claims["iat"] == 300
    assert abs(claims["iat"] - machine_now().timestamp()) < 60
    cloud.world.control("POST", f"deliveries/{delivery['number']}/redeliver")
    assert [each["state"] for each in deliveries(cloud.world)] == ["Delivered"]
    assert len(platform.scores) == 2


def test_the_setting_of_the_vendor_says_how_long_the_tools_jwt_is_good(
    cloud: ScormCloudClient, platform: Platform
) -> None:
    body = {"settings": [{"settingId": "LtiJsonWebTokenExpiry", "value": "60"}]}
    done(cloud.call("POST", "/appManagement/configuration", json=body))
    platform.opened()
    play(cloud.world, status="completed")
    deliveries(cloud.world)
    keys = KeySet.import_key_set(cloud.world.client.get(platform.tool["jsonWebKeySetUrl"]).json())
    claims = jwt.decode(platform.asked[0]["client_assertion"], keys, algorithms=["RS256"]).claims
    assert claims["exp"] - claims["iat"] == 60


def test_what_has_no_score_tells_its_progress_alone(cloud: ScormCloudClient, platform: Platform) -> None:
    platform.opened()
    play(cloud.world, status="incomplete")
    deliveries(cloud.world)
    [(_, _, score)] = platform.scores
    assert (score["activityProgress"], score["gradingProgress"]) == ("InProgress", "Pending")
    assert "scoreGiven" not in score


def test_a_hashed_learner_is_told_to_the_platform_as_it_knows_them(cloud: ScormCloudClient, platform: Platform) -> None:
    done(cloud.call("PUT", f"{DISPATCHES}/X1/hashUserInfo", json={"enabled": True}))
    platform.opened()
    play(cloud.world, status="completed")
    deliveries(cloud.world)
    assert platform.scores[0][2]["userId"] == "user-ann"


def test_a_token_that_is_refused_is_asked_for_again_and_the_reason_is_kept(
    cloud: ScormCloudClient, platform: Platform
) -> None:
    cloud.world.control("PUT", "clock", json={"now": "2030-01-01T00:00:00Z", "held": True})
    platform.token_status = 401
    platform.opened()
    play(cloud.world, status="completed")
    [delivery] = deliveries(cloud.world)
    assert (delivery["state"], platform.scores) == ("Waiting", [])
    assert f"no access token: {platform.url}/token answered 401" in delivery["tries"][0]["error"]
    platform.token_status = 200
    cloud.world.advance(1)
    [delivery] = deliveries(cloud.world)
    assert (delivery["state"], len(delivery["tries"]), len(platform.scores)) == ("Delivered", 2, 1)
    first, second = (jwt.decode(each["client_assertion"], _keys(platform)).claims["jti"] for each in platform.asked)
    assert first != second


@pytest.mark.parametrize(
    "claim", [None, {"scope": [SCORE]}, {"scope": [], "lineitem": "http://127.0.0.1:9/items/1"}, "text"]
)
def test_without_a_line_item_that_takes_scores_none_is_sent_and_a_hint_says_so(
    cloud: ScormCloudClient, platform: Platform, claim: Any
) -> None:
    response = platform.opened(**{AGS: claim})
    assert "has named no line item that takes scores" in response.headers["x-emulator-hint"]
    play(cloud.world, status="completed")
    assert deliveries(cloud.world) == []


def test_without_a_token_address_of_the_platform_no_score_is_sent(cloud: ScormCloudClient, platform: Platform) -> None:
    platform.register(accessTokenUrl="")
    platform.opened()
    play(cloud.world, status="completed")
    assert deliveries(cloud.world) == []


def _keys(platform: Platform) -> KeySet:
    found = platform.cloud.world.client.get(platform.tool["jsonWebKeySetUrl"]).json()
    return KeySet.import_key_set(found)
