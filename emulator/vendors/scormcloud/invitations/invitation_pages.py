"""The pages behind the links of invitations.

GET, POST /sc/InvitationConfirmEmail?publicInvitationId=ID   a public one: asks who one is, makes the registration, goes on to the course
GET /sc/InvitationLaunch?userInvitationId=ID                 one person's part of an invitation: goes on to the course

Inferred but for the links: the vendor confirms the e-mail address first, and this page believes it.
"""

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl

from sqlalchemy import bindparam, select

from emulator.http import Reply, redirect
from emulator.pages.message import message_page, method_page
from emulator.pages.page import page_of
from emulator.sandbox.world import World
from emulator.vendors.call import Call
from emulator.vendors.scormcloud.courses import courses
from emulator.vendors.scormcloud.invitations import invitations, private_invitations, user_invitations
from emulator.vendors.scormcloud.launching import playing
from emulator.vendors.scormcloud.registrations import registrations
from emulator.vendors.scormcloud.rows import Row, Statement
from emulator.vendors.scormcloud.tables import (
    ScormCloudApplication,
    ScormCloudInvitation,
    ScormCloudUserInvitation,
)

CONFIRM, LAUNCH = "/sc/InvitationConfirmEmail", "/sc/InvitationLaunch"
_ID = re.compile(r"[0-9a-f-]{36}")
_LONGEST_NAME = 255
_PUBLIC = Statement(
    select(*ScormCloudInvitation.__table__.c).where(ScormCloudInvitation.url.endswith(bindparam("ending")))
)
_COMER = Statement(
    select(ScormCloudUserInvitation.registration_id)
    .where(
        ScormCloudUserInvitation.app_id == bindparam("app_id"),
        ScormCloudUserInvitation.invitation_id == bindparam("invitation_id"),
        ScormCloudUserInvitation.address == bindparam("address"),
    )
    .order_by(ScormCloudUserInvitation.number.desc())
    .limit(1)
)
_FIELDS = (
    ("email", "E-mail address", "email"),
    ("firstName", "First name", "given-name"),
    ("lastName", "Last name", "family-name"),
)
"""(name, label, autocomplete) of the form's fields."""


def confirm(call: Call) -> Reply:
    """The page of a public invitation."""
    if call.request.method not in ("GET", "HEAD", "POST"):
        return method_page(call.request.method, "GET", "HEAD", "POST")
    row = _by_public_id(call)
    if row is None:
        return _missing()
    world = _of_application(call, row)
    title = courses.find_row(world, row["course_id"])["title"]
    if call.request.method != "POST":
        closed = invitations.closed_because(row, world.now(), 0)
        return _closed(call, title, closed) if closed else _ask(title, {})
    given = _given(call)
    email = given["email"].strip()
    wrong = _problem(given, email)
    if wrong:
        return _ask(title, given, wrong)
    earlier = call.world.work.value(
        _COMER, app_id=row["app_id"], invitation_id=row["id"], address=email.lower()
    )  # returning learners get their existing registration
    closed = _closed_to(world, row, known=earlier is not None)
    if closed:
        return _closed(call, title, closed)
    registration_id = earlier or _register(world, row, email, given)
    return _play(world, registration_id)


def launch(call: Call) -> Reply:
    """The page of one person's invitation."""
    if call.request.method not in ("GET", "HEAD"):
        return method_page(call.request.method, "GET", "HEAD")
    found = call.world.work.get(ScormCloudUserInvitation, id=_asked(call, "userInvitationId"))
    row = call.world.work.get(ScormCloudInvitation, id=found["invitation_id"]) if found else None
    if found is None or row is None:
        return _missing()
    world = _of_application(call, row)
    title = courses.find_row(world, row["course_id"])["title"]
    closed = _closed_to(world, row, known=True)
    if closed:
        return _closed(call, title, closed)
    if call.request.method == "HEAD":
        return message_page(200, title, "Open this link to begin.")
    return _play(world, found["registration_id"])


PAGES = {CONFIRM: confirm, LAUNCH: launch}


def _closed_to(world: World, row: Row, *, known: bool) -> str | None:
    """Why an invitation does not admit a learner, or None. A learner with a registration is admitted even if the cap is reached."""
    if known:
        row = {**row, "allow_new_registrations": True, "registration_cap": 0}
    return invitations.closed_because(row, world.now(), user_invitations.count(world, row["id"]))


def _register(world: World, row: Row, email: str, given: Mapping[str, str]) -> str:
    registration_id = world.ids.uuid()
    names = {"first_name": given["firstName"].strip() or None, "last_name": given["lastName"].strip() or None}
    learner = {"id": email, "email": email, **names}
    new: Row = {"registration_id": registration_id, "course_id": row["course_id"], "learner": learner}
    registrations.create(world, {**new, "post_back": row["post_back"]}, None)
    private_invitations.invite(world, row, email, registration_id)
    return registration_id


def _play(world: World, registration_id: str) -> Reply:
    registration = registrations.find_row(world, registration_id)
    return redirect(world.local_link(playing.open_registration(world, registration, {})))


def _of_application(call: Call, row: Row) -> World:
    return call.world.acting(call.world.work.get(ScormCloudApplication, id=row["app_id"]))


def _by_public_id(call: Call) -> Row | None:
    asked = _asked(call, "publicInvitationId")
    return call.world.work.one(_PUBLIC, ending=f"publicInvitationId={asked}") if _ID.fullmatch(asked) else None


def _asked(call: Call, name: str) -> str:
    return call.query.get(name, [""])[-1].lower()


def _given(call: Call) -> dict[str, str]:
    """The fields of the form, url-encoded or as multipart."""
    pairs = dict(parse_qsl(call.request.body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=None))
    pairs |= {name: values[-1] for name, values in call.request.form.items()}
    return {name: pairs.get(name, "") for name, _, _ in _FIELDS}


def _problem(given: Mapping[str, str], email: str) -> str | None:
    before, _, behind = email.partition("@")
    if not before or not behind or any(sign.isspace() or not sign.isprintable() for sign in email):
        return "Give an e-mail address."
    if any(len(value) > _LONGEST_NAME or "\0" in value for value in given.values()):
        return f"No field can have more than {_LONGEST_NAME} characters."
    return None


def _ask(title: str, given: Mapping[str, str], wrong: str | None = None) -> Reply:
    return page_of(
        "emulator.vendors.scormcloud/invitation.html",
        400 if wrong else 200,
        title=title,
        words="You are invited to this course. Who are you?",
        wrong=wrong,
        fields=_FIELDS,
        given=given,
        longest=_LONGEST_NAME,
    )


def _closed(call: Call, title: str, why: str) -> Reply:
    call.world.hint(f"the invitation lets nobody in: {why}")
    return message_page(403, title, "This invitation is no longer open.")


def _missing() -> Reply:
    return message_page(404, "This link leads nowhere", "Ask where you got it for a new one.")
