"""When a launch begins a new instance, and what settings do to a launch."""

from typing import Any

import orjson
import pytest

from tests.player.test_serving import Player
from tests.vendors.scormcloud.calling import MINIMAL, QUIZ, ScormCloudClient
from tests.world import World

ALWAYS, NEWER = "WHEN_EXISTING_REG_IS_", "_AND_NEWER_PACKAGE_VERSION_EXISTS"


@pytest.fixture
def cloud(world: World) -> ScormCloudClient:
    """SCORM Cloud with the registration R1 for the quiz."""
    world.settings(job_mode="instant")
    cloud = ScormCloudClient(world)
    cloud.new_course("C1", QUIZ)
    cloud.register("R1")
    return cloud


def set_to(cloud: ScormCloudClient, **settings: str) -> None:
    body = {"settings": [{"settingId": name, "value": value} for name, value in settings.items()]}
    assert cloud.call("POST", "/registrations/R1/configuration", json=body).status_code == 204


def play(cloud: ScormCloudClient, status: str) -> None:
    player = Player(cloud)
    player.start()
    player.commit({"cmi.core.lesson_status": status}, ended="terminated")


def instance(cloud: ScormCloudClient) -> tuple[int, int]:
    found = cloud.get("/registrations/R1")
    return found["instance"], found["course"]["version"]


@pytest.mark.parametrize(
    ("status", "when", "without", "with_newer"),
    [
        ("passed", "", 0, 1),  # the default
        ("incomplete", "", 0, 0),
        ("passed", "NEVER", 0, 0),
        ("incomplete", "WHEN_NEWER_PACKAGE_VERSION_EXISTS", 0, 1),
        ("passed", f"{ALWAYS}COMPLETE", 1, 2),
        ("incomplete", f"{ALWAYS}COMPLETE", 0, 0),
        ("passed", f"{ALWAYS}SATISFIED", 1, 2),
        ("failed", f"{ALWAYS}SATISFIED", 0, 0),
        ("failed", f"{ALWAYS}SATISFIED{NEWER}", 0, 0),
        ("passed", f"{ALWAYS}SATISFIED{NEWER}", 0, 1),
        ("incomplete", f"{ALWAYS}INCOMPLETE{NEWER}", 0, 1),
        ("passed", f"{ALWAYS}INCOMPLETE{NEWER}", 0, 0),
        ("failed", f"{ALWAYS}FAILED", 1, 2),
        ("failed", f"{ALWAYS}FAILED{NEWER}", 0, 1),
    ],
)
def test_a_launch_begins_a_new_instance_when_the_setting_says_so(
    cloud: ScormCloudClient, status: str, when: str, without: int, with_newer: int
) -> None:
    if when:
        set_to(cloud, WhenToRestartRegistration=when)
    play(cloud, status)
    play(cloud, status)
    assert instance(cloud) == (without, 0)
    cloud.new_course("C1", QUIZ, mayCreateNewVersion="true")
    Player(cloud)
    assert instance(cloud) == (with_newer, 1 if with_newer > without else 0)


def test_a_new_instance_begins_anew_and_the_old_one_stays(cloud: ScormCloudClient) -> None:
    play(cloud, "passed")
    cloud.new_course("C1", QUIZ, mayCreateNewVersion="true")
    player = Player(cloud)
    assert player.start()["values"]["cmi.core.entry"] == "ab-initio"
    shown = cloud.get("/registrations/R1/instances")["registrations"]
    assert [(each["instance"], each["registrationSuccess"]) for each in shown] == [(1, "UNKNOWN"), (0, "PASSED")]


def test_a_launch_without_tracking_begins_none(cloud: ScormCloudClient) -> None:
    set_to(cloud, WhenToRestartRegistration=f"{ALWAYS}COMPLETE")
    play(cloud, "passed")
    Player(cloud, tracking=False)
    assert instance(cloud) == (0, 0)


@pytest.mark.parametrize(
    ("value", "status", "credit"),
    [("true", "passed", "no-credit"), ("true", "incomplete", "credit"), ("false", "passed", "credit")],
)
def test_a_completed_registration_is_launched_without_credit_if_a_setting_says_so(
    cloud: ScormCloudClient, value: str, status: str, credit: str
) -> None:
    set_to(cloud, PlayerLaunchCompletedRegsAsNoCredit=value)
    play(cloud, status)
    assert Player(cloud).start()["values"]["cmi.core.credit"] == credit


def test_the_player_rolls_up_as_the_registration_does(cloud: ScormCloudClient) -> None:
    set_to(cloud, PlayerCompletionStatOfFailedSuccessStat="Incomplete", PlayerApplyRollupStatusToSuccess="true")
    player = Player(cloud)
    player.start()
    answer: Any = player.commit({"cmi.core.lesson_status": "completed"}).json()
    assert (answer["status"], cloud.get("/registrations/R1")["registrationSuccess"]) == ("passed", "PASSED")


def test_a_launch_of_a_pinned_version_goes_on_with_it(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1", MINIMAL, mayCreateNewVersion="true")
    cloud.call("DELETE", "/registrations/R1")
    cloud.register("R1", courseVersion=0)
    assert Player(cloud).start()["href"] == "quiz.html"
    assert cloud.get("/registrations/R1")["course"]["version"] == 0


def test_a_course_that_is_deleted_while_it_is_open_says_so_on_every_path(cloud: ScormCloudClient) -> None:
    player = Player(cloud)
    player.start()
    assert cloud.call("DELETE", "/courses/C1").status_code == 204
    cloud.world.advance(5)
    page = player.client.get(player.url)
    assert (page.status_code, "not here any more" in page.text) == (410, True)
    for what, message in (
        ("start", {"sco": "quiz"}),
        ("commit", {"sco": "quiz", "session": 1, "sequence": 1, "values": {}}),
        ("state", {"sequencing": ""}),
        ("leave", {}),
    ):
        response = player.tell(what, message)
        gone = {"result": False, "error": "It was removed, or your progress was."}
        assert (response.status_code, response.json()) == (410, gone)
    file = player.client.get(f"{player.content}/index.html")
    assert (file.status_code, file.text) == (404, "There is no such launch.\n")


def test_the_settings_of_the_page_come_with_its_launch(cloud: ScormCloudClient) -> None:
    set_to(
        cloud,
        PlayerCommCommitFrequency="2500",
        PlayerCommMaxFailedSubmissions="3",
        PromptOnPlayerClose="true",
        PlayerReturnToLmsAction="ExitAll",
        PlayerFinalScoCourseSatisfiedNormalExitAction="DO_NOTHING",
        PlayerLogoutCausesPlayerExit="true",
    )
    player = Player(cloud)
    text = player.client.get(player.url).text
    document = orjson.loads(text.partition('id="launch">')[2].partition("</script>")[0])
    assert document["page"] == {  # the one for SCORM 2004 alone is not among them
        "commitSeconds": 2.5,
        "failures": 3,
        "prompt": True,
        "return": "ExitAll",
        "exits": {"Final Satisfied Normal": "DO_NOTHING"},
    }
