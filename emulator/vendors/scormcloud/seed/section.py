"""The SCORM Cloud section of a seed document: courses and registrations of the application EMULATOR01.

    {"courses": [{"id": "C1", "title": "Mine", "sample": "scorm12-quiz.zip", "tags": ["a"]}],
     "registrations": [{"registrationId": "R1", "courseId": "C1", "learner": {"id": "L1"}, "initialRegistrationState": {…}}]}

A course has the content of a sample course (`sample`, "scorm12-minimal.zip" if it is left out) or of a zip beside the seed file
(`package`), and is there at once; `title` and `tags` may be left out. A registration is what createRegistration takes, with
`courseVersion` beside it if it is for a version other than the latest, and `scos` if the learner has begun:

    "scos": [{"id": "quiz", "started": "2026-05-26T01:56:25Z", "exited": "2026-05-26T02:20:00Z", "secondsTracked": 1415.0,
              "cmi": {"cmi.core.lesson_status": "passed", "cmi.core.score.raw": "80"}}]

`id` is that of an activity that can be launched, each at most once; `started` is now if it is left out, `secondsTracked` the time from
`started` to `exited`. `cmi` is held against the data model of the course's standard, in any order. The registration is posted to its
`postBack`, as after a launch.
"""

from typing import Any, cast

from emulator.contract.ignored import Ignored
from emulator.contract.model import Field, Schema
from emulator.contract.reading import InputProblem
from emulator.courseware.samples import sample_names
from emulator.sandbox.world import World
from emulator.vendors import seed_packages
from emulator.vendors.errors import VendorError
from emulator.vendors.scormcloud import tags
from emulator.vendors.scormcloud.access import credentials
from emulator.vendors.scormcloud.courses import courses
from emulator.vendors.scormcloud.registrations import course_removal, registrations
from emulator.vendors.scormcloud.routing import contract
from emulator.vendors.scormcloud.rows import Row
from emulator.vendors.scormcloud.seed import attempts
from emulator.vendors.scormcloud.seed.people import with_learner
from emulator.vendors.scormcloud.tables import ScormCloudApplication, ScormCloudCourse
from emulator.vendors.scormcloud.wire.reading import ScormCloudReader
from emulator.vendors.vendor import error_words

_COURSE = Schema(
    "SeedCourse",
    (
        Field("id", required=True, max_length=255),
        Field("title"),
        Field("sample", enum=tuple(sample.name for sample in sample_names())),
        Field("package"),
        Field("tags", list=True),
    ),
    evidence="documented",
)
_REGISTRATION = Schema(
    "SeedRegistration",
    (
        *contract.schemas["CreateRegistrationSchema"].fields,
        Field("courseVersion", type="integer", min=0),
        Field("scos", type="any"),
    ),
    evidence="documented",
)
_SECTIONS = {"courses": _COURSE, "registrations": _REGISTRATION}
_reader = ScormCloudReader(contract)


def create(world: World, document: Any) -> None:
    """Create what the section describes. Raises `InputProblem` with the path of the invalid value."""
    if not isinstance(document, dict):
        raise InputProblem("scormcloud", "must be an object")
    for name in document:
        if name not in _SECTIONS:
            raise InputProblem(f"scormcloud.{name}", f"is not known; {', '.join(_SECTIONS)} are")
    world = world.acting(world.work.get(ScormCloudApplication, id=credentials.APP))
    if world.actor is None:
        raise InputProblem("scormcloud", f"the application {credentials.APP} was deleted")
    for section in _SECTIONS:
        entries = document.get(section, [])
        if not isinstance(entries, list):
            raise InputProblem(f"scormcloud.{section}", "must be an array")
        for index, entry in enumerate(entries):
            _create_one(world, section, entry, f"scormcloud.{section}[{index}]")


def _create_one(world: World, section: str, entry: Any, where: str) -> None:
    schema, entry = _SECTIONS[section], with_learner(world, entry, where)
    body = _reader.document(schema, entry, where)
    found = Ignored()
    _reader.find_ignored(schema, entry, found)
    for name in found.unknown_names:
        raise InputProblem(f"{where}.{name}", "is not a member")
    if section == "courses":
        _create_course(world, body, where)
        return
    version, scos = body.pop("course_version", None), body.pop("scos", None)
    try:
        registrations.create(world, cast(Row, body), version)
        if scos is not None:
            attempts.create(world, body["registration_id"], scos, f"{where}.scos")
    except VendorError as error:
        raise InputProblem(where, error_words(contract, error)[1]) from None


def _create_course(world: World, body: dict[str, Any], where: str) -> None:
    app_id = world.actor["id"]
    if not body["id"]:
        raise InputProblem(f"{where}.id", "must not be empty")
    if world.work.get(ScormCloudCourse, app_id=app_id, id=body["id"]):
        raise InputProblem(f"{where}.id", f"there is a course {body['id']} already")
    if course_removal.is_under_way(world.work, app_id, body["id"]):
        raise InputProblem(f"{where}.id", f"the registrations of a deleted course {body['id']} are still being removed")
    tags.check(body.get("tags") or (), f"{where}.tags")
    sample = body.get("sample") or (None if body.get("package") else "scorm12-minimal.zip")
    package, package_id = seed_packages.store(world, sample, body.get("package") or None, where)
    key = {"app_id": app_id, "id": body["id"]}
    courses.add_version(world.work, world.now(), world.ids.number("scormcloud.course"), key, package, package_id)
    if body.get("title"):
        courses.set_title(world, body["id"], body["title"])
    tags.add(world.work, app_id, tags.COURSE, body["id"], body.get("tags") or ())
