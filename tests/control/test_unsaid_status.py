"""A SCO of SCORM 1.2 that says nothing of its status is the same at every vendor."""

import pytest

from tests.control.test_attempts import ask, nexport_section, ready
from tests.vendors.litmos.calling import LitmosClient
from tests.vendors.litmos.teams.teaming import add, new_team
from tests.vendors.nexport.calling import ENROLLMENT, NexportClient
from tests.vendors.scormcloud.calling import QUIZ, ScormCloudClient
from tests.world import World


def registration(world: World) -> dict[str, str]:
    ready(ScormCloudClient(world), QUIZ)
    return {"registration": "R1"}


def module(world: World) -> dict[str, str]:
    litmos = LitmosClient(world)
    user, course, team = litmos.new_user(), litmos.new_course(), new_team(litmos)
    module = litmos.new_module(world.sample(QUIZ), Name="Tides")
    litmos.call("POST", f"/courses/{course['Id']}/modules/link", json=[{"Id": module["Id"]}])
    add(litmos, team, user)
    litmos.call("POST", f"/teams/{team['Id']}/courses", json=[{"Id": course["Id"]}])
    return {"user": user["Id"], "module": module["Id"]}


def assignment(world: World) -> dict[str, str]:
    world.seed(nexport_section(QUIZ))
    return {"enrollment": ENROLLMENT}


MADE = {"scormcloud": registration, "litmos": module, "nexport": assignment}


@pytest.mark.parametrize("vendor", MADE)
@pytest.mark.parametrize(
    ("ended", "values", "status"),
    [
        ("normal", {}, "completed"),
        ("normal", {"cmi.core.score.raw": "80"}, "passed"),
        ("normal", {"cmi.core.score.raw": "10"}, "failed"),
        ("suspend", {}, None),
    ],
)
def test_a_sco_that_ends_its_first_launch_without_a_status_is_the_same_at_every_vendor(
    world: World, vendor: str, ended: str, values: dict[str, str], status: str | None
) -> None:
    world.settings(job_mode="instant")
    who = MADE[vendor](world)
    ask(world, "POST", "/launch", params=who)
    played = ask(world, "POST", "/exit" if ended == "normal" else "/suspend", params=who, json={"values": values})
    assert played.status_code == 200, played.text
    assert played.json()["status"] == (status or "incomplete")
    assert played.json()["played"][0]["values"].get("cmi.core.lesson_status") == status


def test_nexport_reads_the_status_that_a_sco_did_not_set_from_its_data(world: World) -> None:
    who = assignment(world)
    ask(world, "POST", "/launch", params=who)
    ask(world, "POST", "/exit", params=who)
    assert NexportClient(world).values("cmi.core.lesson_status", "cmi.core.lesson_mode") == ["completed", "review"]
