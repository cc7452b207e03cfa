"""Learners: what registrations say of them, and their tags."""

from emulator.sandbox.world import World
from emulator.vendors.scormcloud.deletion import learner_deletion
from emulator.vendors.scormcloud.registrations import learners
from emulator.vendors.scormcloud.routing import router
from emulator.vendors.scormcloud.rows import Row
from emulator.vendors.scormcloud.tagged import learner_tags


@router.post("/learner/{learnerId}/updateInfo", status_code=204)
def update_learner_info(world: World, learner_id: str, body: Row) -> None:
    learners.update(world, learner_id, body)


@router.post("/learner/{learnerId}/delete-information", status_code=204)
def delete_all_learner_data(world: World, learner_id: str, user_email: str) -> None:
    learner_deletion.delete_all(world, learner_id, user_email)


@router.get("/learner/{learnerId}/tags", status_code=200)
def get_learner_tags(world: World, learner_id: str) -> dict[str, list[str]]:
    return learner_tags.find(world, learner_id)


@router.put("/learner/{learnerId}/tags", status_code=204)
def put_learner_tags(world: World, learner_id: str, body: Row) -> None:
    learner_tags.replace(world, learner_id, body["tags"])


@router.delete("/learner/{learnerId}/tags", status_code=204)
def delete_learner_tags(world: World, learner_id: str, body: Row) -> None:
    learner_tags.remove(world, learner_id, body["tags"])


@router.put("/learner/tags", status_code=204)
def put_learner_tags_batch(world: World, body: Row) -> None:
    learner_tags.add_to_all(world, body)
