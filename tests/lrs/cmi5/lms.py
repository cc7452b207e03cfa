"""The two sides of a cmi5 launch: the LMS within the emulator, and an assignable unit as a browser runs it."""

from collections.abc import Callable
from itertools import count
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import orjson

from emulator.app import Emulator
from emulator.http import Request
from emulator.lrs.cmi5 import launching, move_on
from emulator.lrs.cmi5.move_on import CourseGroup, Unit
from emulator.lrs.lrs_call import LrsCall
from emulator.vendors.call import Call
from emulator.vendors.scormcloud.xapi import lrs as glue
from tests.lrs.calling import APP, COURSE, REGISTRATION, VERB, Lrs, number, refusal, statement
from tests.world import World

UNIT, OTHER_UNIT, BLOCK = (
    "https://lms.example.com/unit",
    "https://lms.example.com/unit/2",
    "https://lms.example.com/block",
)
PUBLISHER = "https://publisher.example.com/unit"
LEARNER = {"objectType": "Agent", "account": {"homePage": "https://lms.example.com", "name": "L1"}}
CONTEXT = "https://w3id.org/xapi/cmi5/context/"
CMI5, MOVE_ON = {"id": f"{CONTEXT}categories/cmi5"}, {"id": f"{CONTEXT}categories/moveon"}
MASTERY = f"{CONTEXT}extensions/masteryscore"
Act = Callable[[LrsCall], Any]
_numbers = count(101)


class Lms:
    """The LMS's side of an application's LRS, within the emulator."""

    def __init__(self, world: World, emulator: Emulator) -> None:
        self.world = world
        self.emulator = emulator
        Lrs(world).post([])  # the sandbox and its application come into being

    def do(self, act: Act) -> Any:
        """Do something at the lrs_call of the LMS, in a unit of work."""
        request = Request(
            "GET", "", b"", [(b"host", self.world.host.removeprefix("http://").encode())], prefix=f"/~{self.world.name}"
        )
        call = Call(self.emulator.house.sandboxes.get(self.world.name), request)
        with call.world.work:
            return act(glue.lrs_call_of(call.world, APP))

    def enrol(self, **members: Any) -> None:
        """Enrol the learner in a course of a block with one AU, and another AU beside it that needs nothing."""
        unit = Unit(PUBLISHER, UNIT, **{"move_on": "CompletedAndPassed", "mastery_score": 0.9, **members})
        block = CourseGroup("https://publisher.example.com/block", BLOCK, (unit,))
        course = CourseGroup(
            "https://publisher.example.com/course", COURSE, (block, Unit(f"{PUBLISHER}/2", OTHER_UNIT)), {"en": "C"}
        )
        self.do(lambda lrs_call: move_on.enrol(lrs_call, REGISTRATION, LEARNER, course))

    def launch(self, **options: Any) -> "Au":
        """Launch the AU."""
        endpoint = f"{self.world.root}/lrs/{APP}"
        launch = self.do(
            lambda lrs_call: launching.launch_cmi5(
                lrs_call,
                REGISTRATION,
                UNIT,
                endpoint=endpoint,
                fetch_url=f"{endpoint}/fetch",
                launch_url="https://content.example.com/index.html",
                **options,
            )
        )
        return Au(self.world, launch.url("https://content.example.com/index.html?a=1#top"))

    def verbs(self) -> list[str]:
        """The verbs of all statements, the first first."""
        return [each["verb"]["id"].rpartition("/")[2] for each in Lrs(self.world).find(ascending=True)]


class Au:
    """An assignable unit as a browser runs it: it has nothing but its URL."""

    def __init__(self, world: World, url: str) -> None:
        self.world = world
        self.launch = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        self.actor = orjson.loads(self.launch["actor"])
        self.token = ""
        self.data: dict[str, Any] = {}

    @property
    def lrs(self) -> Lrs:
        """The LRS as the AU calls it."""
        return Lrs(self.world, token=self.token)

    @property
    def place(self) -> dict[str, Any]:
        """Where its state is."""
        return {
            "activityId": self.launch["activityId"],
            "agent": self.actor,
            "registration": self.launch["registration"],
        }

    def fetch(self) -> httpx.Response:
        """Ask for the token."""
        return self.world.client.post(self.launch["fetch"])

    def start(self) -> "Au":
        """Do all that comes before the first statement."""
        self.token = self.fetch().json()["auth-token"]
        params = {**self.place, "stateId": "LMS.LaunchData"}
        self.data = self.lrs.call("GET", "activities/state", params=params).json()
        params = {"agent": self.actor, "profileId": "cmi5LearnerPreferences"}
        assert refusal(self.lrs.call("GET", "agents/profile", params=params), 404) == "there is no such document"
        return self

    def statement(self, verb: str, **result: Any) -> dict[str, Any]:
        """A statement that is right: cmi5 defined but for the verb experienced."""
        context = orjson.loads(orjson.dumps(self.data["contextTemplate"]))
        context["registration"] = self.launch["registration"]
        usual: dict[str, Any] = {"initialized": {}, "experienced": {}}.get(verb, {"duration": "PT1S"})
        usual |= {"completed": {"completion": True}, "passed": {"success": True}, "failed": {"success": False}}.get(
            verb, {}
        )
        categories = [] if verb == "experienced" else [CMI5]
        if verb in ("completed", "passed", "failed"):
            categories.append(MOVE_ON)
        if categories:
            context["contextActivities"]["category"] = categories
        if "score" in result:
            context["extensions"][MASTERY] = self.data["masteryScore"]
        return statement(
            id=number(next(_numbers)),
            actor=self.actor,
            verb={"id": VERB + verb},
            object={"id": self.launch["activityId"]},
            timestamp="2030-01-01T00:00:00Z",
            context=context,
            result={**usual, **result} or None,
        )

    def say(self, *verbs: str) -> None:
        """Send statements that are right."""
        for verb in verbs:
            self.lrs.post(self.statement(verb))

    def refused(self, sent: dict[str, Any]) -> str:
        """The words with which a statement is refused, with the status for it."""
        return self.lrs.refused(sent, 403)
