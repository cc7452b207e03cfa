"""Launching a dispatch from another platform: the public pages, what they refuse, and the registrations they make."""

from typing import Any

import httpx
import pytest

from tests.refusals import page_refusal
from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.vendors.scormcloud.dispatches.dispatching import DESTINATIONS, DISPATCHES, dispatched, done
from tests.world import World

ONE = f"{DISPATCHES}/X1"


class Platform:
    """Another platform that has the package of X1."""

    def __init__(self, cloud: ScormCloudClient) -> None:
        self.client = cloud.world.client
        self.url = cloud.get(f"{ONE}/lti")["url"].removesuffix("/lti")

    def status(self, learner: str = "L1") -> Any:
        """What the package asks for before it launches."""
        response = self.client.get(f"{self.url}/status", params={"learnerId": learner})
        assert response.headers["access-control-allow-origin"] == "*"
        return response.json()

    def launch(self, learner: str = "L1", name: str = "Baba, Jo") -> httpx.Response:
        """What the package opens in its frame."""
        response = self.client.get(self.url, params={"learnerId": learner, "learnerName": name})
        if response.status_code != 302:
            assert response.headers["content-type"] == "text/html; charset=utf-8"
        return response


@pytest.fixture
def platform(cloud: ScormCloudClient) -> Platform:
    """The platform, and a dispatch for it."""
    dispatched(cloud)
    return Platform(cloud)


def update(cloud: ScormCloudClient, **members: Any) -> None:
    """Change the dispatch."""
    done(cloud.call("PUT", ONE, json=members))


def learners(cloud: ScormCloudClient) -> list[Any]:
    """Whose registrations there are, the latest last."""
    return [row["learner"] for row in cloud.get("/registrations", orderBy="created_asc")["registrations"]]


def test_a_first_launch_makes_a_registration_that_counts_and_leads_to_the_player(
    cloud: ScormCloudClient, platform: Platform
) -> None:
    assert platform.status() == {"allowed": True}
    assert learners(cloud) == []
    response = platform.launch()
    assert response.status_code == 302
    assert cloud.world.client.get(cloud.world.host + response.headers["location"]).status_code == 200
    assert learners(cloud) == [{"id": "L1", "firstName": "Jo", "lastName": "Baba"}]
    assert cloud.get(ONE)["registrationCount"] == 1
    assert cloud.get(f"{ONE}/registrationCount") == {"registrationCount": 1}


def test_later_launches_of_a_learner_go_on_with_the_registration(cloud: ScormCloudClient, platform: Platform) -> None:
    for _ in range(3):
        platform.launch()
    assert len(learners(cloud)) == 1
    platform.launch("L2")
    assert len(learners(cloud)) == 2
    assert cloud.get(f"{DESTINATIONS}/D1/dispatches/registrationCount") == {"result": 2}


def test_a_deleted_registration_is_made_anew(cloud: ScormCloudClient, platform: Platform) -> None:
    platform.launch()
    done(cloud.call("DELETE", f"/registrations/{cloud.get('/registrations')['registrations'][0]['id']}"))
    platform.launch()
    assert (len(learners(cloud)), cloud.get(ONE)["registrationCount"]) == (1, 2)


def test_a_dispatch_that_is_off_refuses_everybody(cloud: ScormCloudClient, platform: Platform) -> None:
    platform.launch()
    update(cloud, enabled=False)
    assert platform.status()["reason"] == "disabled"
    response = platform.launch()
    assert (response.status_code, "turned off" in response.text) == (403, True)
    assert "disabled" in response.headers["x-emulator-hint"]


def test_a_dispatch_expires_by_the_sandboxs_clock(cloud: ScormCloudClient, platform: Platform) -> None:
    update(cloud, expirationDate=cloud.get("/ping")["currentTime"].replace("Z", "+00:00"))
    assert platform.status()["reason"] == "expired"
    assert page_refusal(platform.launch(), 403) == "Über Tides. The time in which this course could be taken is over."
    update(cloud, expirationDate="2099-01-01")
    assert platform.status() == {"allowed": True}
    cloud.world.advance(100 * 365 * 24 * 3600)
    assert platform.status()["reason"] == "expired"


def test_a_full_dispatch_refuses_new_learners_until_its_count_is_reset(
    cloud: ScormCloudClient, platform: Platform
) -> None:
    update(cloud, registrationCap=1)
    platform.launch()
    assert platform.status("L2")["reason"] == "overCap"
    assert (
        page_refusal(platform.launch("L2"), 403)
        == "Über Tides. This course has as many learners as its publisher allows."
    )
    assert platform.launch("L1").status_code == 302
    done(cloud.call("DELETE", f"{ONE}/registrationCount"))
    assert platform.launch("L2").status_code == 302
    assert len(learners(cloud)) == 2


def test_a_dispatch_may_take_no_new_learners(cloud: ScormCloudClient, platform: Platform) -> None:
    platform.launch()
    update(cloud, allowNewRegistrations=False)
    assert platform.status("L2")["reason"] == "noNewRegistrations"
    assert page_refusal(platform.launch("L2"), 403) == "Über Tides. This course takes no new learners."
    assert platform.status("L1") == {"allowed": True}


def test_a_reset_count_says_when_by_the_sandboxs_clock(cloud: ScormCloudClient, platform: Platform) -> None:
    platform.launch()
    done(cloud.call("DELETE", f"{ONE}/registrationCount"))
    first = cloud.get(f"{ONE}/registrationCount")
    assert first["registrationCount"] == 0
    assert cloud.get(ONE)["registrationResetDate"] == first["lastResetDate"]
    cloud.world.advance(3600)
    done(cloud.call("DELETE", f"{DESTINATIONS}/D1/dispatches/registrationCount"))
    assert cloud.get(f"{ONE}/registrationCount")["lastResetDate"] > first["lastResetDate"]
    assert len(learners(cloud)) == 1


@pytest.mark.parametrize(("instanced", "instance", "version"), [(True, 1, 1), (False, 0, 0)])
def test_a_new_version_is_a_new_instance_for_a_learner_if_the_dispatch_is_instanced(
    cloud: ScormCloudClient, platform: Platform, instanced: bool, instance: int, version: int
) -> None:
    update(cloud, instanced=instanced)
    platform.launch()
    cloud.new_course("C1", mayCreateNewVersion=True)
    for _ in range(2):
        platform.launch()
    row = cloud.get("/registrations")["registrations"][0]
    assert (row["instance"], row["course"]["version"]) == (instance, version)
    assert len(cloud.get(f"/registrations/{row['id']}/instances")["registrations"]) == instance + 1
    assert cloud.get(ONE)["registrationCount"] == 1


def test_hashed_learners_are_known_by_their_hash_alone(cloud: ScormCloudClient, platform: Platform) -> None:
    done(cloud.call("PUT", f"{DESTINATIONS}/D1/dispatches/hashUserInfo", json={"enabled": True}))
    for _ in range(2):
        platform.launch("learner@example.com")
    (learner,) = learners(cloud)
    assert list(learner) == ["id"]
    assert len(learner["id"]) == 64
    assert "example" not in learner["id"]


def test_a_deleted_dispatch_cannot_be_launched_and_its_registrations_stay(
    cloud: ScormCloudClient, platform: Platform
) -> None:
    platform.launch()
    done(cloud.call("DELETE", ONE))
    assert platform.status()["reason"] == "gone"
    assert page_refusal(platform.launch(), 404) == "Not here. This course is not offered any more."
    assert len(learners(cloud)) == 1


@pytest.mark.parametrize("learner", ["", "x" * 256, "a\0b"])
def test_a_learner_without_a_usable_id_is_refused(cloud: ScormCloudClient, platform: Platform, learner: str) -> None:
    assert platform.status(learner)["reason"] == "learnerId"
    assert page_refusal(platform.launch(learner), 400) == "Not possible. learnerId must have 1 to 255 characters."
    assert learners(cloud) == []


def test_what_a_page_shows_is_escaped_and_can_run_nothing(cloud: ScormCloudClient, platform: Platform) -> None:
    done(cloud.call("PUT", "/courses/C1/title", json={"title": "<script>alert(1)</script>"}))
    response = platform.launch(name="<b>, <i>")
    player = cloud.world.client.get(cloud.world.host + response.headers["location"])
    assert "<script>alert" not in player.text
    update(cloud, enabled=False)
    response = platform.launch()
    assert "<script>" not in response.text
    assert response.headers["content-security-policy"].startswith("default-src 'none'")


def test_asking_for_the_head_of_a_page_changes_nothing_and_posting_to_it_is_refused(
    cloud: ScormCloudClient, platform: Platform
) -> None:
    response = cloud.world.client.head(platform.url, params={"learnerId": "L1"})
    assert (response.status_code, response.content) == (200, b"")
    assert (
        page_refusal(cloud.world.client.post(platform.url, data={"learnerId": "L1"}), 405)
        == "Not possible. POST is not a method of this page: it takes GET, HEAD."
    )
    assert learners(cloud) == []


@pytest.mark.parametrize("path", ["", "/", "/nothing", "/nothing/at/all", "/%00", "/a/status", "/lti13"])
def test_a_page_that_is_not_there_says_so(cloud: ScormCloudClient, path: str) -> None:
    response = cloud.world.client.get(f"{cloud.world.root}/launch/dispatch{path}", params={"learnerId": "L1"})
    assert response.status_code == 404
    assert "not offered any more" in response.text


def test_a_page_is_in_the_journal_and_belongs_to_its_sandbox(
    world: World, cloud: ScormCloudClient, platform: Platform
) -> None:
    platform.launch()
    entry = world.journal()[-1]
    assert (entry["vendor"], entry["operation"], entry["response"]["status"]) == ("scormcloud", None, 302)
    assert "/launch/dispatch/" in entry["request"]["target"]
    elsewhere = platform.url.replace(f"/~{world.name}/", "/~another-place/")
    assert (
        page_refusal(world.client.get(elsewhere, params={"learnerId": "L1"}), 404)
        == "Not here. This course is not offered any more."
    )
