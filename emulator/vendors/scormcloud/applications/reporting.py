"""The rules of reporting: the account's usage, and links to Reportage.

An account holds the applications of a sandbox, so its usage is theirs together. Its other facts are in contract/vendor.json.
"""

import hmac
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode, urlsplit

from sqlalchemy import bindparam, func, select

from emulator.sandbox.world import World
from emulator.vendors.scormcloud.errors import BadRequest
from emulator.vendors.scormcloud.routing import contract
from emulator.vendors.scormcloud.rows import Row, Statement
from emulator.vendors.scormcloud.tables import ScormCloudApplication, ScormCloudCourse, ScormCloudRegistration

ACCOUNT: Row = contract.extra["account"]
REPORT = "/Reportage"
NO_REPORTAGE = f"lms-emulator has one report, below {REPORT}/: nothing answers at this link"

_BEGAN = Statement(select(func.min(ScormCloudApplication.created, type_=ScormCloudApplication.created.type)))
_COURSES = Statement(select(func.count(ScormCloudCourse.number)))
_REGISTRATIONS = Statement(select(func.count(ScormCloudRegistration.number)))
_RECENT = Statement(_REGISTRATIONS.core.where(ScormCloudRegistration.created >= bindparam("since")))


def account(world: World) -> Row:
    """The account with its usage: registrations of this month (by the sandbox's clock) and in total, and courses."""
    month = world.now().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    usage = {
        "month_start": month,
        "reg_count": world.work.kept_value(_RECENT, since=month),
        "total_registrations": world.work.kept_value(_REGISTRATIONS),
        "total_courses": world.work.kept_value(_COURSES),
    }
    return {**ACCOUNT, "create_date": world.work.value(_BEGAN), "usage": usage}


def authentication(world: World, nav_permission: str, *, admin: bool) -> Row:
    """The `auth` text for links to Reportage. It contains its permissions, signed, so it is not stored."""
    return {"auth_enabled": True, "query_string": _signed(world, nav_permission, admin=admin)}


def link(world: World, auth: str, report_url: str) -> dict[str, str]:
    """A link to a page of Reportage without the host, which a public client adds. 400 for an `auth` that this application was not given."""
    known = [_signed(world, permission, admin=admin) for permission in _permissions() for admin in (False, True)]
    if not any(hmac.compare_digest(auth.encode(), text.encode()) for text in known):
        raise BadRequest(why="auth: is no queryString of reportageAuth for this application")
    try:
        page = urlsplit(report_url)
    except ValueError:
        page = None
    if page is None or not page.path.startswith("/"):
        raise BadRequest(why="reportUrl: must be a URL")
    if not page.path.startswith(f"{REPORT}/"):
        world.hint(NO_REPORTAGE)
    query = f"{page.query}&{auth}" if page.query else auth
    return {"reportage_link": f"{world.local_link(page.path)}?{query}"}


def is_signed(world: World, given: dict[str, str]) -> bool:
    """True if these are the parts of an `auth` text that the caller's application was given."""
    known = _signed(world, given["navPermission"], admin=given["admin"] == "true")
    return hmac.compare_digest(known.encode(), urlencode(given).encode())


def _permissions() -> tuple[Any, ...]:
    parameters = contract.operations["getReportageAuthToken"].parameters
    return next(parameter.enum or () for parameter in parameters if parameter.name == "navPermission")


def _signed(world: World, nav_permission: str, *, admin: bool) -> str:
    app = world.actor
    text = urlencode({"appid": app["id"], "navPermission": nav_permission, "admin": str(admin).lower()})
    key = f"{world.sandbox.name}:{world.sandbox.generation}:{app['token_key']}"
    return f"{text}&sig={hmac.new(key.encode(), text.encode(), sha256).hexdigest()}"
