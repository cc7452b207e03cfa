"""Look up a launch key: the launch, its package and its attempt, or the reason why it cannot be opened."""

from emulator.courseware.attempts import attempts
from emulator.courseware.package.assets import contents_of
from emulator.courseware.package.package import CoursePackage
from emulator.courseware.play import launches
from emulator.courseware.tables import StoredPackage
from emulator.light.records import dataclass
from emulator.sandbox.world import World
from emulator.store.content.contents import Contents
from emulator.store.rows import Row


class ClosedError(Exception):
    """A launch that cannot be opened: a status, and a message for the learner."""

    def __init__(self, status: int, title: str, words: str) -> None:
        super().__init__(words)
        self.status = status
        self.title = title
        self.words = words


@dataclass(frozen=True, slots=True)
class Opened:
    """A launch that can be played. `attempt` is None if no learner's data is read; `keeps` is true if data is stored."""

    row: Row
    package: CoursePackage
    attempt: Row | None

    @property
    def key(self) -> str:
        """The launch's key."""
        return str(self.row["key"])

    @property
    def keeps(self) -> bool:
        """True if the learner's data is stored."""
        return self.attempt is not None and self.row["mode"] == "normal"


def open_launch(world: World, key: str) -> Opened:
    """The launch with that key. Raises `ClosedError`."""
    row = launches.find(world.work, key)
    if row is None:
        raise ClosedError(404, "This link leads nowhere", "Ask where you got it for a new one.")
    if launches.is_over(row, world.now()):
        raise ClosedError(410, "This link has expired", "Ask where you got it for a new one.")
    package = world.work.get(StoredPackage, id=row["package_id"])
    attempt = attempts.find(world.work, row["attempt_id"]) if row["attempt_id"] is not None else None
    if package is None or (attempt is None and row["attempt_id"] is not None):
        raise ClosedError(410, "This course is not here any more", "It was removed, or your progress was.")
    return Opened(row, package["document"], attempt)


def content(world: World, key: str) -> Contents | None:
    """The files of a launch's course; None if the launch does not exist. It is called for each file of a course."""
    row = launches.find(world.work, key)
    if row is None or launches.is_over(row, world.now()):
        return None
    package = world.work.get(StoredPackage, id=row["package_id"])
    return contents_of(world, package) if package else None
