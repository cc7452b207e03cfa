"""Effects of statements in the LRS of an application: they update registrations' progress, and pipes forward them."""

from sqlalchemy import bindparam, select

from emulator.lrs.lrs_call import LrsCall
from emulator.store.json_text import JsonObject
from emulator.vendors.scormcloud.launching import playing
from emulator.vendors.scormcloud.rows import Statement
from emulator.vendors.scormcloud.tables import ScormCloudInstance
from emulator.vendors.scormcloud.xapi import statement_pipes
from emulator.vendors.statement_progress import take_in

_I = ScormCloudInstance.__table__.c
_ATTEMPTS = Statement(
    select(_I.attempt_id)
    .where(
        _I.app_id == bindparam("app_id"),
        _I.xapi_registration_id == bindparam("xapi_registration_id"),
        _I.attempt_id.is_not(None),
    )
    .order_by(_I.created, _I.registration_id)
)


def stored(lrs_call: LrsCall, found: list[JsonObject]) -> None:
    """Called when statements were stored, in the same unit of work."""
    world = lrs_call.world
    registrations = {each.get("context", {}).get("registration", "").lower() for each in found} - {""}
    for registration in sorted(registrations):
        # more than one if a client gave several registrations the same xapiRegistrationId
        for row in world.work.all(_ATTEMPTS, app_id=lrs_call.lrs, xapi_registration_id=registration):
            if take_in(lrs_call, found, row["attempt_id"], registration):
                playing.attempt_changed(world, row["attempt_id"])
    statement_pipes.feed(world, lrs_call.lrs)
