"""What callers do. Each deed is one or two calls, and what they leave behind goes into the ledger."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random  # noqa: TID251 - seeded by the option --seed

from emulator.courseware.package.zipping import zip_of
from emulator.courseware.samples import build_sample
from tests.courseware.building import manifest
from tests.soak.client import Answer, Client, Form
from tests.soak.ledger import ABSENT, Fact, Ledger, Tally
from tests.soak.reading import MARKER, SAMPLE, SENT, address_of
from tests.soak.receivers import Receivers

MINIMAL = "scorm12-minimal.zip"
START = "2030-01-01T00:00:00+00:00"
SEEDED_USERS = 2000
IMPORTED_USERS = 7
MODULES_KEPT = 3


@dataclass(slots=True)
class Place:
    """What the callers of one round share. `padding` is how many bytes each uploaded course has besides its page."""

    name: str
    port: int
    receivers: Receivers
    clock: Tally
    versions: Tally
    padding: int = 2000

    @property
    def sample(self) -> str:
        """The URL of a sample course, at the emulator itself."""
        return f"http://127.0.0.1:{self.port}/_emulator/samples/{MINIMAL}"


@dataclass(slots=True)
class Caller:
    """Who does it: in `sandbox`, with what is acknowledged there in `ledger`."""

    name: str
    place: Place
    client: Client
    chance: Random
    sandbox: str
    ledger: Ledger = field(default_factory=Ledger)
    count: int = 0

    def new_name(self) -> str:
        """A name that nothing else has."""
        self.count += 1
        return f"{self.name}-{self.count}"

    def one_of(self, kind: str) -> Fact | None:
        """Something that may be there."""
        found = self.ledger.there(kind, self.sandbox)
        return self.chance.choice(found) if found else None


def course_of(marker: str, padding: int) -> bytes:
    """A SCORM 1.2 package that says whose it is."""
    content = {"imsmanifest.xml": manifest().encode(), "index.html": b"<!doctype html>", MARKER: marker.encode()}
    return zip_of({**content, "padding.bin": bytes(padding)})


def upload(caller: Caller) -> None:
    """A course of its own, now and then with a postback to nobody."""
    course = caller.new_name()
    query = {"postbackUrl": caller.place.receivers.dead} if caller.chance.random() < 0.3 else {}
    form = Form(course_of(course, caller.place.padding))
    with caller.ledger.new("course", caller.sandbox, course).becoming(course) as answers:
        answers.append(
            caller.client.cloud(caller.sandbox, "POST", "/courses/importJobs/upload", form, courseId=course, **query)
        )


def import_by_url(caller: Caller) -> None:
    """A course that the emulator fetches from itself."""
    course = caller.new_name()
    with caller.ledger.new("course", caller.sandbox, course).becoming(SAMPLE) as answers:
        body = {"url": caller.place.sample}
        answers.append(caller.client.cloud(caller.sandbox, "POST", "/courses/importJobs", body, courseId=course))


def import_from_nobody(caller: Caller) -> None:
    """A course that never comes."""
    body = {"url": caller.place.receivers.hanging}
    caller.client.cloud(caller.sandbox, "POST", "/courses/importJobs", body, courseId=caller.new_name())


def new_version(caller: Caller) -> None:
    """One course id for all callers of one sandbox: each import is a version of its own."""
    tally = caller.place.versions
    with tally.raising(1) as answers:
        query = {"courseId": tally.key, "mayCreateNewVersion": "true"}
        form = Form(build_sample(MINIMAL))
        answers.append(caller.client.cloud(tally.sandbox, "POST", "/courses/importJobs/upload", form, **query))


def delete_course(caller: Caller) -> None:
    """A course with its files."""
    course = caller.one_of("course")
    if course is not None:
        with caller.ledger.emptying(caller.sandbox, course.key) as answers:
            answers.append(caller.client.cloud(caller.sandbox, "DELETE", f"/courses/{course.key}"))


def put_asset(caller: Caller) -> None:
    """A new file of a course, or a new content of one."""
    course, asset = caller.one_of("course"), caller.one_of("asset")
    if course is None or not _is_imported(caller, course):
        return
    if asset is None or caller.chance.random() < 0.5:
        asset = caller.ledger.new("asset", caller.sandbox, f"{course.key}/{caller.new_name()}.txt")
    key, _, name = asset.key.partition("/")
    content = caller.new_name()
    form = Form(content.encode(), "text/plain", (("destination", name),))
    with asset.becoming(content) as answers:
        answers.append(caller.client.cloud(caller.sandbox, "POST", f"/courses/{key}/asset/upload", form))


def delete_asset(caller: Caller) -> None:
    """A file of a course."""
    asset = caller.one_of("asset")
    if asset is not None:
        course, _, name = asset.key.partition("/")
        with asset.becoming(ABSENT) as answers:
            path = f"/courses/{course}/asset"
            answers.append(caller.client.cloud(caller.sandbox, "DELETE", path, relativePath=name))


def register_and_play(caller: Caller) -> None:
    """A registration that is completed without a browser."""
    course = caller.one_of("course")
    if course is None or not _is_imported(caller, course):
        return
    name = f"{course.key}.{caller.new_name()}"
    learner = {"id": name, "firstName": "Jo", "lastName": "Baba"}
    body = {"courseId": course.key, "registrationId": name, "learner": learner}
    fact = caller.ledger.new("registration", caller.sandbox, name)
    with fact.becoming("UNKNOWN") as answers:
        answers.append(caller.client.cloud(caller.sandbox, "POST", "/registrations", body))
    with fact.becoming("COMPLETED") as answers:
        played = {"status": "passed", "score": 85}
        answers.append(caller.client.control(caller.sandbox, "POST", "/attempts/play", played, registration=name))


def new_user(caller: Caller) -> None:
    """A user of Litmos, known by the Id that the answer gives."""
    name = f"{caller.new_name()}@example.com"
    body = {"UserName": name, "FirstName": "Jo", "LastName": "Baba", "Email": name}
    with caller.ledger.dealing("user", caller.sandbox, "there", name) as answers:
        answers.append(caller.client.litmos(caller.sandbox, "POST", "/users", body))


def delete_user(caller: Caller) -> None:
    """A user of Litmos."""
    user = caller.one_of("user")
    if user is not None:
        with user.becoming(ABSENT) as answers:
            path = f"/users/{user.key.partition('/')[0]}"
            answers.append(caller.client.litmos(caller.sandbox, "DELETE", path))


def new_module(caller: Caller) -> None:
    """A module whose content the emulator fetches from itself."""
    body = {"Name": "Tides", "ModuleType": "9", "Active": "true", "ContentURL": caller.place.sample}
    with caller.ledger.dealing("module", caller.sandbox, "Ready") as answers:
        answers.append(caller.client.litmos(caller.sandbox, "POST", "/modules", body))


def change_module(caller: Caller) -> None:
    """A module that gets its content anew."""
    module = caller.one_of("module")
    if module is not None:
        body = {"Id": module.key, "Name": caller.new_name(), "ContentURL": caller.place.sample}
        caller.client.litmos(caller.sandbox, "PUT", f"/modules/{module.key}", body)


def delete_module(caller: Caller) -> None:
    """A module; a few are kept."""
    modules = caller.ledger.there("module", caller.sandbox)
    if len(modules) > MODULES_KEPT:
        with modules[0].becoming(ABSENT) as answers:
            answers.append(caller.client.litmos(caller.sandbox, "DELETE", f"/modules/{modules[0].key}"))


def import_users(caller: Caller) -> None:
    """Users of Litmos, a few in each transaction."""
    names = [f"{caller.new_name()}@example.com" for _ in range(IMPORTED_USERS)]
    body = [{"Username": name, "FirstName": "Jo", "LastName": "Baba"} for name in names]
    with caller.ledger.dealing("users", caller.sandbox, f"{len(names)} of {len(names)} users") as answers:
        answers.append(caller.client.litmos(caller.sandbox, "POST", "/bulkimports", body))


def invite(caller: Caller) -> None:
    """A private invitation, whose message a job sends."""
    course = caller.one_of("course")
    if course is None or not _is_imported(caller, course):
        return
    name = caller.new_name()
    mail = {"addresses": [address_of(name)], "subject": "Tides", "body": "%USER_INVITATION_LINK%"}
    body = {"courseId": course.key, "creatingUserEmail": "jo@example.com", "invitationEmail": mail}
    fact = caller.ledger.new("invitation", caller.sandbox, f"{course.key}.{name}")
    with fact.becoming(SENT) as answers:
        answer = caller.client.cloud(caller.sandbox, "POST", "/invitations/private", body)
        answers.append(answer)
    if answer.ok:
        fact.key += f".{answer.json()['id']}"


def go_back(caller: Caller) -> None:
    """A snapshot of the caller's sandbox, and back to it at once: nothing is different, at whatever moment it ends."""
    name = caller.new_name()
    saved = caller.client.control(caller.sandbox, "POST", "/snapshots", {"name": name})
    if _is_done(saved):
        _is_done(caller.client.control(caller.sandbox, "POST", f"/snapshots/{name}/restore"))


def carry(caller: Caller) -> None:
    """An export of the caller's sandbox, and its import in place of it: nothing is different."""
    exported = caller.client.control(caller.sandbox, "GET", "/export")
    if _is_done(exported):
        _is_done(caller.client.control(caller.sandbox, "POST", "/import", exported.content, replace="true"))


def fork(caller: Caller) -> None:
    """A copy of the caller's sandbox, in which nothing happens any more."""
    copy = caller.new_name()
    with caller.ledger.copying(caller.sandbox, copy) as answers:
        body = {"from": caller.sandbox}
        answers.append(caller.client.call("POST", f"/_emulator/sandboxes/{copy}", body, {}))


def reset(caller: Caller) -> None:
    """The caller's sandbox, anew."""
    with caller.ledger.emptying(caller.sandbox) as answers:
        answers.append(caller.client.control(caller.sandbox, "POST", "/reset"))


def delete_sandbox(caller: Caller) -> None:
    """The caller's sandbox; the next call makes it again."""
    with caller.ledger.emptying(caller.sandbox) as answers:
        path = f"/_emulator/sandboxes/{caller.sandbox}"
        answers.append(caller.client.call("DELETE", path, None, {}))


def advance(caller: Caller) -> None:
    """Time, in a sandbox where all callers move it and nobody else."""
    clock, seconds = caller.place.clock, caller.chance.choice((1, 10, 1000))
    with clock.raising(seconds) as answers:
        answers.append(caller.client.control(clock.sandbox, "POST", "/clock/advance", {"seconds": seconds}))
    if caller.chance.random() < 0.3:
        name = caller.new_name()
        form = Form(course_of(name, caller.place.padding))
        caller.client.cloud(clock.sandbox, "POST", "/courses/importJobs/upload", form, courseId=name)


def advance_own(caller: Caller) -> None:
    """Time in the caller's sandbox, beside the running worker."""
    caller.client.control(caller.sandbox, "POST", "/clock/advance", {"seconds": 5})


def poll(caller: Caller) -> None:
    """Reads, as somebody does who waits: what an import has come to, and lists."""
    course, module = caller.one_of("course"), caller.one_of("module")
    if course is not None:
        _is_imported(caller, course)
    if module is not None:
        caller.client.litmos(caller.sandbox, "GET", f"/modules/{module.key}")
    caller.client.cloud(caller.sandbox, "GET", "/courses")
    caller.client.litmos(caller.sandbox, "GET", "/users")
    caller.client.cloud(
        caller.place.versions.sandbox, "GET", f"/courses/importJobs/EMULATOR01{caller.place.versions.key}"
    )


def seed(caller: Caller) -> None:
    """A large world, in a sandbox that nobody else uses."""
    name = caller.new_name()
    users = [{"UserName": f"{n}@example.com", "FirstName": "Jo", "LastName": "Baba"} for n in range(SEEDED_USERS)]
    caller.client.control(name, "POST", "/seed", {"litmos": {"users": users}})


def churn(caller: Caller) -> None:
    """In a sandbox where every caller writes, and resets and deletes what the others wrote: nothing of it is kept."""
    stranger = Caller(caller.new_name(), caller.place, caller.client, caller.chance, f"{caller.place.name}-churn")
    for deed in (upload, new_user, caller.chance.choice((reset, delete_sandbox, poll, new_module))):
        deed(stranger)


DEEDS: dict[Callable[[Caller], None], int] = {
    upload: 20,
    import_by_url: 6,
    import_from_nobody: 1,
    new_version: 8,
    delete_course: 4,
    put_asset: 16,
    delete_asset: 4,
    register_and_play: 10,
    new_user: 20,
    delete_user: 2,
    new_module: 6,
    change_module: 4,
    delete_module: 3,
    import_users: 4,
    invite: 4,
    go_back: 1,
    carry: 1,
    fork: 1,
    reset: 1,
    delete_sandbox: 1,
    advance: 4,
    advance_own: 2,
    poll: 20,
    churn: 6,
    seed: 1,
}
"""How often each is done beside the others."""


def _is_done(answer: Answer) -> bool:
    """Whether it went well. Nothing but a server in trouble may refuse it."""
    if 400 <= answer.status < 500:
        raise ValueError(str(answer))
    return answer.ok


def _is_imported(caller: Caller, course: Fact) -> bool:
    """Asks once; in `step` mode that moves it."""
    answer = caller.client.cloud(caller.sandbox, "GET", f"/courses/importJobs/EMULATOR01{course.key}")
    with suppress(ValueError, KeyError):
        return bool(answer.json()["status"] == "COMPLETE")
    return False
