"""What statements in the LRS of an application do: they are progress of registrations, and pipes forward them."""

from emulator.lrs.desk import Desk
from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.scormcloud import playing, statement_pipes
from emulator.vendors.scormcloud.tables import ScormCloudInstance
from emulator.vendors.statement_progress import take_in


def stored(call: Call, desk: Desk, found: list[Row]) -> None:
    """Statements were stored, within the same unit of work."""
    registrations = {each.get("context", {}).get("registration", "").lower() for each in found} - {""}
    for registration in sorted(registrations):
        key = {"app_id": desk.lrs, "xapi_registration_id": registration}
        instance = call.store.get(ScormCloudInstance, **key)
        attempt_id = instance["attempt_id"] if instance is not None else None
        if attempt_id is not None and take_in(call, desk, found, attempt_id, registration):
            principal = call.principal
            playing.attempt_changed(call, attempt_id)
            call.principal = principal
    statement_pipes.feed(call, desk.lrs)
