"""The page behind a link of reportageLink: an application's registrations, newest first, ten at a time.

GET /Reportage/reportage.php    courseId, learnerId and registrationId narrow it (public code links so); the queryString of
                                reportageAuth opens it

Inferred: what it shows. With NONAV it leads nowhere but on.
"""

from typing import Any
from urllib.parse import urlencode

from emulator.http import Reply
from emulator.pages.message import message_page, method_page
from emulator.pages.page import page_of
from emulator.sandbox.world import World
from emulator.vendors.call import Call
from emulator.vendors.scormcloud.applications import reporting
from emulator.vendors.scormcloud.errors import RegistrationNotFound
from emulator.vendors.scormcloud.registrations import registrations
from emulator.vendors.scormcloud.registrations.progress import ProgressDetail
from emulator.vendors.scormcloud.rows import Row
from emulator.vendors.scormcloud.tables import ScormCloudApplication
from emulator.vendors.scormcloud.wire.listing import Listing, after_of

PATH = "/Reportage"
LIST = "reportage"
NARROWER = ("courseId", "learnerId", "registrationId")
AUTH = ("appid", "navPermission", "admin", "sig")


def page(call: Call) -> Reply:
    """The report, if the link's queryString is one that the application got."""
    if call.request.method not in ("GET", "HEAD"):
        return method_page(call.request.method, "GET", "HEAD")
    given = {name: texts[-1] for name, texts in call.query.items()}
    app = call.world.work.get(ScormCloudApplication, id=given.get("appid", ""))
    world = call.world.acting(app) if app is not None else None
    if world is None or not reporting.is_signed(world, {name: given.get(name, "") for name in AUTH}):
        return message_page(403, "This link does not open the report", "Ask where you got it for a new one.")
    wanted = {name: given[name] for name in NARROWER if given.get(name)}
    rows, more = _rows(world, wanted, given.get("more"))
    leads = given["navPermission"] != "NONAV"
    auth = {name: given[name] for name in AUTH}
    link = _links(call, auth)
    return page_of(
        "emulator.vendors.scormcloud/reportage.html",
        application=world.actor["name"],
        rows=[_shown(row, link if leads else None) for row in rows],
        wanted=wanted,
        all=link({}) if leads and wanted else None,
        more=link({**wanted, "more": more}) if more else None,
    )


def _rows(world: World, wanted: dict[str, str], more: str | None) -> tuple[list[Row], str | None]:
    if "registrationId" in wanted:
        try:
            return [registrations.find(world, wanted["registrationId"], ProgressDetail())], None
        except RegistrationNotFound:
            return [], None
    listing = Listing(LIST, {}, after=after_of(LIST, more) if more else None)
    found = registrations.find_all(
        world, listing, ProgressDetail(), course_id=wanted.get("courseId"), learner_id=wanted.get("learnerId")
    )
    return found["registrations"], found["more"]


def _links(call: Call, auth: dict[str, str]) -> Any:
    here = call.world.local_link(PATH + call.request.path)
    return lambda query: f"{here}?{urlencode({**query, **auth})}"


def _shown(row: Row, link: Any) -> dict[str, Any]:
    learner, course, score = row["learner"], row["course"], row.get("score")
    name = " ".join(part for part in (learner["first_name"], learner["last_name"]) if part)
    return {
        "id": row["id"],
        "learner": name or learner["id"],
        "learner_link": link and link({"learnerId": learner["id"]}),
        "course": course["title"],
        "course_link": link and link({"courseId": course["id"]}),
        "completion": row["registration_completion"].capitalize(),
        "success": row["registration_success"].capitalize(),
        "score": None if score is None else f"{score['scaled']:g}",
        "seconds": f"{row['total_seconds_tracked']:g}",
    }
