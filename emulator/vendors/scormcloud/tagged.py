"""The tag operations, the same for everything that has tags: read, set, remove, and add to many."""

from collections.abc import Callable

from emulator.sandbox.world import World
from emulator.vendors.scormcloud import tags
from emulator.vendors.scormcloud.courses import courses
from emulator.vendors.scormcloud.dispatches import destinations, dispatches
from emulator.vendors.scormcloud.invitations import invitations
from emulator.vendors.scormcloud.registrations import learners, registrations
from emulator.vendors.scormcloud.rows import Row


class Tagged:
    """The tags of one kind of thing. `must_exist` raises the 404 for an unknown thing."""

    def __init__(self, kind: str, must_exist: Callable[[World, str], object]) -> None:
        self.kind = kind
        self.must_exist = must_exist

    def find(self, world: World, subject: str) -> dict[str, list[str]]:
        """The tags of a thing."""
        self.must_exist(world, subject)
        return {"tags": tags.of(world.work, world.actor["id"], self.kind, subject)}

    def replace(self, world: World, subject: str, new: list[str]) -> None:
        """Set the tags of a thing (documented for courses: it replaces all tags)."""
        tags.check(new)
        self.must_exist(world, subject)
        tags.replace(world.work, world.actor["id"], self.kind, subject, new)

    def remove(self, world: World, subject: str, gone: list[str]) -> None:
        """Remove tags from a thing (documented: unknown tags are ignored)."""
        self.must_exist(world, subject)
        tags.remove(world.work, world.actor["id"], self.kind, subject, gone)

    def add_to_all(self, world: World, batch: Row) -> None:
        """Add tags to every named thing, or to none if one is unknown (the client: they are applied, so existing tags stay)."""
        tags.check(batch["tags"])
        for subject in dict.fromkeys(batch["ids"]):
            self.must_exist(world, subject)
            tags.add(world.work, world.actor["id"], self.kind, subject, batch["tags"])


course_tags = Tagged(tags.COURSE, courses.find_row)
registration_tags = Tagged(tags.REGISTRATION, registrations.find_row)
destination_tags = Tagged(tags.DESTINATION, destinations.find_row)
dispatch_tags = Tagged(tags.DISPATCH, dispatches.find_row)
invitation_tags = Tagged(tags.INVITATION, invitations.find_row)
# A learner's tags survive the last registration, and are shown again with the next one (inferred).
learner_tags = Tagged(tags.LEARNER, learners.check)
