"""A machine for each vendor: calls in any order, and a model of what they leave in plain Python."""

from itertools import count
from threading import Event
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests.vendors.litmos.calling import LitmosClient
from tests.vendors.nexport.campus import ACME, BUYERS, NORTH, NORTH_BUYERS, Campus, answer, document
from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.world import World

NUMBERS = st.integers(0, 3)
"""Few of each thing, so that calls meet what others have made."""
_sandboxes = count(1)
pause = Event().wait


class LitmosMachine(RuleBasedStateMachine):
    """Users, teams with members, and courses of users."""

    world: World

    def __init__(self) -> None:
        super().__init__()
        self.litmos = LitmosClient(self.world)
        self.there = {row["Id"] for row in self.listed("/users")}
        self.users: dict[int, str] = {}
        self.teams: dict[int, str] = {}
        self.courses: dict[int, str] = {}
        self.members: set[tuple[int, int]] = set()
        self.assigned: set[tuple[int, int]] = set()

    def listed(self, path: str) -> list[dict[str, Any]]:
        """A list of Litmos."""
        found = self.litmos.call("GET", path, params={"limit": 1000})
        assert found.status_code == 200, found.text
        rows: list[dict[str, Any]] = found.json()
        return rows

    @rule(user=NUMBERS)
    def create_user(self, user: int) -> None:
        """A name is there once."""
        body = {
            "UserName": f"u{user}@example.com",
            "FirstName": "U",
            "LastName": str(user),
            "Email": f"u{user}@example.com",
        }
        made = self.litmos.call("POST", "/users", json=body)
        assert made.is_success is (user not in self.users), made.text
        if made.is_success:
            self.users[user] = made.json()["Id"]

    @rule(user=NUMBERS)
    def delete_user(self, user: int) -> None:
        """Whoever is deleted leaves teams and courses."""
        gone = self.litmos.call("DELETE", f"/users/{self.users.get(user, 'none')}")
        assert gone.is_success is (user in self.users), gone.text
        self.users.pop(user, None)
        self.members = {pair for pair in self.members if pair[0] != user}
        self.assigned = {pair for pair in self.assigned if pair[0] != user}

    @rule(number=NUMBERS)
    def create_team_and_course(self, number: int) -> None:
        """One of each for a number."""
        if number not in self.teams:
            self.teams[number] = self.litmos.call("POST", "/teams", json={"Name": f"T{number}"}).json()["Id"]
            self.courses[number] = self.litmos.new_course(f"C{number}", Active="true")["Id"]

    @rule(user=NUMBERS, number=NUMBERS)
    def join(self, user: int, number: int) -> None:
        """To join twice is to be a member."""
        if user in self.users and number in self.teams:
            path = f"/teams/{self.teams[number]}/users"
            assert self.litmos.call("POST", path, json=[{"Id": self.users[user]}]).is_success
            self.members.add((user, number))

    @rule(user=NUMBERS, number=NUMBERS)
    def leave(self, user: int, number: int) -> None:
        """Leave a team, or not be in it before."""
        if user in self.users and number in self.teams:
            self.litmos.call("DELETE", f"/teams/{self.teams[number]}/users/{self.users[user]}")
            self.members.discard((user, number))

    @rule(user=NUMBERS, number=NUMBERS, takes=st.booleans())
    def assign(self, user: int, number: int, takes: bool) -> None:
        """Give a user a course, or take it away; a course that the user does not have cannot be taken."""
        if user in self.users and number in self.courses:
            user_id, course = self.users[user], self.courses[number]
            if takes:
                gone = self.litmos.call("DELETE", f"/users/{user_id}/courses/{course}")
                assert gone.is_success is ((user, number) in self.assigned), gone.text
                self.assigned.discard((user, number))
            else:
                assert self.litmos.call("POST", f"/users/{user_id}/courses", json=[{"Id": course}]).is_success
                self.assigned.add((user, number))

    @invariant()
    def lists_agree(self) -> None:
        """Every list has what the model has."""
        assert {row["Id"] for row in self.listed("/users")} == self.there | set(self.users.values())
        for number, team in self.teams.items():
            members = {row["Id"] for row in self.listed(f"/teams/{team}/users")}
            assert members == {self.users[user] for user, joined in self.members if joined == number}
        for user, user_id in self.users.items():
            courses = {row["Id"] for row in self.listed(f"/users/{user_id}/courses")}
            assert courses == {self.courses[number] for who, number in self.assigned if who == user}


class ScormCloudMachine(RuleBasedStateMachine):
    """Courses and registrations."""

    world: World

    def __init__(self) -> None:
        super().__init__()
        self.cloud = ScormCloudClient(self.world)
        self.world.settings(job_mode="instant")
        self.courses: set[int] = set()
        self.registrations: dict[int, int] = {}

    @rule(course=NUMBERS)
    def import_course(self, course: int) -> None:
        """A course that is there is refused."""
        made = self.cloud.upload(f"C{course}")
        assert made.is_success is (course not in self.courses), made.text
        self.courses.add(course)

    @rule(course=NUMBERS)
    def delete_course(self, course: int) -> None:
        """Its registrations go with it."""
        gone = self.cloud.call("DELETE", f"/courses/C{course}")
        assert gone.is_success is (course in self.courses), gone.text
        self.courses.discard(course)
        for number in [number for number, of in self.registrations.items() if of == course]:
            del self.registrations[number]
            while self.cloud.call("HEAD", f"/registrations/R{number}").is_success:  # a job deletes them
                pause(0.02)

    @rule(number=NUMBERS, course=NUMBERS)
    def register(self, number: int, course: int) -> None:
        """An id is there once, and of a course that is."""
        made = self.cloud.register(f"R{number}", f"C{course}")
        expected = course in self.courses and number not in self.registrations
        assert made.is_success is expected, made.text
        if expected:
            self.registrations[number] = course

    @rule(number=NUMBERS)
    def delete_registration(self, number: int) -> None:
        """One that is there."""
        gone = self.cloud.call("DELETE", f"/registrations/R{number}")
        assert gone.is_success is (number in self.registrations), gone.text
        self.registrations.pop(number, None)

    @invariant()
    def lists_agree(self) -> None:
        """Every list has what the model has."""
        courses = {row["id"] for row in self.cloud.get("/courses")["courses"]}
        assert courses == {f"C{course}" for course in self.courses}
        rows = self.cloud.get("/registrations")["registrations"]
        found = {(row["id"], row["course"]["id"]) for row in rows}
        assert found == {(f"R{number}", f"C{course}") for number, course in self.registrations.items()}


class NexportMachine(RuleBasedStateMachine):
    """Users, their memberships and their subscriptions."""

    world: World

    def __init__(self) -> None:
        super().__init__()
        self.world.seed(document())
        self.campus = Campus(self.world)
        self.before = self.total()
        self.users: dict[int, str] = {}
        self.memberships: dict[tuple[int, str], str] = {}
        self.subscribed: dict[int, set[str]] = {}

    def total(self) -> int:
        """How many users there are."""
        return int(self.campus.query("AdminApi_GetUsers", org_id=ACME).headers["x-total-count"])

    @rule(user=NUMBERS, owner=st.sampled_from([ACME, NORTH]))
    def create_user(self, user: int, owner: str) -> None:
        """A login is there once, in any case, and its user subscribes to its organization."""
        login = f"Login{user}" if owner == ACME else f"LOGIN{user}"
        body = {"login": login, "password": "p", "first_name": "A", "last_name": "B", "owner_org_id": owner}
        made = self.campus.send("AdminApi_CreateUser", **body)
        assert made.is_success is (user not in self.users), made.text
        if made.is_success:
            self.users[user], self.subscribed[user] = made.json()["user_id"], {owner}

    @rule(user=NUMBERS, group=st.sampled_from([BUYERS, NORTH_BUYERS]))
    def join(self, user: int, group: str) -> None:
        """A group has a user once."""
        if user in self.users:
            made = self.campus.send("AdminApi_CreateMembership", user_id=self.users[user], group_ids=[group])
            assert made.is_success is ((user, group) not in self.memberships), made.text
            if made.is_success:
                self.memberships[user, group] = made.json()["memberships"][0]["membership_id"]

    @rule(user=NUMBERS, group=st.sampled_from([BUYERS, NORTH_BUYERS]))
    def leave(self, user: int, group: str) -> None:
        """End a membership that there is."""
        membership = self.memberships.pop((user, group), None)
        if membership is not None:
            assert self.campus.send("AdminApi_RemoveMembership", memberships=[membership]).is_success
            assert not self.campus.send("AdminApi_RemoveMembership", memberships=[membership]).is_success

    @invariant()
    def lists_agree(self) -> None:
        """The directory has what the model has."""
        assert self.total() == self.before + len(self.users)
        for user, user_id in self.users.items():
            found = answer(self.campus.query("AdminApi_GetUser", login_name=f"login{user}"))
            assert found["user_id"] == user_id
            subscriptions = answer(self.campus.query("AdminApi_GetSubscriptions", user_id=user_id))
            assert {row["org_id"] for row in subscriptions} == self.subscribed[user]


MACHINES: dict[str, type[Any]] = {"litmos": LitmosMachine, "scormcloud": ScormCloudMachine, "nexport": NexportMachine}


def play(name: str, host: World, examples: int, steps: int, *, same: bool) -> None:
    """Try so many orders of so many calls, each in a sandbox of its own, which is deleted after it."""

    def machine() -> Any:
        world = World(host.host, f"model-{next(_sandboxes)}", host.client)
        world.settings(litmos_rate_limit=None)

        def teardown(_: Any) -> None:
            world.client.delete(f"{world.host}/_emulator/sandboxes/{world.name}")

        return type(name, (MACHINES[name],), {"world": world, "teardown": teardown})()

    chosen = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        derandomize=same,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=chosen)  # type: ignore[arg-type]
