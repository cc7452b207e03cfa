"""The LRS for a registration's course: that of its application, with the registration's xapiRegistrationId."""

from sqlalchemy import bindparam, select

from emulator.sandbox.world import World
from emulator.store.json_text import JsonObject
from emulator.vendors.course_lrs import CourseLrs
from emulator.vendors.scormcloud.rows import Row, Statement
from emulator.vendors.scormcloud.tables import ScormCloudInstance, ScormCloudRegistration
from emulator.vendors.scormcloud.xapi import lrs

_OF_ATTEMPT = Statement(
    select(*ScormCloudInstance.__table__.c).where(ScormCloudInstance.attempt_id == bindparam("attempt_id"))
)


def of_attempt(world: World, attempt_id: str) -> CourseLrs | None:
    """The LRS for an attempt's course; None if the attempt does not belong to a registration."""
    instance = world.work.one(_OF_ATTEMPT, attempt_id=attempt_id)
    if instance is None:
        return None
    app_id = instance["app_id"]
    registration = world.work.get(ScormCloudRegistration, app_id=app_id, id=instance["registration_id"])
    assert registration is not None  # the attempt is deleted with its last instance
    endpoint = lrs.link(world, app_id) + "/"
    return CourseLrs(lrs.lrs_call_of(world, app_id), endpoint, instance["xapi_registration_id"], _actor(registration))


def _actor(registration: Row) -> JsonObject:
    """The learner as an Agent. The form of the account's name is inferred."""
    name = f"{registration['learner_first_name'] or ''} {registration['learner_last_name'] or ''}".strip()
    account = {"homePage": lrs.HOME_PAGE, "name": f"{registration['app_id']}|{registration['learner_id']}"}
    return {"objectType": "Agent", **({"name": name} if name else {}), "account": account}
