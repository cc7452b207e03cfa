"""Play a course without a browser: find what a learner attempts at a vendor, and play it by the rules of the player's runs.

Everything happens in one unit of work, and every vendor used in the sandbox is notified of the change, as after playing in a browser.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

from emulator.courseware import stored_packages
from emulator.courseware.attempts import attempts
from emulator.courseware.package.package import Activity, CoursePackage, Standard
from emulator.courseware.play import attempt_document, launches, run
from emulator.courseware.play.deeds import CannotSayError, Deed, Waiver
from emulator.courseware.play.launches import Launch, Mode
from emulator.courseware.play.playthrough import NothingRunsError, RefusedValuesError, Stage, progress_of
from emulator.courseware.rollup.progress import Progress
from emulator.courseware.rollup.rollup import roll_up
from emulator.courseware.sequencing.sequencing import SEQUENCED
from emulator.courseware.stored_packages import package_of
from emulator.house import House
from emulator.light.records import dataclass
from emulator.sandbox.world import World
from emulator.store.json_text import JsonObject
from emulator.store.rows import Row
from emulator.vendors import ENTRIES, load_vendor, waiving
from emulator.vendors.errors import VendorError
from emulator.vendors.subject import COMMON, CannotLaunchError, Subject
from emulator.without_browser import played_statements

KEYS = tuple(dict.fromkeys(("vendor", *COMMON, *(key for entry in ENTRIES for key in entry.subjects))))
"""The keys that find attempts at every vendor."""

Act = Callable[[Stage], list[Row]]
"""Plays SCOs; returns their rows."""


class CannotPlayError(Exception):
    """A status of HTTP, and why."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status
        self.words = words


@dataclass(frozen=True, slots=True)
class PlayableAttempt:
    """An attempt that can be played, as its vendor opens it."""

    subject: Subject
    launch: Launch
    attempt: Row
    package: CoursePackage


def look(world: World, wanted: Mapping[str, str], limit: int) -> list[JsonObject]:
    """The attempts that match, each with its progress."""
    packages: dict[str, CoursePackage] = {}
    with world.work:
        subjects = _subjects(world, wanted, limit)
        begun = [subject.attempt_id for subject in subjects if subject.attempt_id is not None]
        attempts.read_ahead(world.work, begun)
        rows = [attempts.find(world.work, attempt_id) for attempt_id in begun]
        stored_packages.read_ahead(world.work, [row["package_id"] for row in rows if row is not None])
        return [_summary(world, subject, packages) for subject in subjects]


def show(world: World, wanted: Mapping[str, str]) -> JsonObject:
    """All of one attempt: its activities with their status, and the data and history of each SCO."""
    with world.work:
        return _whole(world, _one(world, wanted))


async def begin(house: House, world: World, wanted: Mapping[str, str]) -> JsonObject:
    """Find one attempt; it comes into being where nothing has been launched yet."""
    with _refusals(), world.work:
        shown = _whole(world, _found(world, wanted).subject)
    await house.committed(world)
    return shown


async def act(
    house: House, world: World, wanted: Mapping[str, str], sco: str | None, deed: Deed | None, what: Act
) -> JsonObject:
    """Do something in an attempt; returns the attempt with the SCOs that changed. All of it or nothing."""
    with _refusals(), world.work:
        found = _found(world, wanted)
        _check_sco(found.package, sco)
        options = found.launch.options
        stage = Stage(
            world,
            found.attempt,
            found.package,
            options.get("reset"),
            options.get("credit", True),
            options.get("review_completed", False),
            options.get("hold_completed", False),
        )
        played = what(stage)
        if found.package.standard in SEQUENCED:
            attempts.note_played_apart(world.work, found.attempt, played)
        units = [each for each in run.playable(found.package) if each.identifier in {row["sco_id"] for row in played}]
        played_statements.write(world, found.subject.vendor, found.attempt, found.package, units, deed or Deed())
        house.attempt_changed(world, found.attempt["id"])
        summary = _summary(world, _again(world, found), {found.launch.package_id: found.package})
        summary["played"] = [attempt_document.played(row) for row in played]
        summary["notes"] = [*(stage.remarks or _notes(summary, deed, len(played))), *world.hints]
    await house.committed(world)
    return summary


async def waive(house: House, world: World, wanted: Mapping[str, str], sco: str | None, reason: Waiver) -> JsonObject:
    """Waive a unit of a cmi5 course, or every one that is left; returns the attempt with the SCOs that changed."""
    with _refusals(), world.work:
        found = _found(world, wanted)
        _check_sco(found.package, sco)
        try:
            waived = waiving.waive(world, found.subject.vendor, found.attempt, found.package, sco, reason)
        except waiving.CannotWaiveError as cannot:
            raise CannotPlayError(409, str(cannot)) from None
        house.attempt_changed(world, found.attempt["id"])
        summary = _summary(world, _again(world, found), {found.launch.package_id: found.package})
        summary["played"] = [attempt_document.played(row) for row in waived]
        summary["notes"] = list(world.hints)
    await house.committed(world)
    return summary


async def link(
    house: House,
    world: World,
    wanted: Mapping[str, str],
    *,
    mode: Mode,
    sco: str | None,
    redirect: str | None,
    seconds: float | None,
) -> JsonObject:
    """A link that opens an attempt in the player. If seconds are given, it must first be opened within that time."""
    with _refusals(), world.work:
        found = _found(world, wanted)
        _check_sco(found.package, sco)
        expires = None if seconds is None else world.now() + timedelta(seconds=seconds)
        launch = replace(found.launch, mode=mode, start_sco=sco or found.launch.start_sco, expires=expires)
        if redirect is not None:
            launch = replace(launch, on_exit=redirect)
        path = launches.create(world.work, world.ids, world.now(), launch)
    await house.committed(world)
    return {"link": world.link(path), "attempt": found.attempt["id"], "mode": mode, "expires": expires}


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except RefusedValuesError as refused:
        raise CannotPlayError(400, f"the course's data model refuses {refused}") from None
    except CannotSayError as error:
        raise CannotPlayError(400, str(error)) from None
    except NothingRunsError:
        raise CannotPlayError(409, "no SCO of this attempt is running; launch one, or play it as a whole") from None
    except CannotLaunchError as error:
        raise CannotPlayError(409, str(error)) from None
    except VendorError as error:
        raise CannotPlayError(409, error.hint or f"the vendor refuses: {type(error).__name__}") from None


def _subjects(world: World, wanted: Mapping[str, str], limit: int) -> list[Subject]:
    """A vendor that was never called in the sandbox has nothing in it."""
    asked = {key: value for key, value in wanted.items() if key != "vendor"}
    found: list[Subject] = []
    for entry in ENTRIES:
        known = set(asked) <= {*COMMON, *entry.subjects}
        if known and wanted.get("vendor") in (None, entry.name) and entry.name in world.sandbox.vendors_in_use:
            found += load_vendor(entry.name).subjects(world, asked, limit - len(found))
        if len(found) >= limit:
            break
    return found


def _one(world: World, wanted: Mapping[str, str]) -> Subject:
    named = ", ".join(f"{key} {value[:200]}" for key, value in wanted.items())
    if not wanted:
        raise CannotPlayError(400, f"say whose attempt, by any of {', '.join(KEYS)}")
    found = _subjects(world, wanted, 4)
    if not found:
        raise CannotPlayError(
            404, f"there is nothing to attempt with {named}; GET /_emulator/attempts lists what there is"
        )
    if len(found) > 1:
        several = "; ".join(_words(subject) for subject in found[:3])
        raise CannotPlayError(409, f"more than one fits {named}: {several}{' …' if len(found) > 3 else ''}")
    return found[0]


def _words(subject: Subject) -> str:
    keys = ", ".join(f"{key} {value[:100]}" for key, value in subject.keys.items())
    return f"{subject.kind} of {subject.vendor} with {keys}"


def _found(world: World, wanted: Mapping[str, str]) -> PlayableAttempt:
    subject = _one(world, wanted)
    launch = load_vendor(subject.vendor).launch(world, subject)
    assert launch.attempt_id is not None
    attempt, package = attempts.find(world.work, launch.attempt_id), _package(world, launch.package_id, {})
    if attempt is None or package is None:
        raise CannotPlayError(409, "its course has no package here, so there is nothing to play")
    return PlayableAttempt(replace(subject, attempt_id=launch.attempt_id), launch, attempt, package)


def _again(world: World, found: PlayableAttempt) -> Subject:
    """The subject with the result that its vendor has now."""
    again = _subjects(world, {"vendor": found.subject.vendor, "attempt": found.attempt["id"]}, 1)
    return again[0] if again else found.subject


def _package(world: World, package_id: str | None, known: dict[str, CoursePackage]) -> CoursePackage | None:
    if package_id is None:
        return None
    if package_id not in known:
        package = package_of(world.work, package_id)
        if package is None:
            return None
        known[package_id] = package
    return known[package_id]


def _summary(world: World, subject: Subject, packages: dict[str, CoursePackage]) -> JsonObject:
    attempt = attempts.find(world.work, subject.attempt_id) if subject.attempt_id is not None else None
    package = _package(world, attempt["package_id"], packages) if attempt is not None else None
    progress = _progress(world, subject, attempt, package) if attempt is not None else None
    return {
        "attempt": subject.attempt_id,
        "vendor": subject.vendor,
        "kind": subject.kind,
        "of": dict(subject.keys),
        "learner": {"id": subject.learner.id, "name": subject.learner.name},
        "course": {"title": subject.title, "standard": attempt["standard"] if attempt is not None else None},
        "first_access": attempt["first_access"] if attempt is not None else None,
        "last_access": attempt["last_access"] if attempt is not None else None,
        **attempt_document.outcome(progress, subject.result),
    }


def _progress(world: World, subject: Subject, attempt: Row, package: CoursePackage | None) -> Progress | None:
    """The progress of an attempt; without a package that of the SCOs that its vendor knows, None if it knows none."""
    if package is not None:
        return progress_of(world.work, attempt, package)
    if not subject.scos:
        return None
    units = tuple(Activity(sco, sco, "SCO", href=sco) for sco in subject.scos)
    root = Activity("course", subject.title, "AGGREGATION", children=units)
    return roll_up(root, Standard(attempt["standard"]), attempts.scos(world.work, attempt["id"]))


def _whole(world: World, subject: Subject) -> JsonObject:
    packages: dict[str, CoursePackage] = {}
    attempts.read_ahead(world.work, [subject.attempt_id])
    shown = _summary(world, subject, packages)
    attempt = attempts.find(world.work, subject.attempt_id) if subject.attempt_id is not None else None
    if attempt is None:
        return {**shown, "activities": None, "scos": []}
    package = _package(world, attempt["package_id"], packages)
    progress = progress_of(world.work, attempt, package) if package is not None else None
    scos = attempts.scos(world.work, attempt["id"])
    return {
        **shown,
        "activities": attempt_document.activities(progress) if progress is not None else None,
        "scos": [attempt_document.sco(each) for each in scos],
    }


def _check_sco(package: CoursePackage, sco: str | None) -> None:
    known = [activity.identifier for activity in package.activities() if activity.launchable]
    if sco is not None and sco not in known:
        raise CannotPlayError(404, f"the course has no SCO {sco[:200]}; it has {', '.join(known)[:1000]}")


def _notes(summary: JsonObject, deed: Deed | None, played: int) -> list[str]:
    """Explanations of unexpected results, for the reader of the response."""
    if deed is None or deed.status is None or deed.ended is None or summary["status"] == deed.status:
        return []
    return [
        f"the SCO{'s' if played > 1 else ''} said {deed.status}, and the course is {summary['status']}: "
        "other SCOs, the course's passing score, its rules of sequencing or an earlier result that the vendor keeps have their say"
    ]
