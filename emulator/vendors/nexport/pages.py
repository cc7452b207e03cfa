"""The pages that links of the API open in a browser. The paths are the emulator's: the vendor's are not known.

GET /nexport/sign-in/TOKEN             what SsoApi/SignIn and SsoApi/Classroom link to, once
GET /nexport/certificate/ENROLLMENT    what LearningApi/GetCertificateUrl links to
"""

import re
from html import escape

from emulator.http import Reply
from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.errors import VendorError
from emulator.vendors.nexport import certificates, enrollments, sign_in_links, syllabi
from emulator.vendors.nexport.tables import NexportOrganization, NexportSignInLink, NexportUser

PATH = "/nexport"
HTML = "text/html; charset=utf-8"
GUARDED = [("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'"), ("Cache-Control", "no-store")]
STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:4rem auto;padding:0 1.5rem}"
    ":root{color-scheme:light dark}h1{font-size:1.3rem}"
)
NO_CAMPUS = "lms-emulator has no campus to show, so the journey ends here: the link was good and is now used up."
ADDRESS = re.compile(r"https?://[!-~]+", re.ASCII)


def page(call: Call) -> Reply:
    """Any page of this module."""
    if call.request.method not in ("GET", "HEAD"):
        return _page(405, "Not possible", f"{call.request.method} is not a method of this page.")
    match call.request.path.strip("/").split("/"):
        case ["sign-in", token] if token:
            return _sign_in(call, token)
        case ["certificate", enrollment_id] if enrollment_id:
            return _certificate(call, enrollment_id)
    return _page(404, "Not here", "There is no such page.")


def _sign_in(call: Call, token: str) -> Reply:
    link = call.store.get(NexportSignInLink, token=token.lower())
    if link is None:
        return _page(404, "Not here", "There is no such sign-in link.")
    state = sign_in_links.state(link, call.now())
    if state != "good":
        call.hint(f"the sign-in link is {state}")
        # Documented: the client names where to go to then. Inferred: a used link is an invalid one.
        return _elsewhere(link, "expired_token_url" if state == "expired" else "invalid_token_url") or _page(
            410, "Not any more", f"This sign-in link is {state}."
        )
    user = call.store.get(NexportUser, id=link["user_id"])
    if user is None:
        return _page(404, "Not here", "The user of this sign-in link is gone.")
    if call.request.method == "GET":
        call.store.update(NexportSignInLink, {"token": link["token"]}, {"used": call.now()})
    name = f"{user['first_name']} {user['last_name']}".strip() or user["login"]
    return _page(200, f"{name} is signed in", f"{_place(call, link)} {NO_CAMPUS}")


def _place(call: Call, link: Row) -> str:
    if link["enrollment_id"] is not None:
        try:
            kind, enrollment = enrollments.find_any(call, link["enrollment_id"])
        except VendorError:
            return "The enrollment of this link is gone."
        title = syllabi.get(call, kind, enrollment[enrollments.SYLLABUS_COLUMN[kind]])["name"]
        return f"The classroom of {title}. Enrollment: {enrollment['id']}."
    organization = call.store.get(NexportOrganization, id=link["organization_id"])
    return f"Organization: {organization['name'] if organization else link['organization_id']}."


def _elsewhere(link: Row, name: str) -> Reply | None:
    """A redirect to where the client wanted it, if that is an address that a header can carry."""
    address = link["addresses"].get(name)
    if not isinstance(address, str) or not ADDRESS.fullmatch(address):
        return None
    return Reply(302, b"", HTML, [*GUARDED, ("Location", address)])


def _certificate(call: Call, enrollment_id: str) -> Reply:
    try:
        kind, row = enrollments.find_any(call, enrollment_id.lower())
    except VendorError:
        return _page(404, "Not here", "There is no such certificate.")
    if not certificates.is_ready(call, kind, row):
        return _page(404, "Not here", "There is no such certificate.")
    user = call.store.get(NexportUser, id=row["user_id"])
    name = f"{user['first_name']} {user['last_name']}".strip() if user else row["user_id"]
    title = syllabi.get(call, kind, row[enrollments.SYLLABUS_COLUMN[kind]])["name"]
    return _page(200, title, f"{name} has passed. lms-emulator shows this page in place of the vendor's certificate.")


def _page(status: int, title: str, words: str) -> Reply:
    text = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{STYLE}</style><h1>{escape(title)}</h1><p>{escape(words)}</p></html>"
    )
    return Reply(status, text.encode(), HTML, GUARDED)
