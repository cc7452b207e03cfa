"""The pages that links of the API open in a browser. The paths are the emulator's: the vendor's are not known.

GET /nexport/sign-in/TOKEN             what SsoApi/SignIn and SsoApi/Classroom link to, once: the user's classrooms, or the one
GET /nexport/home/TOKEN[/ENROLLMENT]   the same pages again, for the user of that link
GET /nexport/launch/TOKEN/STATUS       opens an assignment in the player, by the id of its status
GET /nexport/certificate/ENROLLMENT    what LearningApi/GetCertificateUrl links to
"""

import re
from dataclasses import replace

from emulator.courseware.play import launches
from emulator.http import Reply, redirect
from emulator.pages.message import message_page, method_page
from emulator.vendors.call import Call
from emulator.vendors.errors import VendorError
from emulator.vendors.nexport.directory import users
from emulator.vendors.nexport.enrollments import certificates, enrollments, subjects
from emulator.vendors.nexport.pages import classroom_page, classrooms, sign_in_links
from emulator.vendors.nexport.rows import Row
from emulator.vendors.nexport.tables import NexportSignInLink, NexportUser
from emulator.vendors.subject import CannotLaunchError

PATH = "/nexport"
ADDRESS = re.compile(r"https?://[!-~]+", re.ASCII)


def page(call: Call) -> Reply:
    """Any page of this module."""
    if call.request.method not in ("GET", "HEAD"):
        return method_page(call.request.method, "GET", "HEAD")
    match call.request.path.strip("/").split("/"):
        case ["sign-in", token] if token:
            return _sign_in(call, token)
        case ["home", token]:
            return _home(call, token, None)
        case ["home", token, enrollment_id]:
            return _home(call, token, enrollment_id)
        case ["launch", token, status_id]:
            return _launch(call, token, status_id)
        case ["certificate", enrollment_id] if enrollment_id:
            return _certificate(call, enrollment_id)
    return message_page(404, "Not here", "There is no such page.")


def _sign_in(call: Call, token: str) -> Reply:
    link = call.world.work.get(NexportSignInLink, token=token.lower())
    if link is None:
        return message_page(404, "Not here", "There is no such sign-in link.")
    state = sign_in_links.state(link, call.world.now())
    if state != "good":
        call.world.hint(f"the sign-in link is {state}")
        # Documented: the client names where to go then. Inferred: a used link counts as invalid.
        name = "expired_token_url" if state == "expired" else "invalid_token_url"
        address = _address(link, name)
        return redirect(address) if address else message_page(410, "Not any more", f"This sign-in link is {state}.")
    user = call.world.work.get(NexportUser, id=link["user_id"])
    if user is None:
        return message_page(404, "Not here", "The user of this sign-in link is gone.")
    if call.request.method == "HEAD":
        return message_page(200, "Sign in", "A GET of this link signs in.")  # for link checkers
    call.world.work.update(NexportSignInLink, {"token": link["token"]}, {"used": call.world.now()})
    return _shown(call, link, user, link["enrollment_id"])


def _home(call: Call, token: str, enrollment_id: str | None) -> Reply:
    found = sign_in_links.visitor(call.world, token)
    return _nobody() if found is None else _shown(call, *found, enrollment_id)


def _shown(call: Call, link: Row, user: Row, enrollment_id: str | None) -> Reply:
    paths = classroom_page.Paths(
        call.world.local_link(_home_of(link)), call.world.local_link(f"{PATH}/launch/{link['token']}")
    )
    return classroom_page.render(
        user, classrooms.of_user(call.world, user["id"]), enrollment_id, paths, _address(link, "logout_url")
    )


def _launch(call: Call, token: str, status_id: str) -> Reply:
    visitor = sign_in_links.visitor(call.world, token)
    if visitor is None:
        return _nobody()
    link, user = visitor
    found = [
        task
        for room in classrooms.of_user(call.world, user["id"])
        for task in room.tasks
        if task.status_id == status_id.lower()
    ]
    if not found:
        return message_page(404, "Not one of your assignments", "None of your enrollments has this assignment.")
    if found[0].obstacle:
        return message_page(409, found[0].name, found[0].obstacle)
    if call.request.method == "HEAD":
        return message_page(200, found[0].name, "A GET of this link opens the assignment.")
    subject = subjects.find(call.world, {"assignment_status": status_id}, 1)[0]
    try:
        launch = subjects.launch(call.world, subject)
    except CannotLaunchError as error:
        return message_page(409, found[0].name, str(error))
    back = call.world.link(f"{_home_of(link)}/{subject.keys['enrollment']}")
    return redirect(
        call.world.local_link(
            launches.create(call.world.work, call.world.ids, call.world.now(), replace(launch, on_exit=back))
        )
    )


def _home_of(link: Row) -> str:
    return f"{PATH}/home/{link['token']}"


def _nobody() -> Reply:
    return message_page(403, "You are not signed in", "Use a new link of SsoApi/SignIn or SsoApi/Classroom.")


def _address(link: Row, name: str) -> str:
    """The URL that the client wants the browser to open, if a header can contain it; otherwise empty."""
    address = link["addresses"].get(name)
    return address if isinstance(address, str) and ADDRESS.fullmatch(address) else ""


def _certificate(call: Call, enrollment_id: str) -> Reply:
    try:
        kind, row = enrollments.find_any(call.world, enrollment_id.lower())
    except VendorError:
        return message_page(404, "Not here", "There is no such certificate.")
    if not certificates.is_ready(call.world, kind, row):
        return message_page(404, "Not here", "There is no such certificate.")
    user = call.world.work.get(NexportUser, id=row["user_id"])
    name = users.name_of(user) if user else row["user_id"]
    title = enrollments.syllabus_of(call.world, kind, row)["name"]
    words = f"{name} has passed. lms-emulator shows this page in place of the vendor's certificate."
    return message_page(200, title, words)
