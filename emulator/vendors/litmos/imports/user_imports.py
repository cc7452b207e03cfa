"""One user of a bulk import: created, or changed if a user has that Username (documented)."""

from typing import cast

from emulator.contract.reading import InputProblem
from emulator.sandbox.world import World
from emulator.vendors.errors import VendorError
from emulator.vendors.litmos import messages
from emulator.vendors.litmos.activities import note
from emulator.vendors.litmos.courses import course_assignments
from emulator.vendors.litmos.errors import EmailInvalid
from emulator.vendors.litmos.imports import bulk_codes
from emulator.vendors.litmos.routing import contract
from emulator.vendors.litmos.rows import Row
from emulator.vendors.litmos.stamps import touched
from emulator.vendors.litmos.tables import LitmosImportError, LitmosTeamUser, LitmosUser
from emulator.vendors.litmos.tables.users import LEVELS
from emulator.vendors.litmos.teams import team_members
from emulator.vendors.litmos.users import custom_fields, users
from emulator.vendors.litmos.wire.reading import LitmosReader

PLACES = {
    "email": "email",
    "first_name": "first_name",
    "last_name": "last_name",
    "password": "password",
    "phone": "phone_work",
    "mobile": "phone_mobile",
    "skype": "skype",
    "title": "job_title",
    "company_name": "company_name",
    "web_site": "website",
    "twitter": "twitter",
    "address1": "street1",
    "address2": "street2",
    "city": "city",
    "state": "state",
    "zip": "postal_code",
    "country": "country",
    **{f"custom_field{number}": f"custom_field{number}" for number in range(1, 11)},
    "salesforce_id": "salesforce_id",
    "salesforce_contact_id": "salesforce_contact_id",
    "salesforce_account_id": "salesforce_account_id",
    "brand": "brand",
    "culture": "culture",
    "job_role": "job_role",
    "external_employee_id": "external_employee_id",
    "time_zone": "time_zone",
}
"""Which member of a record is which of a user."""

ACCESS = {
    "l": "Learner",
    "tl": "Team_Leader",
    "ta": "Team_Leader",
    "2": "Account_Owner",
    "3": "Administrator",
    "4": "Team_Leader",
    "5": "Learner",
}
"""Documented but for 4, which lies between."""

_TEAM_CODES = tuple(f"team{number}" for number in range(1, 6))
_COURSE_CODES = tuple(f"course{number}" for number in range(1, 4))
ADVANCED = 25
_reader = LitmosReader(contract)
_FIELDS = {field.key: field for field in contract.schemas["User"].fields}


class RecordRefusedError(Exception):
    """A record cannot be imported; the words are its ImportStatus."""


def do(world: World, job: Row, record: Row) -> str:
    """Import one record; returns the name of the count to increase."""
    name = (record.get("username") or "").strip()
    if record.get("second"):
        return _failed(world, job, name, "Duplicate", "duplicate")
    try:
        return _import(world, job, name, record)
    except EmailInvalid:
        return _failed(world, job, name, "Failed - Invalid Email", "invalid_email")
    except RecordRefusedError as refused:
        return _failed(world, job, name, f"Failed - {refused}", "failed")
    except VendorError as error:
        words = contract.error(type(error).__name__, None).text or type(error).__name__
        return _failed(world, job, name, f"Failed - {error.hint or words}", "failed")


def unknown(world: World, body: list[Row]) -> dict[str, list[str]]:
    """The bulk import codes in these rows that are of nothing now, by why they will be passed over."""
    return {
        "no team has the code": [code for code in _codes(body, _TEAM_CODES) if not bulk_codes.team(world, code)],
        "no course has the code": [code for code in _codes(body, _COURSE_CODES) if not bulk_codes.course(world, code)],
    }


def marked(body: list[Row]) -> list[Row]:
    """The records of an import, the second of two with the same Username marked."""
    seen: set[str] = set()
    result: list[Row] = []
    for record in body:
        name = (record.get("username") or "").strip().lower()
        result.append({**record, "second": True} if name and name in seen else record)
        seen.add(name)
    return result


def _import(world: World, job: Row, name: str, record: Row) -> str:
    _check_required(name, record)
    before = world.work.get(LitmosUser, user_name_folded=name.lower())
    body = _body(world, name, record)
    _check_access(world, body, before)
    extra = _advanced(world, record, is_new=before is None)
    teams = _teams(world, record)
    if before is None:
        body["user_name"] = name
        body["is_custom_username"] = users.EMAIL.fullmatch(name) is None
        if "email" not in body:
            body["email"] = "" if body["is_custom_username"] else name
        users.check_new(world, body)
        user = users.store_new(world, {**body, "skip_first_login": job["skip_first_login"]})
        if job["send_emails"]:
            messages.user_created(world, user)
    else:
        users.check_values(world, {**before, **body})
        user = {**before, **body}
        user["full_name"] = body["full_name"] = f"{user['first_name']} {user['last_name']}".strip()
        world.work.update(LitmosUser, {"id": user["id"]}, {**body, **users.folded(user), **touched(world)})
    for team_id in teams:
        team_members.join(world, team_id, [user["id"]])
    course_assignments.give(world, [user["id"]], _courses(world, record), "user", user["id"])
    custom_fields.store_user_values(world, user["id"], extra)
    note(world, "actions", "User Updated" if before else "User Created", "User", user)
    return "updated" if before else "created"


def _check_required(name: str, record: Row) -> None:
    if not name:
        raise RecordRefusedError("Username is required")
    for member, word in (("first_name", "FirstName"), ("last_name", "LastName")):
        if not record.get(member):
            raise RecordRefusedError(f"{word} is required")
    for key, place in {"username": "user_name", **PLACES}.items():
        most = _FIELDS[place].max_length if place in _FIELDS else None
        if most is not None and len(str(record.get(key) or "")) > most:
            raise RecordRefusedError(f"{_FIELDS[place].name} is longer than {most} characters")


def _body(world: World, name: str, record: Row) -> Row:
    """The members of the user. Documented: members that are empty in the record do not change."""
    body = cast(Row, {place: value for key, place in PLACES.items() if (value := record.get(key))})
    active = (record.get("active") or "").strip().lower()
    if active:
        if active not in ("true", "false", "1", "0"):
            raise RecordRefusedError("Active must be true or false")
        body["active"] = active in ("true", "1")
    if record.get("in_active_date"):
        try:
            body["expiration_date"] = _reader.datetime(record["in_active_date"], "InActiveDate")
        except InputProblem:
            raise RecordRefusedError("InActiveDate is no date") from None
    if record.get("access_level"):
        level = ACCESS.get(record["access_level"].strip().lower())
        if level is None:
            raise RecordRefusedError("AccessLevel is invalid")
        body["access_level"] = level
    if record.get("manager"):
        manager = world.work.get(LitmosUser, id=record["manager"])
        manager = manager or world.work.get(LitmosUser, user_name_folded=record["manager"].lower())
        if manager is None or manager["user_name_folded"] == name.lower():
            raise RecordRefusedError("Manager is invalid")
        body["manager_id"] = manager["id"]
    return body


def _check_access(world: World, body: Row, before: Row | None) -> None:
    """Nobody makes or changes users who may do more than themselves (inferred)."""
    own = LEVELS.index(world.actor["access_level"]) if world.actor else 0
    for level in (body.get("access_level"), before and before["access_level"]):
        if level and LEVELS.index(level) > own:
            raise RecordRefusedError("AccessLevel is not permitted")


def _advanced(world: World, record: Row, *, is_new: bool) -> dict[str, str]:
    """UserCustomField1 to 25 are the fields of users in their order."""
    values = {}
    known = custom_fields.fields(world, "user")[:ADVANCED]
    for position in range(1, ADVANCED + 1):
        value = str(record.get(f"user_custom_field{position}") or "")
        if position > len(known):
            if value:
                raise RecordRefusedError(f"UserCustomField{position} is not defined")
            continue
        field = known[position - 1]
        if not value and is_new:
            value = field["default_value"]
        if field["mandatory"] and not value and is_new:
            raise RecordRefusedError(f"{field['label']} is required")
        if custom_fields.problem(field, value):
            raise RecordRefusedError(str(custom_fields.problem(field, value)))
        if value:
            values[field["id"]] = value
    return values


def _teams(world: World, record: Row) -> list[str]:
    """The teams that the codes name; a code of no team is passed over (the vendor's help says so of codes that are wrong).

    Documented: a team leader imports into their own teams alone, so without one the record fails.
    """
    codes = _codes([record], _TEAM_CODES)
    found = [team["id"] for team in (bulk_codes.team(world, code) for code in codes) if team is not None]
    if world.actor and world.actor["access_level"] == "Team_Leader":
        found = [team for team in found if _leads(world, team)]
        if not found:
            raise RecordRefusedError("Team is required")
    return found


def _leads(world: World, team_id: str) -> bool:
    row = world.work.get(LitmosTeamUser, team_id=team_id, user_id=world.actor["id"])
    return bool(row and row["active"] and (row["leader"] or row["admin"]))


def _courses(world: World, record: Row) -> list[str]:
    codes = _codes([record], _COURSE_CODES)
    return [course["id"] for course in (bulk_codes.course(world, code) for code in codes) if course is not None]


def _codes(body: list[Row], members: tuple[str, ...]) -> list[str]:
    return list(dict.fromkeys(str(value) for record in body for member in members if (value := record.get(member))))


def _failed(world: World, job: Row, name: str, status: str, count: str) -> str:
    row: Row = {
        "import_id": job["id"],
        "position": job["position"],
        "username": name[:255],
        "import_status": status[:255],
    }
    world.work.insert(LitmosImportError, row)
    return count
