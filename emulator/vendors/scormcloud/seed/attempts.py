"""Learners' attempts in a seed document: `scos` of a registration."""

from typing import Any

from emulator.contract.reading import InputProblem
from emulator.courseware.attempts import attempts
from emulator.courseware.cmi import CmiData, CmiError, model_of
from emulator.courseware.package.package import CoursePackage
from emulator.sandbox.world import World
from emulator.store.rows import Row as CommonRow
from emulator.vendors.scormcloud.courses import course_content, courses
from emulator.vendors.scormcloud.registrations import instances, registrations
from emulator.vendors.scormcloud.seed import entries, forms


def create(world: World, registration_id: str, scos: Any, where: str) -> None:
    """Create the attempt of a new registration. Raises `InputProblem` with the path of the invalid value."""
    if not isinstance(scos, list):
        raise InputProblem(where, "must be an array")
    row = registrations.find_row(world, registration_id)
    instance = registrations.latest_instance(world, row)
    version = courses.version_row(world, instance["course_id"], instance["course_version"])
    package = course_content.package_of(world.work, version["package_id"])
    attempt = instances.attempt_of(world, row, instance, package, version["package_id"])
    for index, entry in enumerate(scos):
        _create_sco(world, attempt, package, entry, f"{where}[{index}]")
    instances.changed(world, row, instance)


def _create_sco(world: World, attempt: CommonRow, package: CoursePackage, entry: Any, where: str) -> None:
    sco = entries.read(forms.SCO, entry, where)
    launchable = [activity for activity in package.activities() if activity.launchable]
    found = next((at for at, activity in enumerate(launchable) if activity.identifier == sco["id"]), None)
    if found is None or attempts.find_sco(world.work, attempt["id"], sco["id"]):
        raise InputProblem(f"{where}.id", "is not a SCO of the course, or is repeated")
    started, exited = sco.get("started") or world.now(), sco.get("exited")
    if exited is not None and exited < started:
        raise InputProblem(f"{where}.exited", "must not be before it started")
    row = attempts.add_sco(
        world.work,
        attempt,
        sco["id"],
        launchable[found].title,
        started,
        position=found,
        exited=exited,
        data=_cmi(package, sco.get("cmi") or {}, f"{where}.cmi"),
    )
    tracked = sco.get("seconds_tracked", (exited - started).total_seconds() if exited else 0.0)
    attempts.change_sco(world.work, row, {"seconds_tracked": tracked})


def _cmi(package: CoursePackage, values: dict[str, Any], where: str) -> dict[str, str]:
    model = model_of(package.standard)
    if model is None:
        raise InputProblem(where, f"cannot be: {package.standard} has no CMI data")
    texts = {name: entries.reader.string(value, f"{where}.{name}") for name, value in values.items()}
    try:
        return CmiData.checked(model, texts).values
    except CmiError as problem:
        raise InputProblem(f"{where}.{problem.element}", f"cannot be: {problem.words}") from None
