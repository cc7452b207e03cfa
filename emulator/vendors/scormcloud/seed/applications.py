"""The applications of a seed document, beside the two that every sandbox has, with their secrets.

`{"id": "SHOP", "name": …, "allowDelete": …, "secrets": ["text", {"secret": …, "name": …, "active": false}]}`, and the lists of the section.
"""

import re
from typing import Any

from emulator.contract.reading import InputProblem
from emulator.sandbox.world import World
from emulator.vendors.scormcloud.access.credentials import MANAGEMENT_APP
from emulator.vendors.scormcloud.applications import applications, secret_keys
from emulator.vendors.scormcloud.rows import Row
from emulator.vendors.scormcloud.seed import entries, forms
from emulator.vendors.scormcloud.tables import ScormCloudApplication

_PRINTABLE = re.compile(r"[!-9;-~]+")  # what Basic credentials can have before their colon


def create(world: World, entry: dict[str, Any], where: str) -> Row:
    """Create an application in the realm of the well-known ones; returns its row."""
    body = entries.read(forms.APPLICATION, entry, where)
    app_id = body["id"]
    if not _PRINTABLE.fullmatch(app_id):
        raise InputProblem(f"{where}.id", "must be ASCII without blanks and colons")
    if world.work.get(ScormCloudApplication, id=app_id) is not None:
        raise InputProblem(f"{where}.id", f"there is an application {app_id} already")
    applications.add(world, app_id, body.get("name") or app_id, MANAGEMENT_APP)
    if body.get("allow_delete") is not None:
        world.work.update(ScormCloudApplication, {"id": app_id}, {"allow_delete": body["allow_delete"]})
    for secret, inside in entries.listed(body, "secrets", where):
        given = entries.read(forms.SECRET, {"secret": secret} if isinstance(secret, str) else secret, inside)
        if not given["secret"]:
            raise InputProblem(f"{inside}.secret", "must not be empty")
        secret_keys.add(world, app_id, given["secret"], name=given.get("name"), active=given.get("active") is not False)
    row = world.work.get(ScormCloudApplication, id=app_id)
    assert row is not None
    return row
