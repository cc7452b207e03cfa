"""The rules of a learner's tags. They outlive the learner's last registration and are seen again with the next one (inferred)."""

from typing import Any

from emulator.vendors.call import Call
from emulator.vendors.scormcloud import learners, tags


def find(call: Call, learner_id: str) -> dict[str, list[str]]:
    """The tags of a learner. 404 if there is no such learner."""
    learners.check(call, learner_id)
    return {"tags": tags.of(call.store, call.principal["id"], tags.LEARNER, learner_id)}


def replace(call: Call, learner_id: str, new: list[str]) -> None:
    """Set the tags of a learner: all others go, as the courses' page says of theirs."""
    tags.check(new)
    learners.check(call, learner_id)
    tags.replace(call.store, call.principal["id"], tags.LEARNER, learner_id, new)


def remove(call: Call, learner_id: str, gone: list[str]) -> None:
    """Take tags away from a learner."""
    learners.check(call, learner_id)
    tags.remove(call.store, call.principal["id"], tags.LEARNER, learner_id, gone)


def add_to_all(call: Call, batch: dict[str, Any]) -> None:
    """Add tags to every learner named, or to none."""
    tags.check(batch["tags"])
    for learner_id in dict.fromkeys(batch["ids"]):
        learners.check(call, learner_id)
        tags.add(call.store, call.principal["id"], tags.LEARNER, learner_id, batch["tags"])
