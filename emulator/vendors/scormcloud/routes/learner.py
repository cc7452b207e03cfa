"""Learners: what registrations say of them, and their tags."""

from typing import Any

from emulator.vendors.call import Call
from emulator.vendors.scormcloud import learner_deletion, learners
from emulator.vendors.scormcloud.routing import routes
from emulator.vendors.scormcloud.tagged import learner_tags


@routes.operation("updateLearnerInfo")
def update_learner(call: Call, learner_id: str, body: dict[str, Any]) -> None:
    learners.update(call, learner_id, body)


@routes.operation("deleteAllLearnerData")
def delete_learner(call: Call, learner_id: str, user_email: str) -> None:
    learner_deletion.delete_all(call, learner_id, user_email)


@routes.operation("getLearnerTags")
def get_tags(call: Call, learner_id: str) -> dict[str, list[str]]:
    return learner_tags.find(call, learner_id)


@routes.operation("putLearnerTags")
def put_tags(call: Call, learner_id: str, body: dict[str, Any]) -> None:
    learner_tags.replace(call, learner_id, body["tags"])


@routes.operation("deleteLearnerTags")
def delete_tags(call: Call, learner_id: str, body: dict[str, Any]) -> None:
    learner_tags.remove(call, learner_id, body["tags"])


@routes.operation("putLearnerTagsBatch")
def put_tags_batch(call: Call, body: dict[str, Any]) -> None:
    learner_tags.add_to_all(call, body)
