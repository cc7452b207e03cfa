"""Playing a course without its pages: which run a deed belongs to. No browser and no HTTP."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from emulator.courseware.attempts import attempts
from emulator.courseware.attempts.attempts import Learner
from emulator.courseware.package.package import Activity, CoursePackage, Standard
from emulator.courseware.play import playthrough
from emulator.courseware.play.deeds import Deed
from emulator.courseware.play.playthrough import NothingRunsError, Stage
from emulator.journal.journals import Journals
from emulator.outgoing.client import Outgoing
from emulator.outgoing.own import OwnAddresses
from emulator.outgoing.policy import Policy
from emulator.sandbox.ids import Ids
from emulator.sandbox.sandboxes import Sandboxes
from emulator.sandbox.settings import CommonSettings
from emulator.sandbox.world import World
from emulator.store.database import Database
from emulator.store.files import Files, PackageLimits
from emulator.store.migration import migrate

NOW = datetime(2030, 1, 1, tzinfo=UTC)
SCOS = tuple(Activity(name, name.title(), "SCO", href=f"{name}.html") for name in ("one", "two"))
PACKAGE = CoursePackage(
    Standard.SCORM_12,
    "c",
    "Course",
    "one.html",
    "imsmanifest.xml",
    Activity("root", "Root", "AGGREGATION", children=SCOS),
)


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    database = Database(tmp_path / "test.db")
    migrate(database)
    outgoing = Outgoing(Policy("none"), OwnAddresses(lambda _: False, None))
    sandboxes = Sandboxes(database, Files(tmp_path, PackageLimits(1, 1, 1)), CommonSettings, outgoing, Journals(10**6))
    world = World(sandboxes.use("one"))
    world.sandbox.clock.set(NOW)
    world.sandbox.clock.hold()
    with world.work:
        attempt = attempts.create(world.work, Ids(), NOW, Learner("L1", "Baba, Jo"), Standard.SCORM_12)
        yield Stage(world, attempt, PACKAGE)
    database.close()


def test_a_deed_in_the_sco_that_runs_belongs_to_its_run(stage: Stage) -> None:
    playthrough.launch(stage, "two")
    told = playthrough.tell(stage, Deed(status="incomplete"), "two")
    assert (told["sco_id"], told["session"]["number"], len(told["history"])) == ("two", 1, 1)


def test_what_runs_is_gone_on_with_where_no_sco_is_named(stage: Stage) -> None:
    playthrough.launch(stage, "two")
    (told,) = playthrough.play(stage, Deed(status="incomplete"), None)
    assert (told["sco_id"], told["session"]["number"]) == ("two", 1)


def test_a_run_is_left_only_in_the_sco_where_it_goes_on(stage: Stage) -> None:
    playthrough.launch(stage, "two")
    with pytest.raises(NothingRunsError):
        playthrough.leave(stage, Deed(), "one")
    assert playthrough.leave(stage, Deed(ended="normal"), "two")["exited"] == stage.world.now()
