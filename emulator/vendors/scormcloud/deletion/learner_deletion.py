"""Deleting all data of a learner, as requested by an owner or administrator of the account."""

from emulator.sandbox.world import World
from emulator.vendors.scormcloud import tags
from emulator.vendors.scormcloud.applications.reporting import ACCOUNT
from emulator.vendors.scormcloud.deletion import deletion
from emulator.vendors.scormcloud.errors import LearnerDeletionNotAllowed
from emulator.vendors.scormcloud.invitations import invitations
from emulator.vendors.scormcloud.registrations import learners
from emulator.vendors.scormcloud.settings import settings_of


def delete_all(world: World, learner_id: str, user_email: str) -> None:
    """Delete a learner's registrations with everything that belongs to them, the learner's tags, and the learner's places in invitations.

    403 if learner deletion is off (the account's default), or if the address is not that of an owner (both documented). Documented: the
    deletion happens a moment later; here it happens at once (inferred).
    """
    _check_allowed(world, user_email)
    rows = learners.registrations(world, learner_id)
    for row in rows:
        deletion.delete_registration(world, row["id"])
    for email in {learner_id, *(row["learner_email"] for row in rows)} - {None}:
        invitations.forget_address(world, email)
    tags.clear(world.work, world.actor["id"], tags.LEARNER, learner_id)


def _check_allowed(world: World, user_email: str) -> None:
    if not settings_of(world).scormcloud_learner_deletion:
        raise LearnerDeletionNotAllowed(
            "learner deletion is off, as it is by default; the setting scormcloud_learner_deletion turns it on"
        )
    if user_email.strip().lower() != ACCOUNT["email"]:
        raise LearnerDeletionNotAllowed(f"the owner of this sandbox's account is {ACCOUNT['email']}")
