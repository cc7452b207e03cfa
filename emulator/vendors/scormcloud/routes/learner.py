"""Learners: what registrations say of them, and their tags."""

from typing import Any

from emulator.vendors.call import Call
from emulator.vendors.scormcloud.deletion import learner_deletion
from emulator.vendors.scormcloud.registrations import learners
from emulator.vendors.scormcloud.routing import router
from emulator.vendors.scormcloud.tagged import learner_tags


@router.post("/learner/{learnerId}/updateInfo", status_code=204)
def update_learner_info(call: Call, learner_id: str, body: dict[str, Any]) -> None:
    learners.update(call, learner_id, body)


@router.post("/learner/{learnerId}/delete-information", status_code=204)
def delete_all_learner_data(call: Call, learner_id: str, user_email: str) -> None:
    learner_deletion.delete_all(call, learner_id, user_email)


@router.get("/learner/{learnerId}/tags", status_code=200)
def get_learner_tags(call: Call, learner_id: str) -> dict[str, list[str]]:
    return learner_tags.find(call, learner_id)


@router.put("/learner/{learnerId}/tags", status_code=204)
def put_learner_tags(call: Call, learner_id: str, body: dict[str, Any]) -> None:
    learner_tags.replace(call, learner_id, body["tags"])


@router.delete("/learner/{learnerId}/tags", status_code=204)
def delete_learner_tags(call: Call, learner_id: str, body: dict[str, Any]) -> None:
    learner_tags.remove(call, learner_id, body["tags"])


@router.put("/learner/tags", status_code=204)
def put_learner_tags_batch(call: Call, body: dict[str, Any]) -> None:
    learner_tags.add_to_all(call, body)
