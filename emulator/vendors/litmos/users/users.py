"""The rules of users."""

import re
from typing import Any, cast

from sqlalchemy import bindparam, select

from emulator.contract.model import Field
from emulator.courseware.attempts import attempts
from emulator.sandbox.world import World
from emulator.store.parts import having, part, value_of
from emulator.vendors.litmos import activities, messages, wait_list
from emulator.vendors.litmos.errors import (
    BadRequest,
    CultureInvalid,
    EmailInvalid,
    JobRoleInvalid,
    ManagerNotFound,
    MobileNumberRequired,
    PhoneNumberInvalid,
    SalesforceUserNotFound,
    UserIdMismatch,
    UserNameInvalid,
    UserNameTaken,
    UserNameTooShort,
    UserNotFound,
)
from emulator.vendors.litmos.ids import new_id, new_original_id
from emulator.vendors.litmos.login_links import login_link
from emulator.vendors.litmos.removal import forget
from emulator.vendors.litmos.routing import contract
from emulator.vendors.litmos.rows import Row, Statement
from emulator.vendors.litmos.settings import settings_of
from emulator.vendors.litmos.stamps import stamped, touched
from emulator.vendors.litmos.tables import LitmosModuleResult, LitmosUser

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
USER_NAME = re.compile(r"[\w.@+'-]+")
CULTURE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
PHONE = re.compile(r"\+\d{7,15}")
SALESFORCE_ID = re.compile(r"00[35][A-Za-z0-9]{12}(?:[A-Za-z0-9]{3})?")

SORTED = ("user_name", "first_name", "last_name", "email")
SEARCHED = ("user_name", "first_name", "last_name", "email", "company_name")
"""The columns whose texts `search_text` has."""
LISTED = ("id", "user_name", "first_name", "last_name", "active", "email", "access_level", "brand")

NULL_UNLESS_SET = ("salesforce_id", "salesforce_contact_id", "salesforce_account_id")  # recorded
DEFAULTS: Row = {
    "access_level": "Learner",
    "active": True,
    "disable_messages": False,
    "is_custom_username": False,
    "enable_text_notification": False,
    "time_zone": "UTC",
    "brand": "Default",
    "manager_id": "0",
    "profile_type": "External",
}
"""What a new user has where the request says nothing: recorded as far as the recordings go, else from a client's notes of a live reply."""

_ATTEMPTS = Statement(
    select(LitmosModuleResult.attempt_id)
    .where(LitmosModuleResult.user_id == bindparam("user_id"))
    .where(LitmosModuleResult.attempt_id.is_not(None))
)
_FIELDS: tuple[Field, ...] = contract.schemas["User"].fields
_WRITABLE = {field.key for field in _FIELDS if not field.read_only}
_TEXTS = {f.key for f in _FIELDS if f.type in ("string", "id") and f.key in _WRITABLE} - {"password"}
UNSET = cast(Row, dict.fromkeys(_TEXTS, "") | dict.fromkeys(NULL_UNLESS_SET))

_TAKEN = Statement(select(LitmosUser.id).where(LitmosUser.user_name_folded == bindparam("user_name_folded")))


def create(world: World, body: Row, *, send_message: bool | None, skip_first_login: bool | None) -> Row:
    """Create a user. 409 for a name that is taken or invalid. Recorded: SkipFirstLogin in the body has no effect."""
    check_new(world, body)
    user = store_new(world, {**body, "skip_first_login": skip_first_login or False})
    activities.note(world, "actions", "User Created", "User", user)
    if send_message:
        messages.user_created(world, user)
    return user


def check_new(world: World, body: Row) -> None:
    """Check that a user with these values can be created."""
    if not body.get("user_name"):
        raise BadRequest("UserName is required")
    _check_name(world, body["user_name"])
    check_values(world, body)
    if not body.get("is_custom_username") and not EMAIL.fullmatch(body["user_name"]):
        raise EmailInvalid("a UserName that is no e-mail address needs IsCustomUsername true")


def store_new(world: World, body: Row, *, api_key: str | None = None) -> Row:
    """Add a user row, with everything that the request did not say."""
    original_id = new_original_id(world.ids)
    told: Row = {**UNSET, **DEFAULTS, **having(body, _WRITABLE)}
    told.pop("manager_name", None)
    row: Row = {
        **told,
        "id": new_id(world.ids),
        "number": original_id,
        "original_id": original_id,
        "api_key": api_key or world.ids.uuid(),
        "login_key": world.ids.uuid(),
        **folded(told),
        "full_name": _full_name(told),
        "culture": told.get("culture") or "en-US",
        "time_zone": told.get("time_zone") or "UTC",
        "password": body.get("password") or "",
        "skip_first_login": body.get("skip_first_login", False),
        "expiration_date": body.get("expiration_date"),
        "last_login": None,
        "points": 0,
        **stamped(world),
    }
    world.work.insert(LitmosUser, row)
    return shown(world, row)


def find(world: World, userid: str) -> Row:
    """A user by Id or by UserName (both are documented), as the API shows it.

    Inferred: the documented error about Salesforce is for ids that have the form of a contact's or user's id there.
    """
    try:
        return shown(world, find_row(world, userid))
    except UserNotFound:
        if SALESFORCE_ID.fullmatch(userid):
            raise SalesforceUserNotFound() from None
        raise


def find_row(world: World, userid: str) -> Row:
    """The row of a user by Id or UserName. 404 if there is none."""
    row = world.work.get(LitmosUser, id=userid) or world.work.get(LitmosUser, user_name_folded=userid.lower())
    if row is None:
        raise UserNotFound(userid=userid)
    return row


def update(world: World, userid: str, body: Row) -> None:
    """Change the members in the body and keep the others (inferred: whether PUT is partial is not known)."""
    row = find_row(world, userid)
    if body.get("id") and body["id"] != row["id"]:
        raise UserIdMismatch()
    changes = having(body, _WRITABLE)
    if "user_name" in changes and changes["user_name"].lower() != row["user_name_folded"]:
        _check_name(world, changes["user_name"])
    check_values(world, {**row, **changes})
    changes["full_name"] = _full_name({**row, **changes})
    if not changes.get("culture", "kept"):
        changes["culture"] = "en-US"
    if not changes.get("password", "kept"):
        del changes["password"]  # an empty Password in a whole record that is sent back means "as it was"
    kept = {**changes, **folded({**row, **changes}), **touched(world)}
    world.work.update(LitmosUser, {"id": row["id"]}, kept)
    _note_edits(world, row, changes)
    activities.note(world, "actions", "User Updated", "User", {**row, **changes})


def folded(row: Row) -> Row:
    """The lower-case columns that lists sort by and search in; no text can contain the separator."""
    texts = {key: str(row.get(key) or "").lower() for key in SEARCHED}
    sorted_by = cast(Row, {f"{key}_folded": texts[key] for key in SORTED})
    return {**sorted_by, "search_text": "\x1f".join(texts.values())}


def _note_edits(world: World, row: Row, changes: Row) -> None:
    """Log each member that has another value now; a password without either."""
    for field in _FIELDS:
        if field.key not in changes or field.key == "full_name":
            continue
        before, now = value_of(row, field.key), value_of(changes, field.key)
        if before == now:
            continue
        old, new = ("", "") if field.key == "password" else (_text(before), _text(now))
        kind = f"{activities.spaced(field.name)} Updated"
        activities.note(world, "settings", kind, "User", row, category="User Profile", old=old, new=new)


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def delete(world: World, userid: str) -> None:
    """Delete a user permanently, with memberships, assignments, results and the data in courses (documented)."""
    row = find_row(world, userid)
    wait_list.leave(world, row["id"])
    begun = world.work.all(_ATTEMPTS, user_id=row["id"])
    attempts.delete(world.work, *(result["attempt_id"] for result in begun))
    forget(world, "user_id", row["id"])
    world.work.update(LitmosUser, {"manager_id": row["id"]}, {"manager_id": "0", **touched(world)})
    world.work.delete(LitmosUser, id=row["id"])
    activities.note(world, "actions", "User Deleted", "User", row)


def shown(world: World, row: Row) -> Row:
    """A row as the API shows it: no password, the LoginKey as a link, the manager by name."""
    manager_id = row["manager_id"]
    manager = world.work.get(LitmosUser, id=manager_id) if manager_id and manager_id != "0" else None
    return {
        **row,
        "password": "",
        "login_key": login_link(world, row),
        "last_login": row["last_login"] or "",
        "expiration_date": row["expiration_date"] or "",
        "manager_name": manager["full_name"] if manager else "",
    }


def as_actor(row: Row) -> Row:
    """The actor for a request without an API key (login links, the player)."""
    return part(row, ("id", "original_id", "user_name", "api_key", "access_level"))


def _check_name(world: World, user_name: str) -> None:
    if len(user_name) <= 3:
        raise UserNameTooShort()
    if not USER_NAME.fullmatch(user_name):
        raise UserNameInvalid()
    if world.work.one(_TAKEN, user_name_folded=user_name.lower()):
        raise UserNameTaken()


def check_values(world: World, values: Row) -> None:
    """Check the combination of a user's values."""
    if values.get("email") and not EMAIL.fullmatch(values["email"]):
        raise EmailInvalid()
    if values.get("culture") and not CULTURE.fullmatch(values["culture"]):
        raise CultureInvalid()
    if values.get("enable_text_notification"):
        if not values.get("phone_mobile"):
            raise MobileNumberRequired()
        if not PHONE.fullmatch(values["phone_mobile"]):
            raise PhoneNumberInvalid()
    roles = _job_roles(world)
    if values.get("job_role") and roles is not None and values["job_role"] not in roles:
        raise JobRoleInvalid("the job roles of this sandbox are in the setting litmos_job_roles")
    manager = values.get("manager_id")
    if manager and manager != "0" and world.work.get(LitmosUser, id=manager) is None:
        raise ManagerNotFound()


def _job_roles(world: World) -> list[str] | None:
    return settings_of(world).litmos_job_roles


def _full_name(row: Row) -> str:
    """Recorded: FullName in a request has no effect; it is made of FirstName and LastName."""
    return f"{row['first_name']} {row['last_name']}".strip()
