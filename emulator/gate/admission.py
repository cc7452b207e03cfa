"""Access to the control API and the console: callers need the token, or a session that was opened with it."""

from hmac import compare_digest
from urllib.parse import parse_qsl

from emulator.gate import login_page
from emulator.gate.foreign import LOGIN, LOGOUT, SINK, ForbiddenError, is_open
from emulator.gate.places import Places
from emulator.gate.sessions import Sessions
from emulator.gate.visit import Visit
from emulator.http import Reply, json_error

SETTING = "EMULATOR_CONTROL_TOKEN"
COOKIE = "lms-emulator"
BEARER = 'Bearer realm="lms-emulator"'
HOW = (
    f"what is not below a vendor's path needs the token of the setting {SETTING}: "
    "send it as `Authorization: Bearer TOKEN`, never in the URL"
)


class Locked(Exception):
    """A visit without the token (`wrong` is False), or with a wrong one."""

    def __init__(self, *, wrong: bool) -> None:
        super().__init__(f"that is not the token: {HOW}" if wrong else HOW)
        self.wrong = wrong


class Admission:
    """`token` is the token of the settings; without one, everybody is admitted.

    A logged-in browser has a cookie. The cookie counts only if courses have an origin of their own; otherwise a course could use the pages
    that the cookie opens.
    """

    def __init__(self, token: str | None, places: Places) -> None:
        self._token = token
        self._places = places
        self.sessions = Sessions()

    def check(self, visit: Visit) -> None:
        """Raise `Locked`, or `ForbiddenError` for a token in the URL, if a visit to the control API or the console is not admitted."""
        if self._token is None or visit.room != "control":
            return
        query = parse_qsl(visit.query.replace("+", "%2B"), keep_blank_values=True)  # a token may contain a plus sign
        if any(self._is_token(text) for pair in query for text in (*pair, "=".join(pair))):  # and an "=" sign
            raise ForbiddenError(400, f"a token does not belong in a URL, which is kept in logs and histories; {HOW}")
        if is_open(visit.path) or visit.path.startswith(SINK) or visit.path in (LOGIN, LOGOUT):
            return
        if not self.admits(visit):
            raise Locked(wrong=_bearer(visit) is not None)

    def admits(self, visit: Visit) -> bool:
        """True if the visit has the token or comes from a logged-in browser, or if no token is set."""
        if self._token is None:
            return True
        shown = _bearer(visit)
        if shown is not None:
            return self._is_token(shown)
        session = self._session(visit)
        return session is not None and self.sessions.has(session)

    def refusal(self, visit: Visit, why: Locked) -> Reply:
        """The response to a visit that is not admitted: JSON, or a login page for a person at a browser."""
        if visit.method == "GET" and visit.wants_html:
            way = f"{visit.prefix}{visit.path}{f'?{visit.query}' if visit.query else ''}"
            return self.page(visit, way)
        headers = [("WWW-Authenticate", BEARER + (', error="invalid_token"' if why.wrong else ""))]
        reply = json_error(401, str(why))
        reply.headers += [*headers, ("Cache-Control", "no-store")]
        return reply

    def page(self, visit: Visit, way: str, *, wrong: bool = False) -> Reply:
        """The login page, which leads to `way` after the login; if a login would not be safe, a page that says so."""
        reply = login_page.ask(visit.prefix, way, wrong=wrong) if self._can_log_in(visit) else login_page.impossible()
        reply.headers.append(("WWW-Authenticate", BEARER))
        return reply

    def log_in(self, visit: Visit, token: str) -> str | None:
        """The session cookie for a browser whose user gave the token; None if the token is wrong or a login is not possible."""
        if not self._can_log_in(visit) or not self._is_token(token):
            return None
        return f"{_cookie_name(visit)}={self.sessions.open()}{_attributes(visit)}"

    def log_out(self, visit: Visit) -> str:
        """End a browser's session; returns the cookie header that removes its cookie."""
        session = self._session(visit)
        if session is not None:
            self.sessions.end(session)
        return f"{_cookie_name(visit)}={_attributes(visit)}; Max-Age=0"

    def has_session(self, visit: Visit) -> bool:
        """True if the visit comes from a logged-in browser."""
        session = self._session(visit)
        return session is not None and self.sessions.has(session)

    def _is_token(self, text: str) -> bool:
        return self._token is not None and compare_digest(text.encode(), self._token.encode())

    def _can_log_in(self, visit: Visit) -> bool:
        return self._places.of(visit) is not None and not self._places.is_in_place(visit)

    def _session(self, visit: Visit) -> str | None:
        if not self._can_log_in(visit):
            return None
        pairs = (part.strip().partition("=") for part in visit.said.get("cookie", "").split(";"))
        return next((value for name, _, value in pairs if name == _cookie_name(visit)), None)


def without_cookie(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The headers of a request without the session cookies, which no other part may see."""
    own = COOKIE.encode()
    if not any(name == b"cookie" and own in value for name, value in headers):
        return headers
    return [(name, _kept(value, own) if name == b"cookie" else value) for name, value in headers]


def _kept(cookies: bytes, own: bytes) -> bytes:
    return b"; ".join(part for part in map(bytes.strip, cookies.split(b";")) if not part.startswith(own))


def _bearer(visit: Visit) -> str | None:
    """The token of a Bearer header. Other schemes are ignored: they belong to a proxy in front."""
    scheme, _, text = visit.said.get("authorization", "").partition(" ")
    return text.strip() if scheme.lower() == "bearer" else None


def _cookie_name(visit: Visit) -> str:
    """The cookie's name contains the port, because a browser sends a cookie to every port of a host."""
    return f"{COOKIE}-{visit.host.rpartition(']')[2].partition(':')[2] or visit.scheme}"


def _attributes(visit: Visit) -> str:
    return f"; HttpOnly; SameSite=Strict; Path=/{'; Secure' if visit.scheme == 'https' else ''}"
