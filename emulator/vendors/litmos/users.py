"""The rules of users."""

import re
from functools import cache
from typing import Any

from sqlalchemy import bindparam, func, or_, select

from emulator.contract.model import Field
from emulator.sandbox.outbox import post_message
from emulator.store.search import contains, pattern_of
from emulator.store.statement import Row, Statement
from emulator.vendors.call import Call
from emulator.vendors.litmos import wait_list
from emulator.vendors.litmos.errors import (
    BadRequest,
    CultureInvalid,
    EmailInvalid,
    ManagerNotFound,
    MobileNumberRequired,
    PhoneNumberInvalid,
    UserIdMismatch,
    UserNameInvalid,
    UserNameTaken,
    UserNameTooShort,
    UserNotFound,
)
from emulator.vendors.litmos.ids import new_id, new_original_id
from emulator.vendors.litmos.page import Page
from emulator.vendors.litmos.removal import forget
from emulator.vendors.litmos.routing import contract
from emulator.vendors.litmos.settings import settings_of
from emulator.vendors.litmos.stamps import stamped, touched
from emulator.vendors.litmos.tables import LitmosUser

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
USER_NAME = re.compile(r"[\w.@+'-]+")
CULTURE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
PHONE = re.compile(r"\+\d{7,15}")

SEARCHED = ("user_name", "first_name", "last_name", "email", "company_name")
LISTED = ("id", "user_name", "first_name", "last_name", "active", "email", "access_level", "brand")

NULL_UNLESS_SET = ("salesforce_id", "salesforce_contact_id", "salesforce_account_id")  # recorded
DEFAULTS: dict[str, Any] = {
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

_FIELDS: tuple[Field, ...] = contract.schemas["User"].fields
_WRITABLE = {field.key for field in _FIELDS if not field.read_only}
_TEXTS = {f.key for f in _FIELDS if f.type in ("string", "id") and f.key in _WRITABLE} - {"password"}


def create(call: Call, body: dict[str, Any], *, send_message: bool | None, skip_first_login: bool | None) -> Row:
    """A new user. 409 for a name that is taken or invalid. Recorded: SkipFirstLogin in the body has no effect."""
    check_new(call, body)
    user = store_new(call, {**body, "skip_first_login": skip_first_login or False})
    if send_message:
        welcome(call, user)
    return user


def welcome(call: Call, user: Row) -> None:
    """Send a new user the link to log in, if they have an address."""
    if user["email"]:
        words = f"An account was made for you. Log in: {user['login_key']}"
        post_message(call.sandbox, call.store, "litmos", user["email"], "Welcome", words)


def check_new(call: Call, body: dict[str, Any]) -> None:
    """Whether a user can be made of this."""
    if not body.get("user_name"):
        raise BadRequest("UserName is required")
    _check_name(call, body["user_name"])
    check_values(call, body)
    if not body.get("is_custom_username") and not EMAIL.fullmatch(body["user_name"]):
        raise EmailInvalid("a UserName that is no e-mail address needs IsCustomUsername true")


def store_new(call: Call, body: dict[str, Any], *, api_key: str | None = None) -> Row:
    """Add a user row, with everything that the request did not say."""
    original_id = new_original_id(call.ids)
    given = {key: value for key, value in body.items() if key in _WRITABLE and value is not None}
    row: Row = dict.fromkeys(_TEXTS, "") | dict.fromkeys(NULL_UNLESS_SET) | DEFAULTS | given
    row.pop("manager_name", None)
    row.update(
        id=new_id(call.ids),
        number=original_id,
        original_id=original_id,
        api_key=api_key or call.ids.uuid(),
        login_key=call.ids.uuid(),
        user_name_folded=row["user_name"].lower(),
        full_name=_full_name(row),
        culture=row.get("culture") or "en-US",
        time_zone=row.get("time_zone") or "UTC",
        password=body.get("password") or "",
        skip_first_login=body.get("skip_first_login", False),
        expiration_date=body.get("expiration_date"),
        last_login=None,
        points=0,
        **stamped(call),
    )
    call.store.insert(LitmosUser, row)
    return shown(call, row)


def find(call: Call, userid: str) -> Row:
    """A user by Id or by UserName (both are documented), as it is shown."""
    return shown(call, find_row(call, userid))


def find_row(call: Call, userid: str) -> Row:
    """The row of a user by Id or UserName. 404 if there is none."""
    row = call.store.get(LitmosUser, id=userid) or call.store.get(LitmosUser, user_name_folded=userid.lower())
    if row is None:
        raise UserNotFound(userid=userid)
    return row


def find_all(call: Call, page: Page, show_inactive: bool | None) -> list[Row]:
    """A page of users. Recorded: a search finds inactive users too, so they are left out only when asked to."""
    statement = _list(page.sort, page.descending, page.search is not None, show_inactive is False)
    search = pattern_of(page.search) if page.search else None
    return call.store.all(statement, search=search, start=page.start, limit=page.limit)


def update(call: Call, userid: str, body: dict[str, Any]) -> None:
    """Change what the body says and leave the rest (inferred: whether PUT is partial is not known)."""
    row = find_row(call, userid)
    if body.get("id") and body["id"] != row["id"]:
        raise UserIdMismatch()
    changes = {key: value for key, value in body.items() if key in _WRITABLE and value is not None}
    if "user_name" in changes and changes["user_name"].lower() != row["user_name_folded"]:
        _check_name(call, changes["user_name"])
        changes["user_name_folded"] = changes["user_name"].lower()
    check_values(call, {**row, **changes})
    changes["full_name"] = _full_name({**row, **changes})
    if not changes.get("culture", "kept"):
        changes["culture"] = "en-US"
    if not changes.get("password", "kept"):
        del changes["password"]  # an empty Password in a whole record that is sent back means "as it was"
    call.store.update(LitmosUser, {"id": row["id"]}, {**changes, **touched(call)})


def delete(call: Call, userid: str) -> None:
    """Delete a user for good (recorded: 200, then not found)."""
    row = find_row(call, userid)
    wait_list.leave(call, row["id"])
    forget(call, "user_id", row["id"])
    call.store.delete(LitmosUser, id=row["id"])


def shown(call: Call, row: Row) -> Row:
    """A row as the vendor shows it: no password, the LoginKey as a link, the manager by name."""
    manager_id = row["manager_id"]
    manager = call.store.get(LitmosUser, id=manager_id) if manager_id and manager_id != "0" else None
    return {
        **row,
        "password": "",
        "login_key": call.link(f"{_login_page(call)}?loginkey={row['login_key']}"),
        "last_login": row["last_login"] or "",
        "expiration_date": row["expiration_date"] or "",
        "manager_name": manager["full_name"] if manager else "",
    }


def _login_page(call: Call) -> str:
    """Recorded: two slashes in 2016, one in 2017."""
    return "//login.aspx" if settings_of(call).litmos_members == "2016" else "/login.aspx"


def _check_name(call: Call, user_name: str) -> None:
    if len(user_name) <= 3:
        raise UserNameTooShort()
    if not USER_NAME.fullmatch(user_name):
        raise UserNameInvalid()
    if call.store.get(LitmosUser, user_name_folded=user_name.lower()):
        raise UserNameTaken()


def check_values(call: Call, values: dict[str, Any]) -> None:
    """Whether a user can have these values, taken together."""
    if values.get("email") and not EMAIL.fullmatch(values["email"]):
        raise EmailInvalid()
    if values.get("culture") and not CULTURE.fullmatch(values["culture"]):
        raise CultureInvalid()
    if values.get("enable_text_notification"):
        if not values.get("phone_mobile"):
            raise MobileNumberRequired()
        if not PHONE.fullmatch(values["phone_mobile"]):
            raise PhoneNumberInvalid()
    manager = values.get("manager_id")
    if manager and manager != "0" and call.store.get(LitmosUser, id=manager) is None:
        raise ManagerNotFound()


def _full_name(row: Row) -> str:
    """Recorded: FullName in a request has no effect, it is FirstName and LastName."""
    return f"{row['first_name']} {row['last_name']}".strip()


@cache
def _list(sort: str | None, descending: bool, searching: bool, only_active: bool) -> Statement:
    columns = LitmosUser.__table__.c
    statement = select(*(columns[key] for key in LISTED))
    if searching:
        statement = statement.where(or_(*(contains(columns[key], "search") for key in SEARCHED)))
    if only_active:
        statement = statement.where(columns.active)
    order: list[Any] = [columns.number]
    if sort is not None:
        field = next(field for field in _FIELDS if field.name == sort)
        column = columns[field.key]
        order.insert(0, column if field.type == "boolean" else func.lower(column))
    statement = statement.order_by(*(column.desc() if descending else column for column in order))
    return Statement(statement.limit(bindparam("limit")).offset(bindparam("start")))
