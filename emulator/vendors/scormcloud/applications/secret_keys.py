"""Secret keys, which the vendor calls credentials: an application can have several, active or not."""

from sqlalchemy import bindparam, select

from emulator.sandbox.world import World
from emulator.store.parts import having, part
from emulator.vendors.scormcloud.applications import applications
from emulator.vendors.scormcloud.errors import SecretNotFound
from emulator.vendors.scormcloud.rows import Row, Statement
from emulator.vendors.scormcloud.tables import ScormCloudSecret
from emulator.vendors.scormcloud.wire.writing import to_milliseconds

STATUS = {True: "active", False: "inactive"}

_OF_APPLICATION = Statement(
    select(*ScormCloudSecret.__table__.c)
    .where(ScormCloudSecret.app_id == bindparam("app_id"))
    .order_by(ScormCloudSecret.number)
)


def add(world: World, app_id: str, secret: str, *, name: str | None, active: bool) -> Row:
    """Create a secret key of an application; returns its row."""
    now = to_milliseconds(world.now())
    row: Row = {
        "app_id": app_id,
        "id": world.ids.uuid(),
        "number": world.ids.number("scormcloud.secret"),
        "name": name,
        "secret": secret,
        "active": active,
        "created": now,
        "updated": now,
    }
    world.work.insert(ScormCloudSecret, row)
    return row


def create(world: World, app_id: str, body: Row) -> Row:
    """A new secret key, active unless the caller says otherwise (inferred)."""
    applications.find_row(world, app_id)
    active = body["active"] if body.get("active") is not None else True
    return _shown(add(world, app_id, world.ids.token(30), name=body.get("name"), active=active))


def find_all(world: World, app_id: str) -> dict[str, list[Row]]:
    """Every secret key of an application, the oldest first, the secrets readable (documented by the client)."""
    applications.find_row(world, app_id)
    return {"credentials": [_shown(row) for row in world.work.all(_OF_APPLICATION, app_id=app_id)]}


def update(world: World, app_id: str, secret_id: str, body: Row) -> None:
    """Rename a key or deactivate it; members that are left out do not change."""
    applications.find_row(world, app_id)
    changes = having(body, ("name", "active"))
    changes["updated"] = to_milliseconds(world.now())
    if not world.work.update(ScormCloudSecret, {"app_id": app_id, "id": secret_id}, changes):
        raise SecretNotFound(app_id=app_id, credential_id=secret_id)


def delete(world: World, app_id: str, secret_id: str) -> None:
    """Delete a key, even the last one. Without a key the application cannot call anything until it gets a new one (documented by the
    client)."""
    applications.find_row(world, app_id)
    if not world.work.delete(ScormCloudSecret, app_id=app_id, id=secret_id):
        raise SecretNotFound(app_id=app_id, credential_id=secret_id)


def _shown(row: Row) -> Row:
    """CredentialSchema, without the key for PENS, which the emulator does not support."""
    return {
        **part(row, ("id", "name", "created", "updated")),
        "credential": row["secret"],
        "status": STATUS[row["active"]],
    }
